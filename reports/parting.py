"""Where a document is parted, and what each half knows of the other."""

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

HALF = "half"
"""The class of the chapter that the second half begins with."""


class Apart(Exception):  # noqa: N818  # no error: one process prints then
    """The document cannot be printed in halves."""


def border(page: Element) -> int | None:
    """The number of the chapter that the second half begins with; none where the page has no such chapter."""
    chapters = page.find("body/main")
    found = [n for n, one in enumerate(chapters if chapters is not None else ()) if _begins(one)]
    return found[0] if len(found) == 1 and found[0] else None


def _begins(chapter: Element) -> bool:
    return HALF in chapter.get("class", "").split()


def leave_out(page: Any, first: int | None, end: int | None) -> None:
    """Leave chapters out, but for themselves and for the names in them, which the other half may refer to."""
    for chapter in page.find("body/main")[first:end]:
        names = list(_names(chapter))
        chapter[:] = []
        chapter.text = None
        for name in names:
            SubElement(chapter, "span", {"id": name})


def _names(chapter: Element) -> Iterable[str]:
    return (part.attrib["id"] for part in chapter.iter() if part is not chapter and "id" in part.attrib)
