"""The words of printed pages, read by the quick one of the two readers of PDF that we have."""

import pypdfium2 as pdfium  # type: ignore[import-untyped]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, its lines and blanks as they are drawn."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def page(pdf: bytes, number: int) -> str:
    """The text of one page, counted from 0; from the last one backwards if it is below."""
    document = pdfium.PdfDocument(pdf)
    try:
        return _text(document, number % len(document))
    finally:
        document.close()


def _text(document: pdfium.PdfDocument, number: int) -> str:
    sheet = document[number]
    words = sheet.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        sheet.close()
