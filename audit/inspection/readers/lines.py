"""Places in a text → their lines, without counting from its beginning for every place."""

from bisect import bisect_left

from audit.inspection.patterns import Pattern

_BREAK = Pattern("\n")


class Lines:
    """The lines of one text; they are found when the first place is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks: list[int] | None = None

    def at(self, place: int) -> int:
        """The line, from 1, in which a place stands."""
        if self._breaks is None:
            self._breaks = [match.start() for match in _BREAK.finditer(self._text)]
        return bisect_left(self._breaks, place) + 1
