"""Where a criterion stands: respondents, ratings, grades that expire, and answers that are none."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from audit import judgement
from audit.judgement.standing import months_before
from audit.model.assessment import Answer, Rating, Respondent
from audit.model.finding import Outcome
from audit.model.register import EvidenceItem
from audit.model.standing import GateState, Standing
from tests.judgement.build import RUBRIC, answer, assessment, finding, inspection

GATE, MAJOR = "DATA-03", "DATA-01"


def standing(*said: Answer, key: str = MAJOR, **more: Any) -> Standing:
    return judgement.conclude(assessment(*said, answer("DOC-04", 2), **more), RUBRIC).standings[key]


@pytest.mark.parametrize(
    ("said", "low", "high", "claimed"),
    [
        ([answer(MAJOR, 3, 1)], 1, 3, 3),
        ([answer(MAJOR, 3, 0)], 0, 3, 3),
        ([answer(MAJOR, 2, 4)], 2, 2, 2),
        ([answer(MAJOR, 0, 2, "ops"), answer(MAJOR, 3, 1, "agency")], 0, 3, 3),
        ([Answer(criterion=MAJOR, state="unknown")], 0, 4, 0),
        ([Answer(criterion=MAJOR, state="declined")], 0, 4, 0),
        ([], 0, 4, 0),
    ],
)
def test_bounds(said: list[Answer], low: int, high: int, claimed: int) -> None:
    found = standing(*said)
    assert (found.low, found.high, found.claimed) == (low, high, claimed)
    assert found.answered is any(one.answered for one in said)


def test_respondents_who_differ_are_flagged_until_the_auditor_rates() -> None:
    both = answer(GATE, 0, 2, "ops"), answer(GATE, 3, 1, "agency")
    found = standing(*both, key=GATE)
    assert (found.spread, found.gate) == (True, GateState.UNVERIFIED)
    rating = Rating(criterion=GATE, level=0, grade=3, rationale="the extract is dated January")
    found = standing(*both, key=GATE, ratings=(rating,))
    assert (found.low, found.high, found.claimed, found.spread) == (0, 0, 3, False)
    assert (found.rated, found.gate) == (True, GateState.FAILED)


@pytest.mark.parametrize(
    ("item_date", "short_lived", "grade"),
    [
        (date(2025, 10, 1), False, 3),
        (date(2025, 9, 30), False, 2),
        (date(2026, 4, 1), True, 3),
        (date(2026, 3, 31), True, 2),
    ],
)
def test_old_evidence_loses_a_grade(item_date: date, short_lived: bool, grade: int) -> None:
    item = EvidenceItem(
        id="E-1", title="drill", grade=3, source="demonstration", date=item_date, short_lived=short_lived
    )
    found = standing(answer(MAJOR, 3, 3, evidence=("E-1",)), evidence=(item,))
    assert (found.grade, found.low) == (grade, grade)


def test_an_answer_is_worth_no_more_than_the_evidence_it_cites() -> None:
    item = EvidenceItem(id="E-1", title="memo", grade=2, source="document", date=date(2026, 9, 1))
    assert standing(answer(MAJOR, 3, 3, evidence=("E-1",)), evidence=(item,)).low == 2


@pytest.mark.parametrize(
    ("second_person", "applicable", "high"),
    [("", True, 4), ("the vendor", True, 4), ("K. Reviewer", False, 0)],
)
def test_a_gate_is_removed_by_two_people_only(second_person: str, applicable: bool, high: int) -> None:
    said = Answer(
        criterion=GATE,
        state="not_applicable",
        reason="no reference data",
        by="the vendor",
        second_person=second_person,
    )
    found = standing(said, key=GATE)
    assert (found.applicable, found.high) == (applicable, high)


def test_dimensions_that_lost_much_weight_are_named() -> None:
    said = [Answer(criterion=f"DOC-0{n}", state="not_applicable", reason="x") for n in (2, 3)]
    found = judgement.conclude(assessment(*said, answer("EVAL-01", 1)), RUBRIC)
    assert found.removed_shares == {"DOC": pytest.approx(5 / 11)}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2026, 7, 31), 1, date(2026, 6, 30)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_the_best_cited_item_decides_what_an_answer_is_worth() -> None:
    items = tuple(
        EvidenceItem(id=key, title="seen", grade=grade, source="document", date=date(2026, 9, 1))
        for key, grade in (("E-1", 1), ("E-3", 3))
    )
    assert standing(answer(MAJOR, 3, 4, evidence=("E-1", "E-3")), evidence=items).grade == 3


def test_more_than_two_criteria_on_one_document_are_told() -> None:
    item = EvidenceItem(id="E-1", title="memo", grade=2, source="document", date=date(2026, 9, 1))
    keys = ("DATA-01", "DATA-02", "DATA-03")
    for count, told in ((2, False), (3, True)):
        said = [answer(key, 2, 2, evidence=("E-1",)) for key in keys[:count]]
        found = judgement.conclude(assessment(*said, evidence=(item,)), RUBRIC)
        line = "Claims resting on a single document: E-1 (DATA-01, DATA-02, DATA-03)."
        assert (line in found.limitations) is told


@pytest.mark.parametrize(
    ("second", "applicable"),
    [("vendor", True), ("Tallybird  labs", True), (" VENDOR ", True), ("K. Reviewer", False)],
)
def test_a_second_name_of_the_same_respondent_is_no_second_person(second: str, applicable: bool) -> None:
    said = Answer(criterion=GATE, state="not_applicable", reason="none", by="vendor", second_person=second)
    people = (Respondent(id="vendor", name="Tallybird Labs"),)
    assert standing(said, key=GATE, respondents=people).applicable is applicable


def test_what_was_called_not_applicable_is_told_with_who_and_why() -> None:
    gate = Answer(
        criterion=GATE,
        state="not_applicable",
        inapplicable="not_this_kind_of_system",
        reason="it holds no reference data",
        by="vendor",
        second_person="K. Reviewer",
    )
    older = Answer(criterion="DOC-02", state="not_applicable", reason="described elsewhere")
    told = judgement.conclude(assessment(gate, older, answer("EVAL-01", 1)), RUBRIC).limitations
    assert "Called not applicable, and in no sum: DATA-03, DOC-02." in told
    assert (
        "Gate DATA-03 was called not applicable by vendor, and K. Reviewer agreed: it holds no reference data"
    ) in told
    assert "Called not applicable without a reason from the list: DOC-02." in told
    assert "Of dimension DOC, 27.3% of the weight was called not applicable." in told


def test_the_kind_of_a_reason_belongs_to_what_is_not_applicable() -> None:
    with pytest.raises(ValidationError, match="it belongs to an answer that is not_applicable"):
        Answer(criterion=GATE, level=1, inapplicable="covered_elsewhere")


def test_the_spread_is_shown_and_the_rating_that_decided() -> None:
    both = answer(MAJOR, 0, 2, "ops"), answer(MAJOR, 3, 1, "agency")
    assert standing(*both).notes == (
        "respondents differ: ops 0, agency 3; the auditor's rating would decide",
    )
    rating = Rating(criterion=MAJOR, level=1, grade=2, rationale="half of it is there")
    found = standing(*both, ratings=(rating,))
    assert found.notes == ("respondents differ: ops 0, agency 3; the auditor rates 1: half of it is there",)
    assert (found.low, found.high, found.spread) == (1, 1, False)


def test_one_file_under_two_ids_is_one_document() -> None:
    items = tuple(
        EvidenceItem(id=key, title="memo", grade=2, source="document", date=date(2026, 9, 1), sha256="a" * 64)
        for key in ("E-1", "E-2")
    )
    said = [
        answer("DATA-01", 2, 2, evidence=("E-1",)),
        answer("DATA-02", 2, 2, evidence=("E-2",)),
        answer("DATA-03", 2, 2, evidence=("E-1", "E-2")),
    ]
    found = judgement.conclude(assessment(*said, evidence=items), RUBRIC)
    lines = [line for line in found.limitations if line.startswith("Claims resting on a single document")]
    assert len(lines) == 1
    assert lines[0].endswith("(DATA-01, DATA-02, DATA-03).")


@pytest.mark.parametrize(
    ("second", "applicable"),
    [
        ("Colleague Sue", True),
        ("vendor 2", True),
        ("", True),
        ("Ines Moreau", False),
        ("ines  moreau, AUDITOR", False),
        ("ops", False),
        ("Ann Lee", False),
    ],
)
def test_a_vendor_cannot_agree_with_himself_by_a_name_of_his_own(second: str, applicable: bool) -> None:
    said = Answer(criterion=GATE, state="not_applicable", reason="none", by="vendor", second_person=second)
    people = (
        Respondent(id="vendor", name="Tallybird Labs", party="vendor"),
        Respondent(id="vendor 2", name="Their lawyer", party="vendor"),
        Respondent(id="ops", name="Ann Lee", party="client"),
    )
    found = judgement.conclude(
        assessment(said, answer("EVAL-01", 1), respondents=people, auditor="Ines Moreau, auditor"), RUBRIC
    )
    assert found.standings[GATE].applicable is applicable
    told = f"Called not applicable, and open all the same, as nobody else agreed: {GATE}."
    assert (told in found.limitations) is applicable
    assert (GATE in found.gates.unverified) is applicable


@pytest.mark.parametrize(("second", "applicable", "high"), [("", True, 1), ("Ann Lee", False, 0)])
def test_what_a_repository_shows_a_weakness_of_is_not_waved_away(
    second: str, applicable: bool, high: int
) -> None:
    said = Answer(criterion=MAJOR, state="not_applicable", reason="none", by="ops", second_person=second)
    weak = finding("unversioned", MAJOR, Outcome.NOT_MET, sighted=True, strong=True)
    found = standing(said, inspections=(inspection(weak),))
    assert (found.applicable, found.high, found.answered) == (applicable, high, False)


def test_what_is_graded_without_evidence_and_without_a_rating_is_told() -> None:
    evidence = EvidenceItem(id="E-1", title="memo", grade=4, source="document", date=date(2026, 9, 1))
    rated = Rating(criterion="EVAL-04", level=2, grade=2, rationale="seen on site", by="A. Auditor")
    found = judgement.conclude(
        assessment(
            answer("EVAL-01", 4, 4, by="team"),
            answer("EVAL-02", 4, 4, by="team", evidence=("E-1",)),
            answer("EVAL-03", 4, 1, by="team"),
            answer("EVAL-04", 4, 4, by="team"),
            evidence=(evidence,),
            ratings=(rated,),
        ),
        RUBRIC,
    )
    told = [one for one in found.limitations if one.startswith("Graded above claimed")]
    assert told == ["Graded above claimed without an item of the evidence register: EVAL-01."]
