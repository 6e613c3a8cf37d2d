"""The bundled fonts: what a style sheet calls them, and their bytes."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

SCHEME = "asset:"


class Face(NamedTuple):
    """A bundled font file, and what a style sheet calls it."""

    family: str
    file: str
    weight: int = 400
    style: str = "normal"


FACES = (
    Face("Report Sans", "inter-400.ttf"),
    Face("Report Sans", "inter-400-italic.ttf", style="italic"),
    Face("Report Sans", "inter-600.ttf", 600),
    Face("Report Serif", "newsreader-500.ttf", 500),
    Face("Report Serif Ext", "newsreader-500-ext.ttf", 500),
    Face("Report Mono", "jetbrains-mono-400.ttf"),
    Face("Report Mono Ext", "jetbrains-mono-400-ext.ttf"),
)


@cache
def font(file: str) -> bytes:
    """The bytes of a bundled font."""
    return files("reports").joinpath("fonts", file).read_bytes()
