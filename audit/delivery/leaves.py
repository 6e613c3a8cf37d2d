"""The pages of a printed report as pictures, so that it can be looked at before it is handed over."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from audit.model.base import InputError
from audit.model.speech import _

WIDTH = 1240
"""Pixels: twice what a page takes on a screen, so that small print is sharp."""
_ALONE = Lock()
"""PDFium works for one at a time."""


def count(pdf: Path) -> int:
    """How many pages there are."""
    with _opened(pdf) as document:
        return len(document)


def picture(pdf: Path, number: int) -> bytes:
    """A page as PNG, `WIDTH` pixels wide; they count from 1. Raises InputError where there is none."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise InputError(
                _(
                    "{name} has {document} pages, and no page {number}",
                    name=pdf.name,
                    document=str(len(document)),
                    number=str(number),
                )
            )
        page = document[number - 1]
        drawn = page.render(scale=WIDTH / page.get_width()).to_pil()
        page.close()
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


@contextmanager
def _opened(pdf: Path) -> Iterator[Any]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # only who looks at a page needs it

    with _ALONE:
        try:
            document = pdfium.PdfDocument(pdf)
        except (pdfium.PdfiumError, OSError) as error:
            raise InputError(
                _("{name}: cannot be shown: {error}; make the report again", name=pdf.name, error=str(error))
            ) from error
        try:
            yield document
        finally:
            document.close()
