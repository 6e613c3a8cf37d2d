"""An earlier run of the same subject: what it came to on its day, so that a trend can be drawn."""

from datetime import date

from pydantic import Field

from audit.model.base import Value
from audit.model.score import Interval


class EarlierRun(Value):
    """What an assessment of this subject came to, by the rubric of its day; nothing of it is judged again."""

    name: str = Field(min_length=1, max_length=120)
    as_of: date
    score: Interval | None = Field(default=None, description="published, 0 to 100; none: nothing was scored")
    failed: int = Field(default=0, ge=0, description="gates failed")
    unverified: int = Field(default=0, ge=0, description="gates that could still turn out either way")
    rubric: str = Field(default="", description="version and hash of the rubric that it was judged by")
