"""How a DOCX looks: styles that a writer finds in the list of styles, page, running lines and properties."""

from datetime import datetime, time

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.run import Run as DocRun

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.palette import LIGHT
from audit.model.speech import _, spoken
from reports import word_parts

APPENDIX = "Appendix"
LOCALES = {"en": "en-GB", "de": "de-DE"}
"""What a language is called where its spelling is checked."""
SANS, SERIF, MONO = "Calibri", "Cambria", "Consolas"
WIDTH = Emu(Cm(17))
"""Of the text: A4 with margins of 2 cm."""

PARAGRAPHS: dict[str, tuple[str, float, float, float, str]] = {
    # style: based on, size in points, space before, space after, colour
    "Normal": ("", 10, 0, 6, "ink"),
    "Title": ("Normal", 26, 0, 4, "ink"),
    "Heading 1": ("Normal", 18, 24, 8, "ink"),
    "Heading 2": ("Normal", 13, 14, 4, "ink"),
    "Heading 3": ("Normal", 11, 10, 3, "ink"),
    APPENDIX: ("Heading 1", 18, 24, 8, "ink"),
    "Contents Title": ("Normal", 18, 24, 8, "ink"),
    "Contents": ("Normal", 10, 0, 2, "ink"),
    "Lead": ("Normal", 13, 0, 6, "ink"),
    "Small": ("Normal", 9, 0, 5, "soft"),
    "Label": ("Normal", 9, 4, 1, "soft"),
    "Caution": ("Normal", 10, 6, 8, "ink"),
    "Code": ("Normal", 8.5, 2, 6, "ink"),
    "Figure Title": ("Normal", 10, 10, 2, "ink"),
    "Figure": ("Normal", 10, 0, 4, "ink"),
    "Table Text": ("Normal", 9, 2, 2, "ink"),
    "Table Head": ("Table Text", 8.5, 2, 2, "soft"),
    "After Table": ("Normal", 4, 0, 4, "ink"),
    "List Bullet": ("Normal", 10, 0, 3, "ink"),
    "List Number": ("Normal", 10, 0, 3, "ink"),
    "Header": ("Normal", 8, 0, 0, "soft"),
    "Footer": ("Normal", 8, 0, 0, "soft"),
}
TOGETHER = {
    "Heading 1",
    "Heading 2",
    "Heading 3",
    APPENDIX,
    "Contents Title",
    "Label",
    "Figure Title",
    "Table Head",
}
BOLD = {"Heading 2", "Heading 3", "Label", "Figure Title", "Table Head"}
SERIFS = {"Title", "Heading 1", APPENDIX, "Contents Title", "Lead"}


def furnish(document: Doc, dossier: Dossier) -> None:
    """Give an empty document its page, styles, running lines and properties."""
    word_parts.without_tables(document)
    brand = dossier.edition.brand
    palette = brand.palette if brand else LIGHT
    for name, (base, size, before, after, role) in PARAGRAPHS.items():
        _paragraph_style(document, name, base, size, before, after, getattr(palette, role))
    _character_style(document, "Code Text", MONO, 8.5, palette.blue)
    _character_style(document, "Note Text", SANS, 8.5, palette.soft)
    word_parts.table_style(document, "Report Table", palette.rule, palette.ink)
    word_parts.left_bar(document.styles["Caution"], palette.ink)
    word_parts.number_chapters(document, APPENDIX)
    word_parts.language(document, LOCALES.get(spoken().language, spoken().language))
    for name in ("Header", "Footer"):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        word_parts.at_both_ends(style, int(WIDTH))
    _page(document, dossier)
    _properties(document, dossier)


def coloured(run: DocRun, colour: str) -> None:
    """Set a run in a colour; what it says stands in its words."""
    run.font.color.rgb = RGBColor.from_string(colour[1:].upper())


def _paragraph_style(
    document: Doc, name: str, base: str, size: float, before: float, after: float, colour: str
) -> None:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    if base:
        style.base_style = styles[base]
    style.quick_style = True
    _font(style, SERIF if name in SERIFS else MONO if name == "Code" else SANS, size, colour)
    style.font.bold = name in BOLD
    style.font.italic = False
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.keep_with_next = name in TOGETHER
    form.widow_control = True
    if name in {"Title", "Heading 1"}:
        word_parts.without_border(style)


def _character_style(document: Doc, name: str, font: str, size: float, colour: str) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(style, CharacterStyle)
    _font(style, font, size, colour)


def _font(style: CharacterStyle, font: str, size: float, colour: str) -> None:
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), font)


def _page(document: Doc, dossier: Dossier) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    subject = word_parts.carried(wording.clipped(dossier.assessment.subject.name, 80))
    head = section.header.paragraphs[0]
    head.text = f"{subject}\t{dossier.edition.classification}"
    foot = section.footer.paragraphs[0]
    brand = dossier.edition.brand
    line = f"{brand.footer} · " if brand and brand.footer else ""
    foot.text = f"{word_parts.carried(line)}{dossier.number}\t"
    word_parts.with_fields(foot, _("Page {page} of {pages}"), {"{page}": "PAGE", "{pages}": "NUMPAGES"})


def _properties(document: Doc, dossier: Dossier) -> None:
    about, given = document.core_properties, dossier.assessment
    day = datetime.combine(given.as_of, time())
    about.title = word_parts.carried(
        f"{wording.PURPOSES[given.purpose]}: {wording.clipped(given.subject.name, 120)}"
    )
    about.author = word_parts.carried(wording.clipped(given.auditor, 200)) or "Phase 2 Audit"
    about.last_modified_by = "Phase 2 Audit"
    about.subject = word_parts.carried(wording.clipped(dossier.conclusion.because, 200))
    about.identifier, about.category, about.language = (
        *(dossier.number, dossier.edition.classification),
        spoken().language,
    )
    record = _("The PDF of this report is the document of record.")
    honest = _(wording.HONEST_LIMIT)
    about.comments = f"{honest} {record}"
    about.keywords = ""
    about.created = about.modified = day
    about.revision = 1
