"""Text of any file → the signs of knowledge in it, each with its line and the names it speaks of."""

import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import translate
from functools import cache
from itertools import islice

from audit.inspection import knowledge
from audit.inspection.classify import Role, folder_role
from audit.inspection.intake.sending import Value
from audit.inspection.knowledge import Mechanism, Sign
from audit.inspection.patterns import Pattern
from audit.inspection.readers.prose import Prose
from audit.inspection.readers.text import Text, words

_LIMIT = 200  # matches of one sign in one file
_BEFORE = 400  # characters that are looked through for what must stand before a sign
_LINE, _SEEN, _EACH, _TRIED = 600, 60, 12, 3_000  # of a line, and of what is looked for line by line
_TRIALS = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION})
_ASIDE = _TRIALS | {Role.VENDORED, Role.GENERATED}
_PARSED = ("Python", "Jupyter Notebook")
_COMMENT = ("#", "//", "* ", "--", "<!--", "%")
_COMMENTED = ("//", "#", "*", "/*", "--", "<!--")
_REMARKS = ("//", "# ", "* ", "/*", "<!--")
_WORD = Pattern(r"[A-Za-z_]\w+")


class SignSeen(Value, frozen=True):
    """One sign at one line: its topic and id, the names it speaks of, and the value it gives.

    `everywhere` where it holds for the whole program; `local` and `plain` are those of the sign.
    """

    topic: str
    sign: str
    line: int
    certain: bool
    names: tuple[str, ...] = ()
    value: str = ""
    everywhere: bool = True
    local: bool = False
    plain: bool = False

    @property
    def name(self) -> str:
        """The first of its names, or nothing."""
        return self.names[0] if self.names else ""


@knowledge.remembered
def _by_word() -> tuple[tuple[int, ...], ...]:
    """For each word the signs that it may begin, by their numbers."""
    table: dict[str, list[int]] = {}
    for number, sign in enumerate(knowledge.signs()):
        for word in sign.words:
            table.setdefault(word, []).append(number)
    return tuple(tuple(table.get(word, ())) for word in words())


@cache
def _files(globs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(translate(glob) for glob in globs))


def find_signs(text: Text) -> tuple[SignSeen, ...]:
    """Every sign in a file: those of the whole text in the order of the knowledge, then those of lines."""
    table, signs = _by_word(), knowledge.signs()
    begun = sorted({number for word in text.numbers for number in table[word]})
    if not begun:
        return ()
    spoken = {"match": _role(text), "file": _language(text), "line": _line_language(text)}
    suiting = [number for number in begun if _suits(signs[number], spoken[signs[number].reach], text)]
    found: list[SignSeen] = []
    for number in suiting:
        if signs[number].reach == "match":
            found += _matches(signs[number], text)
        elif signs[number].reach == "file":
            found += _first(signs[number], text)
    by_line = frozenset(number for number in suiting if signs[number].reach == "line")
    if by_line:
        found += sorted(_in_lines(by_line, text), key=lambda seen: (seen.line, seen.sign))
    return tuple(found)


def _role(text: Text) -> str:
    """The role of a file of the system or its settings; a developer's own tools are none of them."""
    kind, path = text.kind, text.path
    if kind.role not in (Role.SOURCE, Role.CONFIG) or folder_role(path) in _ASIDE:
        return ""
    tool = any(p.startswith(".") and not p.startswith(".env") for p in path.split("/"))
    return "" if tool and kind.role is Role.CONFIG else kind.role.value


def _language(text: Text) -> str:
    """What a file is written in, `settings` for files of settings; nothing if it is not the system's own."""
    kind = text.kind
    if kind.is_own_code or (kind.role is Role.EVALUATION and kind.is_code):
        return kind.language
    return "settings" if kind.role is Role.CONFIG and folder_role(text.path) not in _TRIALS else ""


def _line_language(text: Text) -> str:
    """What own code is written in, and `YAML`."""
    yaml = text.path.endswith((".yml", ".yaml"))
    return text.kind.language or "YAML" if text.kind.is_own_code or yaml else ""


def _suits(sign: Sign, spoken: str, text: Text) -> bool:
    """Whether a sign is looked for in a file."""
    if not spoken or (sign.within and not text.holds(sign.within)):
        return False
    kind, name = text.kind, text.path.rpartition("/")[2]
    if sign.reach == "match":
        if spoken not in sign.roles or (isinstance(sign, Mechanism) and kind.language in _PARSED):
            return False
        if sign.languages and kind.language not in sign.languages:
            return False
        name = name.lower()
    elif (spoken not in sign.languages and (sign.languages or spoken in ("settings", "YAML"))) or (
        sign.reach == "file" and kind.role is Role.EVALUATION and sign.topic != "versioning"
    ):
        return False
    if sign.files and not _files(sign.files).match(name):
        return False
    return sign.without is None or not sign.without.search(text.text)


