"""Where criteria stand: their levels, and the states of gates."""

from enum import StrEnum

from pydantic import Field

from audit.model.base import Value
from audit.model.evidence import Grade


class GateState(StrEnum):
    """Whether a gate criterion was reached, with its minimum evidence."""

    MET = "met"
    UNVERIFIED = "unverified"
    FAILED = "failed"


class Gates(Value):
    """The ids of the applicable gate criteria, by state."""

    met: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


class Standing(Value):
    """Where a criterion stands: levels 0 to 4."""

    criterion: str
    low: int
    high: int
    claimed: int
    grade: Grade
    answered: bool
    applicable: bool = True
    declined: bool = False
    rated: bool = False
    spread: bool = Field(default=False, description="respondents differ and the auditor has not rated")
    gate: GateState | None = None
    notes: tuple[str, ...] = ()
