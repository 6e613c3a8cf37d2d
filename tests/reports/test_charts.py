from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from plotly.graph_objects import Figure

from audit.assessment import project_costs, speech
from audit.model.dossier import Dossier
from audit.model.edition import Audience, Edition
from audit.model.operation import Operation
from audit.model.pattern import PatternState
from audit.model.plan import ComponentFate, Decision
from audit.model.score import Interval
from audit.model.speech import speaking
from audit.model.standing import GateState
from audit.ui.views.what_if import EXAMPLE
from reports import assets, charts, efforts, page, plotly_charts, standouts
from reports.plotly_charts.pen import EDGE
from reports.plotly_charts.scores import AROUND, HIGH_ROW, ROW
from tests.reports.dossiers import failed_project, unanswered, with_changes

DOSSIER = failed_project()
CONCLUSION = DOSSIER.conclusion


def test_score() -> None:
    chart = charts.score(CONCLUSION)
    assert chart is not None
    assert chart.title == "Published score 1.0–29.0 of 100, held at 29 by 9 failed gates"
    assert (chart.low, chart.high, chart.cap, chart.uncapped_high, chart.claimed) == (
        1.04,
        29.0,
        29,
        54.36,
        6.25,
    )
    assert "the evidence supports 1.0–54.4; as claimed it would be 6.2" in chart.description


def test_dimensions_keep_the_order_of_the_rubric() -> None:
    chart = charts.dimensions(CONCLUSION, DOSSIER.rubric)
    assert chart is not None
    assert [bar.id for bar in chart.bars] == [d.id for d in DOSSIER.rubric.dimensions]
    assert chart.bars[0][2:] == (2.5, 45.5, 9.1)
    assert chart.title == "11 of 12 dimensions have shown nothing yet"


def test_gates_put_failed_ones_first() -> None:
    chart = charts.gates(CONCLUSION, DOSSIER.rubric)
    assert chart is not None
    assert chart.title == "Of 21 gates: 9 failed, 12 unverified and none met"
    assert [cell.state for cell in chart.cells] == [GateState.FAILED] * 9 + [GateState.UNVERIFIED] * 12


def test_failures() -> None:
    chart = charts.failures(CONCLUSION.projection)
    assert chart is not None
    assert chart.title == "94% of 200 trials means 1,733–5,097 failures in 50,000 runs"
    assert (chart.point, chart.shift) == (3000, 5350)


def test_stages() -> None:
    chart = charts.stages(DOSSIER)
    assert chart is not None
    assert chart.title == "Declared S5; evidence shows no stage completed"
    assert [(step.id, step.reached, step.possible, step.declared) for step in chart.steps] == [
        ("S1", False, False, False),
        ("S2", False, False, False),
        ("S3", False, False, False),
        ("S4", False, False, False),
        ("S5", False, False, True),
    ]


def test_what_is_not_known_is_not_drawn() -> None:
    empty = unanswered()
    assert charts.score(empty.conclusion) is None
    assert charts.dimensions(empty.conclusion, empty.rubric) is None
    assert charts.failures(empty.conclusion.projection) is None
    assert charts.stages(empty) is None


COSTS = project_costs(EXAMPLE)


def test_tornado() -> None:
    chart = charts.tornado(COSTS)
    assert chart is not None
    assert chart.title == "USD 3,761 a month; nothing changes it more than: three times the volume"
    assert [round(bar.total) for bar in chart.bars] == [11282, 10993, 5985, 1877, 5641, 4095]
    assert (round(chart.base), round(chart.combined.total)) == (3761, 49724)
    assert charts.tornado(None) is None


def test_the_costs_are_drawn_on_paper() -> None:
    text = page.render(with_changes(conclusion={"costs": COSTS}), assets.style(inline=False))
    assert "USD 3,761 a month; nothing changes it more than: three times the volume" in text
    assert '<td>As expected</td><td class="figure">USD 3,761</td>' in text
    assert "USD 49,724" in text


SHAPES: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "score": (plotly_charts.score, charts.score(CONCLUSION)),
    "dimensions": (plotly_charts.dimensions, charts.dimensions(CONCLUSION, DOSSIER.rubric)),
    "gates": (plotly_charts.gates, charts.gates(CONCLUSION, DOSSIER.rubric)),
    "failures": (plotly_charts.failures, charts.failures(CONCLUSION.projection)),
    "tornado": (plotly_charts.tornado, charts.tornado(COSTS)),
    "stages": (plotly_charts.stages, charts.stages(DOSSIER)),
}


def figure_of(name: str) -> Figure:
    draw, shape = SHAPES[name]
    return draw(shape)


