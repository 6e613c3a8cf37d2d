"""The table of cross-examination, cell by cell, and what each state of a contradiction does to the score."""

from typing import Any

import pytest

from audit import judgement
from audit.model.assessment import Acceptance, Answer, Assessment, ContradictionState, Respondent, Ruling
from audit.model.examination import Agreement
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.place import Place
from audit.model.standing import GateState
from tests.judgement.build import RUBRIC, answer, assessment, finding, inspection

CHECK, GATE = "model-call-timeout", "REL-01"
SUPPORT = finding(CHECK, GATE, Outcome.MET, sighted=True)
WEAKNESS = finding(CHECK, GATE, Outcome.NOT_MET, sighted=True, strong=True)
WEAK_WEAKNESS = finding(CHECK, GATE, Outcome.NOT_MET, sighted=True)
NOTHING = finding(CHECK, GATE, Outcome.NOT_MET)
CANNOT_TELL = finding(CHECK, GATE, Outcome.INCONCLUSIVE)
NOT_APPLICABLE = finding(CHECK, GATE, Outcome.NOT_APPLICABLE)

CLAIM = answer(GATE, 3, by="vendor")
ASSERTED = answer(
    GATE,
    3,
    by="vendor",
    asserts=CHECK,
    quote="All calls time out.",
    place=Place(document="README.md", line=4),
)
LEAST_CLAIM = answer(GATE, 2, by="vendor")
ADMITTED = answer(GATE, 1, by="vendor")
NOTHING_THERE = answer(GATE, 0, by="vendor")
ELSEWHERE = answer("DOC-04", 2, by="vendor")


def concluded(said: Answer, *found: Finding, **more: Any) -> tuple[Assessment, Any]:
    subject = assessment(said, ELSEWHERE, inspections=(inspection(*found),) if found else (), **more)
    return subject, judgement.conclude(subject, RUBRIC)


@pytest.mark.parametrize(
    ("said", "found", "agreement", "low", "high"),
    [
        (CLAIM, SUPPORT, Agreement.CORROBORATED, 1, 3),
        (CLAIM, WEAKNESS, Agreement.CONTRADICTED, 0, 1),
        (CLAIM, WEAK_WEAKNESS, Agreement.CONTRADICTED, 0, 3),
        (CLAIM, NOTHING, Agreement.UNSUPPORTED, 1, 3),
        (ASSERTED, NOTHING, Agreement.CONTRADICTED, 0, 3),
        (CLAIM, CANNOT_TELL, Agreement.UNVERIFIABLE, 1, 3),
        (CLAIM, NOT_APPLICABLE, Agreement.UNVERIFIABLE, 1, 3),
        (ASSERTED, SUPPORT, Agreement.CORROBORATED, 1, 3),
        (ASSERTED, WEAKNESS, Agreement.CONTRADICTED, 0, 1),
        (ASSERTED, WEAK_WEAKNESS, Agreement.CONTRADICTED, 0, 3),
        (ASSERTED, CANNOT_TELL, Agreement.UNVERIFIABLE, 1, 3),
        (ASSERTED, NOT_APPLICABLE, Agreement.UNVERIFIABLE, 1, 3),
        (LEAST_CLAIM, WEAKNESS, Agreement.CONTRADICTED, 0, 1),
        (LEAST_CLAIM, SUPPORT, Agreement.CORROBORATED, 1, 2),
        (NOTHING_THERE, SUPPORT, Agreement.UNDERSTATED, 0, 0),
        (NOTHING_THERE, WEAKNESS, Agreement.CONFIRMED_GAP, 0, 0),
        (NOTHING_THERE, NOTHING, Agreement.CONFIRMED_GAP, 0, 0),
        (ADMITTED, WEAK_WEAKNESS, Agreement.CONFIRMED_GAP, 1, 1),
        (ADMITTED, NOT_APPLICABLE, Agreement.UNVERIFIABLE, 1, 1),
        (ELSEWHERE, NOT_APPLICABLE, Agreement.OPEN, 0, 4),
        (ADMITTED, SUPPORT, Agreement.UNDERSTATED, 1, 1),
        (ADMITTED, WEAKNESS, Agreement.CONFIRMED_GAP, 1, 1),
        (ADMITTED, NOTHING, Agreement.CONFIRMED_GAP, 1, 1),
        (ADMITTED, CANNOT_TELL, Agreement.UNVERIFIABLE, 1, 1),
        (ELSEWHERE, SUPPORT, Agreement.NOMINATED, 0, 4),
        (ELSEWHERE, WEAKNESS, Agreement.BOUNDED, 0, 1),
        (ELSEWHERE, WEAK_WEAKNESS, Agreement.OPEN, 0, 4),
        (ELSEWHERE, NOTHING, Agreement.OPEN, 0, 4),
        (ELSEWHERE, CANNOT_TELL, Agreement.OPEN, 0, 4),
    ],
)
def test_claim_by_finding(said: Answer, found: Finding, agreement: Agreement, low: int, high: int) -> None:
    _, conclusion = concluded(said, found)
    assert [row.agreement for row in conclusion.cross_examination] == [agreement]
    assert (conclusion.standings[GATE].low, conclusion.standings[GATE].high) == (low, high)


