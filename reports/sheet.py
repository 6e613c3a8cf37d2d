"""An HTML text as the page renderer takes it, without what it would work out for every element in vain."""

from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

from reports import lean

lean.put_off()
from weasyprint import CSS, HTML  # type: ignore[import-untyped]  # noqa: E402  # not before it is made lean

BEGINNINGS = {*(f"h{level}" for level in range(1, 7)), "td", "th"}


class Sheet(HTML):  # type: ignore[misc]
    """A document with our own basic style, and with its anchors where they are cheap."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        _move_anchors(self.etree_element)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """What the renderer asks for the style of HTML as such; a report has no forms."""
        del forms
        return [_base()]


@cache
def _base() -> CSS:
    return CSS(string=files("reports").joinpath("base.css").read_text(encoding="utf-8"))


def _move_anchors(tree: Element) -> None:
    """Name the first heading or cell of a part in its stead: it stands where the part begins.

    Elements share their style with others under a parent of the same style; a name makes a style of its
    own, and so one for everything within.
    """
    for element in tree.iter():
        first = next(iter(element), None)
        if (
            "id" in element.attrib
            and first is not None
            and first.tag in BEGINNINGS
            and "id" not in first.attrib
        ):
            first.set("id", element.attrib.pop("id"))
