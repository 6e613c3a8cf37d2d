"""One sheet of a workbook as the cells that hold something, with what must not be believed in them."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter, range_boundaries

from audit.exchange.workbook.layout import LAST_COLUMN, LAST_ROW
from audit.model.sheet import Cell
from audit.model.speech import _
from audit.model.spreadsheet import plain

SHOWN = 60


class Spot(NamedTuple):
    """A cell with something in it; `wrong` says why it cannot be taken."""

    row: int
    column: int
    place: str
    value: Cell
    wrong: str = ""

    @property
    def shown(self) -> str:
        """What it holds, as a message quotes it."""
        words = " ".join(str(self.value).split())
        return repr(words if len(words) <= SHOWN else f"{words[:SHOWN]}…")


class Merged(NamedTuple):
    """Cells that were merged into one."""

    name: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


@dataclass(frozen=True)
class Grid:
    """A sheet: its title, its filled cells by row and column, and its merged cells."""

    title: str
    cells: Mapping[tuple[int, int], Spot]
    merged: tuple[Merged, ...]

    @classmethod
    def of(cls, sheet: Any, file: str, merged: Mapping[str, tuple[str, ...]]) -> "Grid":
        """Read a sheet row by row, as far as a questionnaire can reach."""
        sheet.reset_dimensions()
        cells: dict[tuple[int, int], Spot] = {}
        for row in sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN):
            for cell in row:
                if cell.value is not None and cell.value != "":
                    spot = _spot(cell, file, sheet.title)
                    if spot.value != "":
                        cells[spot.row, spot.column] = spot
        part = str(getattr(sheet, "_worksheet_path", ""))
        return cls(sheet.title, cells, tuple(_merged(name) for name in merged.get(part, ())))

    def at(self, row: int, column: int) -> Spot | None:
        """The cell in this place, if something is in it."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text in this place; empty where there is none."""
        spot = self.at(row, column)
        return "" if spot is None or spot.wrong else str(spot.value).strip()

    def find(self, row: int, texts: Collection[str]) -> int:
        """The column in which a row has one of these texts; 0 if it has not."""
        columns = range(1, LAST_COLUMN + 1)
        return next((n for n in columns if (spot := self.at(row, n)) and spot.value in texts), 0)

    def rows(self) -> list[int]:
        """The rows with something in them, from the top."""
        return sorted({row for row, _ in self.cells})

    def columns(self) -> list[int]:
        """The columns with something in them, from the left."""
        return sorted({column for _, column in self.cells})

    def spots(self) -> Iterator[Spot]:
        """Every cell with something in it, row by row."""
        return (self.cells[key] for key in sorted(self.cells))

    def letter(self, column: int) -> str:
        """The name of a column."""
        return get_column_letter(column)


def _spot(cell: Any, file: str, title: str) -> Spot:
    place = f"{file} {title}!{cell.coordinate}"
    value, kind = cell.value, cell.data_type
    if kind == "f":
        formula = getattr(value, "text", value)
        shown = " ".join(str(formula).split())[:SHOWN]
        why = _(
            "holds the formula {formula}, which is never calculated here; write what comes out of it",
            formula=repr(shown),
        )
        return Spot(cell.row, cell.column, place, str(formula), why)
    if kind == "e":
        why = _("holds the error {error}; write the reply itself", error=repr(str(value)[:SHOWN]))
        return Spot(cell.row, cell.column, place, str(value), why)
    found = _value(value)
    if isinstance(found, float | int) and not isinstance(found, bool) and "%" in str(cell.number_format):
        found = f"{round(found * 100, 10):g} %"
    return Spot(cell.row, cell.column, place, found)


def _value(value: object) -> Cell:
    """A value as it was typed: text as such, a day without the time of day."""
    if isinstance(value, str):
        return plain(value).strip()
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, bool | int | float | date) else str(value)


def _merged(name: str) -> Merged:
    first_column, first_row, last_column, last_row = (int(n or 0) for n in range_boundaries(name))
    return Merged(name, first_column, first_row, last_column, last_row)
