"""A questionnaire as a workbook: a cover, a sheet a section, lists to choose from, a record of it all."""

import io
from collections.abc import Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from audit.exchange import catalogue, replies
from audit.exchange.reply_file import FORM
from audit.exchange.words import condition, instructions, label, one_line, step_label, steps, truth
from audit.exchange.workbook.layout import PART, Field, Heading
from audit.exchange.workbook.style import (
    WIDTHS,
    at,
    choose,
    heading,
    locked,
    note,
    number_form,
    page,
    put,
    row_height,
    title,
    unlocked,
    wrapped,
)
from audit.model.questionnaire import Column, Question, QuestionKind, Section
from audit.model.sheet import Outgoing, Raw, Typed

TABLE_ROWS = 60


def write(out: Outgoing) -> bytes:
    """The questionnaire as an XLSX file."""
    return _Book(out).bytes()


class _Book:
    """A workbook under construction."""

    def __init__(self, out: Outgoing) -> None:
        self.out, self.pack = out, out.pack
        self.words = catalogue.of(self.pack.language)
        self.said = self.words.workbook
        self.truths = (self.words.common.truth_yes, self.words.common.truth_no)
        self.book = Workbook()
        cover = self.book.active
        assert isinstance(cover, Worksheet)
        self.titles = {self.said.record.casefold(), self.said.lists.casefold()}
        self._cover(cover)
        self.lists: dict[tuple[str, ...], int] = {}
        for section in self.pack.sections:
            self._section(section)
        for question in self.pack.questions():
            if question.kind is QuestionKind.TABLE:
                self._table(question)
        self._write_lists()
        self._record()

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _sheet(self, name: str) -> Worksheet:
        """A new sheet; its title is what a spreadsheet allows, and no other sheet has it."""
        bare = one_line("".join(" " if c in "[]:*?/\\" else c for c in name)).strip("' ") or "Sheet"
        wanted, n = bare[:31].strip("' "), 1
        while wanted.casefold() in self.titles:
            n += 1
            wanted = f"{bare[:26].strip()} ({n})"
        self.titles.add(wanted.casefold())
        sheet = self.book.create_sheet(wanted)
        assert isinstance(sheet, Worksheet)
        return sheet

    def _cover(self, sheet: Worksheet) -> None:
        sheet.title = self.said.cover
        self.titles.add(self.said.cover.casefold())
        title(sheet, 1, self.pack.title)
        fields = {
            Field.PACK: (self.pack.id, False),
            Field.RESPONDENT: (self.out.respondent, False),
            Field.NAME: (self.out.name, True),
            Field.ROLE: (self.out.role, True),
            Field.DATE: ("", True),
        }
        for n, (field, (value, is_input)) in enumerate(fields.items(), start=3):
            put(at(sheet, n, 1), field.text(self.words))
            put(at(sheet, n, 2), value)
            (unlocked if is_input else locked)(at(sheet, n, 2))
        number_form(at(sheet, 7, 2), QuestionKind.DATE)
        texts = filter(None, (self.pack.intro, self.said.how, *instructions(self.pack)))
        for n, text in enumerate(texts, start=9):
            put(wrapped(at(sheet, n, 1)), text)
            sheet.merge_cells(start_row=n, start_column=1, end_row=n, end_column=2)
            row_height(sheet, n, [(text, 110)])
        page(sheet, {1: 32, 2: 80}, frozen=None, footer=self.said.page)

    def _section(self, section: Section) -> None:
        """A sheet for a section; one a dimension where the section asks about several."""
        groups = [(key, tuple(group)) for key, group in groupby(section.questions, key=_dimension)]
        if len(groups) == 1:
            self._questions(section, section.title)
            return
        for key, questions in groups:
            name = f"{key} {self.out.dimensions.get(key, '')}".strip() or section.title
            self._questions(section.model_copy(update={"questions": questions}), name)

    def _questions(self, section: Section, name: str) -> None:
        sheet = self._sheet(name)
        title(sheet, 1, name if name == section.title else f"{section.title}: {name}")
        put(at(sheet, 2, 1), section.intro)
        columns = [one for one in Heading if self._has(one, section)]
        heading(sheet, 4, [one.text(self.words) for one in columns])
        places = {one: n for n, one in enumerate(columns, start=1)}
        row = 5
        for question in section.questions:
            row = self._question(sheet, row, places, question)
        widths = {places[one]: WIDTHS[one] for one in columns}
        page(sheet, widths, frozen="B5", titles="4:4", footer=self.said.page)

    def _has(self, column: Heading, section: Section) -> bool:
        if column is Heading.NATURE:
            return any(question.nature for question in section.questions)
        if column is Heading.SECOND_PERSON:
            return any(question.kind is QuestionKind.LEVEL for question in section.questions)
        return True

    def _question(self, sheet: Worksheet, row: int, places: dict[Heading, int], question: Question) -> int:
        """Write one question; returns the row behind it."""
        given = self.out.filled.get(question.id) or Typed(question=question.id, place="")
        cells = {one: at(sheet, row, n) for one, n in places.items()}
        counts = self._counts(question)
        put(locked(cells[Heading.QUESTION]), question.id)
        put(locked(cells[Heading.ASKED]), question.text)
        put(locked(cells[Heading.COUNTS]), counts)
        self._reply(cells[Heading.REPLY], question, given, counts)
        put(unlocked(cells[Heading.NO_REPLY]), self.words.shown(given.no_reply))
        self._choose(cells[Heading.NO_REPLY], tuple(self.words.no_reply.values()))
        put(unlocked(cells[Heading.REASON]), self.words.shown(given.reason))
        self._choose(cells[Heading.REASON], tuple(self.words.reasons.values()))
        put(unlocked(cells[Heading.NARRATIVE]), given.narrative)
        put(unlocked(cells[Heading.EVIDENCE]), "\n".join(given.evidence))
        if Heading.NATURE in cells:
            cell = (unlocked if question.nature else locked)(cells[Heading.NATURE])
            put(cell, self.words.shown(given.nature))
            self._choose(cell, tuple(self.words.natures.values()))
        if Heading.SECOND_PERSON in cells:
            is_level = question.kind is QuestionKind.LEVEL
            put((unlocked if is_level else locked)(cells[Heading.SECOND_PERSON]), given.second_person)
        row_height(sheet, row, [(str(cell.value or ""), WIDTHS[one]) for one, cell in cells.items()])
        if question.kind is not QuestionKind.CHOICES:
            return row + 1
        chosen = given.reply if isinstance(given.reply, tuple) else ()
        for n, option in enumerate(question.options, start=row + 1):
            put(locked(at(sheet, n, places[Heading.QUESTION])), f"{question.id}{PART}{option.value}")
            put(locked(at(sheet, n, places[Heading.ASKED])), f"    {label(option, question.options)}")
            cell = unlocked(at(sheet, n, places[Heading.REPLY]))
            put(cell, self.truths[0] if option.value in chosen else "")
            self._choose(cell, self.truths)
        return row + 1 + len(question.options)

    def _counts(self, question: Question) -> str:
        said = self.words.common
        lines = []
        if question.when:
            lines.append(said.only_if.format(condition=condition(question.when, self.pack)))
        if question.kind is QuestionKind.LEVEL:
            lines += [step_label(n, text) for n, text in steps(question)]
        elif question.kind is QuestionKind.CHOICE:
            lines += [label(option, question.options) for option in question.options]
        elif question.kind is QuestionKind.NUMBER:
            lines.append(said.number.format(unit=question.unit) if question.unit else said.bare_number)
        return "\n".join([*lines, *filter(None, [question.help])])

    def _reply(self, cell: Cell, question: Question, given: Typed, counts: str) -> None:
        match question.kind:
            case QuestionKind.CHOICES:
                put(locked(cell), self.said.each)
                return
            case QuestionKind.TABLE:
                put(locked(cell), self.said.elsewhere.format(table=self.said.table, question=question.id))
                return
        unlocked(cell)
        number_form(cell, question.kind)
        put(cell, self._shown(question, given.reply))
        note(cell, counts)
        self._choose(cell, self._choices(question))

    def _choices(self, question: Question) -> tuple[str, ...]:
        match question.kind:
            case QuestionKind.LEVEL:
                return tuple(step_label(n, text) for n, text in steps(question))
            case QuestionKind.CHOICE:
                return tuple(label(option, question.options) for option in question.options)
            case QuestionKind.YES_NO:
                return self.truths
        return ()

    def _shown(self, question: Question, reply: Raw | None) -> str | int | float:
        """A reply as the cell holds it: a level and a choice as the list shows them."""
        if reply is None or isinstance(reply, tuple):
            return ""
        if question.kind is QuestionKind.LEVEL and isinstance(reply, int):
            return next((step_label(n, t) for n, t in steps(question) if n == reply), reply)
        if question.kind is QuestionKind.CHOICE:
            return next(
                (label(o, question.options) for o in question.options if o.value == reply), str(reply)
            )
        if isinstance(reply, bool):
            return truth(reply, self.words.common)
        if question.kind is QuestionKind.NUMBER and isinstance(reply, int | float):
            return reply
        return replies.text(reply)

    def _choose(self, cell: Cell, entries: Sequence[str]) -> None:
        """Offer a list in a cell; the entries lie on a sheet of their own, where they may be long."""
        if not entries:
            return
        cut = tuple(one_line(entry)[:200] for entry in entries)
        first = self.lists.setdefault(cut, 1 + sum(map(len, self.lists)))
        choose(cell, self.said, first, len(cut))

    def _table(self, question: Question) -> None:
        sheet = self._sheet(f"{self.said.table} {question.id}")
        put(locked(at(sheet, 1, 1)), self.said.table)
        put(locked(at(sheet, 1, 2)), question.id)
        put(at(sheet, 2, 1), question.text)
        put(locked(at(sheet, 3, 1)), self.said.column_ids)
        for n, column in enumerate(question.columns, start=2):
            put(locked(at(sheet, 3, n)), column.id)
        heading(sheet, 4, [self.said.row, *(column.text for column in question.columns)])
        given = self.out.filled[question.id].reply if question.id in self.out.filled else ()
        rows = [row for row in given if isinstance(row, dict)] if isinstance(given, tuple) else []
        for n in range(max(TABLE_ROWS, len(rows) + TABLE_ROWS // 2)):
            put(locked(at(sheet, 5 + n, 1)), n + 1)
            for m, column in enumerate(question.columns, start=2):
                cell = unlocked(at(sheet, 5 + n, m))
                number_form(cell, column.kind)
                held = rows[n].get(column.id, "") if n < len(rows) else ""
                put(cell, self._cell(column, held))
                self._choose(cell, tuple(label(option, column.options) for option in column.options))
        widths = dict.fromkeys(range(2, len(question.columns) + 2), 34)
        page(sheet, {1: 12} | widths, frozen="B5", titles="4:4", footer=self.said.page)

    def _cell(self, column: Column, held: object) -> str:
        text = held if isinstance(held, str) else str(held)
        return next((label(o, column.options) for o in column.options if o.value == text), text)

    def _write_lists(self) -> None:
        sheet = self.book.create_sheet(self.said.lists)
        for n, entry in enumerate((entry for entries in self.lists for entry in entries), start=1):
            put(locked(at(sheet, n, 1)), entry)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True

    def _record(self) -> None:
        sheet = self.book.create_sheet(self.said.record)
        put(at(sheet, 1, 1), self.said.leave)
        pairs = {
            "form": FORM,
            "questionnaire": self.pack.id,
            "version": self.pack.content_hash,
            "respondent": self.out.respondent,
            "language": self.pack.language,
            "party": self.pack.party.value,
        }
        for n, (key, value) in enumerate(pairs.items(), start=2):
            put(at(sheet, n, 1), key)
            put(at(sheet, n, 2), value)
        heading(sheet, 9, ["question", "wording", "base"])
        for n, question in enumerate(self.pack.questions(), start=10):
            base = self.out.filled[question.id].base if question.id in self.out.filled else ""
            for m, text in enumerate((question.id, question.wording, base), start=1):
                put(at(sheet, n, m), text)
        page(sheet, {1: 24, 2: 70, 3: 24}, frozen=None, footer=self.said.page)
        sheet.sheet_state = "hidden"


def _dimension(question: Question) -> str:
    """The id of the dimension that a question is about; none for what is not about a criterion."""
    return question.criterion.partition("-")[0] if question.criterion else ""