def _matches(sign: Sign, text: Text) -> Iterator[SignSeen]:
    if sign.pattern is None:
        return
    for number, match in enumerate(text.matches(sign.pattern, sign.near, sign.span)):
        if number >= _LIMIT:
            return
        begin = max(0, match.start() - _BEFORE)
        if sign.after is not None and not sign.after.search(text.text[begin : match.start()]):
            continue
        named = match.lastgroup and match.lastgroup != "value"
        start = match.start(match.lastgroup) if match.lastgroup and named else match.start()
        if _commented(sign, text.text, start) or (sign.but_not and _has_line(sign.but_not, text.text, start)):
            continue
        groups = match.groupdict()
        given = groups.pop("value", None) or groups.pop("given", None) or ""
        several = groups.pop("names", None) or ""
        names = (*(name for name in groups.values() if name), *_WORD.findall(several))
        yield SignSeen(sign.topic, sign.id, text.line(start), not sign.weak, names, given)


def _commented(sign: Sign, text: str, start: int) -> bool:
    """Whether a line is a comment; templates of the environment show settings commented out."""
    begin = text.rfind("\n", 0, start) + 1
    return text[begin : begin + 60].lstrip().startswith(_COMMENT) and ".env*" not in sign.files


def _has_line(pattern: Pattern, text: str, start: int) -> bool:
    """Whether the line of a place holds something."""
    begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return pattern.search(text[begin : end if end >= 0 else len(text)][:_LINE]) is not None


def _first(sign: Sign, text: Text) -> Iterator[SignSeen]:
    """The place where a practice is switched on, or the first that shows it."""
    whole = text.text
    if sign.pattern is None or not all(need.search(whole) for need in sign.needs):
        return
    setup = _outside_comments(sign.setup, whole) if sign.setup else None
    place = setup or _outside_comments(sign.pattern, whole)
    if place is not None:
        yield SignSeen(
            sign.topic,
            sign.id,
            text.line(place.start()),
            not sign.weak,
            everywhere=sign.setup is None or setup is not None,
            local=sign.local,
            plain=sign.plain,
        )


def _outside_comments(pattern: Pattern, text: str) -> re.Match[str] | None:
    """The first match that does not begin on a line of comment."""
    for match in islice(pattern.finditer(text), _LIMIT):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        begin = text.rfind("\n", 0, start) + 1
        if not text[begin : begin + 60].lstrip().startswith(_REMARKS):
            return match
    return None


def _in_lines(suiting: frozenset[int], text: Text) -> list[SignSeen]:
    """The signs in the lines of their words, each line once for each, outside the long texts of Python."""
    table, signs = _by_word(), knowledge.signs()
    prose = Prose(text.text if text.kind.language == "Python" else "")
    tried: set[tuple[str, int]] = set()
    counts: Counter[str] = Counter()
    found: list[SignSeen] = []
    begun = {word: some for word in text.numbers if (some := [signs[n] for n in table[word] if n in suiting])}
    for word, start, _ in islice((place for place in text.found if place[0] in begun), _TRIED):
        begin = max(text.text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE)
        for sign in begun[word]:
            if counts[sign.id] >= _EACH or (sign.id, begin) in tried:
                continue
            tried.add((sign.id, begin))
            name = _fits(sign, text, begin)
            if name is None or prose.holds(start):
                continue
            counts[sign.id] += 1
            names = (name,) if name else ()
            found.append(SignSeen(sign.topic, sign.id, text.line(start), not sign.weak, names))
        if len(found) >= _SEEN:
            break
    return found


def _fits(sign: Sign, text: Text, begin: int) -> str | None:
    """The name in a line that fits a sign; empty if it has none, nothing if the line does not fit."""
    end = text.text.find("\n", begin, begin + _LINE)
    line = text.text[begin : end if end >= 0 else begin + _LINE]
    if text.kind.language == "Jupyter Notebook":
        line = line.strip().removeprefix('"').replace('\\"', '"')
    if line.lstrip().startswith(_COMMENTED) or sign.pattern is None:
        return None
    match = sign.pattern.search(line)
    if match is None or (sign.but_not is not None and sign.but_not.search(line)):
        return None
    return next((group for group in match.groups() if group), "")
