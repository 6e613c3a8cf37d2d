"""What follows from findings: how likely harm is, what repair takes, and what the next project can learn."""

from typing import Any

import pytest

from audit import judgement
from audit.model.assessment import Answer, Purpose
from audit.model.conclusion import Conclusion
from audit.model.finding import Finding, Outcome
from audit.model.gap import Likelihood, Severity
from audit.model.lesson import Lesson
from audit.model.operation import Operation
from audit.model.score import Interval
from tests.judgement.build import RUBRIC, answer, assessment, finding, inspection

STALE = answer("DATA-03", 0, 2), answer("HUM-04", 0, 2)
LOOP = finding("bounded-agent-loops", "REL-03", Outcome.NOT_MET, sighted=True, strong=True)


def concluded(*said: Answer, found: tuple[Finding, ...] = (), **more: Any) -> Conclusion:
    inspections = (inspection(*found),) if found else ()
    return judgement.conclude(assessment(*said, inspections=inspections, **more), RUBRIC)


@pytest.mark.parametrize(
    ("key", "said", "found", "symptoms", "likelihood"),
    [
        ("DATA-03", STALE, (), ("FP-03.1",), Likelihood.SEEN),
        ("HUM-04", STALE, (), ("FP-03.1",), Likelihood.EXPOSED),
        ("DATA-03", STALE, (), (), Likelihood.EXPOSED),
        ("REL-03", (answer("DOC-04", 2, 2),), (LOOP,), (), Likelihood.EXPOSED),
        ("DATA-03", (answer("DATA-03", 3, 1),), (), (), Likelihood.OPEN),
        ("OWN-02", (answer("DOC-04", 2, 2),), (), (), Likelihood.OPEN),
    ],
)
def test_likelihood_is_read_from_the_record(
    key: str,
    said: tuple[Answer, ...],
    found: tuple[Finding, ...],
    symptoms: tuple[str, ...],
    likelihood: Likelihood,
) -> None:
    gaps = concluded(*said, found=found, symptoms=symptoms).gaps
    assert next(gap.likelihood for gap in gaps if gap.criterion == key) is likelihood


def test_repair_is_the_work_on_critical_and_high_findings_at_the_rate_that_was_stated() -> None:
    free = concluded(*STALE)
    severe = [gap.effort for gap in free.gaps if gap.severity in {Severity.CRITICAL, Severity.HIGH}]
    assert free.repair is not None
    assert free.repair.effort == (sum(one.low for one in severe), sum(one.high for one in severe))
    assert free.repair.cost(free.repair.effort) is None
    paid = concluded(*STALE, operation=Operation(day_rate=900, currency="EUR")).repair
    assert paid is not None
    assert paid.cost(Interval(2, 5)) == (1800, 4500)
    assert paid.currency == "EUR"


def test_nothing_is_repaired_where_nothing_is_severe() -> None:
    assert concluded(answer("EVAL-07", 1, 2)).repair is None


def test_lessons_are_the_missing_core_controls_of_present_patterns_by_their_stage() -> None:
    said = (*STALE, answer("EVAL-01", 0, 2), answer("EVAL-02", 0, 2), answer("EVAL-03", 0, 2))
    failed: dict[str, Any] = {"purpose": Purpose.FAILED_PROJECT_AUDIT, "symptoms": ("FP-03.1", "FP-01.1")}
    assert concluded(*said, **failed).lessons == (
        Lesson(pattern="FP-01", criterion="EVAL-01", level=2, stage="S1"),
        Lesson(pattern="FP-01", criterion="EVAL-02", level=2, stage="S2"),
        Lesson(pattern="FP-03", criterion="DATA-03", level=2, stage="S3"),
    )
    assert concluded(*said, purpose=Purpose.FAILED_PROJECT_AUDIT).lessons == ()
    assert concluded(*said, symptoms=("FP-03.1",)).lessons == ()
