"""What contradictions do to the score, what weak ones ask, and what became of support."""

from datetime import date
from typing import Any

import pytest

from audit import judgement
from audit.model.assessment import Acceptance, Answer, ContradictionState, Rating, Ruling
from audit.model.conclusion import Conclusion
from audit.model.examination import Nomination, NominationState
from audit.model.finding import Finding, Outcome
from audit.model.place import Place
from audit.model.standing import GateState
from tests.judgement.build import RUBRIC, answer, assessment, finding, inspection

CHECK, GATE = "model-call-timeout", "REL-01"
WEAKNESS = finding(CHECK, GATE, Outcome.NOT_MET, sighted=True, strong=True)
WEAK = finding(CHECK, GATE, Outcome.NOT_MET, sighted=True)
NOTHING = finding(CHECK, GATE, Outcome.NOT_MET)
SUPPORT = finding(CHECK, GATE, Outcome.MET, sighted=True)
CLAIM = answer(GATE, 3, 2, by="vendor", at=date(2026, 9, 1), narrative="All calls time out")
ELSEWHERE = answer("DOC-04", 2, 2, by="vendor")


def concluded(*found: Finding, said: tuple[Answer, ...] = (CLAIM,), **more: Any) -> Conclusion:
    subject = assessment(*said, ELSEWHERE, inspections=(inspection(*found),), **more)
    return judgement.conclude(subject, RUBRIC)


def ruled(state: str, found: Finding = WEAKNESS) -> Conclusion:
    ruling = Ruling(
        criterion=GATE, check=CHECK, by="vendor", state=state, reason="asked", at=date(2026, 9, 9)
    )
    return concluded(found, rulings=(ruling,))


@pytest.mark.parametrize(
    ("state", "found", "after", "gate", "words"),
    [
        ("open", WEAKNESS, (0, 1), "failed", "open, and counts until the auditor rules; the level is 2–3 without it and 0–1 with it; the gate is unverified without it and failed with it; "),
        ("upheld", WEAK, (0, 1), "failed", "upheld, and counts as strong; the level is 2–3 without it and 0–1 with it; "),
        ("open", WEAK, (1, 3), "unverified", "open, and counts until the auditor rules; the level is 2–3 without it and 1–3 with it; the uncapped score is "),
        ("explained", WEAKNESS, (2, 3), "unverified", "explained: printed, and does not count; the level would be 0–1 if it were upheld, and is 2–3; "),
        ("withdrawn", WEAK, (2, 3), "unverified", "withdrawn: printed, and does not count; the level would be 0–1 if it were upheld, and is 2–3; "),
    ],
)  # fmt: skip
def test_every_state_says_what_it_does(
    state: str, found: Finding, after: tuple[int, int], gate: str, words: str
) -> None:
    conclusion = ruled(state, found)
    (entry,) = conclusion.contradictions
    effect = entry.effect
    assert effect is not None
    standing = conclusion.standings[GATE]
    assert (effect.levels_without, effect.levels_with) == ((2, 3), after)
    assert (standing.low, standing.high) == after
    assert (effect.gate_without, effect.gate_with) == (GateState.UNVERIFIED, gate)
    assert effect.score_with == conclusion.uncapped
    assert effect.words.startswith(words)
    counted = (0, 1) if found is WEAKNESS else (1, 3)
    assert effect.by_state == {
        ContradictionState.OPEN: counted,
        ContradictionState.UPHELD: (0, 1),
        ContradictionState.EXPLAINED: (2, 3),
        ContradictionState.WITHDRAWN: (2, 3),
    }


def test_the_register_says_who_said_it_when_and_when_it_was_ruled() -> None:
    (entry,) = ruled("explained").contradictions
    assert (entry.respondent, entry.at, entry.ruled_at) == ("vendor", date(2026, 9, 1), date(2026, 9, 9))


def test_the_score_without_it_is_that_of_an_audit_without_it() -> None:
    (entry,) = concluded(WEAKNESS).contradictions
    assert entry.effect is not None
    assert entry.effect.score_without == ruled("withdrawn").uncapped


def test_what_another_contradiction_decides_already_changes_nothing() -> None:
    other = finding("model-call-retry", GATE, Outcome.NOT_MET, sighted=True, strong=True)
    for entry in concluded(WEAKNESS, other).contradictions:
        assert entry.effect is not None
        assert entry.effect.words.endswith("it changes nothing, because something else already decides")


def test_a_rating_decides_over_it() -> None:
    rating = Rating(criterion=GATE, level=3, grade=3, rationale="saw the call end")
    (entry,) = concluded(WEAKNESS, ratings=(rating,)).contradictions
    assert entry.effect is not None
    assert entry.effect.words.endswith("the auditor has rated this criterion, and the rating decides")
    assert entry.effect.levels_with == (3, 3)


