"""Documents → passages that may explain a system: headings and what stands below them, diagrams, pictures."""

import re
from dataclasses import dataclass

from audit.inspection import knowledge
from audit.inspection.classify import FileClass, Role
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern

_ATX = Pattern(r"^(#{1,6}|={1,6})[ \t]+(\S.{0,200})$")
_HTML = Pattern(r"^<h([1-6])[^>]{0,200}>(.{1,200}?)</h[1-6]>", re.IGNORECASE)
_BOLD = Pattern(r"^\*\*([^*]{3,80})\*\*:?$")
_RULE = Pattern(r"^(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{4,})$")
_FENCE = Pattern(
    r"^[ \t]{0,6}(```+|~~~+|\.\. (?:mermaid|graphviz|uml)::|\[(?:plantuml|mermaid)\])[ \t]*(\w*)"
)
_IMAGE = Pattern(
    r"!\[[^\]]{0,300}\]\([^)]{1,2000}|<img\b[^>]{1,2000}|^\.\. (?:image|figure)::.{1,300}|^image::?.{1,300}"
)
_MARKUP = Pattern(r"\]\([^)]{0,2000}\)|<[^>]{0,2000}>|https?://\S+|[*_`#|>\[\]!]")
_ITEM = Pattern(r"^[ \t]*(?:[-*+•]|\d{1,3}[.)、]|\|)[ \t]*\S")
_STOP = Pattern(r"[.!?](?:\s|$)|[。！？；]")
_WIDE = Pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ARROW = Pattern(r"--+>|==+>|-+>>|<--+|→|←|↓|↑|►|◄|▼|▲|⇄|↔|-\.->|\|[ \t]*v[ \t]*\||[ \t]v[ \t]*$")
_BOX = Pattern(r"[┌┐└┘│╔╗║]|\+-{2,}|\|.+\|")
_TREE = Pattern(r"[├└]──|\|--")
_DRAWN = frozenset({"mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "uml"})
_DATA_ONLY = Pattern(
    r"^\s*(?:erDiagram|classDiagram|gantt|pie|gitGraph|timeline|journey|mindmap|quadrantChart|xychart)"
)
_LINE, _OPEN, _BOLD_LEVEL = 2_000, 8, 7


class Passage(Value, frozen=True):
    """What stands below one heading: its prose by weight and sentences, diagrams drawn and pictures shown."""

    heading: str
    line: int
    promise: str
    weight: int = 0
    sentences: int = 0
    drawn: bool = False
    pictured: bool = False
    level: int = 1


@dataclass
class _Section:
    """A passage that is still being read."""

    heading: str
    line: int
    level: int
    promise: str
    weight: int = 0
    sentences: int = 0
    drawn: bool = False
    pictured: bool = False


class _Reader:
    """One pass over the lines of a document."""

    def __init__(self, path: str) -> None:
        self.done: list[_Section] = []
        self.open: list[_Section] = []
        self.heading = ""
        name = path.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ")
        promise = _promise(name)
        if promise in ("whole", "steps"):
            self.open.append(_Section(name, 1, 0, promise))

    def head(self, level: int, text: str, line: int) -> None:
        """Begin a section, and end those that it does not belong to."""
        self.heading = text
        while self.open and self.open[-1].level >= level:
            self.done.append(self.open.pop())
        promise = _promise(text)
        if promise and len(self.open) < _OPEN:
            self.open.append(_Section(text[:120], line, level, promise))

    def prose(self, line: str, number: int) -> None:
        """Count a line of text, and see the pictures in it."""
        known = knowledge.architecture()
        image = _IMAGE.search(line) is not None
        if image and known.pictures.search(line) and not known.not_headings.search(line):
            self.done.append(_Section(self.heading or "picture", number, 9, "picture", pictured=True))
        plain = _MARKUP.sub("", line).strip()
        weight = len(plain) + 2 * len(_WIDE.findall(plain))
        ends = len(_STOP.findall(plain)) or (1 if _ITEM.match(line) and weight > 15 else 0)
        for section in self.open:
            section.pictured = section.pictured or image
            if weight > 15 and not _TREE.search(line):
                section.weight += weight
                section.sentences += ends

    def block(self, language: str, lines: list[str], number: int) -> None:
        """See whether a fenced block draws something."""
        drawn = _drawn(language, lines)
        for section in self.open:
            section.drawn = section.drawn or drawn
        if drawn and language in _DRAWN and not knowledge.architecture().not_diagrams.search(self.heading):
            self.done.append(_Section(self.heading or "diagram", number, 9, "diagram", drawn=True))

    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the order of their lines."""
        sections = sorted([*self.done, *self.open], key=lambda section: section.line)
        return tuple(
            Passage(
                s.heading,
                s.line,
                s.promise,
                s.weight,
                s.sentences,
                s.drawn,
                s.pictured,
                s.level,
            )
            for s in sections[:200]
        )


def find_passages(path: str, kind: FileClass, text: str) -> tuple[Passage, ...]:
    """The passages of a document that may explain how the system is built."""
    known = knowledge.architecture()
    if kind.role is not Role.DOCS or known.aside.search(path) or not known.documents.search(path):
        return ()
    if not known.words.search(text.lower()) and not known.words.search(path.lower()):
        return ()
    reader = _Reader(path)
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number][:_LINE].rstrip()
        fence = _FENCE.match(line)
        if fence is not None:
            end = _end(lines, number, fence.group(1))
            language = (fence.group(2) or re.sub(r"\W", "", fence.group(1))).lower()
            reader.block(language, lines[number + 1 : min(end, number + 400)], number + 1)
            number = end + 1
            continue
        following = lines[number + 1].rstrip() if number + 1 < len(lines) else ""
        head = _head(line, following)
        if head is not None:
            reader.head(head[0], head[1], number + 1)
        elif line:
            reader.prose(line, number + 1)
        number += 1
    return reader.passages()


def _end(lines: list[str], start: int, mark: str) -> int:
    """The line that ends a block: its closing fence, or the first line that is not indented."""
    if mark[0] in "`~":
        for number in range(start + 1, len(lines)):
            if lines[number].strip().startswith(mark[:3]):
                return number
        return len(lines)
    for number in range(start + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith((" ", "\t", "-")):
            return number - 1
    return len(lines)


def _head(line: str, following: str) -> tuple[int, str] | None:
    atx = _ATX.match(line)
    if atx is not None:
        return len(atx.group(1)), atx.group(2).strip(" #=")
    html = _HTML.match(line.strip())
    if html is not None:
        return int(html.group(1)), html.group(2)
    bold = _BOLD.match(line.strip())
    if bold is not None:
        return _BOLD_LEVEL, bold.group(1)
    if (
        line
        and not line[0].isspace()
        and len(line) <= 120
        and _RULE.match(following)
        and not _RULE.match(line)
    ):
        return {"=": 1, "*": 1, "-": 2, "~": 3, "^": 4}[following[0]], line.strip()
    return None


def _promise(heading: str) -> str:
    known = knowledge.architecture()
    if known.not_headings.search(heading):
        return ""
    for promise in ("whole", "steps", "pictured"):
        if getattr(known, promise).search(heading):
            return promise
    return ""


def _drawn(language: str, lines: list[str]) -> bool:
    text = "\n".join(line[:_LINE] for line in lines)
    arrows = len(_ARROW.findall(text))
    if language in _DRAWN:
        return arrows >= 2 and not _DATA_ONLY.match(text.lstrip())
    boxes = sum(1 for line in lines if _BOX.search(line[:_LINE]))
    trees = sum(1 for line in lines if _TREE.search(line[:_LINE]))
    return (
        language in ("", "text", "txt", "ascii")
        and arrows >= 2
        and trees <= 2
        and (boxes >= 2 or arrows >= 3)
    )
