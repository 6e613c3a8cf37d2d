"""Scores as intervals: dimensions, the overall figure, the cap of failed gates, and the conclusion (7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from audit.model.conclusion import Verdict
from audit.model.rubric import Dimension, Rubric
from audit.model.score import READY_EACH, READY_FROM, DimensionScore, Interval
from audit.model.standing import Gates, GateState, Standing

TOP_LEVEL = 4
MEAN_SHARE = Fraction(6, 10)
LOWEST_SHARE = Fraction(4, 10)
LOWEST_COUNT = 3
CAP_FEW_FAILED = 49
CAP_MANY_FAILED = 29
MANY_FAILED = 4
LEAST_COVERAGE = Fraction(70, 100)
WIDEST = 35
MOST_UNVERIFIED = 3
CONDITIONAL_FROM = 45
INFRASTRUCTURE_FROM, INFRASTRUCTURE_EACH = 75, 60

Levels = Mapping[str, Standing]
Number = Fraction | float


class Figures(NamedTuple):
    """What a conclusion reads: overall low and high, the weakest dimension, 0 to 100; coverage 0 to 1."""

    low: Number
    high: Number
    weakest: Number
    coverage: Number


@dataclass(frozen=True)
class Score:
    """The figures of one set of standings, exact, so that 60 is 60 in whatever order it was added up."""

    dimensions: dict[str, tuple[Fraction, Fraction, Fraction]]
    low: Fraction | None
    high: Fraction | None
    claimed: Fraction | None
    coverage: Fraction
    cap: int

    @property
    def figures(self) -> Figures | None:
        """What a conclusion reads; none where nothing is scorable."""
        if self.low is None or self.high is None:
            return None
        weakest = min(low for low, _, _ in self.dimensions.values())
        return Figures(self.low, self.high, weakest, self.coverage)

    @property
    def uncapped(self) -> Interval | None:
        """Credited and upper score, 0 to 100."""
        return self.figures and Interval(float(self.figures.low), float(self.figures.high))

    @property
    def published(self) -> Interval | None:
        """The interval as it may be quoted: no higher than failed gates allow."""
        return self.uncapped and Interval(min(self.uncapped.low, self.cap), min(self.uncapped.high, self.cap))

    def printed(self) -> dict[str, DimensionScore]:
        """The dimensions as they are reported."""
        return {key: DimensionScore(*map(float, values)) for key, values in self.dimensions.items()}


def gates(levels: Levels) -> Gates:
    """The gate criteria by state, in the order of the rubric."""
    by_state: dict[GateState, list[str]] = {state: [] for state in GateState}
    for standing in levels.values():
        if standing.gate is not None:
            by_state[standing.gate].append(standing.criterion)
    return Gates(
        met=tuple(by_state[GateState.MET]),
        unverified=tuple(by_state[GateState.UNVERIFIED]),
        failed=tuple(by_state[GateState.FAILED]),
    )


def cap(failed: int) -> int:
    """The highest score that may be published: 100, 49 with 1 to 3 failed gates, 29 with more."""
    if not failed:
        return 100
    return CAP_MANY_FAILED if failed >= MANY_FAILED else CAP_FEW_FAILED


def score(levels: Levels, rubric: Rubric) -> Score:
    """Score the standings of all applicable criteria."""
    scored = {d.id: _dimension(d, levels) for d in rubric.dimensions}
    dimensions = {key: value for key, value in scored.items() if value is not None}
    weights = {d.id: d.weight for d in rubric.dimensions}
    low, high, claimed = (
        _overall({key: values[side] for key, values in dimensions.items()}, weights) for side in range(3)
    )
    total = sum(c.weight for c in rubric.criteria() if counts(c.id, levels))
    answered = sum(c.weight for c in rubric.criteria() if counts(c.id, levels) and levels[c.id].answered)
    return Score(
        dimensions=dimensions,
        low=low,
        high=high,
        claimed=claimed,
        coverage=Fraction(answered, total or 1),
        cap=cap(len(gates(levels).failed)),
    )


def counts(criterion: str, levels: Levels) -> bool:
    """Whether a criterion takes part in sums."""
    return criterion in levels and levels[criterion].applicable


def _dimension(dimension: Dimension, levels: Levels) -> tuple[Fraction, Fraction, Fraction] | None:
    inside = [(c.weight, levels[c.id]) for c in dimension.criteria if counts(c.id, levels)]
    whole = TOP_LEVEL * sum(weight for weight, _ in inside)
    if not whole:
        return None
    low, high, claimed = (
        Fraction(100 * sum(weight * get(standing) for weight, standing in inside), whole)
        for get in (attrgetter("low"), attrgetter("high"), attrgetter("claimed"))
    )
    return low, high, claimed


def _overall(values: dict[str, Fraction], weights: Mapping[str, int]) -> Fraction | None:
    """Limited compensation: 0.6 of the weighted mean, 0.4 of the mean of the three lowest."""
    if not values:
        return None
    total = sum((weights[key] * value for key, value in values.items()), Fraction(0))
    mean = total / sum(weights[key] for key in values)
    lowest = sorted(values.values())[:LOWEST_COUNT]
    return MEAN_SHARE * mean + LOWEST_SHARE * sum(lowest, Fraction(0)) / len(lowest)


def verdict(figures: Figures | None, gates: Gates) -> Verdict:
    """The first conclusion whose rule holds; thresholds are read on uncapped lower bounds."""
    if len(gates.failed) >= MANY_FAILED:
        return Verdict.PHASE_1
    if gates.failed:
        return Verdict.NEEDS_HARDENING
    if figures is None or figures.coverage < LEAST_COVERAGE or figures.high - figures.low > WIDEST:
        return Verdict.CANNOT_CONCLUDE
    low, weakest = figures.low, figures.weakest
    if not gates.unverified and low >= INFRASTRUCTURE_FROM and weakest >= INFRASTRUCTURE_EACH:
        return Verdict.INFRASTRUCTURE
    if not gates.unverified and low >= READY_FROM and weakest >= READY_EACH:
        return Verdict.PRODUCTION_READY
    if len(gates.unverified) <= MOST_UNVERIFIED and low >= CONDITIONAL_FROM:
        return Verdict.CONDITIONAL
    return Verdict.NEEDS_HARDENING
