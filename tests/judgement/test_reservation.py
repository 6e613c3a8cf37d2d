"""What a favourable conclusion takes on somebody's word is told, with what would be left without it."""

from datetime import date, timedelta
from typing import Any

import pytest

from audit import judgement
from audit.model.advice import reserved
from audit.model.assessment import Answer, Profile, Purpose, Rating, Waiver
from audit.model.conclusion import Conclusion, Verdict
from audit.model.evidence import Grade
from audit.model.register import EvidenceItem, Source
from audit.model.response import PartnerRating
from tests.judgement.build import AS_OF, RUBRIC, answer, assessment

KEYS = tuple(c.id for c in RUBRIC.criteria())
LOG = EvidenceItem(
    id="E-01", title="log", grade=Grade.VERIFIED, source=Source.DOCUMENT, date=date(2026, 9, 1)
)
LEFT = "Without that word, the advice would be “{}” and the system “{}”."
CLEAN = Profile(references_confirmed=3, vendor_alone_holds_keys_or_data=False, rights_can_be_had=True)
GOOD = tuple(PartnerRating(question=q.id, score=3) for q in RUBRIC.partner_questions)


def concluded(*said: Answer, **more: Any) -> Conclusion:
    return judgement.conclude(assessment(*said, evidence=(LOG,), **more), RUBRIC)


def everything(*shown: str) -> tuple[Answer, ...]:
    """Everything graded as verified; with an item of evidence only what is named."""
    return tuple(answer(key, 4, 4, evidence=("E-01",) if key in shown else ()) for key in KEYS)


@pytest.mark.parametrize(
    ("purpose", "decision", "left"),
    [
        (Purpose.READINESS_REVIEW, "go", LEFT.format("No-go", "Cannot conclude")),
        (Purpose.VENDOR_EVALUATION, "select", LEFT.format("Select with conditions", "Cannot conclude")),
        (Purpose.FAILED_PROJECT_AUDIT, "salvage", LEFT.format("Salvage", "Cannot conclude")),
    ],
)
def test_what_people_graded_themselves_is_believed_and_not_proven(
    purpose: Purpose, decision: str, left: str
) -> None:
    found = concluded(*everything(), purpose=purpose, partner=GOOD, profile=CLEAN)
    assert found.decision is not None
    assert found.decision.decision == decision
    levels, gates = len(found.standings), len(found.gates.met)
    assert reserved(found) == (
        f"Believed, not proven: {levels} levels count on the word of whoever graded them, who names no item "
        f"of evidence. {gates} met gates are among them. {left}"
    )


def test_with_an_item_of_evidence_nothing_is_reserved() -> None:
    found = concluded(*everything(*KEYS))
    assert found.conclusion is Verdict.INFRASTRUCTURE
    assert (found.reservation, reserved(found)) == (None, "")


def test_one_level_on_word_is_told_even_where_it_changes_nothing() -> None:
    found = concluded(*everything(*(key for key in KEYS if key != "DOC-04")))
    assert found.reservation is not None
    assert found.reservation.criteria == ("DOC-04",)
    assert reserved(found) == (
        "Believed, not proven: 1 level counts on the word of whoever graded it, who names no item of "
        "evidence. Without that word the advice and the conclusion would stay as they are."
    )


def test_an_id_that_the_register_does_not_hold_is_no_evidence() -> None:
    said = tuple(answer(key, 3, 3, evidence=("E-99",)) for key in KEYS)
    found = concluded(*said)
    assert found.reservation is not None
    assert found.reservation.criteria == tuple(found.standings)


def test_a_rating_counts_as_its_own_word() -> None:
    bare = Rating(criterion="EVAL-01", level=3, grade=Grade.DEMONSTRATED, rationale="seen on site")
    found = concluded(*everything(*KEYS), ratings=(bare,))
    assert found.reservation is not None
    assert (found.reservation.criteria, found.reservation.gates) == (("EVAL-01",), ("EVAL-01",))
    assert "Rated above claimed without an item of the evidence register: EVAL-01." in found.limitations
    shown = concluded(*everything(), ratings=tuple(
        Rating(criterion=key, level=3, grade=Grade.DEMONSTRATED, rationale="seen", evidence=("E-01",))
        for key in KEYS
    ))  # fmt: skip
    assert shown.reservation is None


def test_what_is_unfavourable_needs_no_reservation() -> None:
    found = concluded(*(answer(key, 1, 3) for key in KEYS[:-1]), answer(KEYS[-1], 3, 3))
    assert found.conclusion is Verdict.PHASE_1
    assert found.reservation is not None
    assert reserved(found) == ""


def test_a_go_with_conditions_is_told_under_its_reservation() -> None:
    soon = Waiver(
        criterion="DOC-01",
        owner="head",
        reason="planned",
        expires=AS_OF + timedelta(days=20),
        exposure_limit="ten a day",
    )
    said = tuple(one if one.criterion != "DOC-01" else answer("DOC-01", 3, 1) for one in everything())
    found = concluded(*said, waivers=(soon,))
    assert found.decision is not None
    assert found.decision.decision == "go with conditions"
    assert reserved(found).startswith("Believed, not proven: ")
