"""HTML to PDF with WeasyPrint, closed to the network and to files."""

import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, time
from importlib.resources import files
from io import BytesIO
from typing import Any

from reports.faces import FACES, SCHEME, font
from reports.order import Embedded, Order
from reports.sheet import Sheet

from reports.quick import quicken  # isort: skip  # knows the renderer, which the line before has made lean

from reports import halves  # isort: skip
import weasyprint  # type: ignore[import-untyped]  # isort: skip  # made lean by the line before
from weasyprint import Attachment
from weasyprint.css import ColorProfile  # type: ignore[import-untyped]
from weasyprint.text.ffi import pango  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

quicken()

__all__ = ["ClosedFetcher", "Embedded", "Order", "print_pdf", "versions"]

BASE_URL = "asset:report.html"
VARIANT = "pdf/a-3a"
INTENT = "report"
PICTOGRAPHS = re.compile("[\U00010000-\U0010ffff]")
JOINERS = re.compile("[\u200d\ufe0e\ufe0f]")
BLANK = re.compile(r"(?<=[^\s>]) (?=<(?:a|b|span)\b)")
"""Between words and an element in their line."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Hands out data URIs and bundled fonts; every other address is refused and remembered."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The resource behind an address, if it is one of ours."""
        name = url.removeprefix(SCHEME)
        if url.startswith(SCHEME) and any(face.file == name for face in FACES):
            return URLFetcherResponse(url, font(name), {"Content-Type": "font/ttf"})
        if not url.startswith("data:"):
            self.refused.append(url)
            raise ValueError(f"{url} is not part of the report and was not fetched")
        return super().fetch(url, headers)


class _Steps(logging.Handler):
    """Hands on, in our words, how far the page renderer says that it is."""

    LAYOUT = re.compile(r"Step 5 - Creating layout - Page (\d+)$")

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if found := self.LAYOUT.match(said):
            self.tell(f"Laying out page {found[1]}")
        elif said.startswith("Step 6"):
            self.tell("Drawing the pages")


def print_pdf(
    html: str,
    identifier: bytes,
    fetcher: ClosedFetcher | None = None,
    embedded: Embedded | None = None,
    progress: Callable[[str], None] | None = None,
    abreast: bool = False,
) -> bytes:
    """The PDF of an HTML text; the same bytes for the same text, identifier and embedded data.

    `progress` is told each step in words, and may raise to end the work. `abreast` lets a second process
    take half of it, where there is a processor for it; only a process of one thread may do so.
    """
    options = {
        "output_intent": INTENT,
        "pdf_identifier": identifier,
        "pdf_variant": VARIANT,
        "pdf_tags": True,
        "presentational_hints": False,
        "attachments": [_attachment(embedded)] if embedded else None,
    }

    def sheet() -> Sheet:
        return Sheet(string=printable(html), base_url=BASE_URL, url_fetcher=fetcher or ClosedFetcher())

    def write(document: Any) -> bytes:
        document.metadata.generator = f"{document.metadata.generator or 'Phase 2 Audit'}; {versions()}"
        made: bytes = document.write_pdf(**options)
        return made

    profiles = {INTENT: _colours()}
    with _told(progress):
        if abreast and halves.able():
            with suppress(halves.Apart):
                return halves.written(sheet(), FontConfiguration(), profiles, options, write)
        return write(sheet().render(font_config=FontConfiguration(), color_profiles=profiles, **options))


@contextmanager
def _told(progress: Callable[[str], None] | None) -> Iterator[None]:
    """While this lasts, `progress` hears the steps of the page renderer."""
    if progress is None:
        yield
        return
    steps, log = _Steps(progress), logging.getLogger("weasyprint.progress")
    before = log.level
    log.addHandler(steps)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(steps)
        log.setLevel(before)


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


def printable(html: str) -> str:
    """The text with pictographs as their names, and with a box for the blank before an element of a line.

    An archived file must not hold signs without a glyph. Where words fit a line, and a blank of theirs
    behind them does not, the page renderer would break the line after its first word.
    """
    return BLANK.sub(
        "<span> </span>",
        PICTOGRAPHS.sub(
            lambda found: f"[{unicodedata.name(found[0], 'sign').lower()}]", JOINERS.sub("", html)
        ),
    )


def _colours() -> ColorProfile:
    # WeasyPrint would open this same profile by itself, and leave the file open.
    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    parts = (["r"], ["g"], ["b"])
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", parts)
