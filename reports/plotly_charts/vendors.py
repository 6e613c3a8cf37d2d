"""Vendors side by side on screen: ranking, weights, dimensions, prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import wording
from audit.model.speech import _
from reports.plotly_charts.pen import BLUE, INK, PAPER, bar, escaped, folded, framed, look, unique
from reports.plotly_charts.scores import SCALE

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from reports.charts import ContendersChart, MatrixChart, PricesChart, SensitivityChart


def contenders(chart: ContendersChart) -> Figure:
    """A bar for each vendor, from what is supported to what is not refuted."""
    scored = [(one, one.score) for one in chart.bars if one.score]
    figure = framed(chart, height=100 + 34 * len(scored), legend=True)
    names = unique([f"{one.place} {folded(one.name)}" for one, _score in scored])
    lows, highs = [score.low for _one, score in scored], [score.high for _one, score in scored]
    bar(figure, _("Not refuted"), lows, highs, "dense", names)
    bar(figure, _("Supported by evidence"), [0.0] * len(names), lows, "full", names)
    figure.update_xaxes(range=[0, 100], tickvals=SCALE)
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def sensitivity(chart: SensitivityChart) -> Figure:
    """The share of draws in which each vendor is first."""
    figure = framed(chart, height=90 + 30 * len(chart.bars))
    figure.add_bar(
        x=[one.share for one in chart.bars],
        y=unique([folded(one.name) for one in chart.bars]),
        orientation="h",
        name=_("First in"),
        marker=look("full"),
        hovertext=[wording.percent(one.share) for one in chart.bars],
        hoverinfo="text",
    )
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def matrix(chart: MatrixChart) -> Figure:
    """A group of bars for each dimension; coverage and what was shown appear on hover."""
    figure = framed(chart, height=120 + len(chart.rows) * (20 + 16 * len(chart.vendors)), legend=True)
    looks = ("full", "dense", "blue", "sparse", "pale", "empty")
    names = unique([escaped(wording.clipped(name, 40)) for name in chart.vendors])
    for n, name in enumerate(names):
        cells = [(row.name, row.cells[n]) for row in chart.rows]
        known = [(dimension, cell) for dimension, cell in cells if cell]
        figure.add_bar(
            x=[cell.score.low for _name, cell in known],
            y=[folded(dimension) for dimension, _cell in known],
            orientation="h",
            name=name,
            marker=look(looks[n % len(looks)]),
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [cell.score.high - cell.score.low for _name, cell in known],
                "arrayminus": [0.0] * len(known),
                "color": BLUE,
            },
            hovertext=[
                _(
                    "{vendor}: {score}, answered {answered}, shown {shown}",
                    vendor=name,
                    score=wording.interval(cell.score),
                    answered=wording.percent(cell.coverage),
                    shown=wording.percent(cell.shown),
                )
                for _name, cell in known
            ],
            hoverinfo="text",
        )
    figure.update_layout(barmode="group")
    figure.update_xaxes(range=[0, 100], tickvals=SCALE)
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def prices(chart: PricesChart) -> Figure:
    """Price to the right, score upwards with its interval."""
    figure = framed(chart, height=320)
    figure.add_scatter(
        x=[point.price for point in chart.points],
        y=[point.score.low for point in chart.points],
        mode="markers+text",
        name=_("Supported by evidence"),
        marker={"symbol": "square", "size": 10, "color": INK, "line": {"color": PAPER, "width": 1}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [point.score.high - point.score.low for point in chart.points],
            "arrayminus": [0.0] * len(chart.points),
            "color": BLUE,
        },
        text=[escaped(wording.clipped(point.name, 24)) for point in chart.points],
        textposition="bottom center",
        cliponaxis=False,
        hovertext=[
            _(
                "{vendor}: {price} a month, {score} of 100",
                vendor=folded(point.name),
                price=wording.money(point.price, chart.currency),
                score=wording.interval(point.score),
            )
            for point in chart.points
        ],
        hoverinfo="text",
    )
    figure.update_xaxes(title=_("{currency} a month", currency=chart.currency), rangemode="tozero")
    figure.update_yaxes(title=_("Score"), range=[-8, 100])
    return figure
