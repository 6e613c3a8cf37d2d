"""Builds assessments that lie exactly on a threshold of a conclusion, where a rounding error would show.

Chance seldom hits 60 exactly. Whole levels reach 35, 45 and 60 % of a dimension only where its applicable
weight is a multiple of five, so the other dimensions are left out as not applicable where that is needed.
"""

from collections.abc import Iterable
from random import Random
from typing import Any

TRIES = 400
TOP_LEVEL = 4

Case = dict[str, Any]
Criterion = dict[str, Any]


def brink(rng: Random, criteria: list[Criterion], kinds: list[str]) -> Case:
    """Return an assessment on one of the thresholds, or near it where these kinds cannot reach it."""
    build = rng.choice((weakest_dimension, overall_score, width_of_interval, coverage))
    applicable = [c for c in criteria if set(c["kinds"]) & set(kinds)]
    case = {
        "criteria": criteria,
        "kinds": kinds,
        "answers": {},
        "ratings": {},
        "strong_bound": set(),
        "checkable": None,
    }
    return case | build(rng, applicable)


def weakest_dimension(rng: Random, criteria: list[Criterion]) -> Case:
    """Put one dimension on a threshold and all others high above it."""
    reachable = [d for d in dimensions(criteria) if weight(of(criteria, d)) % 5 == 0]
    weakest = rng.choice(reachable or [None])
    levels = {c["id"]: rng.choice((3, 4, 4)) for c in criteria}
    levels |= levels_for(rng, of(criteria, weakest), rng.choice((45, 60)), lowest_on_gates=2)
    return {"answers": {name: [said(level, TOP_LEVEL)] for name, level in levels.items()}}


def overall_score(rng: Random, criteria: list[Criterion]) -> Case:
    """Put every dimension, and with them the overall score, on the same threshold."""
    percent = rng.choice((45, 60, 75))
    answers: dict[str, list[dict[str, Any]]] = {}
    for dimension in dimensions(criteria):
        levels = levels_for(rng, of(criteria, dimension), percent, lowest_on_gates=2)
        answers |= {c["id"]: [not_applicable()] for c in of(criteria, dimension)}
        answers |= {name: [said(level, TOP_LEVEL)] for name, level in levels.items()}
    return {"answers": answers}


def width_of_interval(rng: Random, criteria: list[Criterion]) -> Case:
    """Claim the top everywhere, and show so much that each interval is 35 wide."""
    answers: dict[str, list[dict[str, Any]]] = {}
    for dimension in dimensions(criteria):
        grades = levels_for(rng, of(criteria, dimension), 100 - 35, lowest_on_gates=3)
        answers |= {c["id"]: [not_applicable()] for c in of(criteria, dimension)}
        answers |= {name: [said(TOP_LEVEL, grade)] for name, grade in grades.items()}
    return {"answers": answers}


def coverage(rng: Random, criteria: list[Criterion]) -> Case:
    """Leave 30 % of the weight without an answer, bounded so that the interval stays narrow."""
    answers = {c["id"]: [said(3, 3)] for c in criteria}
    optional = [c for c in criteria if not c["gate"]]
    rng.shuffle(optional)
    while optional and weight(criteria) % 10:
        dropped = optional.pop()
        criteria = [c for c in criteria if c is not dropped]
        answers[dropped["id"]] = [not_applicable()]
    silent: set[str] = set()
    missing = weight(criteria) * 3 // 10 + rng.choice((0, 0, 1))
    for c in optional:
        if c["weight"] <= missing:
            missing -= c["weight"]
            silent.add(c["id"])
            answers[c["id"]] = [{"respondent": "the vendor", "state": "declined"}]
    return {"answers": answers, "strong_bound": silent}


def levels_for(
    rng: Random, criteria: list[Criterion], percent: int, *, lowest_on_gates: int
) -> dict[str, int]:
    """Return levels that make exactly this share of what the criteria can reach, or nothing."""
    wanted = percent * TOP_LEVEL * weight(criteria)
    for _ in range(TRIES if criteria and wanted % 100 == 0 else 0):
        levels = {
            c["id"]: rng.randint(lowest_on_gates, TOP_LEVEL) if c["gate"] else rng.randint(0, TOP_LEVEL)
            for c in criteria
        }
        if 100 * sum(c["weight"] * levels[c["id"]] for c in criteria) == wanted:
            return levels
    return {}


def dimensions(criteria: list[Criterion]) -> list[str]:
    """Return the names of the dimensions, in order."""
    return list(dict.fromkeys(c["dimension"] for c in criteria))


def of(criteria: list[Criterion], dimension: str | None) -> list[Criterion]:
    """Return the criteria of one dimension."""
    return [c for c in criteria if c["dimension"] == dimension]


def weight(criteria: Iterable[Criterion]) -> int:
    """Return the weight of these criteria together."""
    return sum(c["weight"] for c in criteria)


def said(level: int, grade: int) -> dict[str, Any]:
    """Return an answer."""
    return {"respondent": "the vendor", "state": "answered", "level": level, "grade": grade}


def not_applicable() -> dict[str, Any]:
    """Return the statement that a criterion does not apply."""
    return {"respondent": "the vendor", "state": "not_applicable"}
