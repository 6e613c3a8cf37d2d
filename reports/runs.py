"""The text of an element as runs, each of one look, with white space as a browser shows it."""

import re
from collections.abc import Iterator

from reports.blocks import Run, Runs
from reports.elements import Element

SPACE = re.compile(r"[ \t\n\r\f]+")
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "pre", "figure", "div", "section", "article", "nav"}
    | {"header", "footer", "main", "dl", "dt", "dd", "aside", "blockquote", "li"}
)
SILENT = frozenset({"svg", "style", "script", "colgroup", "head"})
LABELS = frozenset({"label", "part-name"})


def item(element: Element) -> Runs:
    """Everything in a cell or an item as runs, what was a block of its own on a line of its own."""
    parts = [line for line in _lines(element) if line]
    broken = [run for line in parts for run in (Run("\n"), *line)]
    return tuple(broken[1:])


def _lines(element: Element) -> Iterator[Runs]:
    loose: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element) and (child.tag in BLOCKS or child.tag in SILENT):
            yield runs(loose, element)
            loose = []
            if child.tag == "pre":
                yield (Run(child.text(), code=True),)
            elif child.tag not in SILENT:
                yield from _lines(child)
        else:
            loose.append(child)
    yield runs(loose, element)


def runs(children: list[Element | str], parent: Element) -> Runs:
    """The runs of inline content, white space as a browser shows it."""
    long = "long" in parent.classes
    look = _look(parent, Run("")) if not parent.classes & LABELS else Run("")
    found = [run for child in children for run in _inline(child, look, long)]
    return _tidy(found, long=long)


def _inline(child: Element | str, look: Run, long: bool) -> Iterator[Run]:
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