@pytest.mark.parametrize(
    ("name", "trace", "numbers"),
    [
        ("score", "Not refuted", [29.0 - 1.04]),
        ("score", "As claimed", [6.25]),
        ("dimensions", "Credited by evidence", [2.5] + [0.0] * 11),
        ("failures", "95% predictive interval", [1658, 4973]),
        ("failures", "Shift scenario", [5350]),
    ],
)
def test_plotly_draws_the_same_numbers(name: str, trace: str, numbers: list[float]) -> None:
    figure = figure_of(name)
    drawn = next(t for t in figure.data if t.name == trace)
    assert list(drawn.x) == numbers


@pytest.mark.parametrize("name", SHAPES)
def test_plotly_figures_say_their_message_and_describe_themselves(name: str) -> None:
    figure = figure_of(name)
    assert figure.layout.title.text
    assert figure.layout.meta["description"]


def test_no_label_of_the_shocks_reaches_into_its_neighbour() -> None:
    axis = figure_of("tornado").layout.yaxis
    half = [(label.count("<br>") + 1) / 2 for label in axis.ticktext]
    ends = [(at - by, at + by) for at, by in zip(axis.tickvals, half, strict=True)]
    assert max(half) > 2
    assert all(end < begin for (_, end), (begin, _) in pairwise(ends))
    assert axis.range[1] <= ends[0][0]
    assert axis.range[0] >= ends[-1][1]


def test_a_score_without_failed_gates_names_no_cap() -> None:
    changed = with_changes(
        conclusion={"gates": CONCLUSION.gates.model_copy(update={"failed": ()}), "cap": 100}
    )
    chart = charts.score(changed.conclusion)
    assert chart is not None
    assert chart.title == "Published score 1.0–29.0 of 100"


FATES = (
    ComponentFate(component="code", fate="replace", why="Neither."),
    ComponentFate(component="data and lineage", fate="undecided"),
    ComponentFate(component="evaluation set", fate="replace"),
)
EXPOSED = with_changes(
    conclusion={
        "pattern_readings": tuple(
            one.model_copy(update={"state": PatternState.EXPOSED}) if one.id == "FP-05" else one
            for one in CONCLUSION.pattern_readings
        ),
        "decision": Decision(decision="rebuild", rule="code and data", components=FATES),
    }
)


def test_causes_stand_in_the_order_in_which_they_act() -> None:
    chart = charts.causes(EXPOSED)
    assert chart is not None
    assert chart.title == "7 failure patterns are at work, cheapest to break at DATA-03"
    assert (chart.broken, chart.broken_at) == ("FP-03", "DATA-03")
    assert [(question, [cause.id for cause in found]) for question, found in chart.columns] == [
        ("How it came in", ["FP-01", "FP-15"]),
        ("What went wrong", ["FP-03", "FP-05"]),
        ("Why nobody saw it", ["FP-04"]),
        ("Why nobody can explain it", ["FP-02"]),
        ("Why nobody can repair it", ["FP-07"]),
        ("Why nobody stopped it", ["FP-09"]),
    ]
    assert "What went wrong: Stale world, present; Silent decay, exposed." in chart.description
    assert charts.causes(with_changes(conclusion={"chain": None})) is None


def test_the_fates_of_components() -> None:
    chart = charts.fates(EXPOSED)
    assert chart is not None
    assert chart.title == "3 components: 0 to keep, 0 to repair, 2 to replace, 1 open"
    assert chart.data.rows == (
        ("Code", "replace"),
        ("Data and lineage", "undecided"),
        ("Evaluation set", "replace"),
    )
    assert charts.fates(DOSSIER) is None


def test_a_failed_project_is_drawn_on_screen_as_on_paper() -> None:
    causes, fates = charts.causes(EXPOSED), charts.fates(EXPOSED)
    assert causes is not None
    assert fates is not None
    shown = plotly_charts.causes(causes).data[0]
    assert list(shown.text) == ["FP-01", "FP-15", "FP-03", "FP-05", "FP-04", "FP-02", "FP-07", "FP-09"]
    assert [sign for sign, key in zip(shown.marker.symbol, shown.text, strict=True) if key == "FP-03"] == [
        "star"
    ]
    assert list(plotly_charts.fates(fates).data[0].x) == ["Replace", "Undecided", "Replace"]


def salvaged(rate: float | None = 1_000, rebuild: tuple[float, float] | None = (60_000, 90_000)) -> Dossier:
    """A failed project with a plan of 7 to 12 person-days, three of whose steps are due at two times."""
    due = (("now", Interval(1, 2)), ("90 days", Interval(2, 4)), ("now", Interval(4, 6)))
    steps = tuple(
        CONCLUSION.actions[0].model_copy(update={"horizon": horizon, "effort": effort})
        for horizon, effort in due
    )
    operation = Operation(day_rate=rate, rebuild_cost=rebuild, currency="EUR")
    return with_changes(
        assessment={"operation": operation},
        conclusion={"decision": EXPOSED.conclusion.decision, "actions": steps},
    )


