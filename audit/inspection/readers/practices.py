"""The text of a file → the signs of practices in it: structured logs, prompt registries, versions of data."""

from dataclasses import dataclass
from fnmatch import fnmatch

from ahocorasick_rs import BytesAhoCorasick

from audit.inspection import knowledge
from audit.inspection.classify import FileClass, Role, folder_role
from audit.inspection.knowledge import Practice

_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION})


@dataclass(frozen=True, slots=True)
class Mark:
    """A practice shown in a file; `setup` where it is switched on for the whole program."""

    topic: str
    id: str
    line: int
    setup: bool
    sure: bool
    local: bool
    plain: bool


def find_marks(path: str, kind: FileClass, text: str, data: bytes) -> tuple[Mark, ...]:
    """The signs of practices in own code and in files of settings, each at its best place."""
    language = _language(path, kind)
    if not language:
        return ()
    automaton, practices = _table()
    hits = {index for index, _, _ in automaton.find_matches_as_indexes(data, overlapping=True)}
    wanted = sorted({number for index in hits for number in practices[index]})
    found = (_mark(path, language, text, number) for number in wanted)
    own = kind.role is not Role.EVALUATION
    return tuple(mark for mark in found if mark is not None and (own or mark.topic == "versioning"))


def _language(path: str, kind: FileClass) -> str:
    """What a file is written in, `settings` for files of settings; nothing if it is not the system's own."""
    if kind.is_own_code or (kind.role is Role.EVALUATION and kind.is_code):
        return kind.language
    return "settings" if kind.role is Role.CONFIG and folder_role(path) not in _ASIDE else ""


def _mark(path: str, language: str, text: str, number: int) -> Mark | None:
    topic, practice = _practices()[number]
    if language not in practice.languages and (practice.languages or language == "settings"):
        return None
    if practice.files and not any(fnmatch(path.rpartition("/")[2], form) for form in practice.files):
        return None
    if not all(need.search(text) for need in practice.needs) or (
        practice.without and practice.without.search(text)
    ):
        return None
    setup = practice.setup.search(text) if practice.setup else None
    place = setup or practice.shown.search(text)
    if place is None:
        return None
    line = text.count("\n", 0, place.start()) + 1
    everywhere = practice.setup is None or setup is not None
    return Mark(topic, practice.id, line, everywhere, practice.sure, practice.local, practice.plain)


@knowledge.remembered
def _practices() -> tuple[tuple[str, Practice], ...]:
    return tuple(
        (topic, practice) for topic, practices in knowledge.practices().items() for practice in practices
    )


@knowledge.remembered
def _table() -> tuple[BytesAhoCorasick, tuple[tuple[int, ...], ...]]:
    """An automaton of all words, and for each word the practices it may begin."""
    words = sorted({word for _, practice in _practices() for word in practice.words})
    numbers = [
        tuple(n for n, (_, practice) in enumerate(_practices()) if word in practice.words) for word in words
    ]
    return BytesAhoCorasick([word.encode() for word in words]), tuple(numbers)
