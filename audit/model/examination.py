"""What was said beside what was found: comparisons, and the register of contradictions."""

from enum import StrEnum

from audit.model.assessment import ContradictionState, Place
from audit.model.base import Value
from audit.model.evidence import Evidence
from audit.model.finding import Confidence


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


class Contradiction(Value):
    """A statement that what a repository shows speaks against; an entry of the register."""

    id: str
    criterion: str
    check: str
    respondent: str
    level: int
    statement: str
    place: Place | None = None
    finding: str
    evidence: tuple[Evidence, ...] = ()
    searched: str = ""
    repository: str = ""
    strength: Confidence
    state: ContradictionState = ContradictionState.OPEN
    reason: str = ""
    reply: str = ""

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