def test_an_effect_counts_the_contradiction_rate() -> None:
    """The third strong contradiction lowers what else this respondent says; without it all of that is back."""
    keys = [c.id for c in RUBRIC.criteria() if c.applies(assessment().subject.kinds)][:4]
    found = [finding(f"c-{key}", key, Outcome.NOT_MET, sighted=True, strong=True) for key in keys[:3]]
    conclusion = concluded(*found, said=tuple(answer(key, 2, 2, by="vendor") for key in keys))
    assert [rate.applied for rate in conclusion.rates] == [True]
    (first, *_) = conclusion.contradictions
    assert first.effect is not None
    assert first.effect.score_without is not None
    assert first.effect.score_with is not None
    own = 2 * next(e for k, e in conclusion.explain.items() if k == keys[0]).per_level.low
    assert first.effect.score_without.low - first.effect.score_with.low > own + 0.01


def test_only_what_is_weak_and_open_asks() -> None:
    said = answer(
        GATE,
        3,
        2,
        by="vendor",
        asserts=CHECK,
        quote="All calls time out",
        place=Place(document="README.md", line=4),
    )
    (asked,) = concluded(NOTHING, said=(said,)).questions
    assert (asked.contradiction, asked.criterion, asked.respondent) == ("C-01", GATE, "vendor")
    assert asked.text == (
        "You say “All calls time out” (README.md:4). It was not found in delivery (3 files, read whole). "
        "In which file and line, or where else, is it?"
    )
    (asked,) = concluded(WEAK).questions
    assert asked.text.startswith("You say “All calls time out”. At agent.py:7@cccccccc it looks as if this ")
    assert concluded(WEAKNESS).questions == ()
    assert ruled("upheld", WEAK).questions == ()
    assert ruled("explained", WEAK).questions == ()


def accepted(**more: Any) -> Acceptance:
    named = {} if more.get("all") else {"criterion": GATE, "check": CHECK}
    return Acceptance(by="I. Moreau", reason="opened it", **(named | more))


def nomination(*rulings: Acceptance) -> Nomination:
    (found,) = concluded(SUPPORT, accepted=rulings).nominations
    return found


@pytest.mark.parametrize(
    ("rulings", "state"),
    [
        ((), NominationState.OFFERED),
        ((accepted(),), NominationState.ACCEPTED),
        ((accepted(refused=True),), NominationState.REFUSED),
        ((accepted(all=True),), NominationState.ACCEPTED),
        ((accepted(all=True, refused=True),), NominationState.REFUSED),
        ((accepted(all=True), accepted(refused=True)), NominationState.REFUSED),
        ((accepted(all=True, refused=True), accepted()), NominationState.ACCEPTED),
        ((accepted(commit="c" * 40),), NominationState.ACCEPTED),
        ((accepted(commit="d" * 40),), NominationState.OFFERED),
    ],
)
def test_support_is_offered_until_somebody_speaks_about_it(
    rulings: tuple[Acceptance, ...], state: NominationState
) -> None:
    found = nomination(*rulings)
    assert (found.state, found.level, found.commit) == (state, 2, "c" * 40)
    assert (found.by, found.reason) == (("", "") if state == "offered" else ("I. Moreau", "opened it"))


@pytest.mark.parametrize(
    ("ruling", "low"), [(accepted(), 2), (accepted(refused=True), 1), (accepted(commit="d" * 40), 1)]
)
def test_only_accepted_support_counts(ruling: Acceptance, low: int) -> None:
    standing = concluded(SUPPORT, said=(answer(GATE, 3, 1),), accepted=(ruling,)).standings[GATE]
    assert (standing.low, standing.gate) == (low, GateState.UNVERIFIED)


def test_support_lifts_no_admitted_level_over_a_gate() -> None:
    """Level 1, documented, is below the gate; a file in the repository is no reason to call it met."""
    runbook = finding("runbook", "DOC-01", Outcome.MET, sighted=True)
    ruling = Acceptance(criterion="DOC-01", check="runbook", by="I. Moreau", reason="read it")
    found = concluded(runbook, said=(answer("DOC-01", 1, 2),), accepted=(ruling,)).standings["DOC-01"]
    assert (found.low, found.high, found.gate) == (2, 2, GateState.UNVERIFIED)


def test_what_was_said_of_support_as_a_whole_or_of_another_commit_is_told() -> None:
    told = concluded(SUPPORT, accepted=(accepted(all=True), accepted(commit="d" * 40))).limitations
    assert "Support from repositories was accepted as a whole by I. Moreau: opened it" in told
    assert (
        "The accepted support for REL-01 (model-call-timeout) was looked at in commit dddddddd, "
        "not in what was inspected."
    ) in told
