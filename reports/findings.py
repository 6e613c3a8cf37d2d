"""What a finding is tied to: its actions, owner, day and status, questions and evidence."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Waiver
from audit.model.dossier import Dossier
from audit.model.gap import Gap
from audit.model.plan import DUE_DAYS, Action
from audit.model.speech import _, marked
from reports import charts, requests, statements

TOP = 4
OPEN = wording.Mark("○", marked("open"), "open")
WAIVED = wording.Mark("◇", marked("accepted for a time"), "medium")
OVERDUE = wording.Mark("✗", marked("accepted until a day that is over"), "bad")
TOO_LONG = wording.Mark("✗", marked("accepted for longer than a waiver may last"), "bad")
NOBODY = marked("not named")


class Numbered(NamedTuple):
    """An action under its number in the plan, who has taken it on, and until when it is due."""

    number: str
    action: Action
    owner: str
    due: str
    status: wording.Mark
    finding: str = ""
    """The finding that recommends the very same."""
    begins: str = ""
    """When it begins, and what it waits for; empty where that is at once."""


class Ties(NamedTuple):
    """What a finding is tied to; everything is in words or a number to link to."""

    owner: str
    due: str
    status: wording.Mark
    at_once: tuple[Numbered, ...]
    """Actions that stop the damage and do not mend the finding."""
    action: Numbered | None
    lasting: str
    """The anchor of the level above the one that closes it; empty at the top."""
    said: tuple[str, ...]
    """Rows of the ledger of answers."""
    shown: tuple[str, ...]
    """Items of the evidence register."""
    against: tuple[str, ...]
    """Contradictions about the same criterion."""
    asked: str
    """The chapter that asks for evidence of it; empty where none does."""

    @property
    def untouched(self) -> bool:
        """Whether it is open and nobody is named for it."""
        return self.status is OPEN and self.owner == _(NOBODY)


def actions(dossier: Dossier) -> tuple[Numbered, ...]:
    """The plan under the numbers that it has throughout a report."""
    found = dossier.conclusion
    numbers = {(one.criterion, one.title): f"A-{n:02}" for n, one in enumerate(found.actions, start=1)}
    told_in = {(gap.criterion, gap.recommendation): gap.id for gap in found.gaps}
    drawn = charts.plan(found.actions)
    bars = {bar.number: (bar.criterion, bar.title) for bar in drawn.bars} if drawn else {}
    begins = {
        (bar.criterion, bar.title): _(
            "from day {day}, after {actions}",
            day=wording.short(bar.start),
            actions=", ".join(numbers[bars[n]] for n in bar.after),
        )
        for bar in (drawn.bars if drawn else ())
        if bar.after
    }
    return tuple(
        _numbered(dossier, numbers[key], one)._replace(
            finding=told_in.get((one.criterion, one.text), ""), begins=begins.get(key, "")
        )
        for one in found.actions
        if (key := (one.criterion, one.title))
    )


def _numbered(dossier: Dossier, number: str, action: Action) -> Numbered:
    assessment = dossier.assessment
    agreed = next((one for one in assessment.commitments if one.about(action)), None)
    by_horizon = assessment.as_of + timedelta(days=DUE_DAYS[action.horizon])
    return Numbered(
        number=number,
        action=action,
        owner=wording.clipped(agreed.owner, 60) if agreed else "",
        due=wording.day(agreed.due if agreed and agreed.due else by_horizon),
        status=wording.STATUSES[agreed.status] if agreed else OPEN,
    )


def needed(dossier: Dossier, gap: Gap) -> int:
    """The level, 0 to 4, that closes a finding."""
    return max(dossier.rubric.by_id[gap.criterion].gate_min_level or 2, 2)


def ties(dossier: Dossier, gap: Gap, plan: tuple[Numbered, ...]) -> Ties:
    """What this finding is tied to; what is not known is said to be so."""
    criterion = dossier.rubric.by_id[gap.criterion]
    own = [one for one in plan if one.action.criterion == gap.criterion]
    mending = next((one for one in own if one.action.text == gap.recommendation), None)
    level = needed(dossier, gap)
    status, owner = _standing(dossier, gap)
    return Ties(
        owner=(mending.owner if mending else "") or owner,
        due=mending.due if mending else _("not planned"),
        status=mending.status if mending and mending.status is not OPEN and status is OPEN else status,
        at_once=tuple(one for one in own if one is not mending),
        action=mending,
        lasting=_(
            "level {level}: {anchor}", level=wording.count(level + 1), anchor=criterion.levels[level + 1]
        )
        if level < TOP
        else "",
        said=tuple(_rows(dossier, gap)),
        shown=tuple(dict.fromkeys(_items(dossier, gap))),
        against=tuple(c.id for c in dossier.conclusion.contradictions if c.criterion == gap.criterion),
        asked=requests.chapter_of(dossier, gap.criterion),
    )


def accepted(waiver: Waiver, as_of: date) -> wording.Mark:
    """What a waiver is worth on the day of the audit."""
    if waiver.too_long(as_of):
        return TOO_LONG
    return OVERDUE if waiver.expires < as_of else WAIVED


def _standing(dossier: Dossier, gap: Gap) -> tuple[wording.Mark, str]:
    """Whether somebody accepts it as open, and who answers for it; nobody else is named."""
    waiver = next((one for one in dossier.assessment.waivers if one.criterion == gap.criterion), None)
    if waiver is None:
        return OPEN, _(NOBODY)
    return accepted(waiver, dossier.assessment.as_of), wording.clipped(waiver.owner, 60)


def _rows(dossier: Dossier, gap: Gap) -> Iterator[str]:
    for number, said in statements.numbered(dossier):
        if said.criterion == gap.criterion:
            yield number


def _items(dossier: Dossier, gap: Gap) -> Iterator[str]:
    for said in dossier.assessment.statements():
        if said.criterion == gap.criterion:
            yield from said.evidence
    for rated in dossier.assessment.ratings:
        if rated.criterion == gap.criterion:
            yield from rated.evidence
