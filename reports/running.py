"""How a system is run: what is on record of each thing that operating it takes, and who carries what."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.score import Interval, total
from audit.model.speech import _, marked
from audit.model.standing import Standing
from reports import statements, told
from reports.findings import Numbered

TOPICS = (
    (marked("Service levels and error budget"), ("OBS-02", "SCALE-03")),
    (marked("Quality of live output"), ("OBS-03",)),
    (marked("Alerts and on-call"), ("OBS-04",)),
    (marked("Runbook"), ("DOC-01",)),
    (marked("Rollback"), ("DEP-03",)),
    (marked("Evaluation gate"), ("EVAL-05",)),
    (marked("Cost guard"), ("COST-01",)),
    (marked("Stop switch"), ("HUM-01",)),
)
"""What operating a system takes, and the criteria of the rubric that ask for it."""
Drill = Literal["rollback", "provider_outage", "bad_output_injection"]
DRILLS: tuple[tuple[Drill, str], ...] = (
    ("rollback", marked("Rollback")),
    ("provider_outage", marked("Outage of the provider")),
    ("bad_output_injection", marked("Bad output put in on purpose")),
)
HELD = {
    True: wording.Mark("✓", marked("held"), "good"),
    False: wording.Mark("✗", marked("not held"), "bad"),
    None: wording.Mark("?", marked("not known"), "open"),
}
ASKED = 2


class Proof(NamedTuple):
    """What is on record of a thing that operating takes: the standing of a criterion, and what shows it."""

    topic: str
    criterion: str
    levels: str
    state: wording.Mark
    shown: tuple[str, ...]
    """Rows of the ledger and items of the evidence register, by number."""


class Practised(NamedTuple):
    """A drill: whether it was held, and what is told of it."""

    name: str
    mark: wording.Mark
    told: tuple[str, ...]


class Load(NamedTuple):
    """What somebody carries: actions and their effort in person-days, and how many open gates he accepted."""

    owner: str
    actions: tuple[str, ...]
    effort: Interval
    waivers: int
    void: int
    """Of these waivers, those that do not count: over, or longer than a waiver may last."""


def proofs(dossier: Dossier) -> tuple[Proof, ...]:
    """Every applicable criterion of the topics."""
    return tuple(
        Proof(
            topic=_(topic),
            criterion=key,
            levels=wording.levels(standing.low, standing.high),
            state=_state(standing),
            shown=tuple(_shown(dossier, key)),
        )
        for topic, keys in TOPICS
        for key in keys
        if (standing := dossier.conclusion.standings.get(key)) and standing.applicable
    )


def _state(standing: Standing) -> wording.Mark:
    if standing.gate:
        return wording.GATES[standing.gate]
    if standing.low >= ASKED:
        return wording.Mark("✓", _("shown"), "good")
    if standing.high < ASKED:
        return wording.Mark("✗", _("below what is required"), "bad")
    return wording.Mark("?", _("not shown"), "open")


def _shown(dossier: Dossier, key: str) -> Iterator[str]:
    items: list[str] = []
    for number, said in statements.numbered(dossier):
        if said.criterion == key:
            yield number
            items += said.evidence
    yield from dict.fromkeys(items)


def drills(dossier: Dossier) -> tuple[Practised, ...]:
    """Each drill that hardening takes, whether it was held, and the lines that were told of it."""
    held = dossier.assessment.profile.drills
    lines = told.lines(dossier, "drills")
    return tuple(
        Practised(
            name=_(name),
            mark=HELD[None if held is None else key in held],
            told=tuple(_line(line) for line in lines if line.cells.get("drill") == key),
        )
        for key, name in DRILLS
    )


def _line(line: told.Line) -> str:
    day = line.day("day")
    minutes = line.cell("minutes")
    parts = (
        wording.day(day) if day else "",
        _("mastered in {minutes} minutes", minutes=minutes) if minutes else "",
        line.cell("outcome"),
        line.cell("record"),
    )
    return wording.sentence(", ".join(part for part in parts if part))


def loads(dossier: Dossier, plan: tuple[Numbered, ...]) -> tuple[Load, ...]:
    """Who carries how much of the plan, the heaviest load first; what nobody carries stands last."""
    owners = dict.fromkeys([one.owner for one in plan if one.owner])
    waivers = dossier.assessment.waivers
    waived = [wording.clipped(one.owner, 60) for one in waivers]
    owners |= dict.fromkeys(waived)
    void = [wording.clipped(one.owner, 60) for one in waivers if not one.counts(dossier.assessment.as_of)]
    found = [_load(owner, plan, waived.count(owner), void.count(owner)) for owner in owners]
    nobody = _load("", plan)
    ordered = sorted(found, key=lambda load: (-load.effort.high, load.owner))
    return (*ordered, *((nobody,) if nobody.actions else ()))


def _load(owner: str, plan: tuple[Numbered, ...], waivers: int = 0, void: int = 0) -> Load:
    ours = [one for one in plan if one.owner == owner]
    effort = total(one.action.effort for one in ours)
    return Load(owner, tuple(one.number for one in ours), effort, waivers, void)
