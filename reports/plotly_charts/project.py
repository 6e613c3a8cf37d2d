"""The chain of causes and the fates of components of a failed project, on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import wording
from audit.model.speech import _
from reports.plotly_charts.pen import BAD, INK, PALE, PAPER, SOFT, escaped, folded, framed, unique

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from reports.charts import CausesChart, FatesChart

QUESTION = 14
"""Letters of a line of a question: six of them stand side by side."""


def causes(chart: CausesChart) -> Figure:
    """A column for each question; full what is present, outlined what is exposed, a star where to break."""
    most = max(len(found) for _, found in chart.columns)
    figure = framed(chart, height=150 + 44 * most)
    placed = [
        (folded(question, QUESTION), row, cause)
        for question, found in chart.columns
        for row, cause in enumerate(found)
    ]
    figure.add_scatter(
        x=[question for question, _, _ in placed],
        y=[row for _, row, _ in placed],
        mode="markers+text",
        marker={
            "symbol": ["star" if cause.id == chart.broken else "square" for _, _, cause in placed],
            "size": 20,
            "color": [BAD if cause.state == "present" else PAPER for _, _, cause in placed],
            "line": {"color": BAD, "width": 2},
        },
        text=[cause.id for _, _, cause in placed],
        textposition="bottom center",
        hovertext=[f"{folded(cause.name)}<br>{wording.PATTERNS[cause.state].word}" for _, _, cause in placed],
        hoverinfo="text",
    )
    order = [folded(question, QUESTION) for question, _ in chart.columns]
    figure.update_xaxes(
        side="top", categoryorder="array", categoryarray=order, range=[-0.5, len(order) - 0.5]
    )
    figure.update_yaxes(visible=False, range=[most - 0.2, -0.6])
    figure.update_layout(margin={"t": 110})
    return figure


def fates(chart: FatesChart) -> Figure:
    """A row for each component, with its sign in the column of what becomes of it."""
    figure = framed(chart, height=110 + 30 * len(chart.fates))
    words = {fate: wording.capital(mark.word) for fate, mark in chart.columns}
    glyphs = {fate: mark.glyph for fate, mark in chart.columns}
    names = unique([folded(wording.capital(_(one.component))) for one in chart.fates])
    figure.add_scatter(
        x=[words[one.fate] for one in chart.fates],
        y=names,
        mode="markers+text",
        marker={"symbol": "square", "size": 24, "color": PALE, "line": {"color": SOFT, "width": 1}},
        text=[glyphs[one.fate] for one in chart.fates],
        textfont={"color": INK},
        hovertext=[escaped(f"{_(one.component)}: {words[one.fate]}") for one in chart.fates],
        hoverinfo="text",
    )
    order = list(words.values())
    figure.update_xaxes(
        side="top", categoryorder="array", categoryarray=order, range=[-0.5, len(order) - 0.5]
    )
    figure.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names, automargin=True)
    figure.update_layout(margin={"t": 76})
    return figure
