"""The decision page as a picture and as its words, and how far two pictures of a page stand apart.

    .venv/bin/python -m tests.reports.golden

draws the page anew into tests/golden: for a page that was changed on purpose, and looked at. The picture is
compared by squares, because a system smooths the edges of letters otherwise; the words are compared exactly.
"""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader

from reports import render
from tests.reports.dossiers import failed_project

FOLDER = Path(__file__).parents[1] / "golden"
PICTURE, WORDS = FOLDER / "decision.png", FOLDER / "decision.txt"
RENEW = ".venv/bin/python -m tests.reports.golden"
DPI = 96
CELL = 8
"""Pixels: the side of the squares that are compared, about as high as a line of text."""
MOST = 40.0
"""How far the greys of two squares may stand apart, of 255: more than smoothing makes of the same letters."""

Picture = NDArray[np.uint8]


def drawn(pdf: bytes, dpi: int = DPI) -> Picture:
    """The first page in shades of grey."""
    document = pdfium.PdfDocument(pdf)
    try:
        return np.asarray(document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L"))
    finally:
        document.close()


def golden() -> Picture:
    """The page as it was last looked at."""
    with Image.open(PICTURE) as picture:
        return np.asarray(picture.convert("L"))


def words(pdf: bytes) -> str:
    """The words of the first page, a line for each of its lines."""
    text: str = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    return "".join(f"{' '.join(line.split())}\n" for line in text.splitlines())


def differing(one: Picture, other: Picture) -> list[tuple[int, int]]:
    """Where two pictures of a page differ: the squares by column and row, from the upper left."""
    if one.shape != other.shape:
        return [(0, 0)]
    apart = np.abs(_smoothed(one) - _smoothed(other))
    return [(int(column), int(row)) for row, column in np.argwhere(apart > MOST)]


def _smoothed(picture: Picture) -> NDArray[np.float64]:
    """The mean of each square."""
    high, wide = (side // CELL for side in picture.shape)
    squares = picture[: high * CELL, : wide * CELL].astype(np.float64).reshape(high, CELL, wide, CELL)
    return np.asarray(squares.mean(axis=(1, 3)))


def renew() -> None:
    """Draw the golden page anew."""
    FOLDER.mkdir(exist_ok=True)
    pdf = render.pdf(failed_project())
    Image.fromarray(drawn(pdf)).save(PICTURE, optimize=True)
    WORDS.write_text(words(pdf), encoding="utf-8")


if __name__ == "__main__":
    renew()
