"""The report as DOCX, to go on writing in: real headings, numbered chapters, tables and pictures."""

import base64
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.shared import Cm, Emu
from docx.table import Table as DocTable
from docx.text.paragraph import Paragraph as DocParagraph
from docx.text.run import Run as DocRun

from audit.model.brand import Brand
from audit.model.dossier import Dossier
from audit.model.palette import LIGHT
from audit.model.speech import _
from reports import page, pictures, word_parts
from reports.blocks import (
    Block,
    Bullets,
    Cell,
    Code,
    Contents,
    Figure,
    Heading,
    Paragraph,
    Runs,
    Table,
    words,
)
from reports.outline import outline
from reports.packing import packed
from reports.word_parts import carried
from reports.word_styles import APPENDIX, WIDTH, coloured, furnish

STYLES = {"lead": "Lead", "small": "Small", "caution": "Caution", "empty": "Small", "label": "Label"}
TONES = {"bad": LIGHT.critical, "open": LIGHT.medium, "plain": LIGHT.note} | {
    name: getattr(LIGHT, name) for name in ("critical", "high", "medium", "low", "note", "good")
}


def render(dossier: Dossier) -> bytes:
    """The whole report; the same bytes for the same dossier."""
    blocks = outline(page.render(dossier, ""))
    document = Document()
    furnish(document, dossier)
    writer = _Writer(document, blocks)
    writer.logo(dossier.edition.brand)
    for block in blocks:
        writer.add(block)
    out = BytesIO()
    document.save(out)
    return packed(out.getvalue())


class _Writer:
    """Writes blocks one after the other; styles go in by their ids, which is many times faster."""

    def __init__(self, document: Doc, blocks: tuple[Block, ...]) -> None:
        self.document, self.blocks = document, blocks
        self.styles = {style.name: style.style_id for style in document.styles}

    def logo(self, brand: Brand | None) -> None:
        """The logo of a brand, where it has one, with its name as the words that stand for it."""
        if brand is not None and brand.logo:
            run = self._paragraph("Figure").add_run()
            drawn = run.add_picture(BytesIO(base64.b64decode(brand.logo)), height=Cm(1.3))
            word_parts.alternative(drawn, carried(brand.name), carried(brand.name))

    def add(self, block: Block) -> None:
        """Write one block at the end."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._write(self._paragraph(STYLES.get(block.kind, "Normal")), block.runs)
            case Bullets():
                style = "List Number" if block.ordered else "List Bullet"
                first = None
                for item in block.items:
                    paragraph = self._paragraph(style)
                    self._write(paragraph, item)
                    if block.ordered:
                        first = word_parts.numbered_from_one(self.document, paragraph, first)
            case Code():
                self._paragraph("Code", carried(block.text))
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Contents():
                self._contents()

    def _heading(self, block: Heading) -> None:
        if block.level == 0:
            self._paragraph("Title", carried(block.text))
            return
        style = APPENDIX if block.appendix else f"Heading {block.level}"
        paragraph = self._paragraph(style, carried(block.text))
        if block.level == 1 and block.id:
            word_parts.bookmark(paragraph, block.id)
        if block.level == 1 and not block.number:
            word_parts.unnumbered(paragraph)

    def _write(self, paragraph: DocParagraph, runs: Runs) -> None:
        for run in runs:
            made = paragraph.add_run(carried(run.text))
            made.bold, made.italic = run.bold or None, run.italic or None
            if run.code:
                made._r.style = self.styles["Code Text"]
            elif run.small:
                made._r.style = self.styles["Note Text"]
            if run.tone:
                coloured(made, TONES[run.tone])

    def _table(self, block: Table) -> None:
        columns = max([len(block.titles), *map(len, block.rows)])
        lines = ([block.titles] if block.titles else []) + list(block.rows)
        table: DocTable = self.document.add_table(rows=len(lines), cols=columns, style="Report Table")
        table.autofit = False
        shares = block.widths if len(block.widths) == columns else tuple([100 / columns] * columns)
        widths = [Emu(int(WIDTH * share / sum(shares))) for share in shares]
        word_parts.grid(table, widths)
        word_parts.described(table, ", ".join(words(cell.runs) for cell in block.titles) or _("Facts"))
        for n, (cells, row) in enumerate(zip(lines, word_parts.rows(table), strict=True)):
            for cell, place, width in zip(cells, row.cells, widths, strict=False):
                place.width = width
                self._cell(place.paragraphs[0], cell, head=bool(block.titles) and n == 0)
            word_parts.whole(row, repeated=bool(block.titles) and n == 0)
        self._paragraph("After Table")

    def _cell(self, paragraph: DocParagraph, cell: Cell, *, head: bool) -> None:
        paragraph._p.style = self.styles["Table Head" if head else "Table Text"]
        self._write(paragraph, cell.runs)
        if cell.figure:
            word_parts.right(paragraph)

    def _figure(self, block: Figure) -> None:
        self._paragraph("Figure Title", carried(block.title))
        for drawing in block.drawings:
            run: DocRun = self._paragraph("Figure").add_run()
            drawn = run.add_picture(BytesIO(pictures.png(drawing)), width=WIDTH)
            if drawn.height > Cm(20):
                drawn.width, drawn.height = Emu(drawn.width * Cm(20) // drawn.height), Cm(20)
            word_parts.alternative(drawn, carried(block.title), carried(block.description or block.title))

    def _contents(self) -> None:
        self._paragraph("Contents Title", _("Contents"))
        chapters = [block for block in self.blocks if isinstance(block, Heading) and block.level == 1]
        entries = [(f"{one.number} {carried(one.text)}".strip(), one.id) for one in chapters]
        word_parts.contents(self.document, entries)

    def _paragraph(self, style: str, text: str = "") -> DocParagraph:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        if text:
            paragraph.add_run(text)
        return paragraph
