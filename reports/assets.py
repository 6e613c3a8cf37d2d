"""What the documents bring along: style sheets with their fonts, as text from the package."""

import base64
import re
from functools import lru_cache
from importlib.resources import files

from audit.model.brand import Brand
from audit.model.palette import LIGHT, Palette
from audit.model.speech import ENGLISH, _, marked, spoken
from reports.faces import FACES, SCHEME, Face, font

PAGE_OF = '"Page " counter(page) " of " counter(pages)'
"""How the style sheet numbers a page."""
NAMED = (marked("Contents"), marked("Decision page"))
"""What the style sheet calls pages."""
SERIF = '"Report Serif", "Report Serif Ext", "DejaVu Serif", serif'
HEADINGS = {
    "serif": SERIF,
    "sans": '"Report Sans", "DejaVu Sans", sans-serif',
    "mono": '"Report Mono", "Report Mono Ext", "DejaVu Sans Mono", monospace',
}
"""What headings are set in: of the fonts that every report brings along."""


def style(*, inline: bool, brand: Brand | None = None) -> str:
    """The style sheet in the look of a brand: with its fonts within, or for paper with `asset:` addresses.

    What paper says beside the pages, such as their numbers, is in the language spoken now.
    """
    text = _style(inline=inline, brand=brand)
    return text if spoken().language == ENGLISH else _in_words(text)


@lru_cache(maxsize=8)
def _style(*, inline: bool, brand: Brand | None) -> str:
    faces = (_face(face, inline=inline) for face in FACES)
    sheets = ("report.css", "paper.css", "screen.css") if inline else ("report.css", "paper.css")
    text = "\n".join(_sheet(name) for name in sheets)
    if brand is not None:
        text = text.replace(SERIF, HEADINGS[brand.headings])
    return "\n".join((*faces, _plain(text, brand.palette if brand else LIGHT)))


def draft() -> str:
    """What a draft adds to the style sheet: its watermark, in the language spoken now."""
    drawn = f"draft.{spoken().language}.css"
    return _sheet(drawn if files("reports").joinpath(drawn).is_file() else "draft.css")


def _in_words(sheet: str) -> str:
    """The sheet with its own words in the language spoken now."""
    page = re.split(r"\{(page|pages)\}", _("Page {page} of {pages}"))
    parts = (f"counter({part})" if n % 2 else _quoted(part) for n, part in enumerate(page) if part)
    sheet = sheet.replace(PAGE_OF, " ".join(parts))
    for words in NAMED:
        sheet = sheet.replace(f'"{words}"', _quoted(_(words)))
    return sheet


def _quoted(words: str) -> str:
    """A text as a style sheet writes it."""
    return '"{}"'.format(words.replace("\\", "\\\\").replace('"', '\\"'))


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
