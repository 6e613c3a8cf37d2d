"""The plan, the trend over runs and the timeline of events on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import wording
from audit.model.speech import _
from reports.charts.plan import WHEN
from reports.charts.timeline import KNOWN
from reports.plotly_charts.pen import BLUE, INK, PAPER, SOFT, folded, framed, look, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plotly.graph_objects import Figure

    from reports.charts import PlanBar, PlanChart, TimelineChart, TrendChart

SYMBOLS = {"fact": "circle", "statement": "diamond-open", "inference": "circle-open"}


def plan(chart: PlanChart) -> Figure:
    """A bar for each action from the day on which it can begin."""
    figure = framed(chart, height=130 + 34 * len(chart.bars), legend=True)
    titles = (wording.clipped(f"{bar.criterion} {bar.title}", 38) for bar in chart.bars)
    names = unique([folded(f"{bar.number} {title}") for bar, title in zip(chart.bars, titles, strict=True)])
    told = ["<br>".join(_hover(bar)) for bar in chart.bars]
    for name, starts, lengths, filled in (
        (_("Lower estimate"), [bar.start for bar in chart.bars], [bar.low for bar in chart.bars], "full"),
        (
            _("Up to the upper one"),
            [bar.start + bar.low for bar in chart.bars],
            [bar.high - bar.low for bar in chart.bars],
            "dense",
        ),
    ):
        figure.add_bar(
            x=lengths,
            base=starts,
            y=names,
            orientation="h",
            name=name,
            marker=look(filled),
            hovertext=told,
            hoverinfo="text",
        )
    figure.update_xaxes(rangemode="tozero")
    figure.update_yaxes(autorange="reversed", automargin=True, categoryorder="array", categoryarray=names)
    # From the right edge to the left: as the title of a short axis it would run out of a narrow screen.
    at = {
        "xref": "paper",
        "x": 1,
        "xanchor": "right",
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -20,
    }
    figure.add_annotation(text=_("Working days from the start"), showarrow=False, **at)
    figure.update_layout(margin={"b": 84})
    return figure


def _hover(bar: PlanBar) -> Iterator[str]:
    """What an action tells of itself, line by line."""
    yield folded(bar.title, 60)
    effort = wording.effort((bar.low, bar.high))
    yield _("{effort}, due: {when}", effort=effort, when=_(WHEN[bar.horizon]))
    if bar.after:
        yield _("after {numbers}", numbers=", ".join(map(str, bar.after)))


def trend(chart: TrendChart) -> Figure:
    """The score of each run with its interval, over its open gates."""
    figure = framed(chart, height=420, legend=True)
    runs = unique([f"{folded(point.name, 18)}<br>{wording.day(point.day)}" for point in chart.points])
    scored = [(run, point.score) for run, point in zip(runs, chart.points, strict=True) if point.score]
    figure.add_scatter(
        x=[run for run, _score in scored],
        y=[score.low for _run, score in scored],
        mode="lines+markers",
        name=_("Supported by evidence"),
        line={"color": INK},
        marker={"symbol": "square", "size": 9},
        yaxis="y2",
    )
    figure.add_scatter(
        x=[run for run, _score in scored],
        y=[score.high for _run, score in scored],
        mode="lines+markers",
        name=_("Not refuted"),
        line={"color": SOFT, "dash": "dash"},
        marker={"symbol": "diamond", "size": 9, "color": PAPER, "line": {"color": BLUE, "width": 2}},
        yaxis="y2",
    )
    for name, values, filled in (
        (_("Gates failed"), [point.failed for point in chart.points], "bad"),
        (_("Gates unverified"), [point.unverified for point in chart.points], "dense"),
    ):
        figure.add_bar(x=runs, y=values, name=name, marker=look(filled))
    figure.update_layout(
        barmode="stack",
        xaxis={"categoryorder": "array", "categoryarray": runs},
        yaxis={"domain": [0, 0.4], "title": _("Open gates"), "rangemode": "tozero"},
        yaxis2={"domain": [0.5, 1], "title": _("Score"), "range": [0, 100], "anchor": "x"},
    )
    return figure


def timeline(chart: TimelineChart) -> Figure:
    """A mark for each event on its day; what happened appears on hover."""
    figure = framed(chart, height=190, legend=True)
    numbered = list(enumerate(chart.events, start=1))
    for known, mark in KNOWN.items():
        ours = [(n, event) for n, event in numbered if event.known == known]
        if not ours:
            continue
        figure.add_scatter(
            x=[event.day.isoformat() for _n, event in ours],
            y=[0] * len(ours),
            mode="markers+text",
            name=wording.capital(mark.word),
            marker={"symbol": SYMBOLS[known], "size": 14, "color": INK},
            text=[wording.count(n) for n, _event in ours],
            textposition="top center",
            hovertext=[f"{wording.day(event.day)}: {folded(event.what, 60)}" for _n, event in ours],
            hoverinfo="text",
        )
    figure.update_xaxes(type="date")
    figure.update_yaxes(visible=False)
    return figure
