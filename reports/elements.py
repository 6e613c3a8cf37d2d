"""Our own pages as a tree of elements, for what is made from them; it reads no HTML of anybody else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "col", "link", "img", "hr", "input"})
DRAWN = "svg"


@dataclass(eq=False)
class Element:
    """An element with what stands in it; `raw` is the source of a drawing."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)
    raw: str = ""

    @property
    def ordered_classes(self) -> list[str]:
        """Its classes as they are written."""
        return self.attributes.get("class", "").split()

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.ordered_classes)

    def walk(self) -> "Iterator[Element]":
        """Itself and every element in it, in the order of the source."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def elements(self, *tags: str) -> "Iterator[Element]":
        """Its own children of these tags."""
        return (child for child in self.children if isinstance(child, Element) and child.tag in tags)

    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(html: str) -> Element:
    """The tree of a page that our templates have made."""
    parser = _Parser(html)
    parser.feed(html)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.source = source
        self.starts = [0]
        for line in source.split("\n"):  # as the parser counts lines
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.drawn_from = 0

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag in VOID:
            return
        if tag == DRAWN:
            self.drawn_from = self._offset()
        self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            closed = self.open.pop()
            if tag == DRAWN:
                closed.raw = self.source[self.drawn_from : self._offset()] + f"</{DRAWN}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
