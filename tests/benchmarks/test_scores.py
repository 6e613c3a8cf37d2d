"""What counts as right, as wrong and as undecided when outcomes are held against labels."""

import math
from typing import Any

import pytest

from audit.model.evidence import Direction, Evidence
from audit.model.finding import Confidence, Finding, Outcome
from benchmarks.labels import Answer, Label
from benchmarks.scores import Proportion, Tally, order

CONTROL = Answer(check="model-call-timeout", informs="REL-01", positive_when=Outcome.MET)
DANGER = Answer(check="no-committed-secrets", informs="SEC-01", positive_when=Outcome.NOT_MET)


def finding(
    outcome: Outcome, confidence: Confidence = Confidence.WEAK, cited: tuple[tuple[str, int | None], ...] = ()
) -> Finding:
    evidence = tuple(
        Evidence(path=path, line=line, commit="0" * 40, direction=Direction.SUPPORTS, note="n", excerpt="")
        for path, line in cited
    )
    return Finding(
        id="c", informs="REL-01", title="t", outcome=outcome, confidence=confidence, examined=1, searched="s",
        reason="r", evidence=evidence,
    )  # fmt: skip


def counted(label: Any, answer: Answer, outcome: Outcome | None) -> dict[str, int]:
    tally = Tally()
    tally.count(Label(value=label), answer, finding(outcome) if outcome else None)
    return {name: count for name, count in tally.record().items() if isinstance(count, int) and count}


@pytest.mark.parametrize(
    ("label", "answer", "outcome", "expected"),
    [
        (True, CONTROL, Outcome.MET, {"tp": 1, "comparable": 1}),
        (True, CONTROL, Outcome.NOT_MET, {"fn": 1, "comparable": 1, "accused": 1}),
        (True, CONTROL, Outcome.INCONCLUSIVE, {"fn": 1, "comparable": 1, "undecided": 1}),
        (True, CONTROL, Outcome.NOT_APPLICABLE, {"fn": 1, "comparable": 1, "undecided": 1, "na_disputed": 1}),
        (True, CONTROL, None, {"fn": 1, "comparable": 1, "undecided": 1}),
        (False, CONTROL, Outcome.MET, {"fp": 1, "comparable": 1}),
        (False, CONTROL, Outcome.NOT_MET, {"tn": 1, "comparable": 1, "accused": 1, "accused_rightly": 1}),
        (False, CONTROL, Outcome.INCONCLUSIVE, {"comparable": 1, "undecided": 1}),
        ("na", CONTROL, Outcome.NOT_APPLICABLE, {"na_agreed": 1}),
        ("na", CONTROL, Outcome.NOT_MET, {"na_disputed": 1, "accused": 1}),
        ("na", CONTROL, Outcome.INCONCLUSIVE, {"na_disputed": 1}),
        (True, DANGER, Outcome.NOT_MET, {"tp": 1, "comparable": 1, "accused": 1, "accused_rightly": 1}),
        (False, DANGER, Outcome.NOT_MET, {"fp": 1, "comparable": 1, "accused": 1}),
        (False, DANGER, Outcome.MET, {"tn": 1, "comparable": 1}),
    ],
)
def test_an_outcome_is_held_against_its_label(
    label: Any, answer: Answer, outcome: Outcome | None, expected: dict[str, int]
) -> None:
    assert counted(label, answer, outcome) == expected


@pytest.mark.parametrize(
    ("label", "compared"),
    [
        (Label(value=True), True),
        (Label(value="na"), True),
        (Label(value="unsure"), False),
        (Label(value=False, weak=True), False),
    ],
)
def test_what_people_are_not_sure_of_is_not_compared(label: Label, compared: bool) -> None:
    assert label.compared is compared


@pytest.mark.parametrize(
    ("evidence", "cited", "expected"),
    [
        ("a.py:10", ("a.py", 13), (1, 1, 1, 1)),
        ("a.py:10", ("a.py", 14), (1, 1, 1, 0)),
        ("a.py:10", ("b.py", 10), (1, 0, 1, 0)),
        ("a.py", ("a.py", None), (1, 1, 0, 0)),
        ("a.py:10", ("a.py", None), (1, 1, 1, 0)),
    ],
)
def test_a_citation_is_the_labelled_file_and_a_line_near_by(
    evidence: str, cited: tuple[str, int | None], expected: tuple[int, int, int, int]
) -> None:
    tally = Tally()
    tally.count(Label(value=True, evidence=evidence), CONTROL, finding(Outcome.MET, cited=(cited,)))
    assert (tally.placed, tally.file_cited, tally.lined, tally.line_cited) == expected


def test_strong_accusations_are_counted_apart() -> None:
    tally = Tally()
    tally.count(Label(value=True), CONTROL, finding(Outcome.NOT_MET, Confidence.STRONG))
    tally.count(Label(value=False), CONTROL, finding(Outcome.NOT_MET, Confidence.STRONG))
    tally.count(Label(value=False), CONTROL, finding(Outcome.NOT_MET, Confidence.WEAK))
    assert tally.strong_accusations == Proportion(1, 2)
    assert tally.accusations == Proportion(2, 3)


def test_sums_and_shares_of_several_checks() -> None:
    total = Tally(tp=3, fp=1, fn=2, comparable=8, undecided=2) + Tally(tp=1, fn=2, comparable=2)
    assert total.precision == Proportion(4, 5)
    assert total.recall == Proportion(4, 8)
    assert total.decided == Proportion(8, 10)
    assert total.f1 == pytest.approx(8 / 13)


def test_a_proportion_of_nothing_says_nothing() -> None:
    nothing = Proportion(0, 0)
    assert math.isnan(nothing.value)
    assert str(nothing) == "none"
    assert nothing.record() == {"of": 0, "n": 0, "value": None, "low": None}


def test_the_lower_bound_is_wilsons() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score interval without correction)."""
    assert Proportion(81, 263).low == pytest.approx(0.2553, abs=1e-4)
    assert Proportion(15, 148).low == pytest.approx(0.0624, abs=1e-4)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [([3.0, 4.0], [1.0, 2.0], 1.0), ([1.0], [1.0], 0.5), ([1.0, 4.0], [2.0], 0.5), ([], [1.0], None)],
)
def test_the_order_of_two_groups(above: list[float], below: list[float], expected: float | None) -> None:
    assert order(above, below) == expected
