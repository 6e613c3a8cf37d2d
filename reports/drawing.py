"""How words and marks are laid out in a drawing: widths of letters, what fits, hatching, and lanes."""

import math
import unicodedata
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from reports import faces

FONTS = {"400": "inter-400.ttf", "600": "inter-600.ttf"}
UNKNOWN = 1.0
"""Width in em of a sign that the bundled font lacks: another font draws it, hardly wider than high."""
ELLIPSIS = "…"
ASTRAL = "\U00010000"


@cache
def _widths(weight: str) -> dict[str, float]:
    """The width of every sign of the bundled font, in em."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(BytesIO(faces.font(FONTS[weight])), lazy=True) as font:
        whole = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {chr(code): metrics[glyph][0] / whole for code, glyph in font.getBestCmap().items()}


def width(text: str, size: float, weight: str = "400") -> float:
    """How wide a text is, in the unit of `size`; pictographs count as their names, as paper shows them."""
    known = _widths(weight)
    shown = "".join(
        f"[{unicodedata.name(sign, 'sign').lower()}]" if sign >= ASTRAL else sign for sign in text
    )
    return size * sum(known.get(sign, UNKNOWN) for sign in shown)


def fit(text: str, most: float, size: float, weight: str = "400") -> str:
    """As much of a text as fits into a width, with an ellipsis where it is cut; empty where nothing fits."""
    text = " ".join(text.split())
    if width(text, size, weight) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, weight) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


def lines(text: str, most: float, size: float, count: int) -> tuple[str, ...]:
    """A text broken at words into at most `count` lines of a width; the last one is cut where it must be."""
    words, found = text.split(), list[str]()
    while words and len(found) < count - 1:
        taken = len(words)
        while taken > 1 and width(" ".join(words[:taken]), size) > most:
            taken -= 1
        line = " ".join(words[:taken])
        if width(line, size) > most:
            break
        found.append(line)
        words = words[taken:]
    return (*found, fit(" ".join(words), most, size)) if words else tuple(found)


def hatch(x: float, y: float, wide: float, high: float, step: float = 4.0) -> str:
    """The path of slanting lines within a rectangle: what a colour says, said again without it."""
    parts = []
    at = step
    while at < wide + high:
        left, bottom = max(0.0, at - high), min(at, high)
        right, top = min(at, wide), max(0.0, at - wide)
        parts.append(f"M{x + left:.2f} {y + bottom:.2f}L{x + right:.2f} {y + top:.2f}")
        at += step
    return "".join(parts)


def lanes(spans: Sequence[tuple[float, float]], most: int, gap: float = 8.0) -> tuple[int | None, ...]:
    """The lane of each label above a line, the lowest being 0; none where there is no room.

    Spans are ordered by their left ends, each of which stands over its mark: taken from the right, no label
    crosses another one or the line that leads down from it.
    """
    starts = [float("inf")] * most
    found: list[int | None] = []
    for left, right in reversed(spans):
        free = next((n for n in range(most) if all(right + gap <= start for start in starts[n:])), None)
        if free is not None:
            starts[free] = left
        found.append(free)
    return tuple(reversed(found))


def spaced(places: Sequence[float], left: float, right: float, least: float) -> tuple[float, ...]:
    """Ordered places moved as little as keeps them `least` apart, or as far as there is room for."""
    least = min(least, (right - left) / max(len(places) - 1, 1))
    found: list[float] = []
    for n, place in enumerate(places):
        room = right - least * (len(places) - 1 - n)
        after = found[-1] + least if found else left
        found.append(min(max(place, after), room))
    return tuple(found)


def centred(text: str, at: float, size: float, left: float, right: float, weight: str = "400") -> float:
    """Where the middle of a text goes so that it stands over `at` and does not leave the drawing."""
    half = width(text, size, weight) / 2
    return max(left + half, min(at, right - half))


def ticks(top: float, about: int = 4) -> tuple[float, ...]:
    """Round figures from 0 up to `top`, about as many as asked for, in steps of 1, 2 or 5."""
    rough = top / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    return tuple(n * step for n in range(int(top / step + 1e-9) + 1))
