"""The profile over the dimensions: credited, not refuted and claimed, against what each has to reach."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.rubric import Rubric
from audit.model.score import READY_EACH
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
            Column("Dimension", figures=False),
            *(Column(title) for title in ("Credited", "Not refuted", "As claimed", "Asked of each")),
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
    title = f"The strongest dimension is credited with {wording.score(best.low)} of 100: {best.name}"
    if zero == len(bars):
        title = f"None of {wording.plural(len(bars), 'dimension')} has shown anything yet"
    elif zero:
        title = f"{wording.count(zero)} of {wording.plural(len(bars), 'dimension')} have shown nothing yet"
    parts = (
        f"{bar.name} {wording.score(bar.low)} credited, at most {wording.score(bar.high)}, "
        f"{wording.score(bar.claimed)} claimed"
        for bar in bars
    )
    return DimensionsChart(title=title, description=f"{'; '.join(parts)}.", bars=bars)
