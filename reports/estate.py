"""The estate of a failed project: what of it was seen, what was only told of, and what to preserve."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.finding import Outcome
from audit.model.inventory import ItemKind
from audit.model.recorded import recorded
from audit.model.speech import _, counted, marked
from reports import told

MOST_PLACES = 3
MOST_ITEMS = 12
COMPONENTS = {
    "code": marked("Code"),
    "data": marked("Data and its sources"),
    "prompts": marked("Prompts, configuration, models"),
    "evaluation_set": marked("Evaluation cases"),
    "infrastructure": marked("Infrastructure"),
    "accounts": marked("Accounts and rights"),
    "documents": marked("Documents"),
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
KINDS = {
    ItemKind.DATASET: marked("Dataset"),
    ItemKind.MODEL: marked("Model"),
    ItemKind.PROVIDER: marked("Provider"),
    ItemKind.PROMPT: marked("Prompt"),
    ItemKind.LIBRARY: marked("Library"),
}
SEEN = wording.Mark("✓", marked("seen"), "good")
TOLD = wording.Mark("△", marked("told of, not seen"), "medium")
NOT_SEEN = wording.Mark("✗", marked("looked for, not seen"), "bad")
UNKNOWN = wording.Mark("?", marked("nobody has shown it"), "open")


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
    return tuple(_asset(dossier, key, _(name)) for key, name in COMPONENTS.items())


def _asset(dossier: Dossier, key: str, name: str) -> Asset:
    seen, gone = (*_seen(dossier, key),), (*_not_found(dossier, key),)
    stated = tuple(
        _told(line) for line in told.lines(dossier, "asset_list") if line.cells.get("component") == key
    )
    mark = SEEN if seen else TOLD if stated else NOT_SEEN if gone else UNKNOWN
    return Asset(name, mark, (*seen, *gone, *stated))


def _told(line: told.Line) -> str:
    """What a respondent says of an asset: what it is, where it lies, who holds it, and whether it opened."""
    who, what = line.by or _("A respondent"), line.cell("what") or _("it")
    place, holder = line.cell("where"), line.cell("holder")
    if place and holder:
        said = _(
            "{who} lists {what} in {place}, held by {holder}", who=who, what=what, place=place, holder=holder
        )
    elif place:
        said = _("{who} lists {what} in {place}", who=who, what=what, place=place)
    elif holder:
        said = _("{who} lists {what}, held by {holder}", who=who, what=what, holder=holder)
    else:
        said = _("{who} lists {what}", who=who, what=what)
    opened = {"opened": _("it was opened"), "failed_to_open": _("opening it failed")}
    how = opened.get(line.cells.get("opened", ""), _("nobody tried to open it"))
    return wording.stopped(f"{said}; {how}")


def _seen(dossier: Dossier, key: str) -> Iterator[str]:
    for inspection in dossier.assessment.inspections:
        repository = wording.clipped(inspection.repository, 60)
        if key == "code":
            files = counted("{count} file", "{count} files", inspection.coverage.files)
            if inspection.commit:
                commit = inspection.commit[:12]
                yield _(
                    "Repository {repository} at commit {commit}: {files}.",
                    repository=repository,
                    commit=commit,
                    files=files,
                )
            else:
                yield _("Repository {repository}: {files}.", repository=repository, files=files)
        items = [item for item in inspection.inventory if item.kind in SIGHTED.get(key, ())]
        for kind in SIGHTED.get(key, ()):
            names = [wording.clipped(item.title or item.name, 60) for item in items if item.kind is kind]
            if names:
                more = len(names) - MOST_ITEMS
                shown = ", ".join(names[:MOST_ITEMS])
                if more > 0:
                    shown = counted("{names} and {count} more", "{names} and {count} more", more, names=shown)
                yield _(
                    "{kind}: {names}; sighted in {repository}.",
                    kind=_(KINDS[kind]),
                    names=shown,
                    repository=repository,
                )
        for finding in inspection.checks:
            if finding.id in CHECKS.get(key, ()) and finding.outcome is Outcome.MET:
                places = ", ".join(e.place for e in finding.supporting[:MOST_PLACES])
                yield f"{recorded(finding.title)}: {wording.clipped(places, 200) or repository}."


def _not_found(dossier: Dossier, key: str) -> Iterator[str]:
    for inspection in dossier.assessment.inspections:
        for finding in inspection.checks:
            if finding.id in CHECKS.get(key, ()) and finding.nothing_found:
                name = wording.clipped(inspection.repository, 60)
                yield _(
                    "{check}: searched in {repository} and not found.",
                    check=recorded(finding.title),
                    repository=name,
                )
    can = dossier.assessment.profile.rights_can_be_had
    if key == "accounts" and can is not None:
        yield (
            _("The rights to accounts, code and data can be had.")
            if can
            else _("The rights to accounts, code and data cannot be had.")
        )


def to_preserve(dossier: Dossier) -> tuple[Keepsake, ...]:
    """What has to stay as it is until nobody disputes anything any more."""
    return tuple(_to_preserve(dossier))


def _to_preserve(dossier: Dossier) -> Iterator[Keepsake]:
    for inspection in dossier.assessment.inspections:
        commit = inspection.commit
        state = _("commit {commit}", commit=commit) if commit else _("no commit names its state")
        if inspection.modified:
            state = _("{state}, and changes that no commit holds", state=state)
        where = inspection.remote or inspection.path
        name = _("Repository {repository}", repository=wording.clipped(inspection.repository, 60))
        yield Keepsake(name, where, "", state)
    for item in dossier.assessment.evidence:
        identified = f"SHA-256 {item.sha256}" if item.sha256 else f"{item.id}, {wording.day(item.date)}"
        yield Keepsake(item.title, item.place, item.seen_by, identified)
    for line in told.lines(dossier, "asset_list"):
        changed = line.day("changed")
        identified = (
            _("last changed on {day}", day=wording.day(changed))
            if changed
            else _("nothing identifies its state")
        )
        yield Keepsake(
            line.cell("what") or line.cell("component"), line.cell("where"), line.cell("holder"), identified
        )