def test_an_entry_of_the_register_cites_both_sides() -> None:
    _, conclusion = concluded(ASSERTED, NOTHING)
    (entry,) = conclusion.contradictions
    assert (entry.id, entry.criterion, entry.check, entry.respondent) == ("C-01", GATE, CHECK, "vendor")
    assert (entry.statement, str(entry.place)) == ("“All calls time out.”", "README.md:4")
    assert (entry.searched, entry.strength) == ("3 files, read whole", Confidence.WEAK)
    _, conclusion = concluded(CLAIM, WEAKNESS)
    assert [e.place for e in conclusion.contradictions[0].evidence] == ["agent.py:7@cccccccc"]


@pytest.mark.parametrize(
    ("state", "low", "high"), [("open", 0, 1), ("upheld", 0, 1), ("explained", 1, 3), ("withdrawn", 1, 3)]
)
def test_only_open_and_upheld_contradictions_count(state: str, low: int, high: int) -> None:
    ruling = Ruling(criterion=GATE, check=CHECK, by="vendor", state=state, reason="seen", reply="no reply")
    _, conclusion = concluded(CLAIM, WEAKNESS, rulings=(ruling,))
    assert (conclusion.standings[GATE].low, conclusion.standings[GATE].high) == (low, high)
    assert [(e.state.value, e.reply) for e in conclusion.contradictions] == [(state, "no reply")]


def test_a_weak_contradiction_that_is_upheld_is_strong() -> None:
    ruling = Ruling(criterion=GATE, check=CHECK, by="vendor", state="upheld", reason="asked and searched")
    _, conclusion = concluded(ASSERTED, NOTHING, rulings=(ruling,))
    assert (conclusion.standings[GATE].low, conclusion.standings[GATE].high) == (0, 1)
    assert conclusion.standings[GATE].gate is GateState.FAILED


def test_a_search_in_one_repository_does_not_contradict_what_another_shows() -> None:
    subject = assessment(
        ASSERTED, inspections=(inspection(NOTHING, name="ui"), inspection(SUPPORT, name="api"))
    )
    assert judgement.conclude(subject, RUBRIC).contradictions == ()


@pytest.mark.parametrize(("said", "low", "high"), [(CLAIM, 2, 3), (ADMITTED, 2, 2), (ELSEWHERE, 2, 2)])
def test_accepted_support_is_documented_but_meets_no_gate(said: Answer, low: int, high: int) -> None:
    accepted = Acceptance(criterion=GATE, check=CHECK, by="auditor", reason="read the wrapper")
    _, conclusion = concluded(said, SUPPORT, accepted=(accepted,))
    standing = conclusion.standings[GATE]
    assert (standing.low, standing.high, standing.gate) == (low, high, GateState.UNVERIFIED)


def test_support_of_one_check_does_not_lift_what_another_contradicts() -> None:
    other = finding("model-call-retry", GATE, Outcome.NOT_MET, sighted=True, strong=True)
    accepted = Acceptance(criterion=GATE, check=CHECK, by="auditor", reason="read the wrapper")
    _, conclusion = concluded(CLAIM, SUPPORT, other, accepted=(accepted,))
    assert (conclusion.standings[GATE].low, conclusion.standings[GATE].high) == (0, 1)


def test_rulings_and_acceptances_without_an_object_are_told() -> None:
    ruling = Ruling(criterion=GATE, check=CHECK, by="vendor", state="upheld", reason="seen")
    accepted = Acceptance(criterion=GATE, check=CHECK, by="auditor", reason="seen")
    _, conclusion = concluded(CLAIM, CANNOT_TELL, rulings=(ruling,), accepted=(accepted,))
    assert conclusion.limitations[-2:] == (
        "The ruling on REL-01 (model-call-timeout) has no contradiction to rule on; it changes nothing.",
        "The accepted support for REL-01 (model-call-timeout) is not met in any inspection; "
        "it changes nothing.",
    )


@pytest.mark.parametrize(
    ("strong", "clean", "applied"), [(2, 0, False), (3, 12, True), (3, 13, False), (4, 0, True)]
)
def test_the_contradiction_rate_lowers_the_grade_of_all_unproven_answers(
    strong: int, clean: int, applied: bool
) -> None:
    ids = [c.id for c in RUBRIC.criteria() if c.applies(assessment().subject.kinds)][: strong + clean + 1]
    found = [
        finding(f"check-{n}", key, Outcome.NOT_MET if n < strong else Outcome.MET, sighted=True, strong=True)
        for n, key in enumerate(ids[:-1])
    ]
    subject = assessment(*(answer(key, 2, 2, by="vendor") for key in ids), inspections=(inspection(*found),))
    conclusion = judgement.conclude(subject, RUBRIC)
    (rate,) = conclusion.rates
    assert (rate.strong, rate.checkable, rate.applied) == (strong, strong + clean, applied)
    assert conclusion.standings[ids[-1]].low == (1 if applied else 2)
    assert conclusion.standings[ids[-1]].grade == (1 if applied else 2)


