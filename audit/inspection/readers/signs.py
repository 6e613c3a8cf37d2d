"""Text of any file → the signs of knowledge in it, each with its line and the names it speaks of."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import translate
from functools import cache

from ahocorasick_rs import BytesAhoCorasick

from audit.inspection import knowledge
from audit.inspection.classify import FileClass, Role, folder_role
from audit.inspection.knowledge import Mechanism, Sign

_LIMIT = 200  # matches of one sign in one file
_BEFORE = 400  # characters that are looked through for what must stand before a sign
_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION, Role.VENDORED, Role.GENERATED})
_PARSED = ("Python", "Jupyter Notebook")
_COMMENT = ("#", "//", "* ", "--", "<!--", "%")
_WORD = re.compile(r"[A-Za-z_]\w+")


@dataclass(frozen=True, slots=True)
class SignAt:
    """One sign at one line: its topic and id, the names it speaks of, and the value it gives."""

    topic: str
    sign: str
    line: int
    names: tuple[str, ...] = ()
    value: str = ""


@knowledge.remembered
def _signs() -> tuple[tuple[str, Sign], ...]:
    topics = (
        ("choice", knowledge.choosing()),
        ("fallback", knowledge.fallbacks()),
        ("reply", knowledge.outputs()),
    )
    return tuple((topic, sign) for topic, signs in topics for sign in signs if sign.pattern and sign.words)


@knowledge.remembered
def _words() -> tuple[BytesAhoCorasick, tuple[str, ...]]:
    words = tuple(sorted({word for _, sign in _signs() for word in sign.words}))
    return BytesAhoCorasick([word.encode() for word in words]), words


@cache
def _files(globs: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(translate(glob.lower()) for glob in globs)) if globs else None


def find_signs(path: str, kind: FileClass, data: bytes, text: str) -> tuple[SignAt, ...]:
    """Every sign in a file, in the order of the knowledge and of lines."""
    if kind.role not in (Role.SOURCE, Role.CONFIG) or folder_role(path) in _ASIDE:
        return ()
    automaton, words = _words()
    present = {words[index] for index, _, _ in automaton.find_matches_as_indexes(data, overlapping=True)}
    if not present:
        return ()
    breaks = [match.start() for match in re.finditer("\n", text)]
    found: list[SignAt] = []
    for topic, sign in _signs():
        if not present.isdisjoint(sign.words) and _suits(sign, path, kind):
            found += _matches(topic, sign, text, breaks)
    return tuple(found)


def _suits(sign: Sign, path: str, kind: FileClass) -> bool:
    if kind.role.value not in sign.roles or (isinstance(sign, Mechanism) and kind.language in _PARSED):
        return False
    if sign.languages and kind.language not in sign.languages:
        return False
    name = path.lower().rpartition("/")[2]
    form = _files(sign.files)
    tool = any(p.startswith(".") and not p.startswith(".env") for p in path.split("/"))  # a developer's tool
    return not (tool and kind.role is Role.CONFIG) and (form is None or form.match(name) is not None)


def _matches(topic: str, sign: Sign, text: str, breaks: list[int]) -> Iterator[SignAt]:
    if sign.pattern is None:
        return
    for number, match in enumerate(sign.pattern.finditer(text)):
        if number >= _LIMIT:
            return
        if sign.after is not None and not sign.after.search(
            text[max(0, match.start() - _BEFORE) : match.start()]
        ):
            continue
        groups = match.groupdict()
        start = (
            match.start(match.lastgroup) if match.lastgroup and match.lastgroup != "value" else match.start()
        )
        line = bisect_right(breaks, start - 1)
        begin = breaks[line - 1] + 1 if line else 0
        if text[begin : begin + 60].lstrip().startswith(_COMMENT) and not _template(sign):
            continue
        given = groups.pop("value", None) or groups.pop("given", None) or ""
        several = groups.pop("names", None) or ""
        names = [name for name in groups.values() if name] + _WORD.findall(several)
        yield SignAt(topic, sign.id, line + 1, tuple(names), given)


def _template(sign: Sign) -> bool:
    """Whether a sign is looked for in files that show settings commented out."""
    return ".env*" in sign.files
