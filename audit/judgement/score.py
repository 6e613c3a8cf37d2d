"""Scores as intervals: dimensions, the overall figure, the cap of failed gates, and the conclusion (7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from audit.model.conclusion import (
    DimensionScore,
    Gates,
    GateState,
    Interval,
    Standing,
    Verdict,
)
from audit.model.rubric import Dimension, Rubric

TOP_LEVEL = 4
MEAN_SHARE = 0.6
LOWEST_SHARE = 0.4
LOWEST_COUNT = 3
CAP_FEW_FAILED = 49
CAP_MANY_FAILED = 29
MANY_FAILED = 4
LEAST_COVERAGE = 0.70
WIDEST = 35.0
MOST_UNVERIFIED = 3
CONDITIONAL_FROM = 45.0
READY_FROM, READY_EACH = 60.0, 45.0
INFRASTRUCTURE_FROM, INFRASTRUCTURE_EACH = 75.0, 60.0

Levels = Mapping[str, Standing]


@dataclass(frozen=True)
class Score:
    """The figures of one set of standings: 0 to 100, coverage 0 to 1; none where nothing is scorable."""

    dimensions: dict[str, DimensionScore]
    uncapped: Interval | None
    as_claimed: float | None
    coverage: float
    cap: int

    @property
    def published(self) -> Interval | None:
        """The interval as it may be quoted: no higher than failed gates allow."""
        return self.uncapped and Interval(min(self.uncapped.low, self.cap), min(self.uncapped.high, self.cap))


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
    weights = {d.id: float(d.weight) for d in rubric.dimensions}
    low, high, claimed = (
        _overall({key: getattr(value, side) for key, value in dimensions.items()}, weights)
        for side in DimensionScore._fields
    )
    total = sum(c.weight for c in rubric.criteria() if counts(c.id, levels))
    answered = sum(c.weight for c in rubric.criteria() if counts(c.id, levels) and levels[c.id].answered)
    return Score(
        dimensions=dimensions,
        uncapped=None if low is None or high is None else Interval(low, high),
        as_claimed=claimed,
        coverage=answered / total if total else 0.0,
        cap=cap(len(gates(levels).failed)),
    )


def counts(criterion: str, levels: Levels) -> bool:
    """Whether a criterion takes part in sums."""
    return criterion in levels and levels[criterion].applicable


def _dimension(dimension: Dimension, levels: Levels) -> DimensionScore | None:
    inside = [(c.weight, levels[c.id]) for c in dimension.criteria if counts(c.id, levels)]
    whole = TOP_LEVEL * sum(weight for weight, _ in inside)
    if not whole:
        return None
    low, high, claimed = (
        100 * sum(weight * get(standing) for weight, standing in inside) / whole
        for get in (attrgetter("low"), attrgetter("high"), attrgetter("claimed"))
    )
    return DimensionScore(low, high, claimed)


def _overall(values: dict[str, float], weights: Mapping[str, float]) -> float | None:
    """Limited compensation: 0.6 of the weighted mean, 0.4 of the mean of the three lowest."""
    if not values:
        return None
    mean = sum(weights[key] * value for key, value in values.items()) / sum(weights[key] for key in values)
    lowest = sorted(values.values())[:LOWEST_COUNT]
    return MEAN_SHARE * mean + LOWEST_SHARE * sum(lowest) / len(lowest)


def verdict(score: Score, gates: Gates) -> Verdict:
    """The first conclusion whose rule holds; thresholds are read on uncapped lower bounds."""
    if len(gates.failed) >= MANY_FAILED:
        return Verdict.PHASE_1
    if gates.failed:
        return Verdict.NEEDS_HARDENING
    if score.uncapped is None or score.coverage < LEAST_COVERAGE:
        return Verdict.CANNOT_CONCLUDE
    if score.uncapped.high - score.uncapped.low > WIDEST:
        return Verdict.CANNOT_CONCLUDE
    overall, each = score.uncapped.low, min(d.low for d in score.dimensions.values())
    if not gates.unverified and overall >= INFRASTRUCTURE_FROM and each >= INFRASTRUCTURE_EACH:
        return Verdict.INFRASTRUCTURE
    if not gates.unverified and overall >= READY_FROM and each >= READY_EACH:
        return Verdict.PRODUCTION_READY
    if len(gates.unverified) <= MOST_UNVERIFIED and overall >= CONDITIONAL_FROM:
        return Verdict.CONDITIONAL
    return Verdict.NEEDS_HARDENING
