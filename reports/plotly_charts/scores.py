"""The score, the dimensions and the gates on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import wording
from audit.model.speech import _
from audit.model.standing import GateState
from reports.plotly_charts.pen import BAD, GOOD, INK, PAPER, SOFT, bar, escaped, folded, framed, points

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from reports.charts import DimensionsChart, GatesChart, ScoreChart

GATE_COLOURS = {GateState.FAILED: BAD, GateState.UNVERIFIED: PAPER, GateState.MET: GOOD}
IN_A_ROW = 11
"""Gates beside each other: a narrow screen has room for no more."""
SCALE = [0, 25, 50, 75, 100]
FOLDS, ROW, HIGH_ROW, AROUND = 2, 36, 48, 120
"""A label with so many folds does not fit into a row of the usual height; pixels, also around the rows."""


def score(chart: ScoreChart) -> Figure:
    """The published interval on its scale, with the target, the cap and the score as claimed."""
    figure = framed(chart, height=170)
    above = {"annotation_yanchor": "bottom", "annotation_yref": "paper", "annotation_y": 1}
    bar(figure, _("Not published"), [chart.high], [chart.uncapped_high], "pale", ["score"])
    bar(figure, _("Not refuted"), [chart.low], [chart.high], "dense", ["score"])
    bar(figure, _("Supported by evidence"), [0], [chart.low], "full", ["score"])
    points(figure, _("As claimed"), [chart.claimed], ["score"], "diamond")
    figure.add_vline(
        x=chart.target,
        line={"color": INK, "width": 2, "dash": "dot"},
        annotation_text=_("target {score}", score=wording.count(chart.target)),
        **above,
    )
    if chart.cap < 100:
        figure.add_vline(
            x=chart.cap,
            line={"color": BAD, "width": 3},
            annotation_text=_("cap {score}", score=wording.count(chart.cap)),
            annotation_position="top left",
            **above,
        )
    figure.update_xaxes(range=[0, 100], tickvals=SCALE)
    figure.update_yaxes(visible=False)
    figure.update_layout(margin={"t": 64})
    return figure


def dimensions(chart: DimensionsChart) -> Figure:
    """A bar for each dimension: credited, not refuted, as claimed."""
    names = [folded(one.name) for one in chart.bars]
    row = ROW if all(name.count("<br>") < FOLDS for name in names) else HIGH_ROW
    figure = framed(chart, height=AROUND + row * len(chart.bars), legend=True)
    lows, highs = [one.low for one in chart.bars], [one.high for one in chart.bars]
    bar(figure, _("Not refuted"), lows, highs, "dense", names)
    bar(figure, _("Credited by evidence"), [0.0] * len(names), lows, "full", names)
    points(figure, _("As claimed"), [one.claimed for one in chart.bars], names, "diamond")
    figure.add_vline(x=chart.target, line={"color": INK, "width": 1, "dash": "dot"})
    figure.update_xaxes(range=[0, 100], tickvals=SCALE)
    figure.update_yaxes(autorange="reversed")
    return figure


def gates(chart: GatesChart) -> Figure:
    """A cell for each gate with its state as a sign, in rows; its name appears on hover."""
    rows = -(-len(chart.cells) // IN_A_ROW)
    figure = framed(chart, height=90 + 40 * rows)
    places = [divmod(n, IN_A_ROW) for n in range(len(chart.cells))]
    figure.add_scatter(
        x=[column for _row, column in places],
        y=[row for row, _column in places],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": 26,
            "color": [GATE_COLOURS[cell.state] for cell in chart.cells],
            "line": {"color": SOFT, "width": 1},
        },
        text=[wording.GATES[cell.state].glyph for cell in chart.cells],
        textfont={"color": [SOFT if c.state is GateState.UNVERIFIED else PAPER for c in chart.cells]},
        hovertext=[
            escaped(f"{cell.id} {cell.name}: {wording.GATES[cell.state].word}") for cell in chart.cells
        ],
        hoverinfo="text",
    )
    figure.update_xaxes(visible=False, range=[-0.6, IN_A_ROW - 0.4])
    figure.update_yaxes(visible=False, range=[rows - 0.4, -0.6])
    return figure
