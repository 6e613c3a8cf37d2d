"""Vendors side by side: each dimension with its score, its coverage, and how much of it was shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.comparison import SharedDimension, VendorComparison
from audit.model.rubric import Rubric
from audit.model.speech import _, counted
from reports.charts.chart import Chart, Column, DataTable

MOST_COLUMNS = 4
"""Vendors in one drawing: more would be too narrow to read."""


class MatrixRow(NamedTuple):
    """A dimension, with what each vendor reaches in it; none where nothing was asked of all."""

    id: str
    name: str
    cells: tuple[SharedDimension | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixChart(Chart):
    """Dimensions downwards, vendors to the right, in the order of the ranking."""

    kind: ClassVar[str] = "matrix"

    vendors: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def widest(self) -> int:
        """How many vendors the widest drawing holds."""
        return min(len(self.vendors), MOST_COLUMNS)

    @property
    def sheets(self) -> Iterator[tuple[tuple[str, ...], tuple[MatrixRow, ...]]]:
        """A few vendors at a time, as many as one drawing holds."""
        for n in range(0, len(self.vendors), MOST_COLUMNS):
            part = slice(n, n + MOST_COLUMNS)
            rows = tuple(row._replace(cells=row.cells[part]) for row in self.rows)
            yield self.vendors[part], rows

    @property
    def data(self) -> DataTable:
        """A row for each dimension and vendor."""
        columns = (
            Column(_("Dimension"), figures=False),
            Column(_("Vendor"), figures=False),
            Column(_("Score")),
            Column(_("Answered")),
            Column(_("Shown")),
        )
        rows = (
            (
                f"{row.name} ({row.id})",
                wording.clipped(name, 80),
                wording.interval(cell.score if cell else None),
                wording.percent(cell.coverage if cell else None),
                wording.percent(cell.shown if cell else None),
            )
            for row in self.rows
            for name, cell in zip(self.vendors, row.cells, strict=True)
        )
        return DataTable(columns, tuple(rows))


def matrix(found: VendorComparison, rubric: Rubric) -> MatrixChart | None:
    """Every dimension that holds a shared question; none where there is no such question."""
    names = tuple(one.name for one in found.contenders)
    rows = tuple(
        MatrixRow(d.id, d.name, tuple(one.dimensions.get(d.id) for one in found.contenders))
        for d in rubric.dimensions
        if any(d.id in one.dimensions for one in found.contenders)
    )
    if not rows:
        return None
    ahead = [_ahead(row) for row in rows]
    most = max(range(len(names)), key=lambda n: sum(place == n for place in ahead))
    wins = sum(place == most for place in ahead)
    if wins:
        title = counted(
            "{vendor} is credited above all others in {wins} of {count} dimension",
            "{vendor} is credited above all others in {wins} of {count} dimensions",
            len(rows),
            vendor=wording.clipped(names[most], 60),
            wins=wording.count(wins),
        )
    else:
        title = counted(
            "In none of {count} dimension is one vendor credited above all others",
            "In none of {count} dimensions is one vendor credited above all others",
            len(rows),
        )
    each = (
        f"{row.name}: "
        + ", ".join(
            f"{wording.clipped(name, 40)} {wording.interval(cell.score if cell else None)}"
            for name, cell in zip(names, row.cells, strict=True)
        )
        for row in rows
    )
    return MatrixChart(title=title, description=f"{'; '.join(each)}.", vendors=names, rows=rows)


def _ahead(row: MatrixRow) -> int | None:
    """The place of the vendor whose lower bound is higher than all others, if there is one."""
    lows = [cell.score.low if cell else -1.0 for cell in row.cells]
    best = max(lows)
    return lows.index(best) if lows.count(best) == 1 else None
