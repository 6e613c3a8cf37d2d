"""Words in a drawing: laid out as one, not letter by letter, and on the page itself also when centred."""

from math import inf
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES  # type: ignore[import-untyped]
from weasyprint.matrix import Matrix  # type: ignore[import-untyped]
from weasyprint.svg import SVG  # type: ignore[import-untyped]
from weasyprint.svg.text import Style, TextBox  # type: ignore[import-untyped]
from weasyprint.svg.utils import size  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]

from reports.quick.glyphs import draw_first_line

OURS = frozenset({"x", "y", "fill", "font-family", "font-size", "font-weight", "text-anchor"})
"""What our own drawings say about their words."""
SHIFTS = {"start": 0.0, "middle": 0.5, "end": 1.0}

their_draw_node = SVG.draw_node


def draw_node(svg: Any, node: Any, font_size: float, *rest: Any, **named: Any) -> None:
    """Draw a part of a drawing."""
    if node.tag != "text" or not OURS.issuperset(node._etree_node.attrib) or len(node._etree_node):
        their_draw_node(svg, node, font_size, *rest, **named)
    elif node.text and node.visible and node.display:
        _draw(svg, node, size(node.get("font-size", "1em"), font_size, font_size))


def _draw(svg: Any, node: Any, font_size: float) -> None:
    style = _style(svg, node, font_size)
    layout, _, _, width, _, baseline = line_break.split_first_line(node.text, style, svg.context, inf, 0)
    x = size(node.get("x", "0"), font_size, svg.inner_width)
    y = size(node.get("y", "0"), font_size, svg.inner_height)
    x -= width * SHIFTS[node.get("text-anchor", "start")]
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    layout.reactivate(style)
    svg.fill_stroke(fill, stroke, text=True)
    box = TextBox(layout, style)
    box.baseline = baseline
    draw_first_line(svg.stream, box, "none", "none", Matrix(d=-1, e=x, f=y))
    svg.stream.end_text()
    svg.stream.pop_state()


def _style(svg: Any, node: Any, font_size: float) -> Any:
    """The style of the words, the same for all that look the same."""
    family, weight = node.get("font-family", "sans-serif"), node.get("font-weight", "400")
    styles = svg.context.__dict__.setdefault("styles_of_words", {})
    key = (family, weight, font_size)
    if key not in styles:
        styles[key] = style = Style()
        style.update(INITIAL_VALUES)
        style.font_config = svg.font_config
        style["font_family"] = [name.strip("\"' ") for name in family.split(",")]
        style["font_weight"] = int(weight)
        style["font_size"] = font_size
    return styles[key]
