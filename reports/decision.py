"""The decision page: the advice, how it is known, and what to do; each kind has blocks of its own."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from audit.model import wording
from audit.model.advice import reserved
from audit.model.assessment import Waiver
from audit.model.dossier import Dossier
from audit.model.edition import is_english
from audit.model.speech import _, counted
from audit.model.standing import GateState
from reports import reasons, scale, steps
from reports.budget import BUDGETS, ROOMY, Budget
from reports.kinds import KINDS
from reports.reasons import Fact
from reports.steps import Step

ROOM = 516.0
"""Points below the three numbers, under a head of usual size (measured)."""
HEADING = 27.0
"""Points that a block takes for its heading and the space around it."""
GATE_ROW, GATE_LINE = 13.4, 9.0
"""Points of a row of the gates, and of every further line of it."""
GATE_WIDTH, LONGEST_NAME = 50, 80
"""Characters of such a line, and of the name of a gate."""
LONG_NAME, LONG_REASON = 36, 84
LONGER_WORDS = 24.0
"""Points that the advice and the three numbers take more in a language other than English."""
RESERVED = 108
"""Characters of a line of the reservation."""
SCALED, SCALE_LINE = 128, 10.3
"""Characters and points of a line of what the conclusion means, and of what levels mean."""
MOST_WAIVERS = 3
NEAR = 30
"""Days before its end from which a waiver is named on the page."""


class Blockers(NamedTuple):
    """The failed gates of one dimension, by name; the area is the dimension."""

    area: str
    names: tuple[str, ...]


class GateLine(NamedTuple):
    """A gate in the table of gates, its state, and who has accepted it as open."""

    name: str
    mark: wording.Mark
    note: str = ""

    @property
    def words(self) -> str:
        """All that stands in its cell."""
        return f"{self.mark.glyph} {self.mark.word} {self.name} {self.note}".rstrip()


class DecisionPage(NamedTuple):
    """What the page says below the advice and the three numbers."""

    panels: tuple[str, ...]
    scale: str
    reservation: str
    story: str
    chain: str
    blockers: tuple[Blockers, ...]
    left_out: int
    gates: tuple[GateLine, ...]
    gates_left_out: int
    expiry: tuple[str, ...]
    facts: tuple[Fact, ...]
    conditions: tuple[str, ...]
    conditions_left_out: int
    steps: tuple[Step, ...]
    steps_title: str
    knock_outs: tuple[str, ...]
    money: bool
    budget: Budget

    @property
    def tight(self) -> bool:
        """Whether it has to be set smaller than usual."""
        return self.budget.tight

    @property
    def story_leads(self) -> bool:
        """Whether the story takes more room than the failed gates beside it."""
        return len(self.story) + len(self.chain) > sum(len("; ".join(group.names)) for group in self.blockers)

    @property
    def height(self) -> float:
        """About how many points the blocks take: lines of so many characters, and the space between them."""
        return sum(HEIGHTS[panel](self) for panel in self.panels)

    @property
    def gate_rows(self) -> tuple[tuple[GateLine, ...], ...]:
        """The gates in two columns, down the first one and then down the second."""
        half = -(-len(self.gates) // 2)
        return tuple(self.gates[n::half] for n in range(half))


def _beside(page: DecisionPage, left: float, width: int) -> float:
    """A block of two columns, with the failed gates in the right one."""
    lines = page.budget.lines
    gates = sum(lines(f"{g.area}: {'; '.join(g.names)}", width) for g in page.blockers) + 2
    return HEADING + max(left, gates) * page.budget.line


def _story_height(page: DecisionPage) -> float:
    left, right = (62, 50) if page.story_leads else (46, 68)
    lines = page.budget.lines
    told = lines(page.story, left) + lines(page.chain and f"{page.chain:>28}", left) + 0.5
    return _beside(page, told, right)


def _knock_outs_height(page: DecisionPage) -> float:
    return _beside(page, sum(page.budget.lines(f"{one:>18}", 44) for one in page.knock_outs) + 2, 68)


def _gate_table_height(page: DecisionPage) -> float:
    rows = (max(-(-len(gate.words) // GATE_WIDTH) for gate in row) for row in page.gate_rows)
    told = sum(GATE_ROW + (lines - 1) * GATE_LINE for lines in rows)
    return HEADING + told + (page.budget.line if page.gates_left_out else 0)


def _expiry_height(page: DecisionPage) -> float:
    lines = sum(page.budget.lines(line, 118) for line in page.expiry)
    return lines * page.budget.line + 14


def _reasons_height(page: DecisionPage) -> float:
    lines = page.budget.lines
    rows = (
        max(
            lines(f.criterion, 26) + f.weak,
            sum(lines(t, 84) for t in (f.said + f.said_in + f.said_by, f.shown + f.shown_in, f.searched)),
        )
        + 0.25
        for f in page.facts
    )
    return HEADING + (sum(rows) + 2) * page.budget.line


def _conditions_height(page: DecisionPage) -> float:
    if not page.conditions:
        return 0
    lines = sum(page.budget.lines(one, 112) + 0.25 for one in page.conditions) + bool(
        page.conditions_left_out
    )
    return HEADING + lines * page.budget.line + 2 * SCALE_LINE + 4


def _steps_height(page: DecisionPage) -> float:
    lines = page.budget.lines
    rows = (
        lines(f"{s.title} {s.text}", 108) + lines(f"{s.effort} {s.who} {s.why}", 116) + 0.3
        for s in page.steps
    )
    return HEADING + sum(rows) * page.budget.line if page.steps else 0


HEIGHTS: Mapping[str, Callable[[DecisionPage], float]] = {
    "story": _story_height,
    "knock_outs": _knock_outs_height,
    "gate_table": _gate_table_height,
    "expiry": _expiry_height,
    "reasons": _reasons_height,
    "conditions": _conditions_height,
    "steps": _steps_height,
    "money": lambda page: 45 if page.money else 0,
    "price": lambda _: 31,
}


def page(dossier: Dossier) -> DecisionPage:
    """The page as roomy as it can be."""
    pages = (_page(dossier, budget) for budget in BUDGETS)
    fitting = (found for found in pages if found.height <= _room(dossier))
    return next(fitting, None) or _page(dossier, BUDGETS[-1])


def _room(dossier: Dossier) -> float:
    """What a long name and a long reason leave of the page."""
    advice = dossier.conclusion.decision
    name, rule = len(dossier.assessment.subject.name), len(advice.rule if advice else "")
    longest = max(rule, len(dossier.conclusion.because))
    edition = dossier.edition
    banner: float = (34 if edition.words else 0) + (44 if edition.brand else 0)
    banner += 0 if is_english(edition.language) else LONGER_WORDS
    banner += -(-len(scale.meaning(dossier)) // SCALED) * SCALE_LINE + 4
    lines = -(-len(reserved(dossier.conclusion)) // RESERVED)
    banner += lines * ROOMY + 14 if lines else 0
    return ROOM - banner - (27 if name > LONG_NAME else 0) - (34 if longest > LONG_REASON else 0)


def _page(dossier: Dossier, budget: Budget) -> DecisionPage:
    conclusion = dossier.conclusion
    names = {pattern.id: pattern.name for pattern in conclusion.pattern_readings}
    links = conclusion.chain.links if conclusion.chain else ()
    gates, advice = _gates(dossier), conclusion.decision
    tied = advice.conditions if advice else ()
    most = budget.gates * 2
    return DecisionPage(
        panels=KINDS[dossier.assessment.purpose].panels,
        scale=scale.meaning(dossier),
        reservation=reserved(conclusion),
        story=_story(dossier, budget),
        chain=" → ".join(names[key] for key in links),
        blockers=_blockers(dossier, budget),
        left_out=max(0, len(conclusion.gates.failed) - budget.gates),
        gates=gates[:most],
        gates_left_out=max(0, len(gates) - most),
        expiry=tuple(_expiry(dossier)),
        facts=reasons.facts(dossier, budget),
        conditions=tuple(wording.clipped(one, budget.fact) for one in tied[: budget.conditions]),
        conditions_left_out=max(0, len(tied) - budget.conditions),
        steps=steps.steps(dossier, budget),
        steps_title=steps.title(dossier),
        knock_outs=tuple(one.rule for one in advice.knock_outs) if advice else (),
        money=conclusion.exposure is not None,
        budget=budget,
    )


def _blockers(dossier: Dossier, budget: Budget) -> tuple[Blockers, ...]:
    """The failed gates, grouped by dimension in the order of the rubric; at most a page can take."""
    shown = dossier.conclusion.gates.failed[: budget.gates]
    by_id = dossier.rubric.by_id
    groups = (
        Blockers(d.name, tuple(by_id[key].name for key in shown if by_id[key].dimension == d.id))
        for d in dossier.rubric.dimensions
    )
    return tuple(group for group in groups if group.names)


def _gates(dossier: Dossier) -> tuple[GateLine, ...]:
    """Every applicable gate: failed ones first, then those that are not verified, then met ones."""
    gates = dossier.conclusion.gates
    waived = {one.criterion: one for one in dossier.assessment.waivers}
    return tuple(
        GateLine(
            name=wording.clipped(dossier.rubric.by_id[key].name, LONGEST_NAME),
            mark=wording.GATES[state],
            note=_waived(dossier, waived[key]) if key in waived else "",
        )
        for state, keys in (
            (GateState.FAILED, gates.failed),
            (GateState.UNVERIFIED, gates.unverified),
            (GateState.MET, gates.met),
        )
        for key in keys
    )


def _waived(dossier: Dossier, waiver: Waiver) -> str:
    if waiver.too_long(dossier.assessment.as_of):
        return _("waiver too long to count")
    if waiver.expires < dossier.assessment.as_of:
        return _("waiver over {day}", day=wording.day(waiver.expires))
    return _("waiver until {day}", day=wording.day(waiver.expires))


def _expiry(dossier: Dossier) -> Iterator[str]:
    """Until when the decision holds, and the waivers that end soon, each with its owner."""
    assessment, advice = dossier.assessment, dossier.conclusion.decision
    review = assessment.imprint.next_review
    following = (
        _("Next review: {day}.", day=wording.day(review))
        if review
        else _("No day is set for the next review.")
    )
    if advice and advice.expires:
        ends = _("This decision ends on {day}.", day=wording.day(advice.expires))
    else:
        ends = _("This decision names no day on which it ends.")
    yield f"{ends} {following}"
    soon = [one for one in assessment.waivers if (one.expires - assessment.as_of).days <= NEAR]
    for one in sorted(soon, key=lambda waiver: waiver.expires)[:MOST_WAIVERS]:
        day = wording.day(one.expires)
        name = wording.clipped(dossier.rubric.by_id[one.criterion].name, 50)
        owner = wording.clipped(one.owner, 40)
        if one.expires < assessment.as_of:
            yield _("Waiver expired: {day}, {name}, {owner}.", day=day, name=name, owner=owner)
        else:
            yield _("Waiver about to expire: {day}, {name}, {owner}.", day=day, name=name, owner=owner)
    if len(soon) > MOST_WAIVERS:
        yield counted(
            "And {count} more waiver in the chapter on waivers.",
            "And {count} more waivers in the chapter on waivers.",
            len(soon) - MOST_WAIVERS,
        )


def _story(dossier: Dossier, budget: Budget) -> str:
    """What happened, in the auditor's words; else the description of the subject."""
    assessment = dossier.assessment
    return wording.opening(assessment.story or assessment.subject.description, budget.story)
