"""How one subject went from run to run: its score, and the blockers that are still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.score import Interval
from audit.model.speech import _, counted
from reports.charts.chart import Chart, Column, DataTable

MOST = 12
"""Runs in one drawing; earlier ones stand in the data."""


class TrendPoint(NamedTuple):
    """One run or milestone: the published score, and its gates that are failed or not verified."""

    name: str
    day: date
    score: Interval | None
    failed: int
    unverified: int

    @property
    def blockers(self) -> int:
        """The gates that stand open."""
        return self.failed + self.unverified


@dataclass(frozen=True, slots=True)
class TrendChart(Chart):
    """A slope of score intervals over a burn-down of open gates, the earliest run first."""

    kind: ClassVar[str] = "trend"

    points: tuple[TrendPoint, ...]

    @property
    def shown(self) -> tuple[TrendPoint, ...]:
        """The latest runs, as many as there is room for."""
        return self.points[-MOST:]

    @property
    def data(self) -> DataTable:
        """A row for each run."""
        columns = (
            Column(_("Run"), figures=False),
            Column(_("Day"), figures=False, share=2),
            Column(_("Published score"), share=1.4),
            Column(_("Gates failed")),
            Column(_("Gates unverified"), share=1.2),
        )
        rows = (
            (
                wording.clipped(point.name, 80),
                wording.day(point.day),
                wording.interval(point.score),
                wording.count(point.failed),
                wording.count(point.unverified),
            )
            for point in self.points
        )
        return DataTable(columns, tuple(rows))


def trend(points: Sequence[TrendPoint]) -> TrendChart | None:
    """The runs of one subject by day; none with fewer than two, since a trend needs two."""
    if len(points) < 2:
        return None
    ordered = tuple(sorted(points, key=lambda point: point.day))
    first, last = ordered[0], ordered[-1]
    told = {"before": wording.count(first.blockers), "after": wording.count(last.blockers)}
    told["score"] = wording.interval(last.score)
    if first.blockers == last.blockers:
        title = counted(
            "Over {count} run open gates stayed at {after}; the score is now {score} of 100",
            "Over {count} runs open gates stayed at {after}; the score is now {score} of 100",
            len(ordered),
            **told,
        )
    else:
        title = counted(
            "Over {count} run open gates went from {before} to {after}; the score is now {score} of 100",
            "Over {count} runs open gates went from {before} to {after}; the score is now {score} of 100",
            len(ordered),
            **told,
        )
    each = (
        _(
            "{run}, {day}: {score} of 100, {failed}, {unverified}",
            run=wording.clipped(point.name, 60),
            day=wording.day(point.day),
            score=wording.interval(point.score),
            failed=counted("{count} failed gate", "{count} failed gates", point.failed),
            unverified=counted("{count} unverified gate", "{count} unverified gates", point.unverified),
        )
        for point in ordered
    )
    return TrendChart(
        title=title,
        description=f"{'; '.join(each)}.",
        points=ordered,
    )
