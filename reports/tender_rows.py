"""What the tables of a report on several vendors say: gates, proof, negotiation, and what each was asked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.model import wording
from audit.model.asking import other_questions
from audit.model.comparison import Contender, Pairing
from audit.model.conclusion import Conclusion
from audit.model.rubric import ContractClause, Criterion
from audit.model.speech import _
from audit.model.standing import GateState
from audit.model.tender import Bid, Tender
from reports import negotiation
from reports.proof import Proof, proof

FEW = 4
ONE_LINE = 14
"""Letters of a word for a state that leave room for the levels beside it."""
ROOM_FOR_GATES = 12
"""Gates that the decision page has room for beside two vendors of whom none is knocked out."""
MOST_COLUMNS = 5
"""Vendors beside each other in one table."""


class GateCell(NamedTuple):
    """A gate of one vendor: its state, none where it does not apply, and the levels that it may be at."""

    state: GateState | None
    levels: str


class GateRow(NamedTuple):
    """A gate with what it asks for, and where each vendor stands."""

    criterion: Criterion
    asks: str
    cells: tuple[GateCell, ...]

    @property
    def differs(self) -> bool:
        """Whether it tells vendors apart."""
        return len({cell.state for cell in self.cells}) > 1


def names(tender: Tender) -> dict[str, str]:
    """What each vendor is called, by its label; two of one name are told apart by their labels."""
    found = [one.name for one in tender.comparison.contenders]
    return {
        one.label: f"{one.name} ({one.label})" if found.count(one.name) > 1 else one.name
        for one in tender.comparison.contenders
    }


def groups(tender: Tender) -> tuple[tuple[tuple[Contender, Bid], ...], ...]:
    """The vendors as many at a time as a table holds, in the order of the ranking."""
    rows = tender.rows
    return tuple(rows[n : n + MOST_COLUMNS] for n in range(0, len(rows), MOST_COLUMNS))


def gates(tender: Tender, group: Sequence[tuple[Contender, Bid]]) -> tuple[GateRow, ...]:
    """Every gate that applies to a vendor of the group, in the order of the rubric."""
    rows = (
        GateRow(c, _asks(c), tuple(_cell(bid.conclusion, c.id) for _one, bid in group))
        for c in tender.rubric.criteria()
        if c.is_gate
    )
    return tuple(row for row in rows if any(cell.state for cell in row.cells))


class Telling(NamedTuple):
    """The gates that tell the vendors apart, as many as the decision page has room for."""

    vendors: tuple[str, ...]
    rows: tuple[GateRow, ...]
    left_out: int


def telling(tender: Tender) -> Telling:
    """Gates where the vendors differ, those first that most of them fail; none where there are too many."""
    if len(tender.rows) > MOST_COLUMNS:
        return Telling((), (), 0)
    found = [row for row in gates(tender, tender.rows) if row.differs]
    found.sort(key=lambda row: -sum(cell.state is GateState.FAILED for cell in row.cells))
    out = sum(bool(one.knock_outs) for one in tender.comparison.contenders)
    crowded = 2 * (len(tender.rows) - 2) + 3 * out + (3 if tender.brand else 0) + (2 if tender.words else 0)
    crowded += 3 * len(believed(tender))
    words = [wording.GATES[c.state].word for row in found for c in row.cells if c.state]
    lines = 2 if max(map(len, words), default=0) > ONE_LINE else 1
    room = max(ROOM_FOR_GATES - crowded, 0) // lines
    labels = tuple(one.label for one, _bid in tender.rows)
    return Telling(labels, tuple(found[:room]), max(len(found) - room, 0))


def believed(tender: Tender) -> tuple[tuple[str, str], ...]:
    """The reservation under which a favourable advice is told, with the vendor's name."""
    called = names(tender)
    contenders = tender.comparison.contenders
    return tuple((called[one.label], one.reservation) for one in contenders if one.reservation)


