"""What the oracle reads in the specification where the worked examples say nothing, point by point."""

from typing import Any

import pytest

from tests.oracle.scorer import score

FOUR = [f"D{n}" for n in range(1, 5)]


def criterion(
    name: str, weight: int = 1, gate: tuple[int, int] | None = None, **other: Any
) -> dict[str, Any]:
    """Return a criterion of the dimension that its name begins with."""
    level, grade = gate or (None, None)
    return {
        "id": name,
        "dimension": name.partition("-")[0],
        "dimension_weight": 1,
        "weight": weight,
        "kinds": ["rag"],
        "gate": gate is not None,
        "gate_min_level": level,
        "gate_min_grade": grade,
        **other,
    }


def said(level: int, grade: int, contradiction: str | None = None, by: str = "vendor") -> dict[str, Any]:
    return {
        "state": "answered",
        "level": level,
        "grade": grade,
        "contradiction": contradiction,
        "respondent": by,
    }


def state(name: str) -> dict[str, Any]:
    return {"state": name, "respondent": "operations"}


def one(*statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Score a subject with a single criterion, a gate at level 2 and grade 2."""
    if "rating" in more:
        more["ratings"] = {"D1-1": more.pop("rating")}
    return score([criterion("D1-1", gate=(2, 2))], ["rag"], {"D1-1": list(statements)}, **more)


BOUND = {"strong_bound": {"D1-1"}}


@pytest.mark.parametrize(
    ("statements", "more", "numbers", "gate", "coverage"),
    [
        pytest.param([said(3, 2)], {}, [50, 75, 75], "met", 1, id="credited up to the grade"),
        pytest.param([said(1, 4)], {}, [25, 25, 25], "failed", 1, id="below the gate"),
        pytest.param([said(3, 1)], {}, [25, 75, 75], "unverified", 1, id="claimed only"),
        pytest.param([said(3, 0)], {}, [0, 75, 75], "unverified", 1, id="level above 0 with grade none"),
        pytest.param([said(3, 3, "strong")], {}, [0, 25, 75], "failed", 1, id="strong contradiction"),
        pytest.param([said(3, 3, "weak")], {}, [50, 75, 75], "met", 1, id="weak contradiction"),
        pytest.param([said(3, 2, "weak")], {}, [25, 75, 75], "unverified", 1, id="weak, after the grade"),
        pytest.param([said(1, 1, "strong")], {}, [25, 25, 25], "failed", 1, id="no contradiction of level 1"),
        pytest.param([said(0, 1, "weak")], {}, [0, 0, 0], "failed", 1, id="no contradiction of level 0"),
        pytest.param([], {}, [0, 100, 0], "unverified", 0, id="silence"),
        pytest.param([state("unknown")], {}, [0, 100, 0], "unverified", 0, id="unknown"),
        pytest.param([state("declined")], {}, [0, 100, 0], "unverified", 0, id="declined"),
        pytest.param([state("declined")], BOUND, [0, 25, 0], "failed", 0, id="no answer, weakness sighted"),
        pytest.param([said(3, 2)], BOUND, [50, 75, 75], "met", 1, id="the bound is for silence only"),
        pytest.param([said(4, 2), said(2, 3)], {}, [50, 100, 100], "met", 1, id="two respondents"),
        pytest.param([said(4, 4), said(4, 1)], {}, [25, 100, 100], "unverified", 1, id="lowest grade counts"),
        pytest.param(
            [said(3, 3, "strong"), said(3, 3)], {}, [0, 75, 75], "unverified", 1, id="one contradicted"
        ),
        pytest.param([said(3, 3), state("not_applicable")], {}, [75, 75, 75], "met", 1, id="answer over n/a"),
        pytest.param(
            [state("declined"), state("not_applicable")],
            {},
            [0, 100, 0],
            "unverified",
            0,
            id="declined over n/a",
        ),
        pytest.param(
            [said(4, 1, "strong")],
            {"rating": {"level": 3, "grade": 2}},
            [50, 75, 100],
            "met",
            1,
            id="rating over answer and contradiction",
        ),
        pytest.param([], {"rating": {"level": 1, "grade": 3}}, [25, 25, 0], "failed", 1, id="rating alone"),
        pytest.param(
            [state("not_applicable")],
            {"rating": {"level": 1, "grade": 3}},
            [25, 25, 0],
            "failed",
            1,
            id="rating over n/a",
        ),
    ],
)
def test_one_criterion(
    statements: list[dict[str, Any]], more: dict[str, Any], numbers: list[int], gate: str, coverage: int
) -> None:
    result = one(*statements, **more)
    assert result["dimensions"] == {"D1": numbers}
    assert [name for name, ids in result["gates"].items() if ids] == [gate]
    assert result["coverage"] == coverage


@pytest.mark.parametrize(
    "statements", [[state("not_applicable")], [state("not_applicable"), state("unknown")]]
)
def test_nothing_scorable(statements: list[dict[str, Any]]) -> None:
    assert one(*statements) == {
        "conclusion": "Cannot conclude",
        "published": None,
        "uncapped": None,
        "as_claimed": None,
        "coverage": None,
        "gates": {"met": [], "unverified": [], "failed": []},
        "dimensions": {"D1": None},
    }


def test_no_answers_at_all_have_numbers_and_open_gates_but_no_conclusion() -> None:
    result = one(**BOUND)
    assert result["conclusion"] is None
    assert result["uncapped"] == [0, 25]
    assert result["gates"]["failed"] == ["D1-1"]


@pytest.mark.parametrize(
    ("strong", "checkable", "lowered"),
    [
        (3, {"vendor": 15}, True),
        (3, {"vendor": 16}, False),
        (2, {"vendor": 2}, False),
        (3, {"operations": 3}, False),
        (3, {"vendor": 0}, False),
        (3, None, False),
    ],
)
def test_contradiction_rate(strong: int, checkable: dict[str, int] | None, lowered: bool) -> None:
    criteria = [criterion(f"D1-{n}") for n in range(3)] + [
        criterion("D2-1"),
        criterion("D3-1"),
        criterion("D4-1"),
    ]
    answers = {f"D1-{n}": [said(4, 4, "strong" if n < strong else None)] for n in range(3)}
    answers |= {"D2-1": [said(4, 2)], "D3-1": [said(4, 3)], "D4-1": [said(4, 2, by="operations")]}
    dimensions = score(criteria, ["rag"], answers, checkable=checkable)["dimensions"]
    assert [dimensions[d][0] for d in ("D2", "D3", "D4")] == [25 if lowered else 50, 75, 50]


def test_two_gates_of_one_dimension_worked_by_hand() -> None:
    criteria = [criterion("DATA-02", 4, gate=(2, 3)), criterion("DATA-03", 4, gate=(2, 2))]
    answers = {"DATA-02": [said(3, 2)], "DATA-03": [said(3, 1, "strong")]}
    result = score(criteria, ["rag"], answers)
    assert result["dimensions"] == {"DATA": [25, 50, 75]}
    assert result["gates"] == {"met": [], "unverified": ["DATA-02"], "failed": ["DATA-03"]}


def test_overall_pulls_towards_the_three_lowest_of_each_view() -> None:
    criteria = [criterion(f"{d}-1") for d in FOUR]
    answers = {f"{d}-1": [said(level, 4)] for d, level in zip(FOUR, (1, 2, 3, 4), strict=True)}
    assert score(criteria, ["rag"], answers)["uncapped"] == [0.6 * 62.5 + 0.4 * 50] * 2


def test_fewer_than_three_dimensions_average_what_there_is() -> None:
    criteria = [criterion("D1-1"), criterion("D2-1"), criterion("D3-1", kinds=["llm_app"])]
    result = score(criteria, ["rag"], {"D1-1": [said(4, 4)], "D2-1": [said(2, 4)]})
    assert result["uncapped"] == [75, 75]
    assert result["dimensions"]["D3"] is None


@pytest.mark.parametrize(
    ("levels", "conclusion"),
    [
        ((3, 3, 3, 3), "Operates as infrastructure"),
        ((4, 4, 4, 2), "Production-ready"),
        ((3, 3, 2, 2), "Production-ready"),
        ((3, 2, 2, 2), "Conditional (limited exposure)"),
        ((4, 4, 4, 1), "Conditional (limited exposure)"),
        ((2, 2, 2, 1), "Needs hardening"),
    ],
)
def test_conclusions_without_gates(levels: tuple[int, ...], conclusion: str) -> None:
    criteria = [criterion(f"{d}-1") for d in FOUR]
    answers = {f"{d}-1": [said(level, 4)] for d, level in zip(FOUR, levels, strict=True)}
    assert score(criteria, ["rag"], answers)["conclusion"] == conclusion


@pytest.mark.parametrize(
    ("failed", "published", "conclusion"),
    [
        (0, [100, 100], "Operates as infrastructure"),
        (1, [49, 49], "Needs hardening"),
        (3, [49, 49], "Needs hardening"),
        (4, [29, 29], "Phase 1 (demo)"),
    ],
)
def test_failed_gates_cap_what_is_published(failed: int, published: list[int], conclusion: str) -> None:
    criteria = [criterion("D1-0", weight=1000)] + [criterion(f"D1-{n}", gate=(2, 2)) for n in range(1, 5)]
    answers = {"D1-0": [said(4, 4)]} | {f"D1-{n}": [said(0 if n <= failed else 4, 4)] for n in range(1, 5)}
    result = score(criteria, ["rag"], answers)
    assert (result["published"], result["conclusion"]) == (published, conclusion)
    assert len(result["gates"]["failed"]) == failed


@pytest.mark.parametrize(
    ("weights", "claims", "conclusion"),
    [
        pytest.param((70, 30), ((4, 4), None), "Conditional (limited exposure)", id="coverage of 70%"),
        pytest.param((69, 31), ((4, 4), None), "Cannot conclude", id="coverage below 70%"),
        pytest.param((65, 35), ((4, 4), (4, 0)), "Conditional (limited exposure)", id="width of 35"),
        pytest.param((64, 36), ((4, 4), (4, 0)), "Cannot conclude", id="width above 35"),
    ],
)
def test_limits_of_cannot_conclude(
    weights: tuple[int, int], claims: tuple[tuple[int, int] | None, ...], conclusion: str
) -> None:
    criteria = [criterion(f"D1-{n}", weight, gate=(2, 2)) for n, weight in enumerate(weights)]
    answers = {f"D1-{n}": [said(*claim)] for n, claim in enumerate(claims) if claim}
    assert score(criteria, ["rag"], answers)["conclusion"] == conclusion


@pytest.mark.parametrize(
    ("open_gates", "conclusion"), [(3, "Conditional (limited exposure)"), (4, "Needs hardening")]
)
def test_three_gates_may_be_unverified(open_gates: int, conclusion: str) -> None:
    criteria = [criterion("D1-0", weight=1000)] + [criterion(f"D1-{n}", gate=(2, 2)) for n in range(1, 5)]
    answers = {"D1-0": [said(4, 4)]} | {
        f"D1-{n}": [said(3, 1 if n <= open_gates else 3)] for n in range(1, 5)
    }
    assert score(criteria, ["rag"], answers)["conclusion"] == conclusion
