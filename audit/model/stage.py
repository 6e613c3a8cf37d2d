"""The delivery stage that the evidence shows, beside the one that was declared."""

from pydantic import Field

from audit.model.base import Value
from audit.model.score import Interval


class StageReading(Value):
    """Which delivery stage the evidence shows; none stands before the exit of S1."""

    real: str | None
    possible: str | None
    declared: str | None
    inflation: int | None = Field(default=None, description="declared minus real, in stages")
    skipped_hardening: bool = False
    next_stage: str | None = None
    missing: tuple[str, ...] = Field(default=(), description="what the next stage waits for, by effort")
    missing_effort: Interval | None = Field(default=None, description="person-days for the criteria among it")
