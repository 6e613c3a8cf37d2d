"""Regular expressions that are compiled when they are first used: the words of most stand nowhere."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

Found = Callable[..., re.Match[str] | None]
_SET_OR_ESCAPE = r"(\[\^?\]?(?:\\.|[^\]\\])*\]|\\[^b])"
_BOUNDARY = rf"{_SET_OR_ESCAPE}|(?:(\\b)|\(\?<!\\w\))([^\W\d]\w*)(?![\w*+?{{])"


class Pattern:
    """A regular expression; it is used like one that is compiled."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text = text
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What it is used as; raises `re.error` if it is no regular expression."""
        return re.compile(_words_first(self.text), self.flags)

    @cached_property
    def search(self) -> Found:
        """The first place that fits."""
        return self.compiled.search

    @cached_property
    def match(self) -> Found:
        """A text whose beginning fits."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Found:
        """A text that fits whole."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """All places that fit."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """The texts of all places that fit, or of their groups."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """What stands between the places that fit."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """A text with all places that fit replaced."""
        return self.compiled.sub


def _words_first(text: str) -> str:
    r"""The same expression with each boundary looked for behind its word: `\bkey` → `key(?<=\bkey)`.

    What begins with a word is found many times as fast as what is asked of every place.
    """
    return re.sub(_BOUNDARY, _behind, text) if r"\b" in text or r"(?<!\w)" in text else text


def _behind(found: re.Match[str]) -> str:
    left, boundary, word = found.groups()
    return left or (rf"{word}(?<=\b{word})" if boundary else rf"{word}(?<!\w{word})")
