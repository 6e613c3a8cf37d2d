"""The handbook says what the checks say, and every gate and signal of the rubric has its place in it."""

from pathlib import Path

import pytest

from audit import assessment, rubric
from audit.checks import all_checks
from audit.inspection.handbook import MEASURED, NOT_MEASURED, measured
from audit.model.base import InputError

ROOT = Path(__file__).parents[2]
NUMBERS = ROOT / "benchmarks" / "results" / "accuracy.json"
CHECKS = {check.id: check for check in all_checks()}


def without_numbers(text: str) -> list[str]:
    """The lines but those that only a new measurement changes."""
    return [line for line in text.splitlines() if not line.startswith((MEASURED, NOT_MEASURED))]


def test_the_page_in_the_repository_is_what_the_checks_say() -> None:
    written = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert without_numbers(written) == without_numbers(assessment.handbook(NUMBERS)), "run: make handbook"


def test_the_handbook_is_the_same_every_time() -> None:
    assert assessment.handbook(NUMBERS) == assessment.handbook(NUMBERS)


@pytest.mark.parametrize("check", CHECKS)
def test_a_page_holds_all_that_a_check_declares(check: str) -> None:
    declared = CHECKS[check]
    page = assessment.handbook(NUMBERS, declared.id)
    for text in (declared.title, declared.id, declared.informs, declared.reason, declared.blind_spot):
        assert text in page
    assert declared.remediation in page
    assert page.count("# <-- ") == sum(
        text.count("# <-- ") for text in (*declared.good.values(), *declared.bad.values())
    )
    for outcome in ("*met*", "*not met*", "*not applicable*", "*inconclusive*"):
        assert f"- {outcome}: " in page


def tally(**counts: int) -> dict[str, object]:
    shares = {"precision": {"of": counts["tp"], "n": counts["tp"] + counts["fp"]}}
    shares["recall"] = {"of": counts["tp"], "n": counts["tp"] + counts["fn"]}
    return {**counts, **shares}


COUNTS = tally(tp=3, fp=1, fn=0, comparable=8, undecided=2, accused=0, accused_rightly=0)
SAID = (
    "- Measured on *fresh*: precision 0.75 (3 of 4), recall 1.00 (3 of 3), accusations – (0), "
    "decided 0.75 (6 of 8)."
)


@pytest.mark.parametrize(
    ("accuracy", "lines"),
    [
        ({"fresh": {"purpose": "labels", "checks": {"lockfile": COUNTS}}}, [SAID]),
        ({"ordinary": {"purpose": "ordinary", "checks": {"lockfile": COUNTS}}}, [NOT_MEASURED]),
        ({"fresh": {"purpose": "labels", "checks": {"license": COUNTS}}}, [NOT_MEASURED]),
        ({}, [NOT_MEASURED]),
    ],
    ids=["measured", "other purpose", "other check", "nothing"],
)
def test_numbers_come_with_what_they_are_of(accuracy: dict[str, dict[str, object]], lines: list[str]) -> None:
    assert list(measured("lockfile", accuracy)) == lines


def test_every_gate_has_a_check_or_a_reason_why_not() -> None:
    informed = {check.informs for check in CHECKS.values()}
    silent = rubric.signal_use().silent_gates
    gates = {criterion.id for criterion in rubric.load().criteria() if criterion.is_gate}
    assert gates - informed == set(silent) & (gates - informed)
    assert set(silent) <= gates


def test_every_signal_has_a_check_or_a_reason_why_not() -> None:
    use = rubric.signal_use()
    said = [*use.seen, *(signal for group in use.left_out for signal in group.signals)]
    named = [
        f"{criterion.id}/{signal.id}"
        for criterion in rubric.load().criteria()
        for signal in (*criterion.signals.support, *criterion.signals.contradict)
    ]
    assert sorted(said) == sorted(named)
    assert {check for checks in use.seen.values() for check in checks} <= set(CHECKS)


@pytest.mark.parametrize(
    ("name", "way_out"),
    [("model-call-timeouts", "did you mean model-call-timeout?"), ("zzz", "see all with: phase2 checks")],
)
def test_an_unknown_check_is_named(name: str, way_out: str) -> None:
    with pytest.raises(InputError, match=way_out.replace("?", r"\?")):
        assessment.handbook(None, name)


@pytest.mark.parametrize("text", ["{", "[1]", '{"fresh": 1}'])
def test_wrong_numbers_are_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "accuracy.json").write_text(text)
    with pytest.raises(InputError, match=r"give benchmarks/results/accuracy\.json"):
        assessment.handbook(tmp_path / "accuracy.json")
