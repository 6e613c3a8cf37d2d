"""What a finished report holds: the text of its pages, the data embedded in it, and what made it."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from audit.model.base import InputError
from audit.model.dossier import RECORD_NAME
from audit.model.speech import marked
from audit.model.tender import TENDER_NAME
from audit.model.verification import Printed

MOST_PAGES = 2_000


def read(pdf: bytes, *, text: bool) -> Printed:
    """Read a PDF that may come from anybody, with the text of its pages or only its data.

    Raises InputError where it cannot be read.
    """
    try:
        found = PdfReader(BytesIO(pdf), strict=False)
        if len(found.pages) > MOST_PAGES:
            raise InputError(marked("it has more pages than any report of ours"))
        names = [name for name in (RECORD_NAME, TENDER_NAME) if name in found.attachments]
        embedded = found.attachments[names[0]] if len(names) == 1 else []
        return Printed(
            name=names[0] if len(names) == 1 else "",
            pages=tuple(page.extract_text() for page in found.pages) if text else (),
            record=embedded[0].decode("utf-8") if len(embedded) == 1 else None,
            creator=str((found.metadata and found.metadata.creator) or ""),
        )
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        why = marked("it is no PDF that can be read")
        raise InputError(f"{why}: {str(error)[:200]}") from error