@pytest.mark.parametrize(
    ("rebuild", "title"),
    [
        (
            (60_000.0, 90_000.0),
            "The plan costs EUR 7,000 to EUR 12,000, less than rebuilding at EUR 60,000 to EUR 90,000",
        ),
        ((5_000.0, 5_000.0), "The plan costs EUR 7,000 to EUR 12,000, more than rebuilding at EUR 5,000"),
        (
            (12_000.0, 20_000.0),
            "The plan costs EUR 7,000 to EUR 12,000, rebuilding EUR 12,000 to EUR 20,000: "
            "they overlap, cost does not tell them apart",
        ),
    ],
)
def test_the_plan_stands_beside_rebuilding_in_money(rebuild: tuple[float, float], title: str) -> None:
    chart = charts.salvage(salvaged(rebuild=rebuild))
    assert chart is not None
    assert chart.title == title
    assert [(step.day, step.total) for step in chart.steps] == [
        (7, Interval(5_000, 8_000)),
        (30, Interval(5_000, 8_000)),
        (90, Interval(7_000, 12_000)),
    ]


def test_numbers_on_screen_are_written_in_the_language_and_the_last_one_of_an_axis_has_room() -> None:
    chart = charts.failures(CONCLUSION.projection)
    assert chart is not None
    assert plotly_charts.failures(chart).layout.separators == ".,"
    with speaking(speech("de")):
        german = plotly_charts.failures(chart).layout
    assert (german.separators, german.margin.r) == (",.", EDGE)


@pytest.mark.parametrize(
    ("name", "row"),
    [("Security and guardrails", ROW), ("Kostenkontrolle und Wirtschaftlichkeit je Vorgang", HIGH_ROW)],
)
def test_a_dimension_has_room_for_its_name(name: str, row: int) -> None:
    given = charts.dimensions(CONCLUSION, DOSSIER.rubric)
    assert given is not None
    chart = replace(given, bars=(given.bars[0]._replace(name=name),))
    assert plotly_charts.dimensions(chart).layout.height == AROUND + row


def test_the_plan_beside_rebuilding_tells_its_data_and_is_drawn_on_screen() -> None:
    chart = charts.salvage(salvaged())
    assert chart is not None
    assert chart.description == (
        "The plan has cost by day 7: EUR 5,000 to EUR 8,000; by day 30: EUR 5,000 to EUR 8,000; "
        "by day 90: EUR 7,000 to EUR 12,000. Rebuilding costs EUR 60,000 to EUR 90,000."
    )
    assert chart.data.rows == (
        ("Now", "5–8", "EUR 5,000 to EUR 8,000"),
        ("Within 30 days", "0", "EUR 5,000 to EUR 8,000"),
        ("Within 90 days", "2–4", "EUR 7,000 to EUR 12,000"),
        ("Rebuilding", "–", "EUR 60,000 to EUR 90,000"),
    )
    low, high, least, most = plotly_charts.salvage(chart).data
    assert list(low.x) == list(most.x) == [0, 7, 30, 90]
    assert (list(low.y), list(high.y)) == ([0, 5_000, 5_000, 7_000], [0, 8_000, 8_000, 12_000])
    assert (set(least.y), set(most.y)) == ({60_000}, {90_000})


@pytest.mark.parametrize(
    ("rate", "rebuild", "told"),
    [
        (None, None, "Neither what a person-day costs nor what rebuilding would cost is stated"),
        (900.0, None, "What rebuilding would cost is not stated"),
        (None, (1.0, 2.0), "What a person-day costs is not stated, so that the plan is not compared"),
    ],
)
def test_what_the_comparison_with_rebuilding_lacks_is_told(
    rate: float | None, rebuild: tuple[float, float] | None, told: str
) -> None:
    dossier = salvaged(rate, rebuild)
    assert charts.salvage(dossier) is None
    assert efforts.not_compared(dossier).startswith(told)
    assert told in page.render(dossier, assets.style(inline=False))


def test_a_copy_without_money_tells_nothing_of_what_was_stated() -> None:
    withheld = salvaged(None, None).model_copy(update={"edition": Edition(audience=Audience.PUBLIC)})
    assert efforts.not_compared(withheld) == ""
    printed = page.render(withheld, assets.style(inline=False))
    assert [untrue for untrue in ("rate not stated", "costs is not stated") if untrue in printed] == []
    assert charts.salvage(EXPOSED) is None
    assert (
        charts.salvage(with_changes(assessment={"operation": Operation(day_rate=1, rebuild_cost=(1, 2))}))
        is None
    )


def test_dimensions_name_what_stands_out() -> None:
    assert standouts.strengths(DOSSIER) == {
        "DOC": "System description: purpose, limits, architecture, data flow, level 2"
    }
    assert standouts.gaps(DOSSIER) == {
        "DATA": "Freshness and reference-data lifecycle enforced, critical",
        "OWN": "Named business and technical owners with time and authority, critical",
        "PROV": "Model versions pinned and inventoried, high",
        "REL": "Loops, steps and recursion are bounded (agents), medium",
        "SCALE": "Latency and throughput meet the job, low",
    }
