"""Findings by how bad they are and how long their repair takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.gap import Gap, Severity
from reports.charts.chart import Chart, Column, DataTable

BOUNDS = (2.0, 5.0, 10.0)
"""Person-days, by the upper bound of an effort: quick, a week, two weeks, more."""


class Cell(NamedTuple):
    """The findings of one severity that take so long: their ids."""

    severity: Severity
    column: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeveritiesChart(Chart):
    """A table of findings: severities downwards, efforts to the right."""

    kind: ClassVar[str] = "severities"

    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> Iterator[tuple[Severity, tuple[Cell, ...]]]:
        """The severities that there are findings of, each with its cells from left to right."""
        for severity in Severity:
            cells = tuple(cell for cell in self.cells if cell.severity is severity)
            if any(cell.findings for cell in cells):
                yield severity, cells

    @property
    def data(self) -> DataTable:
        """A row for each cell that holds a finding."""
        columns = (
            Column("Severity", figures=False, share=1),
            Column("Person-days", figures=False, share=1),
            Column("Findings"),
            Column("Which", figures=False),
        )
        rows = (
            (
                wording.SEVERITIES[cell.severity].word,
                self.columns[cell.column],
                wording.count(len(cell.findings)),
                ", ".join(cell.findings),
            )
            for cell in self.cells
            if cell.findings
        )
        return DataTable(columns, tuple(rows))


def severities(gaps: Sequence[Gap]) -> SeveritiesChart | None:
    """Severity against effort; none where nothing was found."""
    if not gaps:
        return None
    places = [(gap.severity, _column(gap.effort.high), gap.id) for gap in gaps]
    cells = tuple(
        Cell(severity, column, tuple(key for one, place, key in places if (one, place) == (severity, column)))
        for severity in Severity
        for column in range(len(BOUNDS) + 1)
    )
    severe = {Severity.CRITICAL, Severity.HIGH}
    quick = sum(severity in severe and column == 0 for severity, column, _ in places)
    first, last = wording.short(BOUNDS[0]), wording.short(BOUNDS[-1])
    columns = (
        f"up to {first}",
        *(wording.span(wording.short(a), wording.short(b)) for a, b in pairwise(BOUNDS)),
        f"over {last}",
    )
    told = (
        f"{wording.SEVERITIES[cell.severity].word}, {columns[cell.column]} person-days: "
        f"{wording.count(len(cell.findings))}"
        for cell in cells
        if cell.findings
    )
    return SeveritiesChart(
        title=(
            f"{wording.count(quick)} of {wording.plural(len(gaps), 'finding')} "
            f"{'is' if quick == 1 else 'are'} critical or high and {'takes' if quick == 1 else 'take'} "
            f"at most {first} person-days"
        ),
        description=f"{'; '.join(told)}.",
        columns=columns,
        cells=cells,
    )


def _column(days: float) -> int:
    return sum(days > bound for bound in BOUNDS)
