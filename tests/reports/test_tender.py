"""The report on several vendors: what its pages say, its figures, and its extremes."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from audit.assessment import tender_of
from audit.delivery import tenders
from audit.model import wording as w
from audit.model.base import InputError
from audit.model.edition import Audience
from audit.model.operation import Operation
from audit.model.tender import Tender
from reports import assets, charts, paper, plotly_charts, tender_page, tender_rows
from reports.tender_rows import GateCell
from tests.reports.case import RUBRIC
from tests.reports.extremes import ATTACK, LONG
from tests.reports.svg import drawings
from tests.reports.tenders import many, three, vendor, with_the_failed_project

MADE: dict[str, Callable[[], Tender]] = {
    "three": three,
    "the failed project": with_the_failed_project,
    "twelve": lambda: many(LONG),
    "hostile": lambda: many(ATTACK),
    "nothing shared": lambda: tender_of(
        [vendor("A", 1, 1, leaving_out=500), vendor("B", 2, 2, leaving_out=500)], RUBRIC
    ),
}


@cache
def tender(name: str) -> Tender:
    return MADE[name]()


@cache
def html(name: str) -> str:
    return tender_page.render(tender(name), assets.style(inline=False))


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def page_of(name: str) -> str:
    """The decision page in words."""
    found = re.search(r"<article.*?</article>", html(name), flags=re.DOTALL)
    assert found
    return words(found[0])


def test_the_decision_page_puts_knock_outs_first_and_price_beside_the_score() -> None:
    text = page_of("three")
    assert "3 vendors, compared on 66 questions that all were asked." in text
    assert text.index("Key Holders Provider keys or data are held by the vendor alone.") < text.index(
        "Showers V3"
    )
    assert re.search(r"1 Showers V3 Not decidable yet 75\.0 0, 0 USD 6,000", text)
    assert re.search(r"2 Sayers V2 Not decidable yet 25\.0–100\.0 0, 21 USD 2,000", text)
    assert "✗ out Key Holders V1" in text
    assert "the whole order stays the same in 100% of 1,000 draws" in text


def test_every_chapter_stands_in_the_report() -> None:
    assert re.findall(r'<section class="chapter[^"]*" id="(\w+)"', html("three")) == [
        *(
            "ranking",
            "dimensions",
            "gates",
            "proof",
            "handling",
            "prices",
            "negotiation",
            "clauses",
            "parity",
            "limits",
        ),
        *("vendors", "figures", "method"),
    ]


def test_gates_tell_where_vendors_differ() -> None:
    found = three()
    rows = {row.criterion.id: row for row in tender_rows.gates(found, found.rows)}
    assert [one.name for one in found.comparison.contenders] == ["Showers", "Sayers", "Key Holders"]
    met, open_ = GateCell("met", "3"), GateCell("unverified", "1–4")  # type: ignore[arg-type]
    assert rows["OBS-01"].cells == (met, open_, GateCell("met", "4"))  # type: ignore[arg-type]
    assert rows["OBS-01"].differs


def test_claims_stand_beside_proof_with_the_largest_gap_first() -> None:
    assert [
        (p.name, w.score(p.claimed), w.score(p.supported), w.score(p.gap))
        for p in tender_rows.proofs(three())
    ] == [
        ("Sayers", "91.7", "22.9", "68.8"),
        ("Showers", "75.0", "75.0", "0.0"),
        ("Key Holders", "100.0", "100.0", "0.0"),
    ]


def test_what_is_negotiated_names_proof_and_clause() -> None:
    found = three()
    sayers = next(bid for one, bid in found.rows if one.name == "Sayers")
    points = {point.criterion.id: point for point in tender_rows.points(found, sayers)}
    assert set(points) == set(sayers.conclusion.gates.unverified)
    point = points["OBS-01"]
    assert point.clause is not None
    assert (point.state.value, point.clause.id) == ("unverified", "CC-04")
    assert (
        point.show
        == ", ".join(RUBRIC.by_id["OBS-01"].evidence[:-1]) + f" or {RUBRIC.by_id['OBS-01'].evidence[-1]}"
    )


def test_what_was_not_asked_of_all_is_listed() -> None:
    found = three()
    rows = tender_rows.uneven(found)
    first = list(RUBRIC.criteria())[:2]
    assert [(row.name, row.asked) for row in rows] == [
        (f"{c.name} ({c.id})", (True, False, True)) for c in first
    ]


def test_charts_of_vendors_hold_exact_numbers() -> None:
    shapes = tender_page.shapes(three())
    contenders, sensitivity, matrix, prices = (
        shapes[key] for key in ("contenders", "sensitivity", "matrix", "prices")
    )
    assert isinstance(contenders, charts.ContendersChart)
    assert [(b.name, b.place, b.score) for b in contenders.bars] == [
        ("Showers", "1", (75, 75)), ("Sayers", "2", (25, 100)), ("Key Holders", "out", (100, 100)),
    ]  # fmt: skip
    assert contenders.title == "On 66 shared questions the highest lower bound is 75.0: Showers"
    assert isinstance(sensitivity, charts.SensitivityChart)
    assert sensitivity.bars == (("Showers", 1.0), ("Sayers", 0.0))
    assert sensitivity.title == "Under other weights Showers is first in 100% of 1,000 draws"
    assert isinstance(matrix, charts.MatrixChart)
    assert matrix.title == "Key Holders is credited above all others in 12 of 12 dimensions"
    cells = [cell for cell in matrix.rows[1].cells if cell]
    assert [(cell.score, cell.coverage, cell.shown) for cell in cells] == [
        ((75, 75), 1, 1),
        ((25, 100), 1, 0),
        ((100, 100), 1, 1),
    ]
    assert isinstance(prices, charts.PricesChart)
    assert [(p.label, p.price, p.score) for p in prices.points] == [
        ("V2", 2000, (25, 100)), ("V1", 4000, (100, 100)), ("V3", 6000, (75, 75)),
    ]  # fmt: skip
    assert prices.title == "A month costs USD 2,000–USD 6,000; the price is part of no score"


def test_paper_and_screen_draw_the_same_vendors() -> None:
    shapes = tender_page.shapes(three())
    told = {word.text for one in drawings(html("three")) for word in one.words}
    figures = {name: getattr(plotly_charts, name)(shape) for name, shape in shapes.items()}
    supported = next(t for t in figures["contenders"].data if t.name == "Supported by evidence")
    assert list(supported.x) == [75, 25, 100]
    assert {"75.0", "25.0–100.0", "100.0"} <= told
    assert list(figures["sensitivity"].data[0].x) == [1.0, 0.0]
    assert {"100%", "0%"} <= told
    assert [list(t.x) for t in figures["matrix"].data] == [[75] * 12, [25] * 12, [100] * 12]
    assert list(figures["prices"].data[0].x) == [2000, 4000, 6000]
    assert list(figures["prices"].data[0].y) == [25, 100, 75]
    assert {"V1", "V2", "V3"} <= told


def test_prices_in_several_currencies_are_not_mixed() -> None:
    euros = vendor("Euros", 2, 2, operation=Operation(spend_per_month=10, currency="EUR"))
    found = tender_of([vendor("A", 2, 2, spend=5), vendor("B", 2, 2, spend=7), euros], RUBRIC)
    chart = charts.prices(found)
    assert chart is not None
    assert (chart.currency, [p.name for p in chart.points]) == ("USD", ["A", "B"])
    assert charts.prices(tender_of([vendor("A", 2, 2, spend=5), vendor("B", 2, 2)], RUBRIC)) is None


@pytest.mark.parametrize("name", MADE)
def test_nothing_leaves_a_drawing(name: str) -> None:
    assert [(one.kind, one.outside) for one in drawings(html(name)) if one.outside] == []


@pytest.mark.parametrize("name", MADE)
def test_figures_are_numbered_and_lead_to_their_data(name: str) -> None:
    text = html(name)
    numbers = re.findall(r'<span class="figure-number">Figure (\d+)</span>', text)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert re.findall(r'id="figure-(\w+)"', text) == re.findall(r'<h3 id="data-(\w+)"', text)


def test_names_of_others_are_text() -> None:
    text = html("hostile")
    assert "<script" not in text
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', text) == []
    assert "&lt;script&gt;fetch(" in text


def test_two_vendors_of_one_name_are_told_apart() -> None:
    found = tender_of([vendor("Ada", 2, 2), vendor("Ada", 3, 3)], RUBRIC)
    assert sorted(tender_rows.names(found).values()) == ["Ada (V1)", "Ada (V2)"]


def test_a_review_is_judged_as_a_vendor_evaluation_here() -> None:
    found = with_the_failed_project()
    assert {bid.assessment.purpose.value for bid in found.bids} == {"vendor_evaluation"}
    assert all(bid.conclusion.clauses for bid in found.bids)
    assert "Full monitoring &amp; tracing of every decision." in html("the failed project")


@pytest.mark.parametrize(
    ("number", "why"),
    [(1, "holds 2 to 12 of them, not 1"), (13, "holds 2 to 12 of them, not 13")],
)
def test_how_many_vendors_stand_in_one_report(number: int, why: str) -> None:
    with pytest.raises(InputError, match=why):
        tender_of([vendor(f"v{n}", 1, 1) for n in range(number)], RUBRIC)


def test_a_vendor_is_given_once() -> None:
    with pytest.raises(InputError, match="Ada: the same assessment is given twice"):
        tender_of([vendor("Ada", 1, 1), vendor("Ada", 1, 1)], RUBRIC)


def test_the_order_of_vendors_changes_not_one_byte() -> None:
    given = [vendor(name, level, grade) for name, level, grade in (("b", 2, 2), ("A", 2, 2), ("c", 3, 1))]
    one, other = (tender_of(list(order), RUBRIC) for order in (given, reversed(given)))
    assert one == other
    assert one.number == other.number
    style = assets.style(inline=False)
    assert tender_page.render(one, style) == tender_page.render(other, style)


def alternatives(pdf: bytes) -> list[str]:
    """The texts that stand in place of pictures in a tagged PDF."""
    found: list[str] = []

    def walk(node: Any) -> None:
        held = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(held, list):
            for one in held:
                walk(one)
        elif isinstance(held, dict):
            if "/Alt" in held:
                found.append(str(held["/Alt"]))
            walk(held.get("/K", []))

    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"])
    return found


def test_every_figure_has_its_message_as_text_in_the_tagged_pdf() -> None:
    text = html("three")
    body = "".join(re.findall(r"<figure.*?</figure>", text, flags=re.DOTALL))
    style = assets.style(inline=False)
    made = paper.print_pdf(f'<html lang="en"><title>x</title><style>{style}</style>{body}</html>', b"0" * 16)
    titles = [shape.title for shape in tender_page.shapes(three()).values() if shape]
    assert [" ".join(one.split()) for one in alternatives(made)] == titles


@pytest.mark.parametrize(
    ("audience", "chapters"),
    [
        (Audience.BOARD, ["ranking", "limits"]),
        (
            Audience.PUBLIC,
            ["ranking", "dimensions", "gates", "proof", "parity", "limits", "vendors", "figures", "method"],
        ),
    ],
)
def test_a_copy_has_the_chapters_of_its_audience(audience: Audience, chapters: list[str]) -> None:
    copy = tenders.edition(three(), audience)
    text = tender_page.render(copy, "")
    assert re.findall(r'<section class="chapter[^"]*" id="(\w+)"', text) == chapters
    assert f"copy of report {three().number}." in text
    assert ("© 2026 [" in text, "What to ask for before signing" in text) == (
        False,
        audience is Audience.BOARD,
    )
