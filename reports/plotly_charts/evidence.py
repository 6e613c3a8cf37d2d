"""Evidence by grade, and findings by severity and effort, on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import wording
from audit.model.speech import _
from reports.plotly_charts.pen import INK, PAPER, SOFT, escaped, folded, framed, look

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from reports.charts import GradesChart, SeveritiesChart

GRADE_LOOKS = ("full", "blue", "dense", "sparse", "empty")
ANSWER_LOOKS = ("full", "dense", "empty", "pale")


def grades(chart: GradesChart) -> Figure:
    """Two stacked bars: evidence by grade, and answers."""
    figure = framed(chart, height=230, legend=True)
    for row, parts, looks in (
        (_("Evidence"), chart.grades, GRADE_LOOKS),
        (_("Answers"), chart.answers, ANSWER_LOOKS),
    ):
        for part, filled in zip(parts, looks, strict=True):
            figure.add_bar(
                x=[part.number],
                y=[row],
                orientation="h",
                name=wording.capital(part.word),
                marker=look(filled),
                text=[wording.count(part.number) if part.number else ""],
                textfont={"color": PAPER if filled in {"full", "blue"} else INK},
                hovertext=[f"{wording.count(part.number)} {part.word}"],
                hoverinfo="text",
            )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(autorange="reversed")
    return figure


def severities(chart: SeveritiesChart) -> Figure:
    """A field for each severity and effort, with the number of its findings; which they are, on hover."""
    rows = list(chart.rows)
    columns = [_("{days} person-days", days=column) for column in chart.columns]
    figure = framed(chart, height=110 + 46 * len(rows))
    cells = [
        (mark, cell) for severity, found in rows for mark in [wording.SEVERITIES[severity]] for cell in found
    ]
    filled = [(mark, cell) for mark, cell in cells if cell.findings]
    figure.add_scatter(
        x=[columns[cell.column] for _mark, cell in filled],
        y=[f"{mark.glyph} {mark.word}" for mark, _cell in filled],
        mode="markers+text",
        name=_("Findings"),
        marker={"symbol": "square", "size": 30, "color": PAPER, "line": {"color": SOFT, "width": 1}},
        text=[wording.count(len(cell.findings)) for _mark, cell in filled],
        customdata=[len(cell.findings) for _mark, cell in filled],
        hovertext=[folded(" ".join(cell.findings), 48) for _mark, cell in filled],
        hoverinfo="text",
    )
    marks = [wording.SEVERITIES[severity] for severity, _ in rows]
    figure.update_xaxes(
        side="top", categoryorder="array", categoryarray=columns, range=[-0.5, len(columns) - 0.5]
    )
    names = [escaped(f"{mark.glyph} {mark.word}") for mark in marks]
    figure.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names)
    figure.update_layout(margin={"t": 76})
    return figure
