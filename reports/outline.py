"""The report as blocks (headings, paragraphs, lists, tables, figures), read from the pages themselves.

The pages are the one place where a dossier is put into words; every other form is made from these blocks, so
none can say less, or anything else, than the PDF does.
"""

from collections.abc import Iterator
from itertools import groupby

from reports.blocks import (
    Block,
    Bullets,
    Cell,
    Code,
    Contents,
    Figure,
    Heading,
    Paragraph,
    Run,
    Table,
    words,
)
from reports.elements import Element, parse
from reports.runs import BLOCKS, LABELS, SILENT, item
from reports.runs import runs as _runs


def outline(html: str) -> tuple[Block, ...]:
    """The blocks of a report in the order in which it is read."""
    body = next(found for found in parse(html).walk() if found.tag == "main")
    return tuple(_labelled(_Reader().blocks(body)))


def _labelled(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, each label at the head of the paragraph that it names."""
    label: Paragraph | None = None
    for block in blocks:
        if label is not None:
            if isinstance(block, Paragraph) and block.kind != "label":
                lead = Run(f"{words(label.runs)}: ", bold=True)
                block = Paragraph((lead, *block.runs), block.kind)  # noqa: PLW2901
            else:
                yield label
            label = None
        if isinstance(block, Paragraph) and block.kind == "label":
            label = block
        else:
            yield block
    if label is not None:
        yield label


class _Reader:
    """Reads elements into blocks; knows whether it is among the appendices."""

    def __init__(self) -> None:
        self.chapter = Element("", {})
        self.skipping = False

    def blocks(self, parent: Element) -> Iterator[Block]:
        """What stands in an element: its blocks, and text between them as paragraphs."""
        loose: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str) or (child.tag not in BLOCKS and child.tag not in SILENT):
                loose.append(child)
                continue
            yield from self._loose(loose, parent)
            loose = []
            if child.tag not in SILENT:
                yield from self._block(child)
        yield from self._loose(loose, parent)

    def _loose(self, loose: list[Element | str], parent: Element) -> Iterator[Block]:
        runs = _runs(loose, parent)
        if runs:
            yield Paragraph(runs, _kind(parent))

    def _block(self, element: Element) -> Iterator[Block]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4":
                yield self._heading(element)
            case "p":
                yield from self._loose(element.children, element)
            case "ul" | "ol":
                yield from _list(element)
            case "pre":
                yield Code(element.text())
            case "table":
                yield _table(element)
            case "figure":
                yield from self._figure(element)
            case "nav":
                yield Contents()
                yield from _after_lists(self.blocks(element))
            case "section":
                outer, self.chapter = self.chapter, element
                yield from self.blocks(element)
                self.chapter = outer
            case _:
                yield from self.blocks(element)

    def _heading(self, element: Element) -> Heading:
        level = int(element.tag[1]) - 1
        if "plain" in element.classes:
            level += 1
        number = next((child for child in element.walk() if "number" in child.classes), None)
        is_chapter = level == 1 and number is not None
        rest = [child for child in element.children if not (is_chapter and child is number)]
        return Heading(
            level=level,
            text=words(_runs(rest, Element("", {}))),
            number=number.text().strip() if is_chapter and number is not None else "",
            id=self.chapter.attributes.get("id", "") if level == 1 else "",
            appendix=bool(is_chapter and number is not None and number.text().strip().isalpha()),
        )

    def _figure(self, element: Element) -> Iterator[Block]:
        caption = " ".join(child.text() for child in element.elements("figcaption"))
        drawings = [child for child in element.walk() if child.tag == "svg"]
        for n, ((title, description), parts) in enumerate(groupby(drawings, _message)):
            told = title if n or not caption else caption
            yield Figure(" ".join(told.split()), description, tuple(part.raw for part in parts))
        rest = [
            c for c in element.children if not (isinstance(c, Element) and c.tag in {"figcaption", "svg"})
        ]
        if not drawings and caption:
            yield Paragraph((Run(caption, bold=True),))
        yield from self.blocks(Element("div", {}, rest))


def _message(drawing: Element) -> tuple[str, str]:
    """What a drawing says, and the words that replace it: the parts of one drawing have the same."""
    said = {child.tag: child.text() for child in drawing.children if isinstance(child, Element)}
    return said.get("title", ""), said.get("desc", "")


def _after_lists(blocks: Iterator[Block]) -> Iterator[Block]:
    """What a list of pages holds beside the list itself: headings that only stand over a list go with it."""
    held: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading):
            held = block
        elif not isinstance(block, Bullets):
            if held is not None:
                yield held
                held = None
            yield block


def _list(element: Element) -> Iterator[Block]:
    items = tuple(filter(None, (item(child) for child in element.elements("li"))))
    if items:
        yield Bullets(items, element.tag == "ol" and "chain" not in element.classes)


def _kind(element: Element) -> str:
    classes = element.classes
    if classes & LABELS:
        return "label"
    for name, kind in (
        ("lead-text", "lead"),
        ("caution", "caution"),
        ("empty", "empty"),
        ("conclusion", "lead"),
    ):
        if name in classes:
            return kind
    return "small" if classes & {"small", "legend", "note", "facts", "key", "subject", "step-facts"} else ""


def _table(element: Element) -> Table:
    widths = tuple(
        float(col.attributes.get("style", "").removeprefix("width:").removesuffix("%") or 0)
        for col in element.walk()
        if col.tag == "col"
    )
    rows = [row for row in element.walk() if row.tag == "tr"]
    heads = {id(row) for part in element.walk() if part.tag == "thead" for row in part.walk()}
    made = [(id(row) in heads, tuple(map(_cell, row.elements("td", "th")))) for row in rows]
    titles = next((cells for head, cells in made if head), ())
    return Table(titles, tuple(cells for head, cells in made if not head and cells), widths)


def _cell(element: Element) -> Cell:
    return Cell(item(element), "figure" in element.classes, element.tag == "th")
