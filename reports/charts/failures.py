"""What a demo figure means over many runs: the failures to expect, with their intervals."""

from dataclasses import dataclass
from typing import ClassVar

from audit.model import wording
from audit.model.projection import Projection
from reports.charts.chart import Chart, Column, DataTable


@dataclass(frozen=True, slots=True)
class FailuresChart(Chart):
    """Failures to expect in a number of runs: the point, two intervals, and a scenario beyond the test."""

    kind: ClassVar[str] = "failures"

    runs: int
    point: float
    low: float
    high: float
    predictive_low: float
    predictive_high: float
    shift: float

    @property
    def data(self) -> DataTable:
        """Every mark of the scale."""
        values = (
            ("Point estimate", self.point),
            ("95% interval (Wilson), lower bound", self.low),
            ("95% interval (Wilson), upper bound", self.high),
            ("95% predictive interval, lower bound", self.predictive_low),
            ("95% predictive interval, upper bound", self.predictive_high),
            ("Shift scenario: a segment that was never tested", self.shift),
        )
        title = f"Failures in {wording.count(self.runs)} runs"
        return DataTable(
            (Column("Mark", figures=False), Column(title)),
            tuple((name, wording.count(value)) for name, value in values),
        )


def failures(p: Projection | None) -> FailuresChart | None:
    """What the demo figure means over many runs; none where there is no figure."""
    if p is None:
        return None
    return FailuresChart(
        title=(
            f"{wording.percent(p.rate)} of {wording.plural(p.trials, 'trial')} means "
            f"{wording.counts(p.failures_wilson)} failures in {wording.count(p.runs)} runs"
        ),
        description=(
            f"The point estimate is {wording.count(p.failures)} failures; the predictive interval is "
            f"{wording.counts(p.failures_predictive)}; with {wording.percent(p.shift_share)} of cases from a "
            f"segment that was never tested it is {wording.count(p.shift_failures)}."
        ),
        runs=p.runs,
        point=p.failures,
        low=p.failures_wilson.low,
        high=p.failures_wilson.high,
        predictive_low=p.failures_predictive.low,
        predictive_high=p.failures_predictive.high,
        shift=p.shift_failures,
    )
