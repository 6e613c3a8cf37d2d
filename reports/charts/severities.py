"""Findings by how bad they are and how long their repair takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.gap import Gap, Severity
from audit.model.speech import _, counted
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
            Column(_("Severity"), figures=False, share=1),
            Column(_("Person-days"), figures=False, share=1),
            Column(_("Findings")),
            Column(_("Which"), figures=False),
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
    quick = sum(severity in severe and column == 0 for severity, column, _id in places)
    first, last = wording.short(BOUNDS[0]), wording.short(BOUNDS[-1])
    columns = (
        _("up to {days}", days=first),
        *(wording.span(wording.short(a), wording.short(b)) for a, b in pairwise(BOUNDS)),
        _("over {days}", days=last),
    )
    told = (
        _(
            "{severity}, {days} person-days: {number}",
            severity=wording.SEVERITIES[cell.severity].word,
            days=columns[cell.column],
            number=wording.count(len(cell.findings)),
        )
        for cell in cells
        if cell.findings
    )
    return SeveritiesChart(
        title=counted(
            "{number} of {findings} is critical or high and takes at most {days} person-days",
            "{number} of {findings} are critical or high and take at most {days} person-days",
            quick,
            findings=counted("{count} finding", "{count} findings", len(gaps)),
            days=first,
        ),
        description=f"{'; '.join(told)}.",
        columns=columns,
        cells=cells,
    )


def _column(days: float) -> int:
    return sum(days > bound for bound in BOUNDS)
