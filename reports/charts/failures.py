"""What a demo figure means over many runs: the failures to expect, with their intervals."""

from dataclasses import dataclass
from typing import ClassVar

from audit.model import wording
from audit.model.projection import Projection
from audit.model.speech import _, counted
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
            (_("Point estimate"), self.point),
            (_("95% interval (Wilson), lower bound"), self.low),
            (_("95% interval (Wilson), upper bound"), self.high),
            (_("95% predictive interval, lower bound"), self.predictive_low),
            (_("95% predictive interval, upper bound"), self.predictive_high),
            (_("Shift scenario: a segment that was never tested"), self.shift),
        )
        title = _("Failures in {runs} runs", runs=wording.count(self.runs))
        return DataTable(
            (Column(_("Mark"), figures=False), Column(title)),
            tuple((name, wording.count(value)) for name, value in values),
        )


def failures(p: Projection | None) -> FailuresChart | None:
    """What the demo figure means over many runs; none where there is no figure."""
    if p is None:
        return None
    return FailuresChart(
        title=counted(
            "{rate} of {count} trial means {failures} failures in {runs} runs",
            "{rate} of {count} trials means {failures} failures in {runs} runs",
            p.trials,
            rate=wording.percent(p.rate),
            failures=wording.counts(p.failures_wilson),
            runs=wording.count(p.runs),
        ),
        description=_(
            "The point estimate is {point} failures; the predictive interval is {predictive}; with {share} "
            "of cases from a segment that was never tested it is {shift}.",
            point=wording.count(p.failures),
            predictive=wording.counts(p.failures_predictive),
            share=wording.percent(p.shift_share),
            shift=wording.count(p.shift_failures),
        ),
        runs=p.runs,
        point=p.failures,
        low=p.failures_wilson.low,
        high=p.failures_wilson.high,
        predictive_low=p.failures_predictive.low,
        predictive_high=p.failures_predictive.high,
        shift=p.shift_failures,
    )
