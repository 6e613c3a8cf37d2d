"""The figures of a report: numbered where they stand, with their data both ways, and within their frames."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from html import unescape
from typing import Any

import pytest
from plotly.graph_objects import Figure

from audit.assessment import project_costs
from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.evidence import Grade
from audit.model.gap import Severity
from audit.model.palette import LIGHT
from audit.model.plan import Action
from audit.model.score import Interval
from audit.ui.views.what_if import EXAMPLE
from reports import assets, charts, figures, page, plotly_charts
from reports.charts import Chart, Event, TrendPoint
from reports.sections import Section
from tests.reports.case import RUBRIC
from tests.reports.dossiers import (
    CONCLUSION,
    action,
    failed_project,
    gap,
    standings,
    unanswered,
    with_changes,
)
from tests.reports.extremes import LONG, big, hostile
from tests.reports.svg import Drawing, drawings

COSTS = project_costs(EXAMPLE)
RICH = COSTS.model_copy(
    update={
        "shocks": tuple(
            s.model_copy(update={"total": 1e15, "change": 1e15, "name": LONG}) for s in COSTS.shocks
        )
    }
)
DAY = date(2026, 3, 3)


def actions(number: int, title: str = "") -> tuple[Action, ...]:
    """A plan of so many actions, each third one after the one before it."""
    keys = [c.id for c in RUBRIC.criteria()]
    found = []
    for n in range(number):
        one = action(keys[n], ("now", "30 days", "90 days")[n * 3 // number], "a failed gate")
        found.append(
            one.model_copy(
                update={"after": (keys[n - 1],) if n % 3 == 2 else (), "title": title or one.title}
            )
        )
    return tuple(found)


def points(number: int, name: str = "Run") -> list[TrendPoint]:
    return [
        TrendPoint(f"{name} {n}", DAY + timedelta(days=30 * n), Interval(n * 5.0, 100 - n), 20 - n, n)
        if n
        else TrendPoint(name, DAY, None, 21, 0)
        for n in range(number)
    ]


def events(number: int, what: str = "The agency hands over release") -> list[Event]:
    known: Any = ("fact", "statement", "inference")
    return [
        Event(DAY + timedelta(days=n * n % 90), f"{what} {n}", known[n % 3], "mail 7") for n in range(number)
    ]


@cache
def html(name: str) -> str:
    made: dict[str, Callable[[], Dossier]] = {
        "ordinary": failed_project,
        "nothing answered": unanswered,
        "hostile": hostile,
        "big": big,
        "one action": lambda: with_changes(conclusion={"actions": actions(1)}),
        "sixty actions": lambda: with_changes(conclusion={"actions": actions(60, LONG), "costs": RICH}),
        "costs": lambda: with_changes(conclusion={"costs": COSTS}),
        "all at the top": at_the_top,
    }
    return page.render(made[name](), assets.style(inline=False))


def at_the_top() -> Dossier:
    everything = Interval(100.0, 100.0)
    return with_changes(conclusion={
        "published": everything, "uncapped": everything, "cap": 100, "as_claimed": 100.0,
        "dimensions": {key: d._replace(low=100.0, high=100.0, claimed=100.0) for key, d in CONCLUSION.dimensions.items()},
        "projection": CONCLUSION.projection and CONCLUSION.projection.model_copy(update={
            "failures": 0.0, "failures_wilson": Interval(0, 0), "failures_predictive": Interval(0, 0), "shift_failures": 0.0}),
    })  # fmt: skip


EXTREMES = (
    "ordinary",
    "nothing answered",
    "hostile",
    "big",
    "one action",
    "sixty actions",
    "costs",
    "all at the top",
)


@pytest.mark.parametrize("name", EXTREMES)
def test_nothing_leaves_a_drawing(name: str) -> None:
    assert [(one.kind, one.outside) for one in drawings(html(name)) if one.outside] == []


def drawn(chart: Chart | None) -> list[Drawing]:
    """A chart as it is drawn in a report."""
    assert chart is not None
    known = {chart.kind: chart}
    here = (Section("here", "1", "Here"), Section("figures", "A", "Data", appendix=True))
    placed = figures.placed(known, here, ((chart.kind, "here"),))[chart.kind]
    text = page.environment().get_template("charts.html.j2").module.figure(placed)  # type: ignore[attr-defined]
    return drawings(str(text))


@pytest.mark.parametrize(
    "chart",
    [
        pytest.param(charts.trend(points(2)), id="two runs"),
        pytest.param(charts.trend(points(14, LONG)), id="fourteen runs with long names"),
        pytest.param(charts.timeline(events(2)), id="two events"),
        pytest.param(charts.timeline(events(12)), id="twelve events"),
        pytest.param(charts.timeline(events(60, LONG)), id="sixty events with long names"),
        pytest.param(charts.timeline([Event(DAY, "one"), Event(DAY, "two")]), id="two events on one day"),
    ],
)
def test_nothing_leaves_a_drawing_over_time(chart: Chart | None) -> None:
    assert [one.outside for one in drawn(chart)] == [[]]


@pytest.mark.parametrize("name", EXTREMES)
def test_figures_are_numbered_as_they_stand_and_lead_to_their_data_and_back(name: str) -> None:
    text = html(name)
    numbers = re.findall(r'<span class="figure-number">Figure (\d+)</span>', text)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert numbers
    names = re.findall(r'id="figure-(\w+)"', text)
    apart = [name for name in names if name not in figures.BESIDE]
    assert re.findall(r'<h3 id="data-(\w+)"', text) == apart
    assert re.findall(r'class="figure-data" href="#data-(\w+)">data: appendix [A-Z]<', text) == apart
    assert re.findall(r'<a href="#figure-(\w+)">Figure \d+</a>: ', text) == apart
    beside = [name for name in names if name in figures.BESIDE]
    assert re.findall(r'class="figure-data" href="#data-(\w+)">data: in the table below<', text) == beside
    assert re.findall(r'<a href="#figure-(\w+)">Figure \d+</a> \(', text) == beside
    assert all(text.count(f'id="data-{name}"') == 1 for name in names)


@pytest.mark.parametrize("make", [failed_project, big])
def test_what_is_drawn_from_a_table_beside_it_stands_in_that_table(make: Callable[[], Dossier]) -> None:
    text, shapes = page.render(make(), ""), figures.shapes(make())
    found = re.findall("<tr.*?</tr>", text, re.DOTALL)
    rows = [unescape(" ".join(re.sub("<[^>]*>", " ", row).split())) for row in found]
    plan, gates, dimensions, line = (shapes[key] for key in ("plan", "gates", "dimensions", "timeline"))
    assert isinstance(plan, charts.PlanChart)
    for bar in plan.bars:
        row = next(row for row in rows if row.startswith(f"A-{bar.number:02} "))
        assert f"{bar.criterion} " in row
        assert f" {wording.days((bar.low, bar.high))} " in row
        after = ", ".join(f"A-{n:02}" for n in bar.after)
        assert (f"from day {wording.short(bar.start)}, after {after} " in row) is bool(bar.after)
    assert isinstance(gates, charts.GatesChart)
    for cell in gates.cells:
        assert any(f" {cell.id} " in row and wording.GATES[cell.state].word in row for row in rows)
    assert isinstance(dimensions, charts.DimensionsChart)
    for one in dimensions.bars:
        assert any(f" {one.id} " in row and wording.interval(one[2:4]) in row for row in rows)
    assert isinstance(line, charts.TimelineChart)
    for n, event in enumerate(line.events, start=1):
        assert any(row.startswith(f"{n} {wording.day(event.day)} ") for row in rows)


def test_every_chart_of_an_ordinary_report_has_its_chapter() -> None:
    found = {name for name, shape in figures.shapes(failed_project()).items() if shape}
    assert found == set(re.findall(r'id="figure-(\w+)"', html("ordinary")))
    assert "tornado" in re.findall(r'id="figure-(\w+)"', html("costs"))


@pytest.mark.parametrize("name", EXTREMES)
def test_every_drawing_says_its_message_and_has_words_in_place_of_the_picture(name: str) -> None:
    figures_only = [one for one in drawings(html(name)) if one.kind == "wide"]
    assert figures_only
    for one in figures_only:
        title, told = one.root.find("title"), one.root.find("desc")
        assert title is not None
        assert told is not None
        assert re.search(r"\d|None|no stage|S\d", title.text or "")
        assert len(told.text or "") > 10
        assert one.root.attrib["aria-label"] == title.text


def test_words_in_drawings_stand_in_colours_that_can_be_read() -> None:
    readable = {
        LIGHT.ink,
        LIGHT.soft,
        LIGHT.critical,
        LIGHT.paper,
        LIGHT.high,
        LIGHT.medium,
        LIGHT.low,
        LIGHT.note,
    }
    found = {
        text.attrib["fill"]
        for name in EXTREMES
        for one in drawings(html(name))
        for text in one.root.iter("text")
    }
    assert found <= readable


def test_grades_count_criteria() -> None:
    chart = charts.grades(CONCLUSION, RUBRIC)
    assert chart is not None
    applicable = sum(s.applicable for s in standings().values())
    shown = sum(s.grade >= Grade.DOCUMENTED for s in standings().values())
    assert (applicable, shown) == (68, 11)
    assert chart.title == "11 of 68 applicable criteria rest on a document or better"
    assert [tuple(part) for part in chart.grades] == [
        ("independently verified", 0), ("demonstrated", 0), ("documented", 11), ("claimed", 0), ("none", 57)
    ]  # fmt: skip
    assert [tuple(part) for part in chart.answers] == [
        ("answered", 11), ("declined", 0), ("not known or not asked", 57), ("not applicable", 0)
    ]  # fmt: skip


def test_severities_stand_against_efforts() -> None:
    efforts = [(1.0, 2.0), (2.0, 2.5), (4.0, 5.0), (5.0, 10.0), (9.0, 11.0)]
    gaps = [
        gap(n, "DATA-03", severity).model_copy(update={"effort": Interval(*effort)})
        for n, (severity, effort) in enumerate(zip(Severity, efforts, strict=True), start=1)
    ]
    chart = charts.severities(gaps)
    assert chart is not None
    assert chart.columns == ("up to 2", "2–5", "5–10", "over 10")
    assert [(c.severity.value, c.column, c.findings) for c in chart.cells if c.findings] == [
        ("critical", 0, ("G-01",)), ("high", 1, ("G-02",)), ("medium", 1, ("G-03",)),
        ("low", 2, ("G-04",)), ("note", 3, ("G-05",)),
    ]  # fmt: skip
    assert chart.title == "1 of 5 findings is critical or high and takes at most 2 person-days"
    assert charts.severities([]) is None


def planned(*rows: tuple[str, str, tuple[float, float], tuple[str, ...]]) -> tuple[Action, ...]:
    return tuple(
        Action(
            criterion=key,
            title=key,
            text="do it",
            effort=Interval(*effort),
            horizon=due,
            why="so",
            after=after,
        )
        for key, due, effort, after in rows
    )


def test_an_action_begins_when_what_it_waits_for_is_done() -> None:
    chart = charts.plan(planned(
        ("OBS-03", "30 days", (4, 8), ("OBS-01", "EVAL-01")),
        ("OBS-01", "30 days", (2, 5), ()),
        ("EVAL-01", "now", (2, 4), ()),
        ("DEP-04", "90 days", (1, 2), ("OBS-03", "REL-01")),
    ))  # fmt: skip
    assert chart is not None
    assert [(b.number, b.criterion, b.start, b.end, b.after) for b in chart.bars] == [
        (1, "EVAL-01", 0, 4, ()), (2, "OBS-03", 5, 13, (1, 3)), (3, "OBS-01", 0, 5, ()), (4, "DEP-04", 13, 15, (2,)),
    ]  # fmt: skip
    assert chart.title == "4 actions, 9–19 person-days, 1 due now"
    assert "the longest chain takes up to 15 working days" in chart.description
    assert charts.plan(()) is None


@pytest.mark.parametrize(("number", "parts"), [(1, [2]), (8, [6, 5]), (15, [9, 9]), (60, [9] * 7)])
def test_a_long_plan_is_drawn_in_parts_between_which_a_page_may_end(number: int, parts: list[int]) -> None:
    chart = charts.plan(actions(number))
    assert chart is not None
    assert [len(rows) for rows in chart.sheets] == parts


def test_two_narrow_tables_stand_beside_each_other_and_keep_their_order() -> None:
    shapes = figures.shapes(with_changes(conclusion={"costs": COSTS}))
    here = (Section("here", "1", "Here"), Section("figures", "A", "Data", appendix=True))
    names = ("score", "grades", "failures", "tornado", "dimensions")
    placed = figures.placed(shapes, here, tuple((name, "here") for name in names))
    found = [[one.name for one in pair] for pair in figures.tables(placed.values())]
    assert [name for pair in found for name in pair] == list(names[:4])
    assert found[0] == ["score", "grades"]
    assert all(
        len(one.chart.data.columns) <= 3
        for pair in found
        if len(pair) == 2
        for one in placed.values()
        if one and one.name in pair
    )


def test_actions_that_wait_for_each_other_end_all_the_same() -> None:
    chart = charts.plan(planned(("A-01", "now", (1, 2), ("B-01",)), ("B-01", "now", (1, 3), ("A-01",))))
    assert chart is not None
    assert chart.length == 5


def test_a_trend_counts_open_gates() -> None:
    chart = charts.trend(
        [
            TrendPoint("October", date(2026, 10, 1), Interval(40, 62.5), 0, 2),
            TrendPoint("May", date(2026, 5, 1), Interval(20, 49), 3, 6),
        ]
    )
    assert chart is not None
    assert chart.title == "Over 2 runs open gates went from 9 to 2; the score is now 40.0–62.5 of 100"
    assert chart.data.rows == (
        ("May", "1 May 2026", "20.0–49.0", "3", "6"),
        ("October", "1 October 2026", "40.0–62.5", "0", "2"),
    )
    assert charts.trend([]) is None
    assert charts.trend(points(1)) is None


def test_a_timeline_is_ordered_and_says_how_things_are_known() -> None:
    chart = charts.timeline(
        [Event(date(2026, 6, 28), "Accepted", "fact", "E-01"), Event(DAY, "Contract", "statement")]
    )
    assert chart is not None
    assert chart.title == "2 dated events from 3 March 2026 to 28 June 2026; 1 of them is a fact"
    assert chart.data.rows == (
        ("1", "3 March 2026", "Contract", "statement", "–"),
        ("2", "28 June 2026", "Accepted", "fact", "E-01"),
    )
    assert charts.timeline([Event(DAY, "alone")]) is None


def trace(figure: Figure, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def close(found: list[float], wanted: list[float]) -> bool:
    return len(found) == len(wanted) and all(
        abs(a - b) <= 0.02 * max(abs(b), 1) for a, b in zip(found, wanted, strict=True)
    )


def test_paper_and_screen_draw_the_same_numbers() -> None:
    chart = charts.dimensions(CONCLUSION.model_copy(update={"dimensions": {
        key: d._replace(low=10.0 + n, high=30.0 + 2 * n) for n, (key, d) in enumerate(CONCLUSION.dimensions.items())
    }}), RUBRIC)  # fmt: skip
    parts, screen = drawn(chart), plotly_charts.dimensions(chart)  # type: ignore[arg-type]
    for colour, name in ((LIGHT.ink, "Credited by evidence"), (LIGHT.faint, "Not refuted")):
        on_paper = [rectangle.width / 3.2 for part in parts for rectangle in part.filled(colour)]
        assert close(on_paper, list(trace(screen, name).x))

    scored = charts.score(CONCLUSION)
    (paper,), screen = drawn(scored), plotly_charts.score(scored)  # type: ignore[arg-type]
    assert close(
        [r.width / 6.4 for r in paper.filled(LIGHT.ink)], list(trace(screen, "Supported by evidence").x)
    )
    assert close([r.width / 6.4 for r in paper.filled(LIGHT.faint)], list(trace(screen, "Not refuted").x))
    assert "as claimed 6.2" in {word.text for word in paper.words}
    assert list(trace(screen, "As claimed").x) == [6.25]

    plan = charts.plan(actions(6))
    assert plan is not None
    (paper,), screen = drawn(plan), plotly_charts.plan(plan)
    scale = 270 / plan.length
    first = paper.filled(LIGHT.ink)
    assert close([r.width / scale for r in first], list(trace(screen, "Lower estimate").x))
    assert close([(r.x - 290) / scale for r in first], list(trace(screen, "Lower estimate").base))

    graded = charts.grades(CONCLUSION, RUBRIC)
    assert graded is not None
    (paper,), screen = drawn(graded), plotly_charts.grades(graded)
    told = {word.text for word in paper.words}
    for one in screen.data:
        assert one.hovertext[0] in told
        assert one.hovertext[0].startswith(f"{one.x[0]} ")

    cost = charts.tornado(COSTS)
    assert cost is not None
    (paper,), screen = drawn(cost), plotly_charts.tornado(cost)
    dearer = [r.width for r in paper.filled(LIGHT.critical)]
    shares = [x / max(trace(screen, "Dearer").x) for x in trace(screen, "Dearer").x]
    assert close([wide / max(dearer) for wide in dearer], shares)

    trended = charts.trend(points(6))
    assert trended is not None
    (paper,), screen = drawn(trended), plotly_charts.trend(trended)
    told = {word.text for word in paper.words}
    failed, open_ = list(trace(screen, "Gates failed").y), list(trace(screen, "Gates unverified").y)
    assert {str(a + b) for a, b in zip(failed, open_, strict=True)} <= told
    assert close([r.height / 42 * 21 for r in paper.filled(LIGHT.critical)], failed)
    assert list(trace(screen, "Supported by evidence").y) == [5.0, 10.0, 15.0, 20.0, 25.0]

    listed = charts.timeline(events(5))
    assert listed is not None
    screen = plotly_charts.timeline(listed)
    days = sorted(day for one in screen.data for day in one.x)
    assert days == [event.day.isoformat() for event in listed.events]

    found = charts.severities(CONCLUSION.gaps)
    assert found is not None
    (paper,), screen = drawn(found), plotly_charts.severities(found)
    numbers = [word.text for word in paper.words if word.size == 16]
    assert [str(n) for n in trace(screen, "Findings").customdata] == numbers


def test_hostile_names_are_text_on_screen_too() -> None:
    found = figures.shapes(hostile())
    for shape in found.values():
        if shape:
            figure = getattr(plotly_charts, shape.kind)(shape)
            figure.layout.meta = None  # data for programs: plain text that nothing draws
            assert "<script" not in figure.to_json().replace("\\u003c", "<")
