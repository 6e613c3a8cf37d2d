"""An HTML text as the page renderer takes it, without what it would work out for every element in vain."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from reports import lean

lean.put_off()
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]  # noqa: E402
from weasyprint import CSS, HTML  # type: ignore[import-untyped]  # noqa: E402  # not before it is made lean

BEGINNINGS = {*(f"h{level}" for level in range(1, 7)), "td", "th"}
DOCTYPE = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
VOID = re.compile(r"<((?:meta|br|col|link|img|hr|wbr)\b[^<>]*?)\s*/?>")
FIRST_LINE = re.compile(r"(<pre\b[^<>]*>)\n")
NAMED = '<svg xmlns="http://www.w3.org/2000/svg"'
DRAWING = re.compile(r"<svg(?=[\s>])(?![^<>]*\sxmlns=)")


class Sheet(HTML):  # type: ignore[misc]
    """A document with our own basic style, and with its anchors where they are cheap."""

    def __init__(self, string: str, base_url: str = "", url_fetcher: Any = None) -> None:
        tree = read(string)
        if tree is None:
            super().__init__(string=string, base_url=base_url, url_fetcher=url_fetcher)
        else:
            self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
            self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
            self.etree_element = self.wrapper_element.etree_element
        _move_anchors(self.etree_element.iter())

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """What the renderer asks for the style of HTML as such; a report has no forms."""
        del forms
        return [_base()]


def read(html: str) -> Element | None:
    """The tree of a page in which every element is closed, as in those of our templates; none for any other.

    Such a page is XML but for a few signs, and read as that fifty times as fast.
    """
    begun = DOCTYPE.match(html)
    if begun is None:
        return None
    text = FIRST_LINE.sub(r"\1", VOID.sub(r"<\1/>", html[begun.end() :]))
    try:
        return ElementTree.fromstring(DRAWING.sub(NAMED, text))  # noqa: S314  # declares nothing, so expands nothing
    except ElementTree.ParseError:
        return None


@cache
def _base() -> CSS:
    return CSS(string=files("reports").joinpath("base.css").read_text(encoding="utf-8"))


def _move_anchors(elements: Iterable[Element]) -> None:
    """Name the first heading or cell of a part in its stead: it stands where the part begins.

    Elements share their style with others under a parent of the same style; a name makes a style of its
    own, and so one for everything within.
    """
    for element in elements:
        first = next(iter(element), None)
        if (
            "id" in element.attrib
            and first is not None
            and first.tag in BEGINNINGS
            and "id" not in first.attrib
        ):
            first.set("id", element.attrib.pop("id"))
