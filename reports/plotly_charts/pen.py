"""What figures on screen are made of: the frame, bars, hatching and marks."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from audit.model import wording
from audit.model.palette import LIGHT
from audit.model.speech import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plotly.graph_objects import Figure

    from reports.charts import Chart

INK, SOFT, BLUE, PALE_BLUE, PALE = LIGHT.ink, LIGHT.soft, LIGHT.blue, LIGHT.faint, LIGHT.shade
BAD, GOOD, PAPER = LIGHT.critical, LIGHT.good, LIGHT.paper
EDGE = 20
"""Pixels beside the end of an axis, for the half of its last number."""
LABEL = 26
"""Letters of a label in one line: a narrow screen leaves no more."""
AXIS: dict[str, Any] = {
    "automargin": True,
    "tickfont": {"color": INK},
    "title": {"font": {"color": INK}},
}
"""Its own colours: those that Streamlit gives the numbers are too pale to be read (3.7 : 1)."""
LOOKS: dict[str, dict[str, Any]] = {
    "full": {"color": INK},
    "blue": {"color": BLUE},
    "bad": {"color": BAD},
    "dense": {"color": PALE_BLUE, "pattern": {"shape": "/", "size": 4, "fgcolor": BLUE}},
    "sparse": {"color": PAPER, "pattern": {"shape": "/", "size": 9, "fgcolor": BLUE}},
    "pale": {"color": PALE},
    "empty": {"color": PAPER},
}
"""How a surface is filled, the same as on paper; hatching says what the colour says."""


def look(name: str) -> dict[str, Any]:
    """The marker of a surface, with an edge."""
    return LOOKS[name] | {"line": {"color": SOFT, "width": 1}}


def framed(chart: Chart, height: int, *, legend: bool = False) -> Figure:
    """An empty figure with title and description."""
    # Plotly is wanted by the app alone, and only on pages with a chart.
    from plotly.graph_objects import Figure

    figure = Figure()
    figure.update_layout(
        title={"text": escaped(chart.title), "font": {"size": 15}},
        height=height,
        margin={"l": 8, "r": EDGE, "t": 44, "b": 8},
        separators=grouped(".,"),
        barmode="overlay",
        font={"color": INK},
        xaxis=AXIS,
        yaxis=AXIS,
        showlegend=legend,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        meta={"description": chart.description},
    )
    if legend:
        below = {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"}
        figure.update_layout(legend=below, margin={"b": 64})
    return figure


def escaped(text: str) -> str:
    """A text as Plotly shows it: it would take some marks for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def folded(text: str, letters: int = LABEL) -> str:
    """A label in lines of so many letters."""
    return "<br>".join(escaped(line) for line in wrap(text, letters))


def stacked(labels: Sequence[str]) -> list[float]:
    """The middle of each label, in lines, where they stand below one another with half a line between."""
    lines = [label.count("<br>") + 1 for label in labels]
    return [sum(lines[:row]) + row / 2 + lines[row] / 2 for row in range(len(lines))]


def unique(labels: Sequence[str]) -> list[str]:
    """Labels of an axis: two that are alike would fall into one row."""
    found: list[str] = []
    for label in labels:
        while label in found:
            label += "\N{ZERO WIDTH SPACE}"  # noqa: PLW2901  # it is the same label to a reader
        found.append(label)
    return found


def bar(
    figure: Figure, name: str, lows: Sequence[float], highs: Sequence[float], filled: str, rows: Sequence[str]
) -> None:
    """A bar from a lower to an upper figure in each row."""
    figure.add_bar(
        x=[b - a for a, b in zip(lows, highs, strict=True)],
        base=list(lows),
        y=list(rows),
        orientation="h",
        name=name,
        marker=look(filled),
        hovertext=[f"{name}: {wording.interval((a, b))}" for a, b in zip(lows, highs, strict=True)],
        hoverinfo="y+text" if len(rows) > 1 else "text",
    )


def points(
    figure: Figure, name: str, values: Sequence[float], rows: Sequence[str], symbol: str, colour: str = INK
) -> None:
    """A mark in each row."""
    figure.add_scatter(
        x=list(values),
        y=list(rows),
        mode="markers",
        name=name,
        cliponaxis=False,
        marker={"symbol": symbol, "size": 11, "color": PAPER, "line": {"color": colour, "width": 2}},
        hovertext=[f"{name}: {wording.short(value)}" for value in values],
        hoverinfo="text",
    )
