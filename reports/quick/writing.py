"""Values as they are written into a PDF: each object once, and packed as tightly as is worth the time."""

import zlib as packing
from collections.abc import Callable
from typing import Any

import pydyf  # type: ignore[import-untyped]

LEVEL = 6
"""How tightly: 9 would take twice the time for 3 % of the size."""

their_write = pydyf.PDF.write


class zlib:  # noqa: N801  # what the writer knows by this name
    """Packs the content of a file."""

    compress = staticmethod(packing.compress)

    @staticmethod
    def compressobj(level: int) -> Any:
        """Something that packs, at our level at most."""
        return packing.compressobj(min(level, LEVEL))


def _to_bytes(item: Any) -> bytes:
    """A value in the notation of PDF."""
    kind = type(item)
    made: bytes
    if kind is bytes:
        made = item
    elif kind is str:
        made = item.encode("ascii")
    elif kind is float:
        made = b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
    else:
        made = item.data if isinstance(item, pydyf.Object) else str(item).encode("ascii")
    return made


@property  # type: ignore[misc]  # one of a class that is not ours
def page_references(pdf: Any) -> tuple[bytes, ...]:
    """How each page is named; asked for once for every element of every page."""
    kept, pages = vars(pdf).get("references", ()), pdf.pages["Kids"][::3]
    if len(kept) != len(pages):
        kept = vars(pdf)["references"] = tuple(b"%d 0 R" % number for number in pages)
    references: tuple[bytes, ...] = kept
    return references


def write(pdf: Any, *given: Any, **named: Any) -> None:
    """Write all objects; the fingerprint of the file, which comes last, takes what is written already."""
    kinds = (pydyf.Dictionary, pydyf.Stream, pydyf.Array)
    theirs = [vars(kind)["data"] for kind in kinds]
    for kind, data in zip(kinds, theirs, strict=True):
        kind.data = property(_once(data.fget))
    try:
        their_write(pdf, *given, **named)
    finally:
        for kind, data in zip(kinds, theirs, strict=True):
            kind.data = data


def _once(make: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    def data(item: Any) -> bytes:
        if item.number is None:  # a part of another object
            return make(item)
        kept = vars(item)
        if "written" not in kept:
            kept["written"] = make(item)
        written: bytes = kept["written"]
        return written

    return data
