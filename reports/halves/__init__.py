"""One document, laid out and drawn by two processes: the bytes are those that one alone would make.

The second half begins with a chapter that stands on a page of its own, so nothing on its pages depends on
where a line of the first half ends. Each process takes in its half of the chapters; from the other it knows
that they are there, and what they are called. The second one tells on which of its pages a name stands, the
first one how many pages come before and what runs along their edges; then both draw, and the first writes
the file. Whatever this does not cover, such as a chapter that does not fit in, is printed by one process.
"""

import os
import shutil
import sys
from collections.abc import Callable
from typing import Any

import weasyprint  # type: ignore[import-untyped]
from weasyprint.document import Document, Page  # type: ignore[import-untyped]
from weasyprint.formatting_structure.build import (  # type: ignore[import-untyped]
    build_formatting_structure,
)
from weasyprint.html import get_html_metadata  # type: ignore[import-untyped]
from weasyprint.pdf.metadata import DocumentMetadata  # type: ignore[import-untyped]

from reports import parting
from reports.halves import drawn, layout
from reports.halves.worker import Line, Worker
from reports.parting import Apart

KNOWN = "70.0"
__all__ = ["Apart", "able", "written"]


def able() -> bool:
    """Whether this process may take another one to its side, and has a processor for it."""
    if weasyprint.__version__ != KNOWN or not sys.platform.startswith("linux"):
        return False
    return len(os.sched_getaffinity(0)) > 1


def written(
    sheet: Any,
    font_config: Any,
    profiles: dict[str, Any],
    options: dict[str, Any],
    finish: Callable[[Any], bytes],
) -> bytes:
    """The file, its second half by another process. Raises Apart where it cannot be printed in halves."""
    border = parting.border(sheet.etree_element)
    if border is None:
        raise Apart
    options = {**weasyprint.DEFAULT_OPTIONS, **options}
    second = Worker(lambda first: _second(sheet, border, font_config, profiles, options, first))
    try:
        return finish(_first(sheet, border, font_config, profiles, options, second))
    finally:
        second.end()


def _first(
    sheet: Any, border: int, fonts: Any, profiles: dict[str, Any], options: dict[str, Any], second: Worker
) -> Any:
    """The document as the process makes it that also writes the file."""
    parting.leave_out(sheet.etree_element, border, None)
    context, root = _boxes(sheet, fonts, profiles, options)
    laid = layout.First(context, root, sheet, border)
    laid.lay_out()
    count, names = second.hear()
    laid.number(count, names)
    second.tell((len(laid.pages), laid.running()))
    laid.finish()
    found = second.hear()
    pages = [Page(box) for box in laid.pages]
    pages += drawn.pages(found, second.hear, fonts)
    metadata = DocumentMetadata(**get_html_metadata(sheet))
    made = Document(pages, metadata, sheet.url_fetcher, fonts, profiles, options["output_intent"])
    made._html = sheet
    return made


def _second(
    sheet: Any, border: int, fonts: Any, profiles: dict[str, Any], options: dict[str, Any], first: Line
) -> None:
    """What the process does at its side."""
    try:
        parting.leave_out(sheet.etree_element, 0, border)
        context, root = _boxes(sheet, fonts, profiles, options)
        laid = layout.Second(context, root, sheet, border)
        laid.lay_out()
        first.tell((len(laid.pages), laid.names()))
        before, running = first.hear()
        laid.finish(before, running)
        pages = [Page(box) for box in laid.pages]
        first.tell(drawn.packed(pages))
        made = drawn.draw(pages, profiles, options)
    finally:
        if fonts._folder:
            shutil.rmtree(fonts._folder, ignore_errors=True)  # it ends without tidying up
    first.tell(made)


def _boxes(sheet: Any, fonts: Any, profiles: dict[str, Any], options: dict[str, Any]) -> tuple[Any, Any]:
    """What the pages are laid out from."""
    counters = weasyprint.document.CounterStyle()
    context = Document._build_layout_context(sheet, fonts, counters, profiles, options)
    root = build_formatting_structure(
        sheet.etree_element,
        context.style_for,
        context.get_image_from_uri,
        sheet.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    return context, root
