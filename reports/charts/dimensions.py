"""The profile over the dimensions: credited, not refuted and claimed, against what each has to reach."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.rubric import Rubric
from audit.model.score import READY_EACH
from audit.model.speech import _, counted
from reports.charts.chart import Chart, Column, DataTable


class DimensionBar(NamedTuple):
    """One dimension: credited, upper bound and as claimed, 0 to 100."""

    id: str
    name: str
    low: float
    high: float
    claimed: float


@dataclass(frozen=True, slots=True)
class DimensionsChart(Chart):
    """A bar for each dimension, in the order of the rubric."""

    kind: ClassVar[str] = "dimensions"

    bars: tuple[DimensionBar, ...]
    target: int = READY_EACH

    @property
    def data(self) -> DataTable:
        """A row for each dimension."""
        columns = (
            Column(_("Dimension"), figures=False),
            *(
                Column(title)
                for title in (_("Credited"), _("Not refuted"), _("As claimed"), _("Asked of each"))
            ),
        )
        rows = (
            (
                f"{bar.name} ({bar.id})",
                *(wording.score(value) for value in bar[2:]),
                wording.count(self.target),
            )
            for bar in self.bars
        )
        return DataTable(columns, tuple(rows))


def dimensions(conclusion: Conclusion, rubric: Rubric) -> DimensionsChart | None:
    """The profile over the dimensions; none where nothing was scored."""
    bars = tuple(
        DimensionBar(d.id, d.name, *conclusion.dimensions[d.id])
        for d in rubric.dimensions
        if d.id in conclusion.dimensions
    )
    if not bars:
        return None
    best = max(bars, key=lambda bar: bar.low)
    zero = sum(bar.low == 0 for bar in bars)
    if zero == len(bars):
        title = counted(
            "None of {count} dimension has shown anything yet",
            "None of {count} dimensions has shown anything yet",
            len(bars),
        )
    elif zero:
        title = counted(
            "{part} of {count} dimension have shown nothing yet",
            "{part} of {count} dimensions have shown nothing yet",
            len(bars),
            part=wording.count(zero),
        )
    else:
        score = wording.score(best.low)
        title = _(
            "The strongest dimension is credited with {score} of 100: {name}", score=score, name=best.name
        )
    parts = (
        _(
            "{name} {low} credited, at most {high}, {claimed} claimed",
            name=bar.name,
            low=wording.score(bar.low),
            high=wording.score(bar.high),
            claimed=wording.score(bar.claimed),
        )
        for bar in bars
    )
    return DimensionsChart(title=title, description=f"{'; '.join(parts)}.", bars=bars)
