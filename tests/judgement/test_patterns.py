"""Failure patterns by their rule, the causal chain, and the delivery stages."""

import pytest

from audit import judgement
from audit.model.assessment import Answer, Profile
from audit.model.pattern import PatternState
from audit.model.rubric import SystemKind
from tests.judgement.build import AGENT, RUBRIC, answer, assessment

STALE = "FP-03"


def pattern(*said: Answer, symptoms: tuple[str, ...] = (), key: str = STALE, kinds=AGENT):
    subject = assessment(*said, answer("EVAL-07", 1), symptoms=symptoms, kinds=kinds)
    return next(p for p in judgement.conclude(subject, RUBRIC).pattern_readings if p.id == key)


@pytest.mark.parametrize(
    ("said", "symptoms", "state"),
    [
        ([answer("DATA-03", 0, 2), answer("HUM-04", 1)], ("FP-03.1",), PatternState.PRESENT),
        ([answer("DATA-03", 0, 2), answer("HUM-04", 1)], (), PatternState.EXPOSED),
        ([answer("DATA-03", 0, 2), answer("HUM-04", 1)], ("FP-04.1",), PatternState.EXPOSED),
        ([answer("DATA-03", 0, 2)], ("FP-03.1",), PatternState.SUSPECTED),
        ([answer("DATA-03", 3, 1)], ("FP-03.1",), PatternState.NOT_EXCLUDED),
        ([], (), PatternState.NOT_EXCLUDED),
        ([answer("DATA-03", 3, 2)], ("FP-03.1",), PatternState.EXCLUDED),
    ],
)
def test_states(said: list[Answer], symptoms: tuple[str, ...], state: PatternState) -> None:
    found = pattern(*said, symptoms=symptoms)
    assert found.state is state
    assert len(found.symptoms) == sum(key.startswith(STALE) for key in symptoms)


def test_a_pattern_whose_core_does_not_apply() -> None:
    found = pattern(key="FP-13", kinds=(SystemKind.CLASSIC_ML,))
    assert found.state is PatternState.NOT_APPLICABLE


def test_the_chain_breaks_at_the_fault_even_where_something_else_is_cheaper() -> None:
    missing = ["DATA-03", "HUM-04", "COST-05", "COST-02", "OWN-01", "OWN-03", "OWN-04"]
    subject = assessment(*(answer(key, 0, 2) for key in missing), symptoms=("FP-09.1", "FP-03.1", "FP-07.1"))
    found = judgement.conclude(subject, RUBRIC)
    assert found.chain is not None
    assert found.chain.links == ("FP-03", "FP-07", "FP-09")
    assert (found.chain.break_criterion, found.chain.break_effort) == ("DATA-03", (2, 5))
    assert found.actions[0].criterion == "DATA-03"
    assert found.actions[0].why == "the cheapest break in the causal chain"


def test_without_a_present_pattern_there_is_no_chain() -> None:
    assert judgement.conclude(assessment(answer("DATA-03", 0, 2)), RUBRIC).chain is None


def everything(level: int, grade: int) -> list[Answer]:
    return [answer(c.id, level, grade) for c in RUBRIC.criteria()]


DRILLS = ("rollback", "provider_outage", "bad_output_injection")
RUNNING = Profile(declared_stage="S5", drills=DRILLS, live_quality_weeks=4, vendor_access_removed_weeks=2)


@pytest.mark.parametrize(
    ("said", "profile", "real", "possible"),
    [
        ([answer("EVAL-01", 1)], Profile(), None, None),
        ([answer("DOC-04", 2)], Profile(), None, "S5"),
        (everything(2, 2), Profile(), "S3", "S4"),
        (everything(3, 3), Profile(), "S3", "S5"),
        (everything(3, 3), Profile(drills=()), "S3", "S3"),
        (everything(3, 3), Profile(drills=DRILLS), "S4", "S5"),
        (everything(3, 3), RUNNING, "S5", "S5"),
        (everything(4, 1), RUNNING, None, "S5"),
    ],
)
def test_stage(said: list[Answer], profile: Profile, real: str | None, possible: str | None) -> None:
    found = judgement.conclude(assessment(*said, profile=profile), RUBRIC).stage
    assert found is not None
    assert (found.real, found.possible) == (real, possible)


def test_stage_inflation_and_the_shortest_way_on() -> None:
    profile = Profile(declared_stage="S5", takes_live_decisions=True)
    found = judgement.conclude(assessment(answer("EVAL-01", 1), profile=profile), RUBRIC).stage
    assert found is not None
    assert (found.inflation, found.skipped_hardening, found.next_stage) == (5, True, "S1")
    assert [text.partition(" ")[0] for text in found.missing] == [
        "COST-03",
        "OWN-01",
        "EVAL-01",
        "DATA-01",
        "SEC-08",
    ]
    assert found.missing_effort == (9, 20)
