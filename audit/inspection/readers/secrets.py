"""Text → leaks: places where something of the form of a working secret stands."""

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from audit.inspection import knowledge
from audit.inspection.classify import Role, folder_role
from audit.inspection.facts import Leak
from audit.inspection.knowledge.leaks import SecretForm
from audit.inspection.readers.made_up import is_issued, is_made_up, is_written
from audit.inspection.readers.text import Text
from audit.inspection.shell_names import Names

_TEMPLATE_ENDINGS = (".example", ".sample", ".template", ".dist", ".tmpl", ".test")
_NEAR = 400
_HARMLESS = frozenset({Role.TEST, Role.EXAMPLE, Role.VENDORED, Role.GENERATED})


def find_leaks(sheet: Text) -> Iterator[Leak]:
    """Every leak in one file; private keys among tests and examples are taken for what they mostly are."""
    known = knowledge.secrets()
    path, kind, text = sheet.path, sheet.kind, sheet.text
    seen: set[int] = set()
    forms = [known.forms[number] for number in _begun(sheet)]
    aside = kind.role in _HARMLESS or folder_role(path) in _HARMLESS or kind.role is Role.DOCS
    doubted = aside or (bool(forms) and _is_for_show(path))
    for form in forms:
        for match in form.pattern.finditer(text):
            key = match.group("key")
            line = sheet.line(match.start())
            if line in seen or _entropy(key) < form.entropy or _placeholder(text, match.start(), match.end()):
                continue
            if is_made_up(key) or (form.checksum and not is_issued(key)):
                continue
            if form.id.startswith("private key") and aside:
                continue
            seen.add(line)
            certain = form.certain and not doubted and not _doubtful(text, match.start())
            yield Leak(path, line, form.id, certain and _complete(form, text, match))
    yield from _assigned(path, text, seen)


def _is_for_show(path: str) -> bool:
    """Whether a file by its name shows what to fill in, or is for one machine."""
    name = path.lower()
    shown = knowledge.secrets().doubtful.pattern.search(path) is not None
    return shown or name.endswith(_TEMPLATE_ENDINGS)


def _doubtful(text: str, start: int) -> bool:
    """Whether the line before the key calls it no working one."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    return knowledge.secrets().doubtful.pattern.search(text, begin, start) is not None


def _complete(form: SecretForm, text: str, match: re.Match[str]) -> bool:
    """Whether what the key is worth nothing without stands near it."""
    near = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
    return form.beside is None or form.beside.search(near) is not None


@knowledge.remembered
def _by_word() -> dict[str, tuple[int, ...]]:
    """For each word the forms that it may begin, by their numbers."""
    table: dict[str, tuple[int, ...]] = {}
    for number, form in enumerate(knowledge.secrets().forms):
        for word in form.words:
            table[word] = (*table.get(word, ()), number)
    return table


def _begun(sheet: Text) -> list[int]:
    """The forms of which a word stands in a text, in the order of the knowledge."""
    table = _by_word()
    return sorted({number for word in sheet.words for number in table.get(word, ())})


@knowledge.remembered
def _settings() -> Names:
    """The names of files in which random values are assigned."""
    return Names(knowledge.secrets().assigned.files)


def _assigned(path: str, text: str, seen: set[int]) -> Iterator[Leak]:
    rule = knowledge.secrets().assigned
    name = posixpath.basename(path).lower()
    if not _settings().fit(name) or name.endswith(_TEMPLATE_ENDINGS) or "example" in name:
        return
    if any(mark in text for mark in rule.encrypted):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        match = rule.pattern.match(line[:400])
        if match is None or number in seen:
            continue
        key = match.group("key")
        mixed = any(c.isdigit() for c in key) and any(c.isalpha() for c in key)
        if (
            mixed
            and not is_written(key)
            and _entropy(key) >= rule.entropy
            and not knowledge.secrets().placeholder.pattern.search(line)
            and not _public(line)
        ):
            yield Leak(path, number, f"value of {match.group('name')}", False)


def _placeholder(text: str, start: int, end: int) -> bool:
    """Whether the key itself says that it is none; the rest of the line does not count."""
    return knowledge.secrets().placeholder.pattern.search(text[start:end]) is not None or _public(
        text[start:end]
    )


def _public(text: str) -> bool:
    """Whether a text holds a key that its maker prints for everyone."""
    return any(known.part in text for known in knowledge.secrets().public)


def _entropy(key: str) -> float:
    counts = Counter(key)
    return -sum(n / len(key) * math.log2(n / len(key)) for n in counts.values()) if key else 0.0
