"""What each contradiction does to the score, and what it would do under another ruling (methodology 7.1a)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from audit.model.speech import _, marked
from audit.model.standing import Standing

_STATES = {
    ContradictionState.OPEN: marked("open, and counts until the auditor rules"),
    ContradictionState.UPHELD: marked("upheld, and counts as strong"),
    ContradictionState.EXPLAINED: marked("explained: printed, and does not count"),
    ContradictionState.WITHDRAWN: marked("withdrawn: printed, and does not count"),
}


_COUNTING = (
    marked("the level is {without} without it and {now} with it"),
    marked("the gate is {without} without it and {now} with it"),
    marked("the uncapped score is {without} without it and {now} with it"),
)
_SET_ASIDE = (
    marked("the level would be {upheld} if it were upheld, and is {now}"),
    marked("the gate would be {upheld} if it were upheld, and is {now}"),
    marked("the uncapped score would be {upheld} if it were upheld, and is {now}"),
)
"""What is told of level, gate and score: of a contradiction that counts, and of one that does not."""


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
    if now.standing.rated:
        told = [_("the auditor has rated this criterion, and the rating decides")]
    elif entry.counts:
        told = [_(text, without=one, now=other) for text, one, other in _changes(_COUNTING, without, now)]
        told = told or [_("it changes nothing, because something else already decides")]
    else:
        told = [_(text, now=one, upheld=other) for text, one, other in _changes(_SET_ASIDE, now, upheld)]
        told = told or [_("upheld, it would change nothing")]
    return "; ".join([_(_STATES[entry.state]), *told])


def _changes(texts: Sequence[str], one: _Judged, other: _Judged) -> Iterator[tuple[str, str, str]]:
    """The text for each of level, gate and score that differs between two judgements, with both."""
    for text, first, second in zip(texts, _shown(one), _shown(other), strict=True):
        if first != second:
            yield text, first, second


def _shown(judged: _Judged) -> tuple[str, str, str]:
    """Level, gate and uncapped score as they are printed."""
    standing = judged.standing
    gate = wording.GATES[standing.gate].word if standing.gate else ""
    return wording.levels(standing.low, standing.high), gate, wording.interval(judged.score)
