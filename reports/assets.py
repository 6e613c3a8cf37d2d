"""What the documents bring along: style sheets with their fonts, as text from the package."""

import base64
import re
from functools import cache, lru_cache
from importlib.resources import files

from audit.model.brand import Brand
from audit.model.palette import LIGHT, Palette
from reports.faces import FACES, SCHEME, Face, font

SERIF = '"Report Serif", "Report Serif Ext", "DejaVu Serif", serif'
HEADINGS = {
    "serif": SERIF,
    "sans": '"Report Sans", "DejaVu Sans", sans-serif',
    "mono": '"Report Mono", "Report Mono Ext", "DejaVu Sans Mono", monospace',
}
"""What headings are set in: of the fonts that every report brings along."""


@lru_cache(maxsize=8)
def style(*, inline: bool, brand: Brand | None = None) -> str:
    """The style sheet in the look of a brand: with its fonts within, or for paper with `asset:` addresses."""
    faces = (_face(face, inline=inline) for face in FACES)
    sheets = ("report.css", "paper.css", "screen.css") if inline else ("report.css", "paper.css")
    text = "\n".join(_sheet(name) for name in sheets)
    if brand is not None:
        text = text.replace(SERIF, HEADINGS[brand.headings])
    return "\n".join((*faces, _plain(text, brand.palette if brand else LIGHT)))


@cache
def draft() -> str:
    """What a draft adds to the style sheet: its watermark."""
    return _sheet("draft.css")


def _plain(sheet: str, palette: Palette) -> str:
    """The sheet with its colours filled in: the page renderer takes twice as long over variables."""
    colours = palette.variables()
    return re.sub(r"var\((--[a-z]+)\)", lambda found: colours[found[1]], sheet)


def _sheet(name: str) -> str:
    return files("reports").joinpath(name).read_text(encoding="utf-8")


def _face(face: Face, *, inline: bool) -> str:
    data = base64.b64encode(font(face.file)).decode() if inline else ""
    source = f"data:font/ttf;base64,{data}" if inline else f"{SCHEME}{face.file}"
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{source}") format("truetype")}}'
    )
