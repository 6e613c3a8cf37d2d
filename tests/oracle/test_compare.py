"""A departure of any part from the oracle is told, and nothing else is."""

from copy import deepcopy
from typing import Any

import pytest

from tests.oracle.compare import compare

ORACLE: dict[str, Any] = {
    "conclusion": "Needs hardening",
    "published": [40.0, 49.0],
    "uncapped": [40.0, 60.5],
    "as_claimed": 61.0,
    "coverage": 0.9,
    "gates": {"met": ["A", "B"], "unverified": [], "failed": ["C"]},
    "dimensions": {"DATA": [40.0, 60.5, 61.0], "SEC": None},
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the oracle's result with another value at a dotted path."""
    result = deepcopy(ORACLE)
    *folders, name = path.split(".")
    place = result
    for folder in folders:
        place = place[folder]
    place[name] = value
    return result


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("coverage", 0.9 + 5e-10),
        ("published", (40, 49)),
        ("gates.met", ["B", "A"]),
        ("dimensions.SEC", [None, None, None]),
        ("dimensions", {"DATA": [40.0, 60.5, 61.0]}),
    ],
)
def test_same(path: str, value: Any) -> None:
    assert compare(changed(path, value), ORACLE) == []


@pytest.mark.parametrize(
    ("path", "value", "difference"),
    [
        ("conclusion", None, "conclusion: None, oracle 'Needs hardening'"),
        ("coverage", 0.9 + 5e-9, "coverage: 0.900000005, oracle 0.9"),
        ("as_claimed", None, "as_claimed: None, oracle 61.0"),
        ("as_claimed", float("nan"), "as_claimed: nan, oracle 61.0"),
        ("published", None, "published: None, oracle [40.0, 49.0]"),
        ("uncapped", [40.0, None], "uncapped: [40.0, None], oracle [40.0, 60.5]"),
        ("uncapped", [40.0], "uncapped: [40.0], oracle [40.0, 60.5]"),
        ("gates.failed", [], "gates.failed: [], oracle ['C']"),
        ("gates.met", ["A", "B", "B"], "gates.met: ['A', 'B', 'B'], oracle ['A', 'B']"),
        ("dimensions.SEC", [0.0, 0.0, 0.0], "dimensions.SEC: [0.0, 0.0, 0.0], oracle None"),
        ("dimensions.NEW", [0.0, 0.0, 0.0], "dimensions.NEW: [0.0, 0.0, 0.0], oracle None"),
        (
            "dimensions.DATA",
            [40.0, 60.5, 61.1],
            "dimensions.DATA: [40.0, 60.5, 61.1], oracle [40.0, 60.5, 61.0]",
        ),
    ],
)
def test_different(path: str, value: Any, difference: str) -> None:
    assert compare(changed(path, value), ORACLE) == [difference]
