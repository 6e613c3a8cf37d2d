"""Failure patterns: controls that are missing, symptoms that were seen, and how they act on each other."""

from collections.abc import Collection, Iterable

from audit.judgement.score import Levels, counts
from audit.model import wording
from audit.model.pattern import CausalChain, PatternReading, Patterns, PatternState
from audit.model.rubric import FailurePattern, Link, Rubric
from audit.model.score import Interval

MISSING = 1
"""Up to this upper level a control counts as missing; from the next one on as credited."""


def read_patterns(rubric: Rubric, levels: Levels, symptoms: Collection[str]) -> tuple[PatternReading, ...]:
    """Every pattern of the rubric as it stands."""
    return tuple(_reading(pattern, levels, symptoms) for pattern in rubric.patterns)


def by_state(readings: Iterable[PatternReading]) -> Patterns:
    """The ids of the patterns by their state."""
    ids: dict[str, list[str]] = {}
    for reading in readings:
        ids.setdefault(reading.state.name.lower(), []).append(reading.id)
    return Patterns(**{state: tuple(found) for state, found in ids.items()})


def _reading(pattern: FailurePattern, levels: Levels, symptoms: Collection[str]) -> PatternReading:
    seen = tuple(text for key, text in pattern.symptom_ids().items() if key in symptoms)
    return PatternReading(
        id=pattern.id,
        name=pattern.name,
        state=_state(pattern, levels, bool(seen)),
        link=pattern.link,
        symptoms=seen,
        root_cause=pattern.root_cause,
        typical_cost=pattern.typical_cost,
        recovery=pattern.recovery,
        leads_to=pattern.leads_to,
        settling_test=pattern.settling_test,
        criteria=pattern.core + pattern.supporting,
    )


def _state(pattern: FailurePattern, levels: Levels, seen: bool) -> PatternState:
    core = [levels[key] for key in pattern.core if counts(key, levels)]
    supporting = [levels[key] for key in pattern.supporting if counts(key, levels)]
    if not core:
        return PatternState.NOT_APPLICABLE
    if any(standing.low > MISSING for standing in core):
        return PatternState.EXCLUDED
    missing = sum(standing.high <= MISSING for standing in supporting)
    if all(standing.high <= MISSING for standing in core) and missing >= pattern.min_supporting:
        return PatternState.PRESENT if seen else PatternState.EXPOSED
    if any(standing.high <= MISSING for standing in core):
        return PatternState.SUSPECTED
    return PatternState.NOT_EXCLUDED


def causal_chain(rubric: Rubric, levels: Levels, readings: Iterable[PatternReading]) -> CausalChain | None:
    """How the present patterns act on each other, and the criterion at which breaking it costs least."""
    present = [reading for reading in readings if reading.state is PatternState.PRESENT]
    order = list(Link)
    chain = sorted(present, key=lambda reading: (order.index(reading.link), reading.id))
    if not chain:
        return None
    text = "; ".join(f"{reading.leads_to} ({reading.name})" for reading in chain)
    best = cheapest_break(rubric, levels, chain)
    effort = rubric.by_id[best].effort_person_days if best else None
    return CausalChain(
        links=tuple(reading.id for reading in chain),
        text=f"{wording.capital(text)}.",
        break_criterion=best,
        break_effort=Interval(*effort) if effort else None,
    )


def cheapest_break(rubric: Rubric, levels: Levels, chain: Iterable[PatternReading]) -> str | None:
    """The missing core control of a fault that takes least effort: without the fault the rest does no harm.

    Where no fault is present, the cheapest missing core control of any present pattern.
    """
    chain = list(chain)
    faults = [reading for reading in chain if reading.link is Link.FAULT] or chain
    ids = {reading.id for reading in faults}
    missing = [
        rubric.by_id[key]
        for pattern in rubric.patterns
        if pattern.id in ids
        for key in pattern.core
        if counts(key, levels) and levels[key].high <= MISSING
    ]
    best = min(
        missing, key=lambda criterion: (criterion.effort_person_days[::-1], criterion.id), default=None
    )
    return best.id if best else None
