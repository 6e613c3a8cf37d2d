"""Failures, costs and stages on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import wording
from audit.model.score import Interval
from audit.model.speech import _
from reports.plotly_charts.pen import (
    BAD,
    BLUE,
    INK,
    PALE,
    PALE_BLUE,
    PAPER,
    SOFT,
    bar,
    escaped,
    folded,
    framed,
    look,
    points,
    stacked,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from reports.charts import FailuresChart, SalvageChart, StagesChart, TornadoChart


LINE, THICK = 17, 1.6
"""Pixels of a line of a label, and how many lines a bar is thick."""


def failures(chart: FailuresChart) -> Figure:
    """Failures to expect: both intervals, the point, and the shift scenario."""
    figure = framed(chart, height=170)
    bar(figure, _("95% interval (Wilson)"), [chart.low], [chart.high], "dense", ["failures"])
    figure.add_scatter(
        x=[chart.predictive_low, chart.predictive_high],
        y=["failures", "failures"],
        mode="lines",
        line={"color": BLUE, "width": 3},
        name=_("95% predictive interval"),
    )
    points(figure, _("Point estimate"), [chart.point], ["failures"], "diamond")
    points(figure, _("Shift scenario"), [chart.shift], ["failures"], "triangle-down", BAD)
    figure.update_xaxes(rangemode="tozero", tickformat=",d")
    figure.update_yaxes(visible=False)
    return figure


def tornado(chart: TornadoChart) -> Figure:
    """A bar for each shock, from the month as expected to the month under it; the largest change on top."""
    bars = (*chart.bars, chart.combined)
    amounts = {one.name: wording.money(one.total, chart.currency) for one in bars}
    labels = [f"{folded(name)}<br><b>{escaped(amount)}</b>" for name, amount in amounts.items()]
    middles = stacked(labels)
    rows = dict(zip(amounts, middles, strict=True))
    end = middles[-1] + labels[-1].count("<br>") / 2 + 0.75
    figure = framed(chart, height=90 + round(LINE * end))
    for filled, ours in (
        ("bad", [b for b in bars if b.change > 0]),
        ("dense", [b for b in bars if b.change <= 0]),
    ):
        figure.add_bar(
            x=[one.change for one in ours],
            base=[chart.base] * len(ours),
            y=[rows[one.name] for one in ours],
            width=THICK,
            orientation="h",
            name=_("Dearer") if filled == "bad" else _("Cheaper"),
            marker=look(filled),
            hovertext=[
                escaped(_("{name}: {amount} a month", name=one.name, amount=amounts[one.name]))
                for one in ours
            ],
            hoverinfo="text",
        )
    figure.add_vline(x=chart.base, line={"color": INK, "width": 2})
    figure.update_xaxes(range=[0, max(chart.base, *(one.total for one in bars)) * 1.05])
    figure.update_yaxes(tickvals=middles, ticktext=labels, range=[end, 0], showgrid=False, zeroline=False)
    return figure


def salvage(chart: SalvageChart) -> Figure:
    """The plan as a band that rises with its steps, and rebuilding as a level one."""
    figure = framed(chart, height=300, legend=True)
    days = [0, *(step.day for step in chart.steps)]
    flat = [chart.rebuild] * len(days)
    so_far = [Interval(0, 0), *(step.total for step in chart.steps)]
    for name, spans, colour, pattern in (
        (_("The plan"), so_far, INK, {}),
        (_("Rebuilding"), flat, BLUE, {"shape": "/", "size": 8, "fgcolor": BLUE}),
    ):
        told = [escaped(f"{name}: {wording.amounts(span, chart.currency)}") for span in spans]
        common = {"x": days, "mode": "lines", "line": {"color": colour, "width": 2}}
        figure.add_scatter(
            y=[span.low for span in spans], name=name, showlegend=False, hoverinfo="skip", **common
        )
        figure.add_scatter(
            y=[span.high for span in spans],
            name=name,
            fill="tonexty",
            fillcolor=PALE if colour == INK else PALE_BLUE,
            fillpattern=pattern,
            hovertext=told,
            hoverinfo="text",
            **common,
        )
    figure.update_xaxes(title_text=_("Days from this audit"), tickvals=days)
    figure.update_yaxes(rangemode="tozero", title_text=chart.currency, tickformat=",d")
    return figure


def stages(chart: StagesChart) -> Figure:
    """The five stages in a line."""
    figure = framed(chart, height=150)
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
            _("{state}, declared", state=step.word) if step.declared else step.word for step in chart.steps
        ],
        textposition="top center",
        hovertext=[escaped(step.name) for step in chart.steps],
        hoverinfo="text",
    )
    figure.update_yaxes(visible=False)
    return figure