def _asks(criterion: Criterion) -> str:
    level = wording.count(criterion.gate_min_level)
    if criterion.gate_min_evidence:
        return _("level {level}, {grade}", level=level, grade=wording.grade(criterion.gate_min_evidence))
    return _("level {level}", level=level)


def _cell(conclusion: Conclusion, key: str) -> GateCell:
    standing = conclusion.standings.get(key)
    if standing is None or not standing.applicable or standing.gate is None:
        return GateCell(None, "")
    return GateCell(standing.gate, wording.levels(standing.low, standing.high))


def price(bid: Bid) -> str:
    """What the vendor states as spend of a month; empty where nobody said."""
    operation = bid.assessment.operation
    if operation is None or operation.spend_per_month is None:
        return ""
    return wording.money(operation.spend_per_month, operation.currency)


def first_pairings(tender: Tender) -> tuple[str, ...]:
    """What the evidence tells of the first and those behind it, the nearest first."""
    found = tender.comparison
    first = found.leading[0] if found.leading else ""
    return tuple(one.words for one in found.pairings if first in {one.first, one.second})


def pairings(tender: Tender) -> tuple[Pairing, ...]:
    """The pairs that decide the order: every one of a few vendors, neighbours and the first's of many."""
    found = tender.comparison
    ranked = [one.label for one in found.contenders if one.rank]
    if len(ranked) <= FEW:
        return found.pairings
    near = {frozenset(pair) for pair in pairwise(ranked)} | {
        frozenset({ranked[0], two}) for two in ranked[1:]
    }
    return tuple(one for one in found.pairings if frozenset({one.first, one.second}) in near)


def proofs(tender: Tender) -> tuple[Proof, ...]:
    """Claims against proof, on everything that each was asked; the largest gap first."""
    called = names(tender)
    found = (proof(called[one.label], bid.assessment, bid.conclusion) for one, bid in tender.rows)
    return tuple(sorted(found, key=lambda proof: -(proof.gap or 0.0)))


def points(tender: Tender, bid: Bid) -> tuple[negotiation.Point, ...]:
    """What to negotiate with a vendor: failed gates first, then those that are not verified."""
    return negotiation.points(bid.conclusion, tender.rubric)


class ClauseRow(NamedTuple):
    """A clause, and why it is demanded of each vendor; empty where it is not."""

    clause: ContractClause
    why: tuple[str, ...]


def clauses(tender: Tender, group: Sequence[tuple[Contender, Bid]]) -> tuple[ClauseRow, ...]:
    """Every clause that is demanded of a vendor of the group."""
    reasons = [{d.clause: d.why for d in bid.conclusion.clauses} for _one, bid in group]
    rows = (
        ClauseRow(clause, tuple(one.get(clause.id, "") for one in reasons))
        for clause in tender.rubric.clauses
    )
    return tuple(row for row in rows if any(row.why))


class Uneven(NamedTuple):
    """A question that was not put to all, or does not apply to all, and who was asked it."""

    name: str
    asked: tuple[bool, ...]


def uneven(tender: Tender) -> tuple[Uneven, ...]:
    """What stands in no shared score, because not all were asked: criteria first, then other questions."""
    return tuple(_uneven(tender))


def _uneven(tender: Tender) -> Iterator[Uneven]:
    rows = tender.comparison.contenders
    for criterion in tender.rubric.criteria():
        asked = tuple(criterion.id in one.left_out for one in rows)
        if any(asked):
            yield Uneven(f"{criterion.name} ({criterion.id})", asked)
    words = {
        key: told
        for bid in tender.bids
        for key, told in other_questions(bid.assessment, tender.rubric).items()
    }
    for key in sorted({key for one in rows for key in one.other_questions}):
        asked = tuple(key in one.other_questions for one in rows)
        if not all(asked):
            yield Uneven(wording.named(key, words.get(key, "")), asked)
