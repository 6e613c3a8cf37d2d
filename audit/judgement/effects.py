"""What each contradiction does to the score, and what it would do under another ruling (methodology 7.1a)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from audit.judgement.examination import Examination, in_state, strongest
from audit.judgement.rates import rates
from audit.judgement.score import Levels, score
from audit.judgement.standing import standings
from audit.model import wording
from audit.model.assessment import Assessment, ContradictionState
from audit.model.examination import Contradiction, Effect
from audit.model.finding import Confidence
from audit.model.rubric import Rubric
from audit.model.score import Interval
from audit.model.standing import GateState, Standing

_STATES = {
    ContradictionState.OPEN: "open, and counts until the auditor rules",
    ContradictionState.UPHELD: "upheld, and counts as strong",
    ContradictionState.EXPLAINED: "explained: printed, and does not count",
    ContradictionState.WITHDRAWN: "withdrawn: printed, and does not count",
}


class _Judged(NamedTuple):
    levels: Levels
    score: Interval | None


def with_effects(
    assessment: Assessment, rubric: Rubric, examination: Examination
) -> tuple[Contradiction, ...]:
    """The register, each entry with the levels, gate and score without it, with it, and by state."""
    known: dict[frozenset[tuple[int, Confidence]], _Judged] = {}

    def judged(against: Mapping[int, Confidence]) -> _Judged:
        key = frozenset(against.items())
        if key not in known:
            other = replace(examination, against=dict(against))
            levels = standings(assessment, rubric, other, tuple(rates(assessment, other)))
            known[key] = _Judged(levels, score(levels, rubric).uncapped)
        return known[key]

    return tuple(
        entry.model_copy(update={"effect": _effect(number, entry, examination, judged)})
        for number, entry in enumerate(examination.contradictions)
    )


def _effect(
    number: int,
    entry: Contradiction,
    examination: Examination,
    judged: Callable[[Mapping[int, Confidence]], _Judged],
) -> Effect:
    register = list(examination.contradictions)
    by_state: dict[ContradictionState, _Judged] = {}
    for state in ContradictionState:
        register[number] = in_state(entry, state)
        by_state[state] = judged(strongest(examination.positions, register))
    without, now = by_state[ContradictionState.WITHDRAWN], by_state[entry.state]
    before, after = without.levels[entry.criterion], now.levels[entry.criterion]
    return Effect(
        levels_without=_levels(before),
        levels_with=_levels(after),
        gate_without=before.gate,
        gate_with=after.gate,
        score_without=without.score,
        score_with=now.score,
        by_state={state: _levels(found.levels[entry.criterion]) for state, found in by_state.items()},
        words=_words(entry, without, now, by_state[ContradictionState.UPHELD]),
    )


def _levels(standing: Standing) -> Interval:
    return Interval(standing.low, standing.high)


def _words(entry: Contradiction, without: _Judged, now: _Judged, upheld: _Judged) -> str:
    """One sentence with the levels, the gate where it changes, and the score."""
    state, key = _STATES[entry.state], entry.criterion
    if now.levels[key].rated:
        return f"{state}; the auditor has rated this criterion, and the rating decides"
    if not entry.counts:
        would = _change(key, now, upheld, "would be {} if it were upheld, and is {}", swapped=True)
        return f"{state}; {would or 'upheld, it would change nothing'}"
    changed = _change(key, without, now, "is {} without it and {} with it")
    return f"{state}; {changed or 'it changes nothing, because something else already decides'}"


def _change(key: str, one: _Judged, other: _Judged, said: str, *, swapped: bool = False) -> str:
    """Level, gate and score where they differ between two judgements."""
    parts = [
        ("the level", *(wording.levels(j.levels[key].low, j.levels[key].high) for j in (one, other))),
        ("the gate", *(_gate(j.levels[key].gate) for j in (one, other))),
        ("the uncapped score", *(wording.interval(j.score) for j in (one, other))),
    ]
    told = [
        f"{what} {said.format(second, first) if swapped else said.format(first, second)}"
        for what, first, second in parts
        if first != second
    ]
    return "; ".join(told)


def _gate(state: GateState | None) -> str:
    return wording.GATES[state].word if state else ""
