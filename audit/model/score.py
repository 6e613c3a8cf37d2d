"""Scores as they are printed: intervals, dimensions, and how much they hang on the weights."""

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import Field

from audit.model.base import Value

READY_FROM, READY_EACH = 60, 45
"""The lower bounds, 0 to 100, that production-ready asks for: of the score, and of every dimension (7.1)."""


class Interval(NamedTuple):
    """A lower and an upper bound, in the unit of the field that holds it."""

    low: float
    high: float

    def times(self, factor: float) -> "Interval":
        """Both bounds, as many times."""
        return Interval(self.low * factor, self.high * factor)


def total(intervals: Iterable[Interval]) -> Interval:
    """What several come to together."""
    both = tuple(intervals)
    return Interval(sum(one.low for one in both), sum(one.high for one in both))


class DimensionScore(NamedTuple):
    """A dimension, 0 to 100: credited, upper, and as claimed."""

    low: float
    high: float
    claimed: float


class Contribution(Value):
    """What a criterion brings to the overall score; over all criteria the points add up to it.

    Low and high: on credited and on upper levels. The dimensions that are lowest weigh more, and they may
    be others on either side.
    """

    dimension: str
    weight: int
    credited: Interval = Field(description="levels, 0 to 4")
    points: Interval = Field(description="points of the uncapped overall score, 0 to 100")
    per_level: Interval = Field(description="points that one level is worth")


class Robustness(Value):
    """What happens to the conclusion when the weights are varied (methodology 7.1a)."""

    draws: int
    share_same: float
    borderline: bool
    low: Interval = Field(description="range of the uncapped lower bound over the draws")
