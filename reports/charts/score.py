"""The score on its scale: what evidence supports, what is open, the target and the cap."""

from dataclasses import dataclass
from typing import ClassVar

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.score import READY_FROM
from reports.charts.chart import Chart, Column, DataTable


@dataclass(frozen=True, slots=True)
class ScoreChart(Chart):
    """The published interval on the scale from 0 to 100, the target, the cap, and the score as claimed."""

    kind: ClassVar[str] = "score"

    low: float
    high: float
    cap: int
    uncapped_high: float
    claimed: float
    target: int = READY_FROM

    @property
    def data(self) -> DataTable:
        """Every mark of the scale."""
        rows = (
            ("Published, lower bound: what evidence supports", wording.score(self.low)),
            ("Published, upper bound: what nothing has refuted", wording.score(self.high)),
            ("Upper bound before the cap", wording.score(self.uncapped_high)),
            ("As claimed", wording.score(self.claimed)),
            ("Cap by failed gates", wording.count(self.cap) if self.cap < 100 else "none"),
            ("Target: the lower bound that production-ready asks for", wording.count(self.target)),
        )
        return DataTable((Column("Mark", figures=False), Column("0 to 100")), rows)


def score(conclusion: Conclusion) -> ScoreChart | None:
    """The score with its uncertainty; none where nothing was scored."""
    if conclusion.published is None or conclusion.uncapped is None:
        return None
    published, failed = conclusion.published, len(conclusion.gates.failed)
    title = f"Published score {wording.interval(published)} of 100"
    if failed:
        title += f", held at {wording.count(conclusion.cap)} by {wording.plural(failed, 'failed gate')}"
    return ScoreChart(
        title=title,
        description=(
            f"On a scale from 0 to 100 the evidence supports {wording.interval(conclusion.uncapped)}; "
            f"as claimed it would be {wording.score(conclusion.as_claimed)}; "
            f"the cap is {wording.count(conclusion.cap)}; production-ready asks for a lower bound of "
            f"{wording.count(READY_FROM)}."
        ),
        low=published.low,
        high=published.high,
        cap=conclusion.cap,
        uncapped_high=conclusion.uncapped.high,
        claimed=conclusion.as_claimed or 0.0,
    )
