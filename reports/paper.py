"""HTML to PDF with WeasyPrint, closed to the network and to files."""

import re
import unicodedata
from importlib.resources import files
from io import BytesIO

from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.css import ColorProfile  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from reports import assets

BASE_URL = "asset:report.html"
VARIANT = "pdf/a-3a"
INTENT = "report"
PICTOGRAPHS = re.compile("[\U00010000-\U0010ffff]")
JOINERS = re.compile("[\u200d\ufe0e\ufe0f]")


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Hands out data URIs and bundled fonts; every other address is refused and remembered."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The resource behind an address, if it is one of ours."""
        name = url.removeprefix(assets.SCHEME)
        if url.startswith(assets.SCHEME) and any(face.file == name for face in assets.FACES):
            return URLFetcherResponse(url, assets.font(name), {"Content-Type": "font/ttf"})
        if not url.startswith("data:"):
            self.refused.append(url)
            raise ValueError(f"{url} is not part of the report and was not fetched")
        return super().fetch(url, headers)


def print_pdf(html: str, identifier: bytes, fetcher: ClosedFetcher | None = None) -> bytes:
    """The PDF of an HTML text; the same bytes for the same text and identifier."""
    document = HTML(string=_printable(html), base_url=BASE_URL, url_fetcher=fetcher or ClosedFetcher())
    made: bytes = document.write_pdf(
        font_config=FontConfiguration(),
        color_profiles={INTENT: _colours()},
        output_intent=INTENT,
        pdf_identifier=identifier,
        pdf_variant=VARIANT,
        pdf_tags=True,
        presentational_hints=False,
    )
    return made


def _printable(html: str) -> str:
    """The text with pictographs as their names: an archived file must not hold signs without a glyph."""
    return PICTOGRAPHS.sub(
        lambda found: f"[{unicodedata.name(found[0], 'sign').lower()}]", JOINERS.sub("", html)
    )


def _colours() -> ColorProfile:
    # WeasyPrint would open this same profile by itself, and leave the file open.
    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    parts = (["r"], ["g"], ["b"])
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", parts)
