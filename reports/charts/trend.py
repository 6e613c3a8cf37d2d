"""How one subject went from run to run: its score, and the blockers that are still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.score import Interval
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
            Column("Run", figures=False),
            Column("Day", figures=False, share=2),
            Column("Published score"),
            Column("Gates failed"),
            Column("Gates unverified"),
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
    moved = f"from {wording.count(first.blockers)} to {wording.count(last.blockers)}"
    gates = (
        f"stayed at {wording.count(last.blockers)}" if first.blockers == last.blockers else f"went {moved}"
    )
    each = (
        f"{wording.clipped(point.name, 60)}, {wording.day(point.day)}: {wording.interval(point.score)} of 100"
        f", {wording.plural(point.failed, 'failed gate')}, "
        f"{wording.plural(point.unverified, 'unverified gate')}"
        for point in ordered
    )
    return TrendChart(
        title=f"Over {wording.plural(len(ordered), 'run')} open gates {gates}; the score is now "
        f"{wording.interval(last.score)} of 100",
        description=f"{'; '.join(each)}.",
        points=ordered,
    )
