"""A filled workbook, read as it was typed: by the words of its columns and ids, never by position."""

import io
import warnings
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from audit.exchange import catalogue
from audit.exchange.workbook import guard
from audit.exchange.workbook.grid import Grid, Spot
from audit.exchange.workbook.layout import PART, Field, Heading, column_ids, covers, lists, tables
from audit.model.base import InputError
from audit.model.sheet import Cell, Note, Raw, Sheet, Typed
from audit.model.speech import _, marked

MAX_SHEETS = 100
_HEAD_ROWS = 40
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    ParseError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What the parser of workbooks raises on broken ones, as fuzzing it showed."""


def read(data: bytes, name: str) -> Sheet:
    """A filled questionnaire; raises InputError where the workbook as a whole cannot be read."""
    guarded = guard.check(data, name)
    try:
        grids = list(_grids(data, name, guarded))
    except _BROKEN as error:
        raise InputError(
            _(
                "{name}: is a damaged workbook; {save_as} again",
                name=name,
                save_as=_(guard.SAVE_AS),
            )
        ) from error
    return _Reader(name, grids, guarded.notices).sheet()


def _grids(data: bytes, name: str, guarded: guard.Guarded) -> Iterator[Grid]:
    """The sheets of the workbook; nothing in it is calculated, followed or run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are not known
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            if len(book.worksheets) > MAX_SHEETS:
                raise InputError(
                    _(
                        "{name}: has more than {max_sheets} sheets; it was not read",
                        name=name,
                        max_sheets=str(MAX_SHEETS),
                    )
                )
            for sheet in book.worksheets:
                yield Grid.of(sheet, name, guarded.merged)
        finally:
            book.close()


