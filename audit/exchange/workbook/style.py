"""How the sheets of a questionnaire look, and which of their cells may be written."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from audit.exchange.catalogue import BookWords
from audit.exchange.workbook.layout import Heading
from audit.model.questionnaire import QuestionKind
from audit.model.spreadsheet import neutral

C = TypeVar("C", bound=Cell)

WIDTHS: Mapping[Heading, int] = {
    Heading.QUESTION: 18,
    Heading.ASKED: 38,
    Heading.COUNTS: 52,
    Heading.REPLY: 32,
    Heading.NO_REPLY: 14,
    Heading.REASON: 18,
    Heading.NARRATIVE: 38,
    Heading.EVIDENCE: 28,
    Heading.NATURE: 14,
    Heading.SECOND_PERSON: 16,
}
FONT = "Calibri"
LINE, TALLEST = 14.5, 400.0
_THIN = Side(style="thin", color="B8C4CE")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_INPUT = PatternFill("solid", start_color="FFFBE6")
_HEAD = PatternFill("solid", start_color="2B5A78")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TEXT_FORM = "@"
_FORMS = {QuestionKind.DATE: "yyyy-mm-dd", QuestionKind.NUMBER: "General"}


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not hidden in a merged one."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def put(cell: Cell, value: str | int | float) -> Cell:
    """Write into a cell; text stays text, whatever it begins with."""
    if isinstance(value, str):
        if value:
            cell.value = neutral(value)
            cell.data_type = "s"
    else:
        cell.value = value
    return cell


def unlocked(cell: C) -> C:
    """A cell to fill in."""
    cell.protection = Protection(locked=False)
    cell.fill = _INPUT
    cell.border = _BORDER
    cell.alignment = _WRAPPED
    cell.number_format = _TEXT_FORM
    return cell


def wrapped(cell: C) -> C:
    """A cell of running text."""
    cell.alignment = _WRAPPED
    return cell


def locked(cell: C) -> C:
    """A cell to read."""
    cell.border = _BORDER
    cell.alignment = _WRAPPED
    return cell


def number_form(cell: Cell, kind: QuestionKind) -> None:
    """Numbers and days as such; everything else is text, so that nothing is taken for a day or a number."""
    cell.number_format = _FORMS.get(kind, _TEXT_FORM)


def title(sheet: Worksheet, row: int, text: str) -> None:
    """The title of a sheet."""
    put(at(sheet, row, 1), text).font = Font(name=FONT, bold=True, size=14)


def heading(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """The head of a list, two lines high."""
    sheet.row_dimensions[row].height = 2 * LINE + 3
    for n, text in enumerate(texts, start=1):
        cell = locked(at(sheet, row, n))
        put(cell, text)
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = _HEAD


def note(cell: Cell, text: str) -> None:
    """A note on a cell, as large as its text needs."""
    if text:
        lines = sum(1 + len(line) // 60 for line in text.splitlines())
        cell.comment = Comment(neutral(text), "phase2", width=440, height=min(40 + 18 * lines, 480))


def choose(cell: Cell, words: BookWords, first: int, count: int) -> None:
    """A drop-down list from some rows of the sheet of lists; other text is warned of, not refused."""
    source = f"{words.lists}!$A${first}:$A${first + count - 1}"
    parent = cell.parent
    assert isinstance(parent, Worksheet)
    known = [one for one in parent.data_validations.dataValidation if one.formula1 == source]
    offered = known[0] if known else _offered(parent, source, words)
    offered.add(cell)


def _offered(sheet: Worksheet, source: str, words: BookWords) -> DataValidation:
    offered = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    offered.errorTitle, offered.error = words.not_listed, words.choose
    offered.showErrorMessage = True
    sheet.add_data_validation(offered)
    return offered


def row_height(sheet: Worksheet, row: int, texts: Sequence[tuple[str, int]]) -> None:
    """Make a row as high as its longest text in a column of so many characters."""
    lines = max(sum(1 + len(line) // width for line in text.split("\n")) for text, width in texts)
    sheet.row_dimensions[row].height = min(LINE * lines + 2, TALLEST)


def page(
    sheet: Worksheet, widths: Mapping[int, int], frozen: str | None, footer: str, titles: str | None = None
) -> None:
    """Widths, frozen panes, protection without a password, and how it prints."""
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = frozen
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.8)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text=footer))
    if titles:
        sheet.print_title_rows = titles
