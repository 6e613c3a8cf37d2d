"""The score on its scale: what evidence supports, what is open, the target and the cap."""

from dataclasses import dataclass
from typing import ClassVar

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.score import READY_FROM
from audit.model.speech import _, counted
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
            (_("Published, lower bound: what evidence supports"), wording.score(self.low)),
            (_("Published, upper bound: what nothing has refuted"), wording.score(self.high)),
            (_("Upper bound before the cap"), wording.score(self.uncapped_high)),
            (_("As claimed"), wording.score(self.claimed)),
            (_("Cap by failed gates"), wording.count(self.cap) if self.cap < 100 else _("none")),
            (_("Target: the lower bound that production-ready asks for"), wording.count(self.target)),
        )
        return DataTable((Column(_("Mark"), figures=False), Column(_("0 to 100"))), rows)


def score(conclusion: Conclusion) -> ScoreChart | None:
    """The score with its uncertainty; none where nothing was scored."""
    if conclusion.published is None or conclusion.uncapped is None:
        return None
    published, failed = conclusion.published, len(conclusion.gates.failed)
    interval = wording.interval(published)
    title = _("Published score {score} of 100", score=interval)
    if failed:
        title = counted(
            "Published score {score} of 100, held at {cap} by {count} failed gate",
            "Published score {score} of 100, held at {cap} by {count} failed gates",
            failed,
            score=interval,
            cap=wording.count(conclusion.cap),
        )
    return ScoreChart(
        title=title,
        description=_(
            "On a scale from 0 to 100 the evidence supports {uncapped}; as claimed it would be {claimed}; "
            "the cap is {cap}; production-ready asks for a lower bound of {target}.",
            uncapped=wording.interval(conclusion.uncapped),
            claimed=wording.score(conclusion.as_claimed),
            cap=wording.count(conclusion.cap),
            target=wording.count(READY_FROM),
        ),
        low=published.low,
        high=published.high,
        cap=conclusion.cap,
        uncapped_high=conclusion.uncapped.high,
        claimed=conclusion.as_claimed or 0.0,
    )
