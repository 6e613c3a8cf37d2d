"""Boxes: lengths, corners and outlines that do not depend on what is around a box are those of its style."""

from math import inf
from typing import Any

from weasyprint.draw import border  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import Box, PageBox  # type: ignore[import-untyped]
from weasyprint.layout import percent  # type: ignore[import-untyped]

SIDES = ("top", "right", "bottom", "left")
BORDERS = tuple(f"border_{side}_width" for side in SIDES)
AROUND = tuple(f"{what}_{side}" for what in ("margin", "padding") for side in SIDES)
FREE = {
    "width": "auto",
    "height": "auto",
    "min_width": 0,
    "min_height": 0,
    "max_width": inf,
    "max_height": inf,
}
"""The lengths of a box that takes what its content needs: the width of a border takes nothing from them."""

CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
SQUARE = (0, 0)

their_resolve = percent.resolve_percentages
their_radii = percent.resolve_radii_percentages
their_outline = border.draw_outline
their_flow = Box.is_in_normal_flow


def is_in_normal_flow(box: Any) -> bool:
    """Whether a box stands where the text before it ends."""
    style = box.style
    if style["float"] == "none" and style["position"] == "static":
        return True
    return bool(their_flow(box))


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Give a box its lengths, which may be parts of those of the box around it."""
    kept = vars(box.style)
    if "lengths" not in kept:
        kept["lengths"] = _lengths(box.style)
    lengths = kept["lengths"]
    if lengths is None or isinstance(box, PageBox):
        their_resolve(box, containing_block)
        return
    own = vars(box)
    if box.style["border_collapse"] == "collapse":
        lengths = lengths | {name: own[name] for name in BORDERS if name in own}
    own.update(lengths)


def resolve_radii_percentages(box: Any) -> None:
    """Give a box its corners, which are hardly ever round."""
    kept = vars(box.style)
    if "square" not in kept:
        kept["square"] = all((0, "px") in box.style[corner] for corner in CORNERS)
    if kept["square"]:
        for corner in CORNERS:
            setattr(box, corner, SQUARE)
    else:
        their_radii(box)


def draw_outline(stream: Any, box: Any) -> None:
    """Draw the outlines of a box and of all within, of which a report has none."""
    if box.style["outline_width"]:
        their_outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, Box):
            draw_outline(stream, child)


def _lengths(style: Any) -> dict[str, Any] | None:
    """The lengths of a box whose size is free and whose margins are not parts of others; None for others."""
    found = {name: _length(style[name]) for name in (*AROUND, *FREE)}
    found |= {name: 0 for name in ("min_width", "min_height") if found[name] == "auto"}
    if any(found[name] != free for name, free in FREE.items()) or None in found.values():
        return None
    return found | {name: style[name] for name in BORDERS}


def _length(value: Any) -> Any:
    if value == "auto":
        return value
    return value.value if getattr(value, "unit", None) == "px" else None
