"""What is kept of the past: milestones, earlier ratings, and what was said about support."""

from datetime import date, timedelta

import pytest

from audit.assessment import Case, Desk, compare_states, conclude, pack, speech
from audit.model import wording
from audit.model.assessment import Acceptance, Answer, Profile, Rating, Waiver
from audit.model.base import InputError
from audit.model.event import Event
from audit.model.evidence import Grade
from audit.model.examination import NominationState
from audit.model.finding import Outcome
from audit.model.ledger import Kind
from audit.model.milestone import Milestone
from audit.model.register import EvidenceItem
from audit.model.signature import Signature
from audit.model.speech import speaking
from audit.model.status import status
from reports import figures, page
from tests.judgement.build import finding, inspection
from tests.storage.examples import EMPTY

RATING = Rating(criterion="EVAL-01", level=2, grade=Grade.DOCUMENTED, rationale="saw it", by="Mara Lind")


LOCKFILE = finding("lockfile", "SEC-05", Outcome.MET, sighted=True)
RUNBOOK = finding("runbook", "DOC-01", Outcome.MET, sighted=True)


def test_all_support_is_accepted_one_by_one_at_the_commit_that_was_looked_at(desk: Desk) -> None:
    case = desk.open(EMPTY.model_copy(update={"inspections": (inspection(LOCKFILE, RUNBOOK),)}))
    refused = Acceptance(criterion="DOC-01", check="runbook", by="Mara", reason="is a stub", refused=True)
    case.accept(refused)
    case.accept_all("Mara", "opened each of them")
    accepted = case.read().assessment.accepted
    assert [(one.criterion, one.refused, one.commit) for one in accepted] == [
        ("DOC-01", True, "c" * 40),
        ("SEC-05", False, "c" * 40),
    ]
    before = case.read().seq
    assert case.accept_all("Mara", "again") == before
    states = [n.state for n in case.conclude().conclusion.nominations]
    assert sorted(states) == [NominationState.ACCEPTED, NominationState.REFUSED]


def test_an_assessment_is_compared_with_what_it_was_at_a_milestone(case: Case) -> None:
    case.answer(Answer(criterion="EVAL-01", level=1, by="ops"))
    case.mark(Milestone(name="first meeting"))
    case.answer(Answer(criterion="EVAL-01", level=3, by="ops"))
    case.mark(Milestone(name="second meeting"))
    levels = [case.at(name).answers[0].level for name in ("first meeting", "second meeting")]
    assert levels == [1, 3]
    with pytest.raises(InputError, match="there is a milestone 'first meeting' already; choose another name"):
        case.mark(Milestone(name="first meeting"))
    with pytest.raises(InputError, match="there are: first meeting, second meeting"):
        case.at("third meeting")


def test_every_rating_of_a_criterion_is_kept(case: Case) -> None:
    case.rate(RATING)
    case.rate(RATING.model_copy(update={"level": 3, "rationale": "saw the drill"}))
    assert [(one.rating.level, one.rating.rationale, one.actor) for one in case.ratings_of("EVAL-01")] == [
        (2, "saw it", "Mara Lind"),
        (3, "saw the drill", "Mara Lind"),
    ]
    assert case.ratings_of("EVAL-02") == ()


def test_nothing_is_recorded_that_lies_after_the_as_of_day(case: Case) -> None:
    late = date(2027, 1, 1)
    with pytest.raises(InputError, match="the answer to EVAL-01: 2027-01-01 lies after the as-of day"):
        case.answer(Answer(criterion="EVAL-01", level=1, at=late))
    item = EvidenceItem(id="E-1", title="memo", grade=2, source="document", date=late)
    with pytest.raises(InputError, match=r"evidence\.0\.date: 2027-01-01 lies after"):
        case.bring_to(EMPTY.model_copy(update={"evidence": (item,)}))


def test_two_milestones_are_compared_as_two_runs(case: Case) -> None:
    case.answer(Answer(criterion="EVAL-01", level=1, grade=Grade.DOCUMENTED, by="ops"))
    case.mark(Milestone(name="first"))
    case.rate(RATING)
    case.mark(Milestone(name="second"))
    states = [(name, case.at(name)) for name in ("first", "second")]
    found = compare_states(states[0], states[1], case.desk.rubric)
    assert (found.before.label, found.after.label) == ("first", "second")
    assert [(one.criterion, one.before, one.after, one.why) for one in found.levels] == [
        ("EVAL-01", (1, 1), (2, 2), "saw it")
    ]


