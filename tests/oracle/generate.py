"""Draws assessments at random, the same ones for the same seed, to compare two scorers on.

Uniform noise would end as "Phase 1" nearly every time. So each assessment first draws a character (a boast,
a solid team, ...), then faults placed on its gates, then a degree of disorder: silence, refusals,
disagreement, contradictions and ratings. A few lie exactly on a threshold of a conclusion.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.oracle.brink import brink

KINDS = ("llm_app", "agent_with_tools", "rag", "classic_ml", "data_pipeline")
RESPONDENTS = ("the vendor", "operations", "engineering", "the sponsor")

ON_THE_BRINK = 0.05

Case = dict[str, Any]
Criterion = dict[str, Any]


def assessments(criteria: list[Criterion], count: int, first_seed: int = 0) -> Iterator[Case]:
    """Yield so many assessments, one a seed; each is what the oracle's `score` takes by keyword."""
    for seed in range(first_seed, first_seed + count):
        yield assessment(criteria, seed)


def assessment(criteria: list[Criterion], seed: int) -> Case:
    """Return the assessment of this seed."""
    rng = Random(seed)
    if rng.random() < ON_THE_BRINK:
        return brink(rng, criteria, draw_kinds(rng))
    kinds = draw_kinds(rng)
    traits = draw_traits(rng, criteria)
    answers = {c["id"]: said for c in criteria if (said := statements(rng, traits, c, kinds))}
    ratings = {c["id"]: rating(rng, traits, c) for c in criteria if rated(rng, traits, c)}
    return {
        "criteria": criteria,
        "kinds": kinds,
        "answers": answers,
        "ratings": ratings,
        "strong_bound": draw_strong_bound(rng, traits, criteria, answers),
        "checkable": draw_checkable(rng, answers),
    }


def draw_kinds(rng: Random) -> list[str]:
    """Return any combination of system kinds, once in a while none."""
    if rng.random() < 0.01:
        return []
    return [kind for kind, bit in zip(KINDS, f"{rng.randrange(1, 32):05b}", strict=True) if bit == "1"]


# --- characters: what somebody claims, and how well it is shown ------------------------------------


def spread(
    levels: tuple[int, ...], grades: tuple[int, ...]
) -> Callable[[Random, Criterion], tuple[int, int]]:
    """Return a character that draws level and grade apart from each other."""
    return lambda rng, _: (rng.choice(levels), rng.choice(grades))


def solid(rng: Random, criterion: Criterion) -> tuple[int, int]:
    """Claim what can be shown, and show on gates what they ask for."""
    if criterion["gate"]:
        return rng.choice((2, 3, 3, 4)), rng.choice((criterion["gate_min_grade"], 3, 3, 4))
    return rng.choice((1, 2, 2, 3, 3, 4)), rng.choice((1, 2, 3, 3, 4))


def steady(rng: Random, criterion: Criterion) -> tuple[int, int]:
    """Show on gates what they ask for, and do the rest in earnest too."""
    return (
        solid(rng, criterion) if criterion["gate"] else (rng.choice((2, 3, 3, 4)), rng.choice((2, 3, 3, 4)))
    )


def proven(rng: Random, _: Criterion) -> tuple[int, int]:
    """Claim much and show it."""
    return rng.choice((3, 3, 4)), rng.choice((3, 4, 4))


def draw_character(rng: Random) -> Callable[[Random, Criterion], tuple[int, int]]:
    """Return one character; the flat ones lie on the thresholds of the conclusions."""
    return rng.choices(
        (
            spread((0, 1, 2, 3, 4), (0, 1, 2, 3, 4)),
            spread((0, 0, 0, 1, 1, 2), (0, 1, 2, 2, 3)),
            spread((2, 3, 3, 4), (0, 1, 1, 1)),
            spread((2, 3, 3, 4), (1, 2, 2, 3)),
            spread((rng.randrange(5),), (rng.randrange(5),)),
            spread((3,), (3,)),
            solid,
            steady,
            proven,
        ),
        (6, 6, 8, 10, 5, 4, 16, 30, 15),
    )[0]


# --- traits: everything that holds for one assessment as a whole -----------------------------------


@dataclass(frozen=True)
class Traits:
    """The temper of one assessment; the numbers are probabilities for each criterion."""

    character: Callable[[Random, Criterion], tuple[int, int]]
    respondents: tuple[str, ...]
    joins: float
    silent: float
    gates_silent: float
    unknown: float
    declined: float
    not_applicable: float
    rated: float
    strong: dict[str, float]
    weak: float
    bounded: float
    gates_bounded: float
    off_kind: float
    waived_dimensions: frozenset[str]
    left_open: frozenset[str]
    slipped: frozenset[str]
    neglected_dimensions: frozenset[str]


