"""Names and shell patterns of files: nearly all are told by how a name begins and ends."""

from collections.abc import Iterable, Sequence
from fnmatch import translate

from audit.inspection.patterns import Pattern

_ONE_OF = Pattern(r"[?\[]")
_SIGN = Pattern(r"[*?\[\]]")


class Names:
    """Some names and shell patterns, case ignored; only those with `?` or `[` need an expression."""

    def __init__(self, given: Iterable[str]) -> None:
        names = [name.lower() for name in given]
        forms = [name for name in names if _ONE_OF.search(name)]
        begins, ends, within, others = set(), set(), set(), []
        for name in (name for name in names if "*" in name and name not in forms):
            match name.split("*"):
                case [head, ""]:
                    begins.add(head)
                case ["", tail]:
                    ends.add(tail)
                case ["", inner, ""]:
                    within.add(inner)
                case parts:
                    others.append(parts)
        self._plain = {name for name in names if "*" not in name and name not in forms}
        self._begins, self._ends, self._within = tuple(begins), tuple(ends), tuple(within)
        self._others = others
        self._others_end = tuple({tail for *_, tail in others})
        self._form = Pattern("|".join(map(translate, forms)))
        self._forms_end = tuple({_SIGN.split(form)[-1] for form in forms})

    def fit(self, lower: str) -> bool:
        """Whether one of them is this name, or this path."""
        return (
            lower in self._plain
            or lower.startswith(self._begins)
            or lower.endswith(self._ends)
            or any(map(lower.__contains__, self._within))
            or (lower.endswith(self._others_end) and any(_stand_in(lower, parts) for parts in self._others))
            or (lower.endswith(self._forms_end) and self._form.match(lower) is not None)
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
