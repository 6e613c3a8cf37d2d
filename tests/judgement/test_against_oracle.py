"""The scorer and an independent one, written from the methodology alone, agree on 10,000 random cases."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from audit import judgement, rubric
from audit.judgement.examination import Examination
from audit.judgement.rates import rates
from audit.judgement.score import gates, score, verdict
from audit.judgement.standing import standings
from audit.model.assessment import Answer, Assessment, Rating, Subject
from audit.model.finding import Confidence
from tests.oracle.compare import compare
from tests.oracle.criteria import read_criteria
from tests.oracle.generate import assessments
from tests.oracle.scorer import score as oracle_score
from tests.oracle.test_worked_examples import CASES

pytestmark = pytest.mark.long

RUBRIC = rubric.load()
CRITERIA = read_criteria()
CHUNK = 1250


def as_assessment(case: dict[str, Any]) -> tuple[Assessment, dict[int, Confidence]]:
    """The case in the words of the product, and the contradictions by the position of the statement."""
    answers: list[Answer] = []
    against: dict[int, Confidence] = {}
    for criterion, statements in case["answers"].items():
        for said in statements:
            state = said.get("state", "answered")
            if said.get("contradiction"):
                against[len(answers)] = Confidence(said["contradiction"])
            answers.append(
                Answer(
                    criterion=criterion,
                    state=state,
                    by=said.get("respondent", ""),
                    reason="no such thing here" if state == "not_applicable" else "",
                    second_person="another" if state == "not_applicable" else "",
                    **({"level": said["level"], "grade": said["grade"]} if state == "answered" else {}),
                )
            )
    ratings = tuple(
        Rating(criterion=key, rationale="seen", **rating) for key, rating in (case["ratings"] or {}).items()
    )
    subject = Subject(name="Case", kinds=tuple(case["kinds"]))
    drawn = Assessment(subject=subject, as_of=date(2026, 1, 1), answers=tuple(answers), ratings=ratings)
    return drawn, against


def scored(case: dict[str, Any]) -> dict[str, Any]:
    """The product's figures for a case, in the oracle's form."""
    drawn, against = as_assessment(case)
    applicable = {c.id for c in RUBRIC.criteria() if c.applies(drawn.subject.kinds)}
    counted = {
        position: strength
        for position, strength in against.items()
        if (drawn.answers[position].level or 0) >= 2 and drawn.answers[position].criterion in applicable
    }
    examination = Examination(
        comparisons=(),
        contradictions=(),
        positions=(),
        nominations=(),
        against=counted,
        checkable=case["checkable"],
        bounded=frozenset(case["strong_bound"]),
        supported=frozenset(),
        limitations=(),
    )
    levels = standings(drawn, RUBRIC, examination, tuple(rates(drawn, examination)))
    figures, states = score(levels, RUBRIC), gates(levels)
    scorable = figures.figures is not None
    return {
        "conclusion": verdict(figures.figures, states).value,
        "published": figures.published,
        "uncapped": figures.uncapped,
        "as_claimed": float(figures.claimed) if figures.claimed is not None else None,
        "coverage": float(figures.coverage) if scorable else None,
        "gates": states.model_dump(),
        "dimensions": figures.printed(),
    }


@pytest.mark.parametrize("first", range(0, 10_000, CHUNK))
def test_both_scorers_agree(first: int) -> None:
    reached: Counter[str] = Counter()
    for n, case in enumerate(assessments(CRITERIA, CHUNK, first)):
        expected = oracle_score(**case)
        if not case["kinds"] or expected["conclusion"] is None:
            continue  # a subject without a kind is refused on entry; nothing said is a test of its own
        assert compare(scored(case), expected) == [], f"seed {first + n}"
        reached[expected["conclusion"]] += 1
    assert len(reached) == 6, f"every conclusion has to occur: {reached}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_examples_to_the_printed_digit(case: dict[str, Any]) -> None:
    """The whole judgement, not the scorer alone, on the seven cases of the methodology (7.3)."""
    subject = Subject(name=case["name"], kinds=tuple(case["system_kinds"]))
    answers = tuple(Answer(criterion=key, **given) for key, given in case["answers"].items())
    found = judgement.conclude(Assessment(subject=subject, as_of=date(2026, 1, 1), answers=answers), RUBRIC)
    assert found.published is not None
    assert found.uncapped is not None
    assert found.as_claimed is not None
    assert {
        "conclusion": found.conclusion,
        "published": [round(x, 1) for x in found.published],
        "uncapped": [round(x, 1) for x in found.uncapped],
        "as_claimed": round(found.as_claimed, 1),
        "coverage": round(found.coverage, 4),
        "gates": {state: list(ids) for state, ids in found.gates.model_dump().items()},
        "dimensions": {key: [round(x, 1) for x in values] for key, values in found.dimensions.items()},
    } == case["expected"]
