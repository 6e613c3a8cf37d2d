"""Drawings of a report read back: their words and surfaces with the places where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from reports import drawing

SPACE = "{http://www.w3.org/2000/svg}"


class Word(NamedTuple):
    """A text in a drawing, and the room that it takes."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


class Rect(NamedTuple):
    """A surface in a drawing."""

    x: float
    y: float
    width: float
    height: float
    fill: str


class Drawing:
    """One drawing: its size, and what stands in it."""

    def __init__(self, source: str) -> None:
        self.root = ElementTree.fromstring(source)
        _, _, self.width, self.height = map(float, self.root.attrib["viewBox"].split())
        self.kind = self.root.attrib["class"]

    @property
    def words(self) -> Iterator[Word]:
        for one in self.root.iter("text"):
            x, size = float(one.attrib["x"]), float(one.attrib["font-size"])
            text = one.text or ""
            wide = drawing.width(text, size, one.attrib["font-weight"])
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.attrib["text-anchor"]]
            yield Word(text, left, left + wide, float(one.attrib["y"]), size)

    @property
    def rects(self) -> Iterator[Rect]:
        for one in self.root.iter("rect"):
            x, y, wide, high = (float(one.attrib[key]) for key in ("x", "y", "width", "height"))
            yield Rect(x, y, wide, high, one.attrib["fill"])

    def filled(self, colour: str, height: float | None = None) -> list[Rect]:
        """Surfaces of a colour, and of a height where one is given."""
        return [r for r in self.rects if r.fill == colour and height in {None, r.height}]

    @property
    def outside(self) -> list[str]:
        """What leaves the drawing: words, surfaces, and points of lines and paths."""
        most = 0.51
        found = [
            f"{w.text!r} from {w.left:.1f} to {w.right:.1f}, {w.bottom:.1f}"
            for w in self.words
            if w.left < -most or w.right > self.width + most or not w.size * 0.7 <= w.bottom <= self.height
        ]
        found += [
            str(r)
            for r in self.rects
            if r.x < -most
            or r.y < -most
            or r.x + r.width > self.width + most
            or r.y + r.height > self.height + most
        ]
        for x, y in self._points():
            if not (-most <= x <= self.width + most and -most <= y <= self.height + most):
                found.append(f"a line to {x}, {y}")
        return found

    def _points(self) -> Iterator[tuple[float, float]]:
        for one in self.root.iter("line"):
            yield float(one.attrib["x1"]), float(one.attrib["y1"])
            yield float(one.attrib["x2"]), float(one.attrib["y2"])
        for one in self.root.iter("path"):
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", one.attrib["d"]):
                yield float(x), float(y)


def drawings(html: str) -> list[Drawing]:
    """Every drawing of a page, badges left out: those are the same in every report."""
    sources = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    return [Drawing(source) for source in sources if 'class="shape"' not in source]
