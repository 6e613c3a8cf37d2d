"""Figures on the screen: the score with its uncertainty, and the dimensions."""

import textwrap
from typing import TYPE_CHECKING

from audit.model.conclusion import Conclusion
from audit.model.rubric import Rubric

if TYPE_CHECKING:
    from plotly.graph_objects import Figure  # type: ignore[import-untyped]

INK, CREDITED, POSSIBLE, CLAIMED = "#1b2733", "#2b5a78", "#b9cad6", "#8c2330"
NARROW = 26


def score(found: Conclusion) -> "Figure":
    """The published interval on the scale from 0 to 100, with the cap and the score as claimed."""
    figure = _empty(height=140)
    if found.published:
        low, high = found.published
        figure.add_bar(
            x=[max(high - low, 0.6)],
            base=[low],
            y=[""],
            orientation="h",
            name="published",
            marker_color=CREDITED,
        )
    if found.as_claimed is not None:
        figure.add_scatter(
            x=[found.as_claimed], y=[""], mode="markers", cliponaxis=False, name="as claimed",
            marker={"symbol": "diamond-open", "size": 13, "color": CLAIMED, "line": {"width": 2}},
        )  # fmt: skip
    if found.cap < 100:
        figure.add_vline(x=found.cap, line_dash="dot", line_color=INK, annotation_text=f"cap {found.cap}")
    return figure


def dimensions(found: Conclusion, rubric: Rubric) -> "Figure":
    """Each dimension: credited, possible beyond it, and as claimed."""
    names = {one.id: one.name for one in rubric.dimensions}
    rows = [(names[key], score) for key, score in found.dimensions.items()][::-1]
    labels = [_short(name) for name, _ in rows]
    figure = _empty(height=90 + 34 * len(rows))
    figure.add_bar(
        x=[one.low for _, one in rows], y=labels, orientation="h", name="credited", marker_color=CREDITED
    )
    figure.add_bar(
        x=[one.high - one.low for _, one in rows], y=labels, orientation="h", name="possible",
        marker_color=POSSIBLE, marker_pattern_shape="/",
    )  # fmt: skip
    figure.add_scatter(
        x=[one.claimed for _, one in rows], y=labels, mode="markers", cliponaxis=False, name="as claimed",
        marker={"symbol": "diamond-open", "size": 10, "color": CLAIMED, "line": {"width": 2}},
    )  # fmt: skip
    figure.update_layout(barmode="stack")
    return figure


def _short(name: str) -> str:
    return "<br>".join(textwrap.wrap(name, NARROW))


def _empty(height: int) -> "Figure":
    from plotly.graph_objects import Figure  # only needed when something is drawn

    figure = Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        legend={"orientation": "h", "traceorder": "normal", "y": 1.02, "yanchor": "bottom", "x": 0},
        font={"color": INK},
        bargap=0.35,
    )
    figure.update_xaxes(range=[0, 100], tickvals=[0, 20, 40, 60, 80, 100], fixedrange=True)
    figure.update_yaxes(fixedrange=True, automargin=True)
    return figure
