"""HTML to PDF with WeasyPrint, closed to the network and to files."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import weasyprint  # type: ignore[import-untyped]
from weasyprint import HTML, Attachment
from weasyprint.css import ColorProfile  # type: ignore[import-untyped]
from weasyprint.text.ffi import pango  # type: ignore[import-untyped]
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


class Embedded(NamedTuple):
    """Data that a report carries: a file name, its content, and the day that it is dated."""

    name: str
    content: str
    day: date


def print_pdf(
    html: str,
    identifier: bytes,
    fetcher: ClosedFetcher | None = None,
    embedded: Embedded | None = None,
) -> bytes:
    """The PDF of an HTML text; the same bytes for the same text, identifier and embedded data."""
    options = {
        "output_intent": INTENT,
        "pdf_identifier": identifier,
        "pdf_variant": VARIANT,
        "pdf_tags": True,
        "presentational_hints": False,
        "attachments": [_attachment(embedded)] if embedded else None,
    }
    document = HTML(
        string=_printable(html), base_url=BASE_URL, url_fetcher=fetcher or ClosedFetcher()
    ).render(font_config=FontConfiguration(), color_profiles={INTENT: _colours()}, **options)
    document.metadata.generator = f"{document.metadata.generator or 'Phase 2 Audit'}; {versions()}"
    made: bytes = document.write_pdf(**options)
    return made


def versions() -> str:
    """What lays the pages out: with the same versions, the same input gives the same bytes."""
    return f"WeasyPrint {weasyprint.__version__}, Pango {pango.pango_version()}"


def _attachment(embedded: Embedded) -> Attachment:
    moment = datetime.combine(embedded.day, time(), UTC)
    return Attachment(
        string=embedded.content,
        name=embedded.name,
        description="The complete assessment and its conclusion",
        created=moment,
        modified=moment,
        relationship="Source",
    )


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
