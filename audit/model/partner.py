"""What the partner questions come to: a name for the vendor, and levels that they propose (methodology 5)."""

from enum import StrEnum

from pydantic import Field

from audit.model.base import Value
from audit.model.evidence import Grade


class PartnerName(StrEnum):
    """What answers to the partner questions call a vendor; the bands are provisional until calibrated."""

    PHASE_1_SPECIALIST = "Phase 1 specialist"
    PRODUCTION_ENGINEER = "production engineer"
    MIXED = "mixed"
    OPEN = "open"


class PartnerReading(Value):
    """The partner questions as they stand."""

    asked: int = Field(description="how many of the questions were scored")
    of: int = Field(description="how many there are")
    at_two_or_more: int
    references_confirmed: int | None
    name: PartnerName
    because: str
    refused: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = Field(default=(), description="question and flag in words")


class Proposal(Value):
    """A level and grade that partner questions propose for a criterion."""

    criterion: str
    level: int
    grade: Grade
    questions: tuple[str, ...]
    note: str = ""
