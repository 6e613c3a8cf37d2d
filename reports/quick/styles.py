"""Styles: what holds for an element is looked up once for all elements that stand alike.

Which rules hold for one depends, in our style sheets, on what it and those around it are called, their
classes and language, and whether it is a first, last or second one, or a link. They ask for nothing else, and
a test holds them to it.
"""

from functools import cache
from typing import Any

from cssselect2 import Matcher  # type: ignore[import-untyped]
from weasyprint.css import ComputedStyle  # type: ignore[import-untyped]
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]
from weasyprint.css.properties import (  # type: ignore[import-untyped]
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
)

ASKED = ("class", "dir", "lang")
"""The attributes whose values a style sheet may ask for."""
OF_THEIR_OWN = ("float", "display", "position", "page")
"""What is worked out from other values than its own."""

their_match = Matcher.match
their_missing = ComputedStyle.__missing__


def match(matcher: Any, element: Any) -> Any:
    """The rules of a style sheet that hold for an element."""
    place = _place(element)
    found = vars(element)["rules"]
    key = (id(matcher), place)
    if key not in found:
        found[key] = their_match(matcher, element)
    return found[key]


def _place(element: Any) -> int:
    """The number of the place where an element stands: the same for all that stand alike in a document."""
    known = vars(element)
    if "place" not in known:
        parent, before = element.parent, element.previous
        above = None if parent is None else _place(parent)
        places, known["rules"] = ({}, {}) if parent is None else _shared(parent)
        known["places"] = places
        last = element.index == len(element.etree_siblings) - 1
        second = None if before is None else _own(before.previous)
        key = (above, last, _own(element), _own(before), second)
        known["place"] = places.setdefault(key, len(places))
    number: int = known["place"]
    return number


def _shared(element: Any) -> tuple[dict[Any, int], dict[Any, Any]]:
    """The places and rules that are known in the document."""
    known = vars(element)
    return known["places"], known["rules"]


def _own(element: Any) -> Any:
    """What an element says of itself."""
    if element is None:
        return None
    said = element.etree_element.attrib
    return element.etree_element.tag, "href" in said, *map(said.get, ASKED)


def __missing__(style: Any, key: str) -> Any:  # noqa: N807  # what a style calls it
    """A value of a style that is asked for the first time."""
    parent = style.parent_style
    if parent is None or key in style.cascaded or not _simple(key) or not _upright(style):
        return their_missing(style, key)
    value = style[key] = parent[key] if key in INHERITED else INITIAL_VALUES[key]
    return value


@cache
def _simple(key: str) -> bool:
    """Whether a value that nobody has set is that of the parent, or the first of all, as it stands."""
    if key in OF_THEIR_OWN or key.startswith(("text_decoration_", "__")):
        return False
    return key in INHERITED or (key in INITIAL_VALUES and key not in INITIAL_NOT_COMPUTED)


def _upright(style: Any) -> bool:
    """Whether nothing is set for a side by another name than its own, as `margin-block-start`."""
    known = vars(style)
    if "upright" not in known:
        known["upright"] = _logical().isdisjoint(style.cascaded)
    upright: bool = known["upright"]
    return upright


@cache
def _logical() -> frozenset[str]:
    """The other names of sides."""
    ways = [("ttb", inline) for inline in ("ltr", "rtl")]
    return frozenset(
        name(block=block, inline=inline) for name in PHYSICAL_FUNCTIONS.values() for block, inline in ways
    )