def test_without_an_inspection_the_rate_is_off_and_says_so() -> None:
    said = [answer(key, 3, contradiction="strong") for key in ("EVAL-01", "EVAL-02", "OBS-01", "OBS-03")]
    conclusion = judgement.conclude(assessment(*said), RUBRIC)
    assert [(rate.applied, rate.checkable) for rate in conclusion.rates] == [(False, None)]
    assert any("contradiction rate off" in line for line in conclusion.limitations)


def test_a_scan_alone_concludes_nothing() -> None:
    gates = [c.id for c in RUBRIC.criteria() if c.is_gate][:6]
    found = [
        finding(f"c-{n}", key, Outcome.NOT_MET, sighted=True, strong=True) for n, key in enumerate(gates)
    ]
    conclusion = judgement.conclude(assessment(inspections=(inspection(*found),)), RUBRIC)
    assert (conclusion.conclusion, conclusion.published, conclusion.decision) == (None, None, None)
    assert (conclusion.gates.met, conclusion.gates.failed) == ((), ())
    assert [row.agreement for row in conclusion.cross_examination] == [Agreement.BOUNDED] * len(found)
    assert conclusion.because.startswith("Nobody has answered anything")


@pytest.mark.parametrize("said", [ADMITTED, NOTHING_THERE])
@pytest.mark.parametrize("found", [WEAKNESS, WEAK_WEAKNESS, NOTHING])
def test_who_admits_a_gap_is_accused_of_nothing(said: Answer, found: Finding) -> None:
    _, conclusion = concluded(said, found)
    assert (conclusion.contradictions, conclusion.questions) == ((), ())
    assert [(rate.strong, rate.applied) for rate in conclusion.rates] == [(0, False)]


def test_a_claim_about_other_things_is_not_contradicted_by_a_search_that_found_nothing() -> None:
    """Only what was claimed of the repository's own content can be missing in it."""
    other = answer(GATE, 3, by="vendor", asserts="model-call-retry")
    _, conclusion = concluded(other, NOTHING)
    assert [row.agreement for row in conclusion.cross_examination] == [Agreement.UNSUPPORTED]
    assert conclusion.contradictions == ()


@pytest.mark.parametrize(
    ("again", "low", "high", "gate"),
    [
        (answer(GATE, 3, 2, by="vendor"), 0, 1, GateState.FAILED),
        (answer(GATE, 1, by="vendor"), 0, 1, GateState.FAILED),
        (answer(GATE, 3, 1, by="another"), 0, 3, GateState.UNVERIFIED),
    ],
)
def test_saying_it_again_does_not_take_back_what_was_upheld(
    again: Answer, low: int, high: int, gate: GateState
) -> None:
    ruling = Ruling(criterion=GATE, check=CHECK, by="vendor", state="upheld", reason="searched")
    _, found = concluded(again, NOTHING, claims=(ASSERTED,), rulings=(ruling,))
    standing = found.standings[GATE]
    assert (standing.low, standing.high, standing.gate) == (low, high, gate)


def test_the_effect_of_a_ruling_is_that_on_all_claims_it_is_about() -> None:
    ruling = Ruling(criterion=GATE, check=CHECK, by="vendor", state="upheld", reason="searched")
    subject, found = concluded(CLAIM, NOTHING, claims=(ASSERTED,), rulings=(ruling,))
    assert len(found.contradictions) == 2
    for state, levels in found.contradictions[0].effect.by_state.items():
        if state is ContradictionState.OPEN:  # only what asserts the check is doubted while nobody has ruled
            continue
        other = subject.model_copy(update={"rulings": (ruling.model_copy(update={"state": state}),)})
        standing = judgement.conclude(other, RUBRIC).standings[GATE]
        assert (levels.low, levels.high) == (standing.low, standing.high)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (("v", "v", "v", "v"), False),
        (("v", "v2", "v", "v2"), True),
        (("v", "client", "client", "v2"), False),
    ],
)
def test_claims_that_are_spread_over_several_names_are_told_together(
    people: tuple[str, ...], told: bool
) -> None:
    keys = ("PROV-01", "SEC-01", "REL-01", "OBS-01")
    checks = [finding(f"about-{key}", key, Outcome.NOT_MET, sighted=True, strong=True) for key in keys]
    subject = assessment(
        *(answer(key, 3, 2, by=who) for key, who in zip(keys, people, strict=True)),
        inspections=(inspection(*checks),),
        respondents=(Respondent(id="v", party="vendor"), Respondent(id="v2", party="vendor")),
    )
    lines = judgement.conclude(subject, RUBRIC).limitations
    expected = "Respondents of the vendor together (v, v2): 4 of 4 checkable claims strongly contradicted; "
    assert any(line.startswith(expected) for line in lines) is told
