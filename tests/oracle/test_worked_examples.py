"""The oracle reproduces the worked examples of the scoring specification to the printed digit."""

from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oracle.criteria import read_criteria
from tests.oracle.scorer import score

CASES = yaml.safe_load((Path(__file__).parent / "worked_examples.yaml").read_text("utf-8"))["cases"]
CRITERIA = read_criteria()


def printed(value: Any, digits: str = "0.1") -> Any:
    """Round as the paper does: half to even, in decimal."""
    if isinstance(value, list):
        return [printed(v, digits) for v in value]
    return Decimal(repr(value)).quantize(Decimal(digits), ROUND_HALF_EVEN)


def concluded(case: dict[str, Any]) -> dict[str, Any]:
    answers = {criterion: [answer] for criterion, answer in case["answers"].items()}
    return score(CRITERIA, case["system_kinds"], answers)


def test_all_seven_cases_are_there() -> None:
    assert len(CASES) == 7
    assert {case["expected"]["conclusion"] for case in CASES} == {
        "Phase 1 (demo)",
        "Cannot conclude",
        "Production-ready",
        "Needs hardening",
        "Conditional (limited exposure)",
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    result, expected = concluded(case), case["expected"]
    order = {c["id"]: place for place, c in enumerate(CRITERIA)}

    assert result["conclusion"] == expected["conclusion"]
    for name in ("published", "uncapped", "as_claimed"):
        assert printed(result[name]) == printed(expected[name]), name
    assert printed(result["coverage"], "0.0001") == printed(expected["coverage"], "0.0001")
    assert result["gates"] == {
        state: sorted(ids, key=order.__getitem__) for state, ids in expected["gates"].items()
    }
    assert result["dimensions"].keys() == expected["dimensions"].keys()
    for dimension, numbers in expected["dimensions"].items():
        assert printed(result["dimensions"][dimension]) == printed(numbers), dimension
