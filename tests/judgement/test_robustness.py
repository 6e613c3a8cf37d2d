"""The conclusion drawn again under other weights: stable where it should be, borderline where it is."""

import pytest

from audit import judgement
from audit.model.assessment import Answer
from audit.model.conclusion import Verdict
from tests.judgement.build import RUBRIC, answer, assessment


def uniform(level: int, **others: int) -> list[Answer]:
    """Everything demonstrated at one level; gates at 3 at least, some criteria at another."""
    return [
        answer(c.id, others.get(c.dimension, max(level, 3 if c.is_gate else 0)), 4) for c in RUBRIC.criteria()
    ]


@pytest.mark.parametrize(
    ("said", "conclusion", "share", "borderline"),
    [
        (uniform(3), "Operates as infrastructure", 1.0, False),
        (uniform(4), "Operates as infrastructure", 1.0, False),
        (uniform(3, SCALE=1), "Conditional (limited exposure)", 1.0, False),
    ],
)
def test_stable(said: list[Answer], conclusion: str, share: float, borderline: bool) -> None:
    found = judgement.conclude(assessment(*said), RUBRIC)
    assert found.conclusion is not None
    assert found.robustness is not None
    assert found.conclusion.value == conclusion
    assert (found.robustness.share_same, found.robustness.borderline) == (share, borderline)


def test_a_score_beside_a_threshold_is_borderline() -> None:
    """Overall just below 60: a quarter more weight on what is strong makes it production-ready."""
    strong = {"DOC", "OWN", "SEC"}
    said = [answer(c.id, 3 if c.is_gate or c.dimension in strong else 2, 4) for c in RUBRIC.criteria()]
    found = judgement.conclude(assessment(*said), RUBRIC)
    assert found.robustness is not None
    assert found.conclusion is Verdict.CONDITIONAL
    assert (found.robustness.share_same, found.robustness.borderline) == (0.793, True)
    assert found.robustness.low.low < 60 < found.robustness.low.high