def draw_traits(rng: Random, criteria: list[Criterion]) -> Traits:
    """Draw the temper of an assessment, tidy in about half of the cases."""
    disorder = rng.choice((0.0, 0.0, 0.03, 0.03, 0.2, 1.0))
    gates = [c["id"] for c in criteria if c["gate"]]
    respondents = tuple(rng.sample(RESPONDENTS, rng.choice((1, 1, 1, 2, 3, 4))))
    said_nothing = rng.random() < 0.02
    return Traits(
        character=draw_character(rng),
        respondents=() if said_nothing else respondents,
        joins=rng.choice((0.1, 0.5, 1.0)),
        silent=disorder * rng.choice((0.0, 0.1, 0.3, 0.6)),
        gates_silent=rng.choice((0.0, 1.0)),
        unknown=disorder * rng.choice((0.0, 0.1, 0.4)),
        declined=disorder * rng.choice((0.0, 0.1, 0.4)),
        not_applicable=disorder * rng.choice((0.0, 0.1, 0.3)),
        rated=0.0 if said_nothing else rng.choice((0.0, 0.0, 0.1, 0.5)),
        strong={who: disorder * rng.choice((0.0, 0.0, 0.1, 0.4)) for who in respondents},
        weak=disorder * rng.choice((0.0, 0.1, 0.3)),
        bounded=rng.choice((0.0, 0.1, 0.5, 1.0)),
        gates_bounded=rng.choice((0.0, 0.1, 1.0)),
        off_kind=rng.choice((0.0, 0.0, 0.0, 0.5)),
        waived_dimensions=draw_waived(rng, criteria),
        left_open=some(rng, gates, rng.choice((0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 6))),
        neglected_dimensions=some(
            rng, sorted({c["dimension"] for c in criteria}), rng.choice((0, 0, 0, 1, 2))
        ),
        slipped=some(rng, gates, rng.choice((0, 0, 0, 0, 0, 0, 0, 1, 3, 4))),
    )


def draw_waived(rng: Random, criteria: list[Criterion]) -> frozenset[str]:
    """Return dimensions that do not apply at all: mostly none, sometimes nearly or quite all."""
    dimensions = sorted({c["dimension"] for c in criteria})
    spared = rng.choices((len(dimensions), len(dimensions) - 1, 3, 2, 1, 0), (80, 10, 3, 3, 3, 1))[0]
    return some(rng, dimensions, len(dimensions) - spared)


def some(rng: Random, of: list[str], count: int) -> frozenset[str]:
    """Return so many of them, or all when there are fewer."""
    return frozenset(rng.sample(of, min(count, len(of))))


# --- one criterion ---------------------------------------------------------------------------------


def statements(rng: Random, traits: Traits, criterion: Criterion, kinds: list[str]) -> list[dict[str, Any]]:
    """Return what the respondents said about one criterion."""
    on_kind = bool(set(criterion["kinds"]) & set(kinds))
    if not traits.respondents or (not on_kind and rng.random() >= traits.off_kind):
        return []
    if criterion["dimension"] in traits.waived_dimensions:
        first, *others = traits.respondents
        said = [{"respondent": first, "state": "not_applicable"}]
        return said + [{"respondent": who, "state": "unknown"} for who in others if rng.random() < 0.2]
    silent = traits.silent * (traits.gates_silent if criterion["gate"] else 1.0)
    if rng.random() < silent or criterion["id"] in traits.left_open:
        return [] if rng.random() < 0.7 else [{"respondent": traits.respondents[0], "state": "unknown"}]
    first, *others = traits.respondents
    asked = [first, *(who for who in others if rng.random() < traits.joins)]
    rng.shuffle(asked)
    return [statement(rng, traits, criterion, who) for who in asked]


def statement(rng: Random, traits: Traits, criterion: Criterion, who: str) -> dict[str, Any]:
    """Return what one respondent said about one criterion."""
    shares = (traits.unknown, traits.declined, traits.not_applicable)
    state = rng.choices(
        ("answered", "unknown", "declined", "not_applicable"), (max(0.2, 1 - sum(shares)), *shares)
    )[0]
    if state != "answered":
        return {"respondent": who, "state": state}
    level, grade = traits.character(rng, criterion)
    if criterion["id"] in traits.slipped:
        level = rng.choice((0, 1))
    elif criterion["dimension"] in traits.neglected_dimensions and not criterion["gate"]:
        level = rng.choice((0, 0, 1, 2))
    said: dict[str, Any] = {"respondent": who, "state": state, "level": level, "grade": grade}
    if rng.random() < traits.strong[who]:
        said["contradiction"] = "strong"
    elif rng.random() < traits.weak:
        said["contradiction"] = "weak"
    return said


def rated(rng: Random, traits: Traits, criterion: Criterion) -> bool:
    """Say whether the auditor rates this criterion."""
    if criterion["dimension"] in traits.waived_dimensions or criterion["id"] in traits.left_open:
        return False
    return rng.random() < traits.rated


def rating(rng: Random, traits: Traits, criterion: Criterion) -> dict[str, int]:
    """Return the auditor's rating: in character, or now and then quite another."""
    level, grade = traits.character(rng, criterion)
    if rng.random() < 0.03:
        level, grade = rng.randrange(5), rng.randrange(5)
    return {"level": level, "grade": grade}


# --- what machines add -----------------------------------------------------------------------------


def draw_strong_bound(
    rng: Random, traits: Traits, criteria: list[Criterion], answers: dict[str, list[dict[str, Any]]]
) -> set[str]:
    """Return criteria without an answer on which a strong weakness was sighted."""
    return {
        c["id"]
        for c in criteria
        if all(s["state"] != "answered" for s in answers.get(c["id"], []))
        and rng.random() < traits.bounded * (traits.gates_bounded if c["gate"] else 1.0)
    }


def draw_checkable(rng: Random, answers: dict[str, list[dict[str, Any]]]) -> dict[str, int] | None:
    """Return how many claims of each respondent a check could speak to, often just at the threshold."""
    if rng.random() < 0.25:
        return None
    strong = dict.fromkeys(RESPONDENTS, 0)
    claims = dict.fromkeys(RESPONDENTS, 0)
    for s in (s for said in answers.values() for s in said if s["state"] == "answered" and s["level"] >= 2):
        claims[s["respondent"]] += 1
        strong[s["respondent"]] += s.get("contradiction") == "strong"
    return {
        who: rng.choice((strong[who], 5 * strong[who], 5 * strong[who] + 1, max(strong[who], claims[who])))
        for who in RESPONDENTS
        if rng.random() < 0.9
    }
