"""The charts on screen: the same data shapes as on paper, drawn with Plotly."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from audit.model import wording
from audit.model.palette import LIGHT
from audit.model.standing import GateState

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from reports.charts import (
        Chart,
        DimensionsChart,
        FailuresChart,
        GatesChart,
        ScoreChart,
        StagesChart,
        TornadoChart,
    )

INK, SOFT, BLUE, PALE_BLUE, PALE = LIGHT.ink, LIGHT.soft, LIGHT.blue, LIGHT.faint, LIGHT.shade
LABEL = 26
"""Letters of a label in one line: a narrow screen leaves no more."""
BAD, GOOD, PAPER = LIGHT.critical, LIGHT.good, LIGHT.paper
GATE_COLOURS = {GateState.FAILED: BAD, GateState.UNVERIFIED: PAPER, GateState.MET: GOOD}


def score(chart: ScoreChart) -> Figure:
    """The published interval on its scale, with the cap and the score as claimed."""
    figure = _figure(chart, height=150)
    _bar(figure, "Not published", chart.high, chart.uncapped_high, PALE, ["score"])
    _bar(figure, "Not refuted", chart.low, chart.high, BLUE, ["score"])
    _bar(figure, "Supported by evidence", 0, chart.low, INK, ["score"])
    _points(figure, "As claimed", [chart.claimed], ["score"], "diamond")
    if chart.cap < 100:
        figure.add_vline(x=chart.cap, line={"color": BAD, "width": 3}, annotation_text=f"cap {chart.cap}")
    figure.update_xaxes(range=[0, 100], tickvals=[0, 25, 50, 75, 100])
    figure.update_yaxes(visible=False)
    return figure


def dimensions(chart: DimensionsChart) -> Figure:
    """A bar for each dimension: credited, not refuted, as claimed."""
    figure = _figure(chart, height=80 + 34 * len(chart.bars))
    names = [bar.name for bar in chart.bars]
    _bar(figure, "Not refuted", [b.low for b in chart.bars], [b.high for b in chart.bars], PALE_BLUE, names)
    _bar(figure, "Credited by evidence", [0.0] * len(names), [b.low for b in chart.bars], INK, names)
    _points(figure, "As claimed", [b.claimed for b in chart.bars], names, "diamond")
    figure.update_xaxes(range=[0, 100], tickvals=[0, 25, 50, 75, 100])
    figure.update_yaxes(autorange="reversed")
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.08, "yanchor": "top"})
    return figure


def gates(chart: GatesChart) -> Figure:
    """A cell for each gate with its state as a sign; its name appears on hover."""
    figure = _figure(chart, height=130)
    figure.add_scatter(
        x=list(range(len(chart.cells))),
        y=[0] * len(chart.cells),
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": 26,
            "color": [GATE_COLOURS[cell.state] for cell in chart.cells],
            "line": {"color": SOFT, "width": 1},
        },
        text=[wording.GATES[cell.state].glyph for cell in chart.cells],
        textfont={"color": [SOFT if c.state is GateState.UNVERIFIED else PAPER for c in chart.cells]},
        hovertext=[f"{cell.id} {cell.name}: {wording.GATES[cell.state].word}" for cell in chart.cells],
        hoverinfo="text",
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure


def failures(chart: FailuresChart) -> Figure:
    """Failures to expect: both intervals, the point, and the shift scenario."""
    figure = _figure(chart, height=170)
    _bar(figure, "95% interval (Wilson)", chart.low, chart.high, PALE_BLUE, ["failures"])
    figure.add_scatter(
        x=[chart.predictive_low, chart.predictive_high],
        y=["failures", "failures"],
        mode="lines",
        line={"color": BLUE, "width": 3},
        name="95% predictive interval",
    )
    _points(figure, "Point estimate", [chart.point], ["failures"], "diamond")
    _points(figure, "Shift scenario", [chart.shift], ["failures"], "triangle-down", BAD)
    figure.update_xaxes(rangemode="tozero", tickformat=",d")
    figure.update_yaxes(visible=False)
    return figure


def tornado(chart: TornadoChart) -> Figure:
    """A bar for each shock, from the month as expected to the month under it; the largest change on top."""
    bars = (*chart.bars, chart.combined)
    names = ["<br>".join(wrap(bar.name, LABEL)) for bar in bars]
    figure = _figure(chart, height=90 + 36 * len(bars))
    figure.add_bar(
        x=[bar.change for bar in bars],
        base=[chart.base] * len(bars),
        y=names,
        orientation="h",
        marker={"color": [BAD if bar.change > 0 else GOOD for bar in bars]},
        hovertext=[f"{bar.name}: {wording.money(bar.total, chart.currency)} a month" for bar in bars],
        hoverinfo="text",
    )
    figure.add_scatter(
        x=[max(chart.base, bar.total) for bar in bars],
        y=names,
        mode="text",
        text=[f" {wording.money(bar.total, chart.currency)}" for bar in bars],
        textposition="middle right",
        hoverinfo="skip",
    )
    figure.add_vline(x=chart.base, line={"color": INK, "width": 2})
    figure.update_xaxes(range=[0, max(chart.base, *(bar.total for bar in bars)) * 1.25])
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def stages(chart: StagesChart) -> Figure:
    """The five stages in a line."""
    figure = _figure(chart, height=150)
    said = ["reached" if step.reached else "open" if step.possible else "ruled out" for step in chart.steps]
    figure.add_scatter(
        x=[step.id for step in chart.steps],
        y=[0] * len(chart.steps),
        mode="lines+markers+text",
        line={"color": SOFT},
        marker={
            "size": 22,
            "color": [INK if step.reached else PAPER for step in chart.steps],
            "line": {"color": [BAD if step.declared else INK for step in chart.steps], "width": 2},
        },
        text=[
            f"{word}, declared" if step.declared else word
            for step, word in zip(chart.steps, said, strict=True)
        ],
        textposition="top center",
        hovertext=[step.name for step in chart.steps],
        hoverinfo="text",
    )
    figure.update_yaxes(visible=False)
    return figure


def _figure(chart: Chart, height: int) -> Figure:
    # Plotly is wanted by the app alone, and only on pages with a chart.
    from plotly.graph_objects import Figure

    figure = Figure()
    figure.update_layout(
        title={"text": chart.title, "font": {"size": 15}},
        height=height,
        margin={"l": 8, "r": 8, "t": 44, "b": 8},
        barmode="overlay",
        showlegend=False,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        meta={"description": chart.description},
    )
    return figure


def _bar(figure: Figure, name: str, low: Any, high: Any, colour: str, names: list[str]) -> None:
    lows = low if isinstance(low, list) else [low]
    highs = high if isinstance(high, list) else [high]
    figure.add_bar(
        x=[b - a for a, b in zip(lows, highs, strict=True)],
        base=lows,
        y=names,
        orientation="h",
        name=name,
        marker={"color": colour},
        hovertext=[f"{name}: {wording.interval((a, b))}" for a, b in zip(lows, highs, strict=True)],
        hoverinfo="y+text" if len(names) > 1 else "text",
    )


def _points(
    figure: Figure, name: str, values: list[float], names: list[str], symbol: str, colour: str = INK
) -> None:
    figure.add_scatter(
        x=values,
        y=names,
        mode="markers",
        name=name,
        cliponaxis=False,
        marker={"symbol": symbol, "size": 11, "color": PAPER, "line": {"color": colour, "width": 2}},
        hovertext=[f"{name}: {wording.short(value)}" for value in values],
        hoverinfo="text",
    )
