"""Failure patterns as they stand in an assessment, and how they act on each other."""

from enum import StrEnum

from pydantic import Field

from audit.model.base import Value
from audit.model.rubric import Link
from audit.model.score import Interval


class PatternState(StrEnum):
    """How sure it is that a failure pattern is at work (companion rule, methodology 3)."""

    PRESENT = "present"
    EXPOSED = "exposed"
    SUSPECTED = "suspected"
    NOT_EXCLUDED = "not excluded"
    EXCLUDED = "excluded"
    NOT_APPLICABLE = "not applicable"


class PatternReading(Value):
    """A failure pattern as it stands in this assessment."""

    id: str
    name: str
    state: PatternState
    link: Link
    symptoms: tuple[str, ...] = ()
    root_cause: str
    typical_cost: str
    recovery: tuple[str, ...]
    leads_to: str
    settling_test: str = ""
    criteria: tuple[str, ...] = ()


class Patterns(Value):
    """The ids of the failure patterns, by state."""

    present: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    not_excluded: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()


class CausalChain(Value):
    """How the patterns that are present act on each other, and where it is cheapest to break."""

    links: tuple[str, ...] = Field(description="ids of present patterns in the order in which they act")
    text: str
    break_criterion: str | None = None
    break_effort: Interval | None = Field(default=None, description="person-days")
