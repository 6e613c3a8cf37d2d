"""The generator is repeatable, and its assessments reach what they are meant to reach."""

from collections import Counter
from typing import Any

import pytest

from tests.oracle.criteria import read_criteria
from tests.oracle.generate import KINDS, assessment, assessments
from tests.oracle.scorer import score

CRITERIA = read_criteria()


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return list(assessments(CRITERIA, 1000))


def test_same_seed_same_assessment(cases: list[dict[str, Any]]) -> None:
    again = list(assessments(CRITERIA, 20, first_seed=100))
    assert again == cases[100:120]
    assert assessment(CRITERIA, 100) == cases[100]
    assert assessment(CRITERIA, 101) != cases[100]


def test_every_conclusion_occurs(cases: list[dict[str, Any]]) -> None:
    conclusions = Counter(score(**case)["conclusion"] for case in cases)
    assert set(conclusions) == {
        "Phase 1 (demo)",
        "Needs hardening",
        "Cannot conclude",
        "Operates as infrastructure",
        "Production-ready",
        "Conditional (limited exposure)",
        None,
    }
    assert min(conclusions.values()) >= 10


def test_every_combination_of_kinds_occurs(cases: list[dict[str, Any]]) -> None:
    assert len({tuple(case["kinds"]) for case in cases}) == 2 ** len(KINDS)


def test_statements_are_well_formed(cases: list[dict[str, Any]]) -> None:
    for case in cases[:200]:
        for criterion, said in case["answers"].items():
            answered = [s for s in said if s["state"] == "answered"]
            assert all({"level", "grade", "respondent"} <= s.keys() for s in answered)
            assert all(s.keys() == {"respondent", "state"} for s in said if s not in answered)
            assert not (answered and criterion in case["strong_bound"])
            assert len({s["respondent"] for s in said}) == len(said) > 0


def test_every_threshold_is_met_exactly(cases: list[dict[str, Any]]) -> None:
    results = [r for case in cases if (r := score(**case))["uncapped"]]
    assert {45.0, 60.0, 75.0} <= {r["uncapped"][0] for r in results}
    assert 35.0 in {high - low for low, high in (r["uncapped"] for r in results)}
    assert 0.7 in {r["coverage"] for r in results}
    weakest = {min(d[0] for d in r["dimensions"].values() if d) for r in results if r["uncapped"][0] > 60}
    assert {45.0, 60.0} <= weakest
