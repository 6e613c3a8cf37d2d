"""The language that is spoken now: its words for our messages, and its forms of numbers, dates and lists.

A message stands in the code in English, which is its id. It is marked with `_`, `counted`, `meant` or
`marked`, so that `make messages` finds it; whoever asks for it gets it in the language spoken now.
"""

import gettext
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from datetime import date
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from audit.model.plain import Plain

ENGLISH = "en"
BETWEEN = "\x04"
"""Stands between the sense of a message and its words in the key of `Speech.messages`, as in gettext."""

INSPECTION = "inspection"
"""The sense of messages that an inspection has recorded, in English, before they are asked for."""

Key = TypeVar("Key")


class Row(Plain):
    """How words stand in a row; in each pattern `{0}` is what came before and `{1}` what follows."""

    pair: str
    middle: str = "{0}, {1}"
    end: str


class Speech(Plain):
    """A language: what our messages are in it, and how it writes numbers, dates and lists."""

    language: str = ENGLISH
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The message by its English words, with a form for each number where it counts something."""
    plural: str = "n != 1"
    """Which of its forms a message has for the number n, as catalogues say it (C)."""
    decimal: str = "."
    group: str = ","
    percent: str = "{number}%"
    money: str = "{currency} {number}"
    date: str = "{day} {month} {year}"
    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    all_of: Row = Row(pair="{0} and {1}", end="{0} and {1}")
    one_of: Row = Row(pair="{0} or {1}", end="{0} or {1}")

    @cached_property
    def inspected(self) -> Mapping[str, str]:
        """What inspections say, by the pattern of the sentence in English, the longest pattern first."""
        lead = f"{INSPECTION}{BETWEEN}"
        found = {
            key.removeprefix(lead): said[0] for key, said in self.messages.items() if key.startswith(lead)
        }
        return dict(sorted(found.items(), key=lambda one: -len(one[0])))


_OWN = Speech()
_spoken: ContextVar[Speech] = ContextVar("spoken", default=_OWN)


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """While this lasts, every message, number and date is in this language; in this thread alone."""
    before = _spoken.set(speech)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> Speech:
    """The language that is spoken now; English unless somebody said otherwise."""
    return _spoken.get()


def _(message: str, /, **values: str) -> str:
    """A message in the language spoken now, its `{name}` places filled."""
    found = _spoken.get().messages.get(message)
    text = found[0] if found else message
    return text.format(**values) if values else text


def meant(sense: str, message: str, /, **values: str) -> str:
    """A message in one of its senses, where English has one word for what others have two for."""
    found = _spoken.get().messages.get(f"{sense}{BETWEEN}{message}")
    text = found[0] if found else message
    return text.format(**values) if values else text


def counted(one: str, many: str, count: float, /, **values: str) -> str:
    """A message about a number of things: the form for one, or the form for that many.

    `{count}` is the number, `no` where there is none; `{number}` is always written in digits.
    """
    speech = _spoken.get()
    found = speech.messages.get(one)
    at = _which(speech.plural)(int(count)) if count == int(count) else -1
    text = (found or (one, many))[at]
    number = grouped(f"{count:,}")
    return text.format(**{"count": number if count else meant("count", "no"), "number": number, **values})


@lru_cache(maxsize=8)
def _which(plural: str) -> Callable[[int], int]:
    return gettext.c2py(plural)


def marked(message: str) -> str:
    """The very message, marked for translation; it is translated where it is asked for."""
    return message


class Words(Mapping[Key, str], Generic[Key]):
    """A table of marked messages, each in the language spoken when it is asked for."""

    def __init__(self, table: Mapping[Key, str]) -> None:
        self._table = dict(table)

    def __getitem__(self, key: Key) -> str:
        return _(self._table[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def listed(items: Iterable[str], *, choice: bool = False) -> str:
    """Words in a row: `a, b and c`; as a choice `a, b or c`."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    row = _spoken.get().one_of if choice else _spoken.get().all_of
    if len(words) == 2:
        return row.pair.format(*words)
    said = words[0]
    for word in words[1:-1]:
        said = row.middle.format(said, word)
    return row.end.format(said, words[-1])


def grouped(number: str) -> str:
    """A number as Python writes it with `,` between thousands, as it is written in this language."""
    speech = _spoken.get()
    if speech is _OWN:
        return number
    return number.translate({ord(","): speech.group, ord("."): speech.decimal})


def day(when: date) -> str:
    """A date as it is written out: `22 November 2026`."""
    speech = _spoken.get()
    return speech.date.format(day=when.day, month=speech.months[when.month - 1], year=when.year)