def test_a_change_is_undone_and_stays_in_the_history(case: Case) -> None:
    said = Answer(criterion="EVAL-01", level=1, by="us")
    first = case.answer(said)
    second = case.answer(said.model_copy(update={"level": 3}))
    with pytest.raises(InputError, match="the answer to EVAL-01 was changed again after entry"):
        case.undo(first)
    undone = case.undo(second)
    assert [one.level for one in case.read().assessment.answers if one.criterion == "EVAL-01"] == [1]
    gone = case.withdraw(Kind.ANSWERED, said)
    case.undo(gone)
    assert [one.level for one in case.read().assessment.answers if one.criterion == "EVAL-01"] == [1]
    assert (first, second, undone) == (first, first + 1, first + 2)


def test_a_first_statement_and_a_setting_are_undone(case: Case) -> None:
    before = case.read().assessment
    case.undo(
        case.waive(Waiver(criterion="SEC-01", owner="Tom Reed", reason="a pilot", expires=date(2027, 1, 1)))
    )
    case.undo(case.set_profile(Profile(takes_live_decisions=True)))
    assert case.read().assessment == before
    assert [entry.kind.value for entry in case.history()][-4:] == [
        "waived",
        "withdrawn",
        "profile_set",
        "profile_set",
    ]


def test_the_beginning_cannot_be_undone(case: Case) -> None:
    with pytest.raises(InputError, match="entry 1 began or brought a whole assessment"):
        case.undo(1)
    with pytest.raises(InputError, match="there is no entry 99 in this history"):
        case.undo(99)


def test_what_a_milestone_came_to_is_kept_for_the_trend(case: Case) -> None:
    case.answer(Answer(criterion="EVAL-01", level=1))
    case.mark(Milestone(name="before", at=date(2026, 11, 20)))
    case.rate(Rating(criterion="EVAL-01", level=3, grade=3, rationale="seen"))
    (kept,) = case.read().assessment.earlier
    found = conclude(case.at("before")).conclusion
    assert (kept.name, kept.as_of, kept.score) == ("before", case.read().assessment.as_of, found.published)
    assert (kept.failed, kept.unverified) == (len(found.gates.failed), len(found.gates.unverified))
    assert kept.failed == 1
    assert kept.rubric == found.rubric


def test_the_next_review_knows_what_the_ones_before_came_to(case: Case) -> None:
    case.answer(Answer(criterion="EVAL-01", level=1))
    first = case.read().assessment
    second = case.desk.review_again(case.key, pack("readiness_review"), first.as_of + timedelta(days=30))
    third = case.desk.review_again(second.key, pack("readiness_review"), first.as_of + timedelta(days=60))
    names = [one.name for one in third.read().assessment.earlier]
    assert names == [f"Review of {wording.day(first.as_of + timedelta(days=n))}" for n in (0, 30)]
    with speaking(speech("de")):
        german = case.desk.review_again(third.key, pack("readiness_review"), first.as_of + timedelta(days=90))
        assert german.read().assessment.earlier[-1].name.startswith("Überprüfung vom ")
    dossier = third.conclude()
    text = page.render(dossier, "")
    chart = figures.shapes(dossier)["trend"]
    assert chart is not None
    assert chart.title.startswith("Over 3 runs open gates ")
    assert 'id="figure-trend"' in text
    assert f"{chart.title}</h3>" in text


def test_a_signature_covers_what_was_signed_and_a_change_makes_a_draft_of_it(case: Case) -> None:
    case.answer(Answer(criterion="EVAL-01", level=1, by="us"))
    after_the_audit = date(2027, 1, 4)
    case.sign(Signature(name="Mara Lind", at=after_the_audit))
    signed = case.conclude()
    assert status(signed.assessment, signed.conclusion).final
    assert signed.edition.ledger == case.history()[-1].hash
    case.tell(Event(at=date(2026, 7, 1), what="It went live"))
    changed = case.conclude()
    assert status(changed.assessment, changed.conclusion).lacks == (
        "The assessment was changed after the lead auditor signed it.",
    )
    assert changed.edition.ledger == case.history()[-1].hash != signed.edition.ledger
