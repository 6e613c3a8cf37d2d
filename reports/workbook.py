"""The report as XLSX: a sheet for each table, to filter, to sort and to track; text is never a formula."""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.palette import LIGHT
from audit.model.speech import _, counted, spoken
from audit.model.spreadsheet import neutral
from reports.packing import moment, packed
from reports.tables import Sheet, Value, sheets

MOST = 32_000
"""Signs in a cell; a spreadsheet holds a little more."""
LINE, TALLEST = 14.0, 300.0
FONT = "Calibri"
SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def render(dossier: Dossier) -> bytes:
    """The whole workbook; the same bytes for the same dossier."""
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    tables = sheets(dossier)
    _cover(cover, dossier, tables)
    for table in tables:
        _table(book.create_sheet(table.name), table, dossier)
    _properties(book, dossier)
    out = BytesIO()
    book.save(out)
    day = moment(dossier.assessment.as_of).encode()
    return packed(out.getvalue(), {"docProps/core.xml": lambda part: SAVED.sub(rb"\g<1>" + day, part)})


def _cover(sheet: Worksheet, dossier: Dossier, tables: Iterable[Sheet]) -> None:
    given, found = dossier.assessment, dossier.conclusion
    sheet.title = _("Report")
    head = _put(sheet, 1, 1, given.subject.name)
    head.font, head.alignment = Font(name=FONT, size=18, bold=True), Alignment(wrap_text=False)
    head.border = Border()
    brand = dossier.edition.brand
    lines: list[tuple[str, Value]] = [
        *([(_("By"), brand.name)] if brand else []),
        *([(_("Edition"), dossier.edition.words)] if dossier.edition.words else []),
        (_("Kind"), wording.PURPOSES[given.purpose]),
        (_("Report"), dossier.number),
        (_("As of"), wording.day(given.as_of)),
        (_("Classification"), dossier.edition.classification),
        (_("Auditor"), given.auditor or wording.NONE),
        (_("Conclusion"), f"{wording.verdict(found.conclusion).words}. {found.because}"),
        (_("Score, 0 to 100"), wording.interval(found.published)),
        (_("Coverage"), wording.percent(found.coverage)),
        (_("How to read it"), _(wording.HONEST_LIMIT)),
        (
            _("Of record"),
            _("The PDF of this report can be verified; a workbook can be changed by whoever holds it."),
        ),
    ]
    row = 3
    for name, value in lines:
        _put(sheet, row, 1, name).font = Font(name=FONT, bold=True)
        _put(sheet, row, 2, value)
        row += 1
    for table in tables:
        link = _put(sheet, row + 1, 1, table.name)
        link.hyperlink = f"#'{table.name}'!A1"
        link.font = Font(name=FONT, underline="single", color=_argb(LIGHT.blue))
        rows = counted("{count} row.", "{count} rows.", len(table.rows))
        _put(sheet, row + 1, 2, f"{rows} {table.about}")
        row += 1
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 100
    _printed(sheet, dossier)


def _table(sheet: Worksheet, table: Sheet, dossier: Dossier) -> None:
    for n, column in enumerate(table.columns, start=1):
        cell = _put(sheet, 1, n, column.title)
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=_argb(LIGHT.blue))
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    for n, row in enumerate(table.rows, start=2):
        lines = 1
        for m, (value, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            _put(sheet, n, m, value)
            text = str(value if value is not None else "")
            lines = max(lines, sum(1 + len(line) // column.width for line in text.split("\n")))
        sheet.row_dimensions[n].height = min(LINE * lines + 3, TALLEST)
    sheet.row_dimensions[1].height = 2 * LINE + 3
    sheet.freeze_panes = "C2"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(len(table.rows) + 1, 2)}"
    sheet.print_title_rows = "1:1"
    _printed(sheet, dossier)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write into a cell; text stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.font = Font(name=FONT)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=Side(style="thin", color=_argb(LIGHT.rule)))
    if isinstance(value, str):
        if value:
            cell.value = neutral(wording.clipped(value, MOST))
            cell.data_type = "s"
            cell.number_format = "@"
    elif value is not None:
        cell.value = value
        cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else _number(value)
    return cell


def _number(value: float) -> str:
    return "0" if isinstance(value, int) else "#,##0.0"


def _printed(sheet: Worksheet, dossier: Dossier) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.8, header=0.3, footer=0.3)
    house = f"{dossier.edition.brand.name} · " if dossier.edition.brand else ""
    subject = wording.clipped(dossier.assessment.subject.name, 60)
    name = wording.visible(house + subject).replace("&", "&&")
    sheet.oddHeader = HeaderFooterItem(
        left=_HeaderFooterPart(text=neutral(name)),
        right=_HeaderFooterPart(text=dossier.edition.classification),
    )
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=dossier.number),
        right=_HeaderFooterPart(text=_("{sheet}, page {page} of {pages}", sheet="&A", page="&P", pages="&N")),
    )


def _properties(book: Workbook, dossier: Dossier) -> None:
    given, about = dossier.assessment, book.properties
    about.title = neutral(f"{wording.PURPOSES[given.purpose]}: {wording.clipped(given.subject.name, 120)}")
    about.creator = neutral(wording.clipped(given.auditor, 200)) or "Phase 2 Audit"
    about.lastModifiedBy = "Phase 2 Audit"
    about.identifier, about.category, about.language = (
        *(dossier.number, dossier.edition.classification),
        spoken().language,
    )


def _argb(colour: str) -> str:
    return colour[1:].upper()
