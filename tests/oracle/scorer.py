"""An independent reading of the scoring rules, kept apart from the product so that the two can disagree.

Written from the scoring specification alone. It knows nothing of the product: plain dicts in, a plain
dict out, standard library only. It computes in exact fractions, so that a score of exactly 60 *is* 60
and no threshold depends on the order in which floats were added.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

TOP_LEVEL = 4
SHARE_OF_MEAN = Fraction(6, 10)
SHARE_OF_LOWEST = Fraction(4, 10)
LOWEST_COUNTED = 3

NO_CONCLUSION = None
DEMO = "Phase 1 (demo)"
HARDENING = "Needs hardening"
CANNOT_CONCLUDE = "Cannot conclude"
INFRASTRUCTURE = "Operates as infrastructure"
READY = "Production-ready"
CONDITIONAL = "Conditional (limited exposure)"

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """Where one criterion stands: between which levels, what was claimed, how well it was shown."""

    lo: int
    hi: int
    claimed: int
    grade: int
    covered: bool

    def at(self, view: str) -> int:
        """Return the level in one of the three views: lo, hi or claimed."""
        return int(getattr(self, view))


OPEN = Standing(lo=0, hi=TOP_LEVEL, claimed=0, grade=0, covered=False)
OPEN_BUT_BOUNDED = replace(OPEN, hi=1)


def score(
    criteria: Iterable[Plain],
    kinds: Collection[str],
    answers: Mapping[str, Sequence[Plain]],
    ratings: Mapping[str, Plain] | None = None,
    strong_bound: Collection[str] = (),
    checkable: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Score one assessment; every number is raw, and None where there is nothing to score."""
    criteria = list(criteria)
    ratings = ratings or {}
    in_play = [
        c
        for c in criteria
        if set(c["kinds"]) & set(kinds)
        and not waved_through(answers.get(c["id"], []), rated=c["id"] in ratings)
    ]
    doubted = doubted_respondents([s for c in in_play for s in answers.get(c["id"], [])], checkable)
    standings = {
        c["id"]: standing(
            answers.get(c["id"], []), ratings.get(c["id"]), doubted, bounded=c["id"] in strong_bound
        )
        for c in in_play
    }

    dimensions = {
        d: {
            view: dimension_score([c for c in in_play if c["dimension"] == d], standings, view)
            for view in ("lo", "hi", "claimed")
        }
        for d in dict.fromkeys(c["dimension"] for c in criteria)
    }
    weights = {c["dimension"]: Fraction(c["dimension_weight"]) for c in criteria}
    lo, hi, claimed = (
        overall({d: views[view] for d, views in dimensions.items()}, weights)
        for view in ("lo", "hi", "claimed")
    )
    gates = sort_gates(in_play, standings)
    coverage = covered_share(in_play, standings)
    cap = cap_on_published(len(gates["failed"]))
    anything_said = bool(ratings) or any(answers.values())

    return {
        "conclusion": conclude(gates, coverage, lo, hi, [views["lo"] for views in dimensions.values()])
        if anything_said
        else NO_CONCLUSION,
        "published": plain([lo if lo is None else min(lo, cap), hi if hi is None else min(hi, cap)]),
        "uncapped": plain([lo, hi]),
        "as_claimed": plain(claimed),
        "coverage": plain(coverage),
        "gates": gates,
        "dimensions": {d: plain([v["lo"], v["hi"], v["claimed"]]) for d, v in dimensions.items()},
    }


# --- one criterion ---------------------------------------------------------------------------------


def state_of(statement: Plain) -> str:
    """Return the state of a statement; one that does not name it is an answer."""
    return statement.get("state") or "answered"


def waved_through(statements: Sequence[Plain], *, rated: bool) -> bool:
    """Say whether all who knew anything called the criterion not applicable, and no auditor rated it."""
    states = {state_of(s) for s in statements} - {"unknown"}
    return states == {"not_applicable"} and not rated


def standing(
    statements: Sequence[Plain], rating: Plain | None, doubted: Collection[str], *, bounded: bool
) -> Standing:
    """Combine what was said, rated and sighted about one applicable criterion."""
    spoken = [one_answer(s, doubted) for s in statements if state_of(s) == "answered"]
    highest_claim = max((s.claimed for s in spoken), default=0)
    if rating is not None:
        level, grade = rating["level"], rating["grade"]
        return Standing(min(level, grade), level, highest_claim, grade, covered=True)
    if spoken:
        return Standing(
            lo=min(s.lo for s in spoken),
            hi=max(s.hi for s in spoken),
            claimed=highest_claim,
            grade=min(s.grade for s in spoken),
            covered=True,
        )
    return OPEN_BUT_BOUNDED if bounded else OPEN


