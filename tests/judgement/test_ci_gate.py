"""The gate: what it requires, what a waiver covers, and what was known before."""

from datetime import date
from typing import Any

import pytest

from audit.judgement.ci_gate import decide_gate
from audit.model.ci_gate import GateResult, Policy
from audit.model.evidence import Direction, Evidence
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.inspection import Coverage, Inspection, RepositoryProfile


def sighting(path: str, line: int = 1, text: str = "while True:") -> Evidence:
    return Evidence(
        path=path, line=line, commit="a" * 40, direction=Direction.CONTRADICTS, note="bad", excerpt=text
    )


def finding(key: str, outcome: Outcome, *evidence: Evidence, strong: bool = True) -> Finding:
    confidence = Confidence.STRONG if strong else Confidence.WEAK
    return Finding(
        id=key, informs="REL-01", title=key, outcome=outcome, confidence=confidence, examined=1,
        searched="1 file", reason="because", evidence=evidence,
    )  # fmt: skip


def inspection(*findings: Finding) -> Inspection:
    return Inspection(
        engine="0", repository="shop", path=".", revision="HEAD", commit="b" * 40, checks=findings,
        profile=RepositoryProfile(), coverage=Coverage(files=1, read=1, parsed=1),
    )  # fmt: skip


def waiver(check: str, path: str = "") -> dict[str, Any]:
    return {
        "check": check, "path": path, "owner": "A. Muster", "reason": "known", "expires": date(2030, 1, 1),
    }  # fmt: skip


def held(policy: dict[str, Any], *findings: Finding, baseline: Inspection | None = None) -> GateResult:
    return decide_gate(Policy.model_validate(policy), inspection(*findings), baseline)


LOOPS = finding("loops", Outcome.NOT_MET, sighting("app/a.py"), sighting("legacy/b.py"))
ABSENT = finding("changelog", Outcome.NOT_MET, strong=False)


@pytest.mark.parametrize(
    ("wanted", "outcome", "holds"),
    [
        ("met", Outcome.MET, True),
        ("met", Outcome.NOT_MET, False),
        ("met", Outcome.INCONCLUSIVE, False),
        ("met", Outcome.NOT_APPLICABLE, True),
        ({"outcome": "met", "or": "inconclusive"}, Outcome.INCONCLUSIVE, True),
        ({"or": ["inconclusive"]}, Outcome.INCONCLUSIVE, True),
        ({"outcome": "met", "or": "inconclusive"}, Outcome.NOT_MET, False),
    ],
)
def test_a_check_must_have_one_of_the_outcomes(wanted: object, outcome: Outcome, holds: bool) -> None:
    evidence = (sighting("a.py"),) if outcome is Outcome.NOT_MET else ()
    result = held({"require": {"loops": wanted}}, finding("loops", outcome, *evidence))
    assert (result.met, [c.holds for c in result.conditions]) == (holds, [holds])


def test_a_condition_tells_why_and_where() -> None:
    (condition,) = held({"require": {"loops": "met"}}, LOOPS).conditions
    assert condition.name == "loops: met"
    assert condition.why == "not met: because"
    assert condition.places == ("app/a.py:1@aaaaaaaa", "legacy/b.py:1@aaaaaaaa")


def test_what_was_not_checked_does_not_hold() -> None:
    (condition,) = held({"require": {"loops": "met"}}).conditions
    assert (condition.holds, condition.why) == (False, "the inspection does not hold this check")


