"""The estate of a failed project: what of it was seen, what was only told of, and what to preserve."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.finding import Outcome
from audit.model.inventory import ItemKind
from reports import told

MOST_PLACES = 3
MOST_ITEMS = 12
COMPONENTS = {
    "code": "Code",
    "data": "Data and its sources",
    "prompts": "Prompts, configuration, models",
    "evaluation_set": "Evaluation cases",
    "infrastructure": "Infrastructure",
    "accounts": "Accounts and rights",
    "documents": "Documents",
}
SIGHTED = {
    "data": (ItemKind.DATASET,),
    "prompts": (ItemKind.MODEL, ItemKind.PROVIDER, ItemKind.PROMPT),
    "code": (ItemKind.LIBRARY,),
}
CHECKS = {
    "data": ("data-or-model-versioning",),
    "evaluation_set": ("eval-suite",),
    "infrastructure": ("deployment-config", "container-image"),
    "documents": ("runbook", "architecture-docs"),
}
SEEN = wording.Mark("✓", "seen", "good")
TOLD = wording.Mark("△", "told of, not seen", "medium")
NOT_SEEN = wording.Mark("✗", "looked for, not seen", "bad")
UNKNOWN = wording.Mark("?", "nobody has shown it", "open")


class Asset(NamedTuple):
    """A part of the estate: whether it was seen, and what is known of it; a line each."""

    name: str
    mark: wording.Mark
    known: tuple[str, ...]


class Keepsake(NamedTuple):
    """Something to preserve as it is: what, where, who holds it, and what identifies it."""

    what: str
    where: str
    holder: str
    identified: str


def assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Every kind of asset, whether there is anything to say about it or not."""
    return tuple(_asset(dossier, key, name) for key, name in COMPONENTS.items())


def _asset(dossier: Dossier, key: str, name: str) -> Asset:
    seen, gone = (*_seen(dossier, key),), (*_not_found(dossier, key),)
    stated = tuple(
        f"{line.by or 'A respondent'} lists {line.cell('what') or 'it'}"
        f"{_where(line)}; {_opened(line.cells.get('opened', ''))}."
        for line in told.lines(dossier, "asset_list")
        if line.cells.get("component") == key
    )
    mark = SEEN if seen else TOLD if stated else NOT_SEEN if gone else UNKNOWN
    return Asset(name, mark, (*seen, *gone, *stated))


def _where(line: told.Line) -> str:
    place, holder = line.cell("where"), line.cell("holder")
    return f"{f' in {place}' if place else ''}{f', held by {holder}' if holder else ''}"


def _opened(word: str) -> str:
    return {"opened": "it was opened", "failed_to_open": "opening it failed"}.get(
        word, "nobody tried to open it"
    )


def _seen(dossier: Dossier, key: str) -> Iterator[str]:
    for inspection in dossier.assessment.inspections:
        repository = wording.clipped(inspection.repository, 60)
        if key == "code":
            commit = f" at commit {inspection.commit[:12]}" if inspection.commit else ""
            yield f"Repository {repository}{commit}: {wording.plural(inspection.coverage.files, 'file')}."
        items = [item for item in inspection.inventory if item.kind in SIGHTED.get(key, ())]
        for kind in SIGHTED.get(key, ()):
            names = [wording.clipped(item.title or item.name, 60) for item in items if item.kind is kind]
            if names:
                more = len(names) - MOST_ITEMS
                shown = ", ".join(names[:MOST_ITEMS]) + (
                    f" and {wording.count(more)} more" if more > 0 else ""
                )
                yield f"{wording.capital(kind.value)}: {shown}; sighted in {repository}."
        for finding in inspection.checks:
            if finding.id in CHECKS.get(key, ()) and finding.outcome is Outcome.MET:
                places = ", ".join(e.place for e in finding.supporting[:MOST_PLACES])
                yield f"{finding.title}: {wording.clipped(places, 200) or repository}."


def _not_found(dossier: Dossier, key: str) -> Iterator[str]:
    for inspection in dossier.assessment.inspections:
        for finding in inspection.checks:
            if finding.id in CHECKS.get(key, ()) and finding.nothing_found:
                name = wording.clipped(inspection.repository, 60)
                yield f"{finding.title}: searched in {name} and not found."
    can = dossier.assessment.profile.rights_can_be_had
    if key == "accounts" and can is not None:
        yield f"The rights to accounts, code and data {'can' if can else 'cannot'} be had."


def to_preserve(dossier: Dossier) -> tuple[Keepsake, ...]:
    """What has to stay as it is until nobody disputes anything any more."""
    return tuple(_to_preserve(dossier))


def _to_preserve(dossier: Dossier) -> Iterator[Keepsake]:
    for inspection in dossier.assessment.inspections:
        state = f"commit {inspection.commit}" if inspection.commit else "no commit names its state"
        if inspection.modified:
            state += ", and changes that no commit holds"
        where = inspection.remote or inspection.path
        yield Keepsake(f"Repository {wording.clipped(inspection.repository, 60)}", where, "", state)
    for item in dossier.assessment.evidence:
        identified = f"SHA-256 {item.sha256}" if item.sha256 else f"{item.id}, {wording.day(item.date)}"
        yield Keepsake(item.title, item.place, item.seen_by, identified)
    for line in told.lines(dossier, "asset_list"):
        changed = line.day("changed")
        identified = f"last changed on {wording.day(changed)}" if changed else "nothing identifies its state"
        yield Keepsake(
            line.cell("what") or line.cell("component"), line.cell("where"), line.cell("holder"), identified
        )