def one_answer(statement: Plain, doubted: Collection[str]) -> Standing:
    """Read one respondent's answer, contradictions included."""
    level, grade = statement["level"], statement["grade"]
    if statement.get("respondent") in doubted and grade in (1, 2):
        grade -= 1
    lo, hi = min(level, grade), level
    contradiction = statement.get("contradiction") if level >= 2 else None
    if contradiction == "strong":
        lo, hi = 0, min(level, 1)
    elif contradiction == "weak":
        lo = max(0, lo - 1)
    return Standing(lo, hi, claimed=level, grade=grade, covered=True)


def doubted_respondents(statements: Sequence[Plain], checkable: Mapping[str, int] | None) -> set[str]:
    """Return those contradicted so often that their undemonstrated answers lose a grade."""
    strong = Counter(
        s.get("respondent")
        for s in statements
        if state_of(s) == "answered" and s["level"] >= 2 and s.get("contradiction") == "strong"
    )
    return {
        who
        for who, checked in (checkable or {}).items()
        if strong[who] >= 3 and checked > 0 and Fraction(strong[who], checked) >= Fraction(20, 100)
    }


# --- sums ------------------------------------------------------------------------------------------


def dimension_score(criteria: list[Plain], standings: Mapping[str, Standing], view: str) -> Fraction | None:
    """Return the weighted mean level as a share of the top level, times 100."""
    possible = sum(c["weight"] * TOP_LEVEL for c in criteria)
    reached = sum(c["weight"] * standings[c["id"]].at(view) for c in criteria)
    return Fraction(100 * reached) / Fraction(possible) if possible else None


def overall(dimensions: Mapping[str, Fraction | None], weights: Mapping[str, Fraction]) -> Fraction | None:
    """Return the weighted mean, pulled towards the three weakest dimensions."""
    scored = {d: value for d, value in dimensions.items() if value is not None}
    if not scored:
        return None
    total = sum((weights[d] * value for d, value in scored.items()), Fraction(0))
    mean = total / sum(weights[d] for d in scored)
    lowest = sorted(scored.values())[:LOWEST_COUNTED]
    return SHARE_OF_MEAN * mean + SHARE_OF_LOWEST * sum(lowest, Fraction(0)) / len(lowest)


def covered_share(criteria: list[Plain], standings: Mapping[str, Standing]) -> Fraction | None:
    """Return the answered share of the applicable weight; dimension weights play no part."""
    applicable = sum(c["weight"] for c in criteria)
    answered = sum(c["weight"] for c in criteria if standings[c["id"]].covered)
    return Fraction(answered) / Fraction(applicable) if applicable else None


# --- gates and conclusion --------------------------------------------------------------------------


def sort_gates(criteria: list[Plain], standings: Mapping[str, Standing]) -> dict[str, list[str]]:
    """Sort the applicable gates into met, unverified and failed, in the order of the criteria."""
    sorted_gates: dict[str, list[str]] = {"met": [], "unverified": [], "failed": []}
    for c in criteria:
        if not c["gate"]:
            continue
        s = standings[c["id"]]
        if s.hi < c["gate_min_level"]:
            outcome = "failed"
        elif s.lo >= c["gate_min_level"] and s.grade >= c["gate_min_grade"]:
            outcome = "met"
        else:
            outcome = "unverified"
        sorted_gates[outcome].append(c["id"])
    return sorted_gates


def cap_on_published(failed_gates: int) -> Fraction:
    """Return the highest score that may be published with so many failed gates."""
    if failed_gates >= 4:
        return Fraction(29)
    return Fraction(49) if failed_gates >= 1 else Fraction(100)


def conclude(
    gates: Mapping[str, list[str]],
    coverage: Fraction | None,
    lo: Fraction | None,
    hi: Fraction | None,
    dimensions: list[Fraction | None],
) -> str:
    """Return the first conclusion whose condition holds, read on uncapped lower bounds."""
    if lo is None or hi is None or coverage is None:
        return CANNOT_CONCLUDE
    failed, unverified = len(gates["failed"]), len(gates["unverified"])
    no_gate_open = failed == 0 and unverified == 0
    weakest = min(d for d in dimensions if d is not None)
    steps = (
        (DEMO, failed >= 4),
        (HARDENING, 1 <= failed <= 3),
        (CANNOT_CONCLUDE, coverage < Fraction(70, 100) or hi - lo > 35),
        (INFRASTRUCTURE, no_gate_open and lo >= 75 and weakest >= 60),
        (READY, no_gate_open and lo >= 60 and weakest >= 45),
        (CONDITIONAL, unverified <= 3 and lo >= 45),
    )
    return next((conclusion for conclusion, holds in steps if holds), HARDENING)


def plain(value: Any) -> Any:
    """Turn fractions into floats, and a list without any number into None."""
    if isinstance(value, list):
        return None if all(v is None for v in value) else [plain(v) for v in value]
    return value if value is None else float(value)
