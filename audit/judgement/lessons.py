"""Lessons of a failed project: the missing core controls of the patterns that are present, by their stage."""

from collections.abc import Iterable, Iterator

from audit.judgement.patterns import MISSING
from audit.judgement.score import Levels, counts
from audit.model.lesson import Lesson
from audit.model.pattern import PatternReading, PatternState
from audit.model.rubric import Rubric

ENOUGH = 2
"""The level of a criterion that is no gate at which its control counts as being there."""


def lessons(rubric: Rubric, levels: Levels, readings: Iterable[PatternReading]) -> tuple[Lesson, ...]:
    """One for each missing core control, in the order of the stages; a control is named once."""
    found = {one.criterion: one for one in reversed(list(_missing(rubric, levels, readings)))}
    order: list[str] = [stage.id for stage in rubric.stages]
    return tuple(sorted(found.values(), key=lambda one: (order.index(one.stage), one.criterion)))


def _missing(rubric: Rubric, levels: Levels, readings: Iterable[PatternReading]) -> Iterator[Lesson]:
    present = {reading.id for reading in readings if reading.state is PatternState.PRESENT}
    for pattern in rubric.patterns:
        for key in pattern.core if pattern.id in present else ():
            if counts(key, levels) and levels[key].high <= MISSING:
                criterion = rubric.by_id[key]
                level = max(criterion.gate_min_level or ENOUGH, ENOUGH)
                yield Lesson(
                    pattern=pattern.id, criterion=key, level=level, stage=criterion.required_by_stage
                )