@pytest.mark.parametrize(
    ("policy", "findings", "holds"),
    [
        ({"fail_on": {"confidence": "strong"}}, (LOOPS,), False),
        ({"fail_on": {"confidence": "strong"}}, (ABSENT,), True),
        ({"fail_on": {"confidence": "weak"}}, (ABSENT,), False),
        ({"fail_on": {}}, (finding("loops", Outcome.INCONCLUSIVE),), True),
        ({"fail_on": {}, "waivers": [waiver("loops")]}, (LOOPS,), True),
        ({"fail_on": {}, "waivers": [waiver("loops", "legacy/")]}, (LOOPS,), False),
        (
            {"fail_on": {}, "waivers": [waiver("loops", "legacy/"), waiver("loops", "app/*.py")]},
            (LOOPS,),
            True,
        ),
        ({"fail_on": {}, "waivers": [waiver("changelog")]}, (LOOPS,), False),
        ({"require": {"changelog": "met"}, "waivers": [waiver("changelog")]}, (ABSENT,), True),
        ({"require": {"changelog": "met"}, "waivers": [waiver("changelog", "*")]}, (ABSENT,), False),
        (
            {"require": {"loops": "met"}, "waivers": [waiver("loops")]},
            (finding("loops", Outcome.INCONCLUSIVE),),
            True,
        ),
        (
            {"require": {"loops": "met"}, "waivers": [waiver("loops", "a.py")]},
            (finding("loops", Outcome.INCONCLUSIVE),),
            False,
        ),
    ],
)
def test_thresholds_and_waivers(policy: dict[str, Any], findings: tuple[Finding, ...], holds: bool) -> None:
    assert held(policy, *findings).met is holds


def test_only_the_places_that_are_not_waived_are_told() -> None:
    policy = {"require": {"loops": "met"}, "waivers": [waiver("loops", "legacy/")]}
    (condition,) = held(policy, LOOPS).conditions
    assert condition.places == ("app/a.py:1@aaaaaaaa",)
    assert condition.why == "1 waived; not met: because"


def test_a_waiver_that_nothing_needed_is_named() -> None:
    policy = {"fail_on": {}, "waivers": [waiver("loops", "legacy/"), waiver("changelog", "x.py")]}
    assert held(policy, LOOPS).unused_waivers == ("changelog in x.py, owner A. Muster",)


MOVED = finding("loops", Outcome.NOT_MET, sighting("app/a.py", 9), sighting("legacy/b.py", 3))
MORE = finding("loops", Outcome.NOT_MET, *MOVED.evidence, sighting("app/a.py", 20))


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        ((LOOPS,), (LOOPS,), ()),
        ((LOOPS,), (MOVED,), ()),
        ((LOOPS,), (MORE,), ("app/a.py:20@aaaaaaaa",)),
        ((LOOPS,), (LOOPS, ABSENT), ("whole repository",)),
        ((LOOPS, ABSENT), (LOOPS, ABSENT), ()),
        ((finding("loops", Outcome.INCONCLUSIVE, *LOOPS.evidence),), (finding("loops", Outcome.NOT_MET, LOOPS.evidence[0]),), ("app/a.py:1@aaaaaaaa",)),
        ((), (finding("loops", Outcome.MET),), ()),
    ],
)  # fmt: skip
def test_with_a_baseline_only_what_is_new_counts(
    before: tuple[Finding, ...], now: tuple[Finding, ...], new: tuple[str, ...]
) -> None:
    policy = {"max_new_findings": 0, "fail_on": {"confidence": "weak"}}
    result = held(policy, *now, baseline=inspection(*before))
    assert [condition.places for condition in result.conditions] == [new, new]
    assert result.met is (not new)
    assert result.baseline == "b" * 40


def test_new_findings_are_counted_by_check() -> None:
    result = held({"max_new_findings": 1}, LOOPS, baseline=inspection())
    assert (result.met, result.conditions[0].why) == (True, "1 new: loops")
    assert not held({"max_new_findings": 1}, LOOPS, ABSENT, baseline=inspection()).met


def test_what_was_known_does_not_fail_a_requirement_either() -> None:
    (condition,) = held({"require": {"loops": "met"}}, LOOPS, baseline=inspection(LOOPS)).conditions
    assert (condition.holds, condition.why) == (True, "2 known before; not met: because")
