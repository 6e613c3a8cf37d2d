"""Program text of Python → the long texts in it: what stands between triple quotes."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

_QUOTES = ('"""', "'''")
_LIMIT = 2_000


class Prose:
    """The long texts of one file, looked for when the first place is asked about."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """From where to where each of them reaches, in order."""
        return list(_spans(self.text))

    def holds(self, place: int) -> bool:
        """Whether a place lies in one of them."""
        before = bisect_left(self.spans, (place, 0)) - 1
        return before >= 0 and place < self.spans[before][1]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for _ in range(_LIMIT):
        starts = [(text.find(quote, position), quote) for quote in _QUOTES]
        start, quote = min(((at, q) for at, q in starts if at >= 0), default=(-1, ""))
        if start < 0:
            return
        end = text.find(quote, start + 3)
        yield start, end if end >= 0 else len(text)
        if end < 0:
            return
        position = end + 3
