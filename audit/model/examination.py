"""What was said beside what was found: comparisons, and the register of contradictions."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from audit.model.assessment import ContradictionState
from audit.model.base import Value
from audit.model.evidence import Evidence
from audit.model.finding import Confidence
from audit.model.place import Place
from audit.model.score import Interval
from audit.model.standing import GateState


class Agreement(StrEnum):
    """How a statement compares with what a repository shows."""

    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNVERIFIABLE = "unverifiable here"
    UNDERSTATED = "understated"
    CONFIRMED_GAP = "confirmed gap"
    NOMINATED = "nominated"
    BOUNDED = "bounded"
    OPEN = "open"


class CrossExamination(Value):
    """One statement, or the lack of one, compared with one finding."""

    criterion: str
    check: str
    repository: str = ""
    respondent: str = ""
    level: int | None = None
    agreement: Agreement
    note: str


class Effect(Value):
    """What a contradiction does to the score: levels 0 to 4, gate and uncapped score without it and with it.

    `by_state` holds the levels under each ruling that could be made.
    """

    levels_without: Interval
    levels_with: Interval
    gate_without: GateState | None = None
    gate_with: GateState | None = None
    score_without: Interval | None = None
    score_with: Interval | None = None
    by_state: dict[ContradictionState, Interval]
    words: str


class Contradiction(Value):
    """A statement that what a repository shows speaks against; an entry of the register."""

    id: str
    criterion: str
    check: str
    respondent: str
    level: int
    statement: str
    at: date | None = Field(default=None, description="the day of the statement")
    place: Place | None = None
    finding: str
    evidence: tuple[Evidence, ...] = ()
    searched: str = ""
    repository: str = ""
    strength: Confidence = Field(description="an upheld one is strong, however it was found")
    found_as: Confidence = Field(default=Confidence.WEAK, description="the strength before any ruling")
    state: ContradictionState = ContradictionState.OPEN
    reason: str = ""
    reply: str = ""
    ruled_at: date | None = None
    effect: Effect | None = None

    @property
    def counts(self) -> bool:
        """Whether it lowers the credit: open and upheld ones do."""
        return self.state in {ContradictionState.OPEN, ContradictionState.UPHELD}


class ContradictionRate(Value):
    """How often a respondent's checkable claims were strongly contradicted."""

    respondent: str
    strong: int
    checkable: int | None
    applied: bool
    note: str


class NominationState(StrEnum):
    """What the auditor made of support from a repository."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Nomination(Value):
    """Support that a check found: it counts as documented once accepted, and meets no gate."""

    criterion: str
    check: str
    repository: str = ""
    commit: str = ""
    level: int = Field(description="the level that it stands for, 0 to 4")
    state: NominationState = NominationState.OFFERED
    by: str = ""
    reason: str = ""
    note: str


class Query(Value):
    """A question to a respondent: what was found is not sure enough to accuse anybody."""

    contradiction: str = Field(description="id in the register")
    criterion: str
    respondent: str
    text: str
