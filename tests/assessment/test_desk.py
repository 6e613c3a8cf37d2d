"""What people do with an assessment that is kept in a ledger."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from audit.assessment import Case, Desk, pack, record, turns
from audit.model.assessment import (
    Acceptance,
    Answer,
    Assessment,
    ContradictionState,
    Profile,
    Rating,
    Respondent,
    Ruling,
    Waiver,
)
from audit.model.base import InputError
from audit.model.conclusion import Verdict
from audit.model.demo import DemoResult
from audit.model.evidence import Grade
from audit.model.ledger import Kind, fold
from audit.model.operation import Operation
from audit.model.response import Asked, BuildabilityRating, PartnerRating, Response
from audit.storage import ConflictError
from tests.storage.examples import EMPTY, FULL

RATING = Rating(criterion="EVAL-01", level=2, grade=Grade.DOCUMENTED, rationale="saw it", by="Mara Lind")
RULING = Ruling(
    criterion="OBS-01", check="tracing-or-metrics", by="ops", state=ContradictionState.EXPLAINED, reason="r"
)
ACCEPTANCE = Acceptance(criterion="DEP-01", check="lockfile", by="Mara Lind", reason="read it")
WAIVER = Waiver(criterion="SEC-01", owner="Tom Reed", reason="pilot", expires=date(2027, 1, 1))


def test_each_use_case_adds_one_entry_and_shows_in_the_assessment(case: Case) -> None:
    answer, claim = (
        Answer(criterion="EVAL-01", level=1, by="ops"),
        Answer(criterion="OBS-01", level=3, by="v"),
    )
    case.name_respondent(Respondent(id="ops", name="Jon Farrow"))
    case.answer(answer)
    case.claim(claim)
    case.rate(RATING)
    case.rule(RULING)
    case.accept(ACCEPTANCE)
    case.waive(WAIVER)
    case.see_symptoms(["FP-02.1", "FP-01.1", "FP-01.1"])
    case.set_profile(Profile(takes_live_decisions=True))
    case.set_demo(DemoResult(successes=47, trials=50))
    case.set_operation(Operation(runs_per_month=9))
    case.describe(EMPTY.model_copy(update={"story": "It broke."}))
    assert case.read().assessment == EMPTY.model_copy(
        update={
            "story": "It broke.",
            "respondents": (Respondent(id="ops", name="Jon Farrow"),),
            "answers": (answer,),
            "claims": (claim,),
            "ratings": (RATING,),
            "rulings": (RULING,),
            "accepted": (ACCEPTANCE,),
            "waivers": (WAIVER,),
            "symptoms": ("FP-01.1", "FP-02.1"),
            "profile": Profile(takes_live_decisions=True),
            "demo": DemoResult(successes=47, trials=50),
            "operation": Operation(runs_per_month=9),
        }
    )
    assert [entry.kind.value for entry in case.history()] == [
        "opened",
        "respondent_named",
        "answered",
        "claimed",
        "rated",
        "ruled",
        "accepted",
        "waived",
        "symptoms_seen",
        "profile_set",
        "demo_set",
        "operation_set",
        "described",
    ]
    assert {entry.actor for entry in case.history()} == {"Mara Lind"}


def test_saying_the_same_again_adds_nothing(case: Case) -> None:
    assert case.answer(Answer(criterion="EVAL-01", level=1, by="ops")) == 2
    assert case.answer(Answer(criterion="EVAL-01", level=1, by="ops")) == 2
    assert case.see_symptoms(["FP-01.1"]) == 3
    assert case.see_symptoms(["FP-01.1"]) == 3
    assert case.set_demo(None) == 3


def test_an_answer_can_be_taken_back(case: Case) -> None:
    given = Answer(criterion="EVAL-01", level=1, by="ops")
    case.answer(given)
    assert case.withdraw(Kind.ANSWERED, given) == 3
    assert case.read().assessment == EMPTY
    assert case.withdraw(Kind.ANSWERED, given) == 3


def test_importing_twice_appends_nothing(desk: Desk) -> None:
    case = desk.open(FULL)
    before = case.read()
    assert before.assessment == FULL
    assert desk.same(FULL) == case.key
    assert case.bring_to(FULL) == before.seq
    assert case.bring_to(Assessment.model_validate_json(FULL.model_dump_json())) == before.seq


def test_importing_a_changed_file_appends_what_differs(desk: Desk) -> None:
    case = desk.open(FULL)
    answers = (FULL.answers[0].model_copy(update={"level": 3}), *FULL.answers[1:])
    changed = FULL.model_copy(update={"answers": answers, "demo": None})
    before = case.read().seq
    assert case.bring_to(changed) == before + 2
    assert case.read().assessment == changed
    assert [entry.kind.value for entry in case.history()[before:]] == ["demo_set", "answered"]


def test_the_same_assessment_is_found_by_subject_purpose_and_day(desk: Desk) -> None:
    case = desk.open(EMPTY)
    assert desk.same(EMPTY) == case.key
    assert desk.same(EMPTY.model_copy(update={"as_of": date(2026, 12, 22)})) is None
    assert desk.same(FULL) is None


def test_another_answer_to_the_same_question_meanwhile_is_a_conflict(desk: Desk, case: Case) -> None:
    seen = case.read().seq
    case.answer(Answer(criterion="EVAL-01", level=1, by="ops"))
    second_tab = desk.case(case.key, seen=seen)
    with pytest.raises(
        ConflictError, match="the answer to EVAL-01 was changed by somebody else in the meantime"
    ):
        second_tab.answer(Answer(criterion="EVAL-01", level=4, by="ops"))
    assert [answer.level for answer in case.read().assessment.answers] == [1]


def test_another_question_answered_meanwhile_is_no_conflict(desk: Desk, case: Case) -> None:
    seen = case.read().seq
    case.answer(Answer(criterion="EVAL-01", level=1, by="ops"))
    desk.case(case.key, seen=seen).answer(Answer(criterion="EVAL-02", level=4, by="ops"))
    desk.case(case.key, seen=seen).answer(Answer(criterion="EVAL-01", level=4, by="agency"))
    assert [(a.criterion, a.by, a.level) for a in case.read().assessment.answers] == [
        ("EVAL-01", "ops", 1),
        ("EVAL-02", "ops", 4),
        ("EVAL-01", "agency", 4),
    ]


def test_many_people_answering_at_once_lose_nothing(desk: Desk, case: Case) -> None:
    criteria = [criterion.id for criterion in desk.rubric.criteria()][:24]

    def answer(criterion: str) -> int:
        return desk.case(case.key, seen=1).answer(Answer(criterion=criterion, level=2, by="ops"))

    with ThreadPoolExecutor(4) as people:
        numbers = list(people.map(answer, criteria))
    assert sorted(numbers) == list(range(2, 26))
    assert {one.criterion for one in case.read().assessment.answers} == set(criteria)
    assert len(desk.ledger.entries(case.key)) == 25


@pytest.mark.parametrize(
    "act",
    [
        lambda case: case.answer(Answer(criterion="EVAL-01", level=2, by="ops")),
        lambda case: record(case, [], None, None, skip_errors=False),
    ],
    ids=["an answer", "replies of a file"],
)
def test_who_never_gets_a_turn_is_told_so(
    case: Case, monkeypatch: pytest.MonkeyPatch, act: Callable[[Case], object]
) -> None:
    def faster(*_given: object, **_named: object) -> int:
        raise ConflictError("somebody was faster")

    monkeypatch.setattr(turns, "PAUSE", 0)
    monkeypatch.setattr(case.desk.ledger, "record", faster)
    monkeypatch.setattr("audit.assessment.correspondence.steps_between", lambda *_: ["a step"])
    with pytest.raises(ConflictError, match=f"assessment {case.key} is being changed all the time"):
        act(case)


def test_concluding_writes_the_verdict_into_the_list(desk: Desk) -> None:
    case = desk.open(EMPTY)
    assert case.conclude().conclusion.conclusion is None
    assert [row.conclusion for row in desk.summaries()] == [""]
    for gate in [c.id for c in desk.rubric.criteria() if c.is_gate]:
        case.answer(Answer(criterion=gate, level=0, by="ops"))
    assert case.conclude().conclusion.conclusion is Verdict.PHASE_1
    assert [(row.conclusion, row.outdated) for row in desk.summaries()] == [("Phase 1 (demo)", False)]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (
            lambda case: case.answer(Answer(criterion="EVAL-99", level=1)),
            "there is no criterion EVAL-99 in the rubric; did you mean EVAL-0",
        ),
        (lambda case: case.see_symptoms(["FP-01.99"]), "there is no symptom FP-01.99 in the rubric"),
        (
            lambda case: case.bring_to(EMPTY.model_copy(update={"symptoms": ("ZZ",)})),
            "there is no symptom ZZ in the rubric; see the ids of rubric",
        ),
    ],
)
def test_what_the_rubric_does_not_know_is_refused(case: Case, act, message: str) -> None:
    with pytest.raises(InputError, match=message):
        act(case)
    assert case.read()[:2] == (EMPTY, 1)


def test_replies_and_scores_are_put_on_record(case: Case) -> None:
    told = Response(question="PQ-04", narrative="opened trace 4711", by="v")
    case.respond(told)
    case.rate_partner(PartnerRating(question="PQ-04", score=2, by="Mara Lind"))
    case.rate_partner(PartnerRating(question="PQ-04", score=3, by="Mara Lind"))
    case.rate_buildability(BuildabilityRating(item="WB-06", score=3, fires=False))
    held = case.read().assessment
    assert held.responses == (told,)
    assert [(one.question, one.score) for one in held.partner] == [("PQ-04", 3)]
    assert [(one.item, one.fires) for one in held.buildability] == [("WB-06", False)]


def test_a_reply_to_a_questionnaire_keeps_what_it_was_asked(case: Case) -> None:
    triage = pack("gate_triage")
    case.reply(triage, Answer(criterion="EVAL-01", level=1, by="ops"))
    case.reply(pack("vendor_evaluation"), Response(question="PQ-04", narrative="trace 4711", by="v"))
    held = case.read().assessment
    assert held.answers[0].asked == triage.asked(triage.by_id["EVAL-01"])
    assert held.responses[0].asked is not None
    assert held.responses[0].asked.text == "Show us a trace of one real decision."
    assert fold(case.history()) == held


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Response(question="PQ-04", value=7), "PQ-04: has to be a number from 0 to 3, or words"),
        (Response(question="PQ-04", value=1, evidence=("E-9",)), "PQ-04: cites 'E-9', which is not"),
        (Response(question="WB-01", value=1), "questionnaire vendor_evaluation has no question WB-01"),
    ],
)
def test_a_reply_that_does_not_fit_leaves_nothing(case: Case, reply: Response, why: str) -> None:
    before = case.last()
    with pytest.raises(InputError) as raised:
        case.reply(pack("vendor_evaluation"), reply)
    assert why in str(raised.value)
    assert case.last() == before


def test_a_question_that_nobody_asks_is_refused_with_the_nearest_one(case: Case) -> None:
    with pytest.raises(InputError, match="there is no question PQ-4; did you mean PQ-"):
        case.respond(Response(question="PQ-4", value=1))
    with pytest.raises(InputError, match="there is no partner question PQ-99 in the rubric; did you mean"):
        case.rate_partner(PartnerRating(question="PQ-99", score=1))
    with pytest.raises(InputError, match="there is no item of week one WB-99 in the rubric; did you mean"):
        case.rate_buildability(BuildabilityRating(item="WB-99", score=1))
    own = Asked(pack="acme", version="1", text="What?")
    case.respond(Response(question="acme.1", value="so", asked=own))
    assert len(case.read().assessment.responses) == 1


def test_the_next_review_begins_with_what_still_counts(desk: Desk, case: Case) -> None:
    review = pack("readiness_review")
    case.reply(review, Answer(criterion="OWN-01", level=2, by="ops", at=EMPTY.as_of))
    later = EMPTY.as_of.replace(year=EMPTY.as_of.year + 2)
    soon = desk.review_again(case.key, review, EMPTY.as_of).read().assessment
    assert [answer.criterion for answer in soon.answers] == ["OWN-01"]
    assert desk.review_again(case.key, review, later).read().assessment.answers == ()
