"""The report as blocks (headings, paragraphs, lists, tables, figures), read from the pages themselves.

The pages are the one place where a dossier is put into words; every other form is made from these blocks, so
none can say less, or anything else, than the PDF does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reports.elements import Element, parse

SPACE = re.compile(r"[ \t\n\r\f]+")
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "pre", "figure", "div", "section", "article", "nav"}
    | {"header", "footer", "main", "dl", "dt", "dd", "aside", "blockquote", "li"}
)
SILENT = frozenset({"svg", "style", "script", "colgroup", "head"})
LABELS = frozenset({"label", "part-name"})


class Run(NamedTuple):
    """Text of one look; `tone` is that of a mark, such as `critical`."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    small: bool = False
    tone: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 0 is the title of the report, 1 a chapter; `number` is that of the chapter."""

    level: int
    text: str
    number: str = ""
    id: str = ""
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `kind` is lead, caution, small, empty, label or nothing."""

    runs: Runs
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers or without."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Lines as they stand in a file."""

    text: str


class Cell(NamedTuple):
    """A cell of a table."""

    runs: Runs
    figure: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; widths in per cent, none where every column is as wide as the others."""

    titles: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: its message, the words that replace it, and its drawing as SVG."""

    title: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the list of chapters."""


Block = Heading | Paragraph | Bullets | Code | Table | Figure | Contents


def outline(html: str) -> tuple[Block, ...]:
    """The blocks of a report in the order in which it is read."""
    body = next(found for found in parse(html).walk() if found.tag == "main")
    return tuple(_labelled(_Reader().blocks(body)))


def words(runs: Runs) -> str:
    """The text of several runs."""
    return "".join(run.text for run in runs)


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
        for n, drawing in enumerate(drawings):
            said = {child.tag: child.text() for child in drawing.children if isinstance(child, Element)}
            title = said.get("title", "")
            yield Figure(
                " ".join((title if n or not caption else caption).split()), said.get("desc", ""), drawing.raw
            )
        rest = [
            c for c in element.children if not (isinstance(c, Element) and c.tag in {"figcaption", "svg"})
        ]
        if not drawings and caption:
            yield Paragraph((Run(caption, bold=True),))
        yield from self.blocks(Element("div", {}, rest))


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
    items = tuple(filter(None, (_item(child) for child in element.elements("li"))))
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
    return Cell(_item(element), "figure" in element.classes, element.tag == "th")


def _item(element: Element) -> Runs:
    """Everything in a cell or an item as runs, what was a block of its own on a line of its own."""
    parts = [runs for runs in _lines(element) if runs]
    broken = [run for runs in parts for run in (Run("\n"), *runs)]
    return tuple(broken[1:])


def _lines(element: Element) -> Iterator[Runs]:
    loose: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element) and (child.tag in BLOCKS or child.tag in SILENT):
            yield _runs(loose, element)
            loose = []
            if child.tag == "pre":
                yield (Run(child.text(), code=True),)
            elif child.tag not in SILENT:
                yield from _lines(child)
        else:
            loose.append(child)
    yield _runs(loose, element)


def _runs(children: "list[Element | str]", parent: Element) -> Runs:
    """The runs of inline content, white space as a browser shows it."""
    long = "long" in parent.classes
    look = _look(parent, Run("")) if not parent.classes & LABELS else Run("")
    found = [run for child in children for run in _inline(child, look, long)]
    return _tidy(found, long=long)


def _inline(child: "Element | str", look: Run, long: bool) -> Iterator[Run]:
    if isinstance(child, str):
        yield look._replace(text=child if long else SPACE.sub(" ", child))
    elif child.tag == "br":
        yield look._replace(text="\n")
    elif child.tag not in SILENT:
        inner = _look(child, look)
        on_line = "on-line" in child.classes
        if on_line:
            yield look._replace(text="\n")
        for part in child.children:
            yield from _inline(part, inner, long)


def _look(element: Element, outer: Run) -> Run:
    classes = element.classes
    tone = next((c for c in element.ordered_classes if c != "mark"), "") if "mark" in classes else outer.tone
    return Run(
        "",
        bold=outer.bold
        or element.tag in {"b", "strong", "th"}
        or bool(classes & {"mark", "chain-name", "fact-name"}),
        italic=outer.italic or element.tag in {"i", "em"} or "quote" in classes,
        code=outer.code or "cite" in classes or element.tag == "code",
        small=outer.small or bool(classes & {"key", "note"}),
        tone=tone,
    )


def _tidy(found: list[Run], *, long: bool) -> Runs:
    """Without space at the ends, at line ends, or twice; neighbours of one look are one run."""
    tidy: list[Run] = []
    for run in found:
        text = run.text
        ended = not tidy or tidy[-1].text.endswith(("\n", " "))
        if not long and ended:
            text = text.lstrip(" ")
        if text.startswith("\n") and tidy:
            tidy[-1] = tidy[-1]._replace(text=tidy[-1].text.rstrip(" "))
        if not text or (text == "\n" and not tidy):
            continue
        if tidy and tidy[-1]._replace(text="") == run._replace(text=""):
            tidy[-1] = run._replace(text=tidy[-1].text + text)
        else:
            tidy.append(run._replace(text=text))
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    if tidy:
        tidy[0] = tidy[0]._replace(text=tidy[0].text.lstrip())
        tidy[-1] = tidy[-1]._replace(text=tidy[-1].text.rstrip())
    return tuple(run for run in tidy if run.text)