class _Reader:
    """Puts the replies of all sheets together."""

    def __init__(self, name: str, grids: list[Grid], notices: tuple[str, ...]) -> None:
        self.name, self.grids = name, grids
        self.errors: list[Note] = []
        self.notices = [Note(place=name, why=why) for why in notices]
        self.record: dict[str, str] = {}
        self.sent: dict[str, tuple[str, str]] = {}
        self.cover: dict[Field, Cell] = {}
        self.chosen: dict[str, list[str]] = {}
        self.rows: dict[str, tuple[dict[str, Cell], ...]] = {}
        self.typed: list[Typed] = []

    def sheet(self) -> Sheet:
        # What was sent out comes first: the replies are read beside it.
        for grid in sorted(self.grids, key=lambda one: not _is_record(one)):
            self._read(grid)
        if not self.typed:
            raise InputError(
                _(
                    "{name}: no sheet has a column {question} with replies; give the workbook of a "
                    "questionnaire, as it was sent out",
                    name=self.name,
                    question=_shown(Heading.QUESTION),
                )
            )
        if not self.sent:
            record = catalogue.of(self.record.get("language", "")).workbook.record
            why = _(
                "the sheet {name} is gone, so what was on record when it went out is not known",
                name=repr(record),
            )
            self.notices.append(Note(place=self.name, why=why))
        return Sheet(
            file=self.name,
            pack=self.record.get("questionnaire") or self._told(Field.PACK),
            version=self.record.get("version", ""),
            language=self.record.get("language") or self._language(),
            party=self.record.get("party", ""),
            respondent=self.record.get("respondent") or self._told(Field.RESPONDENT),
            name=self._told(Field.NAME),
            role=self._told(Field.ROLE),
            filled=self._told(Field.DATE),
            replies=tuple(self._whole(typed) for typed in self.typed),
            errors=tuple(self.errors),
            notices=tuple(self.notices),
        )

    def _told(self, field: Field) -> str:
        value = self.cover.get(field, "")
        return value.isoformat() if isinstance(value, date) else str(value)

    def _read(self, grid: Grid) -> None:
        if grid.title in lists():
            return
        heads = [row for row in range(1, _HEAD_ROWS) if grid.find(row, Heading.QUESTION.texts())]
        if heads:
            self._questions(grid, heads[0])
        elif grid.text(1, 1) in tables():
            self._table(grid)
        elif _is_record(grid):
            self._record(grid)
        elif grid.title in covers() or any(
            grid.text(row, 1) in Field.PACK.texts() for row in range(1, _HEAD_ROWS)
        ):
            self._cover(grid)
        else:
            self._stray(
                grid.spots(),
                marked("{cell} stands on a sheet that is not of the questionnaire, and was left out"),
            )

    def _cover(self, grid: Grid) -> None:
        for row in range(1, _HEAD_ROWS):
            field = next((one for one in Field if grid.text(row, 1) in one.texts()), None)
            spot = grid.at(row, 2)
            if field and spot and self._usable(spot):
                self.cover[field] = spot.value

    def _record(self, grid: Grid) -> None:
        head = next((row for row in grid.rows() if grid.text(row, 1) == "question"), _HEAD_ROWS)
        for row in grid.rows():
            key, second, third = (grid.text(row, column) for column in (1, 2, 3))
            if row < head:
                self.record[key] = second
            elif row > head and key:
                self.sent[key] = (second, third)

    def _language(self) -> str:
        """The language of the sheets, where the record of it is gone."""
        said = {grid.text(row, 1) for grid in self.grids for row in range(1, _HEAD_ROWS)}
        return next(
            (one.language for one in catalogue.every() if {one.fields.respondent, one.fields.name} <= said),
            "",
        )

    def _questions(self, grid: Grid, head: int) -> None:
        columns = {one: found for one in Heading if (found := grid.find(head, one.texts()))}
        if Heading.REPLY not in columns:
            why = _("has no column {name}; its replies cannot be read", name=_shown(Heading.REPLY))
            self.errors.append(Note(place=f"{self.name} {grid.title}!{head}", why=why))
            return
        asks = {columns[one] for one in Heading if one in columns} - {columns[Heading.QUESTION]}
        asks -= {columns.get(Heading.ASKED, 0), columns.get(Heading.COUNTS, 0)}
        self._merged(grid, head, asks)
        known = set(columns.values())
        self._stray(
            (s for s in grid.spots() if s.row > head and s.column not in known),
            marked("{cell} stands beside the questionnaire, and was left out"),
        )
        for row in grid.rows():
            if row > head:
                self._row(grid, row, columns, asks)

    def _row(self, grid: Grid, row: int, columns: dict[Heading, int], asks: set[int]) -> None:
        key = grid.text(row, columns[Heading.QUESTION])
        given = {column: spot for column in asks if (spot := grid.at(row, column))}
        if not key:
            for spot in given.values():
                why = _("is a reply without the id of a question: {cell}; put the id back", cell=spot.shown)
                self.errors.append(Note(place=spot.place, why=why))
            return
        values = {column: spot.value for column, spot in given.items() if self._usable(spot)}
        question, _part, option = key.partition(PART)
        if option:
            self._choice(
                question, option, given.get(columns[Heading.REPLY]), values.get(columns[Heading.REPLY])
            )
            return

        def text(heading: Heading) -> str:
            value = values.get(columns.get(heading, 0), "")
            return value.isoformat() if isinstance(value, date) else str(value)

        wording, base = self.sent.get(question, ("", ""))
        self.typed.append(
            Typed(
                question=question,
                place=f"{self.name} {grid.title}!{grid.letter(columns[Heading.REPLY])}{row}",
                asked=grid.text(row, columns[Heading.ASKED]) if Heading.ASKED in columns else "",
                wording=wording,
                base=base,
                reply=values.get(columns[Heading.REPLY]),
                no_reply=text(Heading.NO_REPLY),
                reason=text(Heading.REASON),
                narrative=text(Heading.NARRATIVE),
                nature=text(Heading.NATURE),
                second_person=text(Heading.SECOND_PERSON),
                evidence=tuple(line.strip() for line in text(Heading.EVIDENCE).splitlines() if line.strip()),
            )
        )

    def _choice(self, question: str, option: str, spot: Spot | None, value: Cell | None) -> None:
        """One of several choices: taken where the row says yes."""
        chosen = self.chosen.setdefault(question, [])
        word = str(value if value is not None else "").strip().casefold()
        if catalogue.truths().get(word):
            chosen.append(option)
        elif word and word not in catalogue.truths() and spot:
            why = _("{reply} is neither yes nor no", reply=spot.shown)
            self.errors.append(Note(place=spot.place, question=question[:64], why=why))

    def _table(self, grid: Grid) -> None:
        question = grid.text(1, 2)
        ids = next((row for row in range(1, _HEAD_ROWS) if grid.text(row, 1) in column_ids()), None)
        if ids is None:
            named = catalogue.of(catalogue.ENGLISH).workbook.column_ids
            why = _(
                "has no row {name}, so its columns cannot be told; put it back above the head",
                name=repr(named),
            )
            self.errors.append(Note(place=f"{self.name} {grid.title}!A3", question=question[:64], why=why))
            return
        columns = {column: key for column in grid.columns() if column > 1 and (key := grid.text(ids, column))}
        self._merged(grid, ids + 1, set(columns))
        rows = []
        for row in grid.rows():
            if row <= ids + 1:
                continue
            spots = {key: spot for column, key in columns.items() if (spot := grid.at(row, column))}
            if cells := {key: spot.value for key, spot in spots.items() if self._usable(spot)}:
                rows.append(cells)
        outside = (s for s in grid.spots() if s.row > ids + 1 and s.column > 1 and s.column not in columns)
        self._stray(outside, marked("{cell} stands beside the table, and was left out"))
        self.rows[question] = tuple(rows)

    def _whole(self, typed: Typed) -> Typed:
        """A reply with what other rows and sheets say in reply to the same question."""
        reply: Raw | None = typed.reply
        if typed.question in self.chosen:
            reply = tuple(self.chosen[typed.question]) or None
        elif isinstance(reply, str) and reply.startswith(
            tuple(f"{name} {typed.question}:" for name in tables())
        ):
            reply = None
        if typed.question in self.rows:
            reply = self.rows[typed.question] or None
        return typed.model_copy(update={"reply": reply})

    def _usable(self, spot: Spot) -> bool:
        """Whether a cell holds something that was typed; formulas and errors are told and left out."""
        if spot.wrong:
            self.errors.append(Note(place=spot.place, why=spot.wrong))
        return not spot.wrong

    def _merged(self, grid: Grid, head: int, asks: set[int]) -> None:
        for merged in grid.merged:
            over = range(max(merged.first_row, head + 1), merged.last_row + 1)
            meets = asks & set(range(merged.first_column, merged.last_column + 1))
            if len(over) > 1 and meets and grid.at(merged.first_row, merged.first_column):
                why = _("these cells are merged, so the reply cannot be told apart; unmerge them")
                self.errors.append(Note(place=f"{self.name} {grid.title}!{merged.name}", why=why))

    def _stray(self, spots: Iterable[Spot], why: str) -> None:
        for spot in spots:
            self.notices.append(Note(place=spot.place, why=_(why, cell=spot.shown)))


def _shown(heading: Heading) -> str:
    return repr(heading.text(catalogue.of(catalogue.ENGLISH)))


def _is_record(grid: Grid) -> bool:
    return grid.text(2, 1) == "form"
