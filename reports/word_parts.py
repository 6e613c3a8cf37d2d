"""Pieces of WordprocessingML that python-docx has no words for: fields, numbering, heads of tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shape import InlineShape
from docx.shared import Emu
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from audit.model import wording

UNWRITABLE = re.compile("[\ufffe\uffff]")
CHAPTERS, APPENDICES = 90, 91
"""Ids of the two lists of chapters."""


def carried(text: str) -> str:
    """Text that XML can carry; signs without a shape are shown."""
    return UNWRITABLE.sub("\ufffd", wording.visible_lines(text))


def element(tag: str, **attributes: str | int) -> Any:
    """An element such as `w:vMerge`, its attributes of the same name space."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _field(paragraph: Paragraph, kind: str, *, dirty: bool = False) -> None:
    mark = element("w:fldChar", fldCharType=kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Paragraph, text: str) -> None:
    said = element("w:instrText")
    said.set(qn("xml:space"), "preserve")
    said.text = text
    paragraph.add_run()._r.append(said)


def simple_field(paragraph: Paragraph, name: str, shown: str = "1") -> None:
    """A field such as the number of the page."""
    _field(paragraph, "begin")
    _instruction(paragraph, f" {name} ")
    _field(paragraph, "separate")
    paragraph.add_run(shown)
    _field(paragraph, "end")


def contents(document: Doc, entries: Sequence[tuple[str, str]]) -> None:
    """A list of chapters as a field, filled with links; Word puts in the pages when it renews the field."""
    paragraphs = [document.add_paragraph(style="Contents") for _ in entries]
    for n, (paragraph, (title, key)) in enumerate(zip(paragraphs, entries, strict=True)):
        if n == 0:
            _field(paragraph, "begin", dirty=True)
            _instruction(paragraph, ' TOC \\o "1-1" \\t "Appendix,1" \\h \\z \\u ')
            _field(paragraph, "separate")
        link = element("w:hyperlink", anchor=_name(key), history=1)
        link.append(paragraph.add_run(title)._r)
        paragraph._p.append(link)
        if n == len(entries) - 1:
            _field(paragraph, "end")


def with_fields(paragraph: Paragraph, text: str, fields: Mapping[str, str]) -> None:
    """Add a text; each of its places becomes the field that it is given, such as `PAGE`."""
    for part in re.split(f"({'|'.join(map(re.escape, fields))})", text):
        if part in fields:
            simple_field(paragraph, fields[part])
        elif part:
            paragraph.add_run(part)


def _name(key: str) -> str:
    return f"chapter_{key.replace('-', '_')}"


def bookmark(paragraph: Paragraph, key: str) -> None:
    """Name a place that the list of chapters leads to."""
    number = sum(ord(sign) * 31**n for n, sign in enumerate(key)) % 10**6
    paragraph._p.insert(
        1 if paragraph._p.pPr is not None else 0, element("w:bookmarkStart", id=number, name=_name(key))
    )
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def number_chapters(document: Doc, appendix: str) -> None:
    """Chapters by number, appendices by letter, as lists of their own that stand in the styles."""
    numbering = document.part.numbering_part.element
    for number, form, style in ((CHAPTERS, "decimal", "Heading 1"), (APPENDICES, "upperLetter", appendix)):
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:pStyle w:val="{document.styles[style].style_id}"/><w:suff w:val="tab"/>'
            '<w:lvlText w:val="%1"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs>'
            f'<w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
        )
        first = numbering.find(qn("w:num"))
        first.addprevious(abstract)
        made = element("w:num", numId=number)
        made.append(element("w:abstractNumId", val=number))
        numbering.append(made)
        _number(document.styles[style].element.get_or_add_pPr(), number)


def _number(properties: Any, number: int) -> None:
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    made = properties._add_numPr()
    made.append(element("w:ilvl", val=0))
    made.append(element("w:numId", val=number))


def unnumbered(paragraph: Paragraph) -> None:
    """A chapter that has no number."""
    _number(paragraph._p.get_or_add_pPr(), 0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.first_line_indent = Emu(0)


def numbered_from_one(document: Doc, paragraph: Paragraph, number: int | None) -> int:
    """Put a paragraph into a list of its own that begins with 1; returns the id of the list."""
    numbering = document.part.numbering_part.element
    if number is None:
        number = max(int(num.get(qn("w:numId"))) for num in numbering.findall(qn("w:num"))) + 1
        style = document.styles["List Number"].element.pPr.numPr.numId.val
        known = next(n for n in numbering.findall(qn("w:num")) if int(n.get(qn("w:numId"))) == style)
        made = element("w:num", numId=number)
        made.append(element("w:abstractNumId", val=known.find(qn("w:abstractNumId")).get(qn("w:val"))))
        again = element("w:lvlOverride", ilvl=0)
        again.append(element("w:startOverride", val=1))
        made.append(again)
        numbering.append(made)
    _number(paragraph._p.get_or_add_pPr(), number)
    return number


def without_tables(document: Doc) -> None:
    """Take away the table styles of the template, none of which is used."""
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def table_style(document: Doc, name: str, rule: str, ink: str) -> None:
    """A table with hairlines between its rows and a stronger line under its head."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{rule[1:].upper()}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{ink[1:].upper()}"'
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr>"
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {strong}/>'
            "</w:tcBorders></w:tcPr></w:tblStylePr>"
        )
    )


def grid(table: Table, widths: Sequence[int]) -> None:
    """The widths of the columns, in EMU."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)


def rows(table: Table) -> Iterator[_Row]:
    """The rows of a table, looked up once."""
    return (_Row(row, table) for row in table._tbl.tr_lst)


def described(table: Table, text: str) -> None:
    """What a table is about, for those who hear it."""
    table._tblPr.append(element("w:tblCaption", val=text[:250]))


def whole(row: _Row, *, repeated: bool) -> None:
    """A row that stays on one page; the head stands again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if repeated:
        properties.append(element("w:tblHeader"))


def right(paragraph: Paragraph) -> None:
    """Figures stand at the right."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def at_both_ends(style: ParagraphStyle, width: int) -> None:
    """A line whose one tab leads to its right end."""
    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Emu(width), WD_TAB_ALIGNMENT.RIGHT)


def alternative(picture: InlineShape, title: str, text: str) -> None:
    """The words that stand for a picture."""
    about = picture._inline.docPr
    about.set("title", title[:250])
    about.set("descr", text)


def left_bar(style: BaseStyle, colour: str) -> None:
    """A bar at the left of what must not be overlooked."""
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz=16, space=8, color=colour[1:].upper()))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def without_border(style: BaseStyle) -> None:
    """Take away the line that the template draws."""
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def language(document: Doc, code: str) -> None:
    """The language that spelling is checked in."""
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=code, eastAsia=code, bidi="ar-SA"))
