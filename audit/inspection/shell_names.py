"""Names and shell patterns of files: nearly all are told by how a name begins and ends."""

from collections.abc import Iterable, Sequence
from fnmatch import translate

from audit.inspection.patterns import Pattern

_ONE_OF = Pattern(r"[?\[]")


class Names:
    """Some names and shell patterns, case ignored; only those with `?` or `[` need an expression."""

    def __init__(self, given: Iterable[str]) -> None:
        names = [name.lower() for name in given]
        stars = [name.split("*") for name in names if "*" in name and not _ONE_OF.search(name)]
        self._plain = {name for name in names if "*" not in name and not _ONE_OF.search(name)}
        self._begins = tuple(head for head, *rest in stars if rest == [""])
        self._ends = tuple(tail for *rest, tail in stars if rest == [""])
        self._others = [parts for parts in stars if len(parts) > 2 or all(parts)]
        self._tails = tuple({tail for *_, tail in self._others})
        self._form = Pattern("|".join(translate(name) for name in names if _ONE_OF.search(name)))

    def fit(self, lower: str) -> bool:
        """Whether one of them is this name, or this path."""
        return (
            lower in self._plain
            or lower.startswith(self._begins)
            or lower.endswith(self._ends)
            or (lower.endswith(self._tails) and any(_stand_in(lower, parts) for parts in self._others))
            or (self._form.text != "" and self._form.match(lower) is not None)
        )


def _stand_in(text: str, parts: Sequence[str]) -> bool:
    """Whether a text begins with the first part, ends with the last, and has the others between, in order."""
    head, *inner, tail = parts
    at, end = len(head), len(text) - len(tail)
    if at > end or not text.startswith(head) or not text.endswith(tail):
        return False
    for part in inner:
        at = text.find(part, at, end) + len(part)
        if at < len(part):
            return False
    return True
