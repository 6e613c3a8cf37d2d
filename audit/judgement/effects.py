"""What each contradiction does to the score, and what it would do under another ruling (methodology 7.1a)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from audit.judgement.examination import Examination, in_state, strongest
from audit.judgement.rates import lowers, rates
from audit.judgement.score import Levels, score
from audit.judgement.standing import standing_of, standings
from audit.model import wording
from audit.model.assessment import Assessment, ContradictionState
from audit.model.examination import Contradiction, ContradictionRate, Effect
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
    standing: Standing
    score: Interval | None


_Strengths = tuple[tuple[int, Confidence | None], ...]
"""Statements of one respondent about one criterion, by position, each with what contradicts it most."""


class _WhatIf:
    """The audit judged again with one contradiction ruled otherwise; everything else stays."""

    def __init__(
        self,
        assessment: Assessment,
        rubric: Rubric,
        examination: Examination,
        levels: Levels,
        known: Sequence[ContradictionRate],
    ) -> None:
        self.assessment, self.rubric = assessment, rubric
        self.examination, self.levels = examination, levels
        self.rates = {rate.respondent: rate for rate in known}
        self.lowered = frozenset(rate.respondent for rate in known if rate.applied)
        self.statements = assessment.statements()
        self.scores: dict[tuple[object, ...], Interval | None] = {}
        self.known: dict[_Strengths, _Judged] = {}

    def judge(self, criterion: str, strengths: _Strengths) -> _Judged:
        """The standing of the criterion and the uncapped score with these strengths at its statements."""
        if strengths not in self.known:
            self.known[strengths] = self._judge(criterion, strengths)
        return self.known[strengths]

    def _judge(self, criterion: str, strengths: _Strengths) -> _Judged:
        changed = {**self.examination.against, **dict(strengths)}
        against = {key: value for key, value in changed.items() if value is not None}
        other = replace(self.examination, against=against)
        lowered = self._lowered(strengths)
        standing = standing_of(self.rubric.by_id[criterion], self.assessment, other, lowered)
        key = (criterion, standing.low, standing.high, lowered)
        if key not in self.scores:
            levels: Levels = {**self.levels, criterion: standing}
            if lowered != self.lowered:
                levels = standings(self.assessment, self.rubric, other, tuple(rates(self.assessment, other)))
            self.scores[key] = score(levels, self.rubric).uncapped
        return _Judged(standing, self.scores[key])

    def _lowered(self, strengths: _Strengths) -> frozenset[str]:
        """Who is believed one grade less: the count of the respondent who stated these may have moved."""
        respondent = self.statements[strengths[0][0]].by
        rate = self.rates[respondent]
        if rate.checkable is None:
            return self.lowered
        against = self.examination.against
        before = sum(against.get(position) is Confidence.STRONG for position, _ in strengths)
        strong = rate.strong - before + sum(strength is Confidence.STRONG for _, strength in strengths)
        others = self.lowered - {respondent}
        return others | {respondent} if lowers(strong, rate.checkable) else others


def with_effects(
    assessment: Assessment,
    rubric: Rubric,
    examination: Examination,
    levels: Levels,
    known: Sequence[ContradictionRate],
) -> tuple[Contradiction, ...]:
    """The register, each entry with the levels, gate and score without it, with it, and by state."""
    what_if = _WhatIf(assessment, rubric, examination, levels, known)
    beside: dict[int, list[Contradiction]] = {}
    ruled: dict[tuple[str, str, str], dict[int, None]] = {}
    for position, entry in zip(examination.positions, examination.contradictions, strict=True):
        beside.setdefault(position, []).append(entry)
        ruled.setdefault(_ruled_by(entry), {})[position] = None
    return tuple(
        entry.model_copy(update={"effect": _effect(entry, ruled[_ruled_by(entry)], beside, what_if)})
        for entry in examination.contradictions
    )


def _ruled_by(entry: Contradiction) -> tuple[str, str, str]:
    """What a ruling names: all entries of one check against one respondent's claims share it."""
    return (entry.criterion, entry.check, entry.respondent)


def _effect(
    entry: Contradiction,
    positions: Iterable[int],
    beside: Mapping[int, Sequence[Contradiction]],
    what_if: _WhatIf,
) -> Effect:
    by_state: dict[ContradictionState, _Judged] = {}
    for state in ContradictionState:
        strengths: list[tuple[int, Confidence | None]] = []
        for position in positions:
            told = [
                in_state(one, state) if _ruled_by(one) == _ruled_by(entry) else one
                for one in beside[position]
            ]
            strengths.append((position, strongest([position] * len(told), told).get(position)))
        by_state[state] = what_if.judge(entry.criterion, tuple(strengths))
    without, now = by_state[ContradictionState.WITHDRAWN], by_state[entry.state]
    return Effect(
        levels_without=_levels(without.standing),
        levels_with=_levels(now.standing),
        gate_without=without.standing.gate,
        gate_with=now.standing.gate,
        score_without=without.score,
        score_with=now.score,
        by_state={state: _levels(found.standing) for state, found in by_state.items()},
        words=_words(entry, without, now, by_state[ContradictionState.UPHELD]),
    )


def _levels(standing: Standing) -> Interval:
    return Interval(standing.low, standing.high)


def _words(entry: Contradiction, without: _Judged, now: _Judged, upheld: _Judged) -> str:
    """One sentence with the levels, the gate where it changes, and the score."""
    state = _STATES[entry.state]
    if now.standing.rated:
        return f"{state}; the auditor has rated this criterion, and the rating decides"
    if not entry.counts:
        would = _change(now, upheld, "would be {} if it were upheld, and is {}", swapped=True)
        return f"{state}; {would or 'upheld, it would change nothing'}"
    changed = _change(without, now, "is {} without it and {} with it")
    return f"{state}; {changed or 'it changes nothing, because something else already decides'}"


def _change(one: _Judged, other: _Judged, said: str, *, swapped: bool = False) -> str:
    """Level, gate and score where they differ between two judgements."""
    parts = [
        ("the level", *(wording.levels(j.standing.low, j.standing.high) for j in (one, other))),
        ("the gate", *(_gate(j.standing.gate) for j in (one, other))),
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
