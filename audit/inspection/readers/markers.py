"""Program text → the markers of knowledge that stand in it, whatever its language."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from audit.inspection.classify import FileClass
from audit.inspection.knowledge.loading import remembered
from audit.inspection.knowledge.markers import Marker, markers

_LINE = 600
_SEEN = 60
_EACH = 12
_TRIED = 3_000
_COMMENTS = ("//", "#", "*", "/*", "--", "<!--")
_QUOTES = ('"""', "'''")


@dataclass(frozen=True, slots=True)
class MarkerSeen:
    """A sign, where it stands, and the name it was caught with."""

    sign: str
    kind: str
    line: int
    certain: bool
    name: str = ""


@remembered
def _automaton() -> tuple[AhoCorasick, list[list[Marker]]]:
    """All words in one machine, and the markers that each word can be."""
    table: dict[str, list[Marker]] = {}
    for sign in markers():
        for word in sign.words:
            table.setdefault(word, []).append(sign)
    return AhoCorasick(list(table), matchkind=MatchKind.Standard), list(table.values())


def find_markers(kind: FileClass, text: str) -> tuple[MarkerSeen, ...]:
    """The markers in a text, each line once for each, outside comments and the long texts of Python."""
    machine, meanings = _automaton()
    language = kind.language or "YAML"
    apt: dict[str, bool] = {}
    tried: set[tuple[str, int]] = set()
    counts: dict[str, int] = {}
    found: list[MarkerSeen] = []
    prose = _Prose(text if language == "Python" else "")
    for number, start, _ in machine.find_matches_as_indexes(text, overlapping=True)[:_TRIED]:
        begin = -1
        for sign in meanings[number]:
            if sign.id not in apt:
                apt[sign.id] = _applies(sign, kind, text)
            if not apt[sign.id] or counts.get(sign.id, 0) >= _EACH:
                continue
            if begin < 0:
                begin = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE)
            if (sign.id, begin) in tried:
                continue
            tried.add((sign.id, begin))
            name = _fits(sign, language, text, begin)
            if name is None or prose.holds(start):
                continue
            counts[sign.id] = counts.get(sign.id, 0) + 1
            line = text.count("\n", 0, start) + 1
            found.append(MarkerSeen(sign.id, sign.kind, line, sign.certain, name))
        if len(found) >= _SEEN:
            break
    return tuple(sorted(found, key=lambda seen: (seen.line, seen.sign)))


def _applies(sign: Marker, kind: FileClass, text: str) -> bool:
    """Whether a file is in a language of the sign and holds what the sign needs beside it."""
    if not kind.language and "YAML" not in sign.languages:
        return False
    if kind.language and sign.languages and kind.language not in sign.languages:
        return False
    return not sign.within or any(word in text for word in sign.within)


def _fits(sign: Marker, language: str, text: str, begin: int) -> str | None:
    """The name in a line that fits a sign; empty if it has none, nothing if the line does not fit."""
    end = text.find("\n", begin, begin + _LINE)
    line = text[begin : end if end >= 0 else begin + _LINE]
    if language == "Jupyter Notebook":
        line = line.strip().removeprefix('"').replace('\\"', '"')
    if line.lstrip().startswith(_COMMENTS):
        return None
    match = sign.pattern.search(line)
    if match is None or (sign.but_not is not None and sign.but_not.search(line)):
        return None
    return next((group for group in match.groups() if group), "")


class _Prose:
    """The long texts of a file of Python: what stands between triple quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """From where to where each of them reaches."""
        return list(_spans(self.text))

    def holds(self, place: int) -> bool:
        """Whether a place lies in one of them."""
        return any(start < place < end for start, end in self.spans)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for _ in range(2_000):
        starts = [(text.find(quote, position), quote) for quote in _QUOTES]
        start, quote = min(((at, q) for at, q in starts if at >= 0), default=(-1, ""))
        if start < 0:
            return
        end = text.find(quote, start + 3)
        yield start, end if end >= 0 else len(text)
        if end < 0:
            return
        position = end + 3
