"""Places in a text → their lines, without counting from its beginning for every place."""


class Lines:
    """The lines of one text; breaks are counted from the place that was asked for before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._line = 1

    def at(self, place: int) -> int:
        """The line, from 1, in which a place stands."""
        if place >= self._place:
            self._line += self._text.count("\n", self._place, place)
        else:
            self._line -= self._text.count("\n", place, self._place)
        self._place = place
        return self._line
