"""Gaps with their severity, the plan, the requests and the decision tables."""

from datetime import date
from typing import Any

import pytest

from audit import judgement
from audit.model.assessment import Answer, AnswerState, Party, Profile, Rating, Respondent
from audit.model.conclusion import Conclusion, Verdict
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.gap import Severity
from audit.model.operation import Operation
from tests.judgement.build import AS_OF, RUBRIC, answer, assessment, finding, inspection

MINOR = answer("DOC-04", 2, 2)


def concluded(*said: Answer, found: tuple[Finding, ...] = (), **more: Any) -> Conclusion:
    inspections = (inspection(*found),) if found else ()
    return judgement.conclude(assessment(*said, MINOR, inspections=inspections, **more), RUBRIC)


def gap(key: str, *said: Answer, **more: Any):
    return next((g for g in concluded(*said, **more).gaps if g.criterion == key), None)


SECRET = finding("no-committed-secrets", "SEC-01", Outcome.NOT_MET, sighted=True, strong=True)
LOOP = finding("bounded-agent-loops", "REL-03", Outcome.NOT_MET, sighted=True, strong=True)
ALIAS = finding("pinned-model-version", "PROV-01", Outcome.NOT_MET, sighted=True, strong=True)
NO_TRACE = finding("tracing-or-metrics", "OBS-01", Outcome.NOT_MET)
STALE = answer("DATA-03", 0, 2), answer("HUM-04", 0, 2)


@pytest.mark.parametrize(
    ("key", "said", "found", "symptoms", "severity", "confidence"),
    [
        ("DATA-03", STALE, (), ("FP-03.1",), Severity.CRITICAL, Confidence.STRONG),
        ("DATA-03", STALE, (), (), Severity.HIGH, Confidence.STRONG),
        ("SEC-01", (), (SECRET,), (), Severity.CRITICAL, Confidence.STRONG),
        ("REL-03", (), (LOOP,), (), Severity.CRITICAL, Confidence.STRONG),
        ("PROV-01", (answer("PROV-01", 3),), (ALIAS,), (), Severity.HIGH, Confidence.STRONG),
        ("REL-04", (answer("REL-04", 3, contradiction="strong"),), (), (), Severity.HIGH, Confidence.STRONG),
        ("OBS-01", (answer("OBS-01", 3),), (NO_TRACE,), (), Severity.MEDIUM, Confidence.WEAK),
        ("OWN-02", (), (), (), Severity.MEDIUM, Confidence.WEAK),
        ("DATA-01", (answer("DATA-01", 1, 2),), (), (), Severity.MEDIUM, Confidence.STRONG),
        ("DATA-01", (answer("DATA-01", 3, 1),), (), (), Severity.MEDIUM, Confidence.WEAK),
        ("EVAL-07", (answer("EVAL-07", 1, 2),), (), (), Severity.LOW, Confidence.STRONG),
        ("DATA-01", (answer("DATA-01", 2, 2),), (), (), None, None),
        ("DATA-01", (), (), (), None, None),
    ],
)
def test_severity(
    key: str,
    said: tuple[Answer, ...],
    found: tuple[Finding, ...],
    symptoms: tuple[str, ...],
    severity: Severity | None,
    confidence: Confidence | None,
) -> None:
    one = gap(key, *said, found=found, symptoms=symptoms)
    assert (one and one.severity, one and one.confidence) == (severity, confidence)


def test_the_condition_quotes_both_sides_in_order() -> None:
    rating = Rating(criterion="PROV-01", level=0, grade=3, rationale="the alias is in the code")
    one = gap(
        "PROV-01",
        answer("PROV-01", 3, by="agency", narrative="Versions are pinned"),
        found=(ALIAS,),
        ratings=(rating,),
        respondents=(Respondent(id="agency", name="The agency"),),
    )
    assert one is not None
    assert one.condition == (
        "The auditor rates level 0 (demonstrated): the alias is in the code. "
        "The agency states level 3 (claimed): Versions are pinned. "
        "About pinned-model-version: not met; pinned-model-version is not_met."
    )
    assert [e.place for e in one.evidence] == ["agent.py:7@cccccccc"]
    assert one.findings == ("pinned-model-version",)


def test_gaps_come_worst_first_and_cheapest_within() -> None:
    gaps = concluded(*STALE, answer("OWN-01", 0, 2), answer("EVAL-02", 0, 2)).gaps
    order = [(g.severity, g.effort.high) for g in gaps]
    rank = list(Severity)
    assert order == sorted(order, key=lambda row: (rank.index(row[0]), row[1]))
    assert [g.id for g in gaps[:3]] == ["G-01", "G-02", "G-03"]


def test_what_cannot_wait_comes_before_the_plan() -> None:
    operation = Operation(spend_per_month=4000, last_accepted_output=date(2026, 7, 1))
    profile = Profile(takes_live_decisions=True)
    found = concluded(*STALE, operation=operation, profile=profile, symptoms=("FP-03.1",))
    assert [(a.criterion, a.horizon) for a in found.actions[:3]] == [
        ("HUM-01", "now"),
        ("COST-05", "now"),
        ("DATA-03", "now"),
    ]
    assert concluded(*STALE, symptoms=("FP-03.1",)).actions[0].criterion == "DATA-03"


def test_every_unverified_gate_has_a_request_and_then_every_open_major() -> None:
    owner = Respondent(id="ops", name="Head of operations", role="pays for it", party=Party.CLIENT)
    found = concluded(answer("EVAL-01", 0, 2), respondents=(owner,))
    asked = [request.criterion for request in found.requests]
    assert tuple(asked[: len(found.gates.unverified)]) == found.gates.unverified
    assert "EVAL-01" not in asked
    assert "DATA-01" in asked
    first = found.requests[0]
    assert (first.criterion, first.who) == ("EVAL-02", "Head of operations")
    assert first.changes == "from unverified to met at level 2, demonstrated; or to failed"


def test_unknown_answers_alone_conclude_nothing_but_refusals_do() -> None:
    unknown = Answer(criterion="EVAL-01", state=AnswerState.UNKNOWN)
    assert judgement.conclude(assessment(unknown), RUBRIC).conclusion is None
    declined = Answer(criterion="EVAL-01", state=AnswerState.DECLINED)
    found = judgement.conclude(assessment(declined), RUBRIC)
    assert found.conclusion is not None
    assert found.conclusion.value == "Cannot conclude"
    assert "Asked and declined: EVAL-01." in found.limitations


def test_a_rating_silences_the_contradiction_it_has_weighed() -> None:
    rating = Rating(criterion="PROV-01", level=3, grade=3, rationale="the alias is not reached")
    found = concluded(answer("PROV-01", 3), found=(ALIAS,), ratings=(rating,))
    one = next(g for g in found.gaps if g.criterion == "PROV-01")
    assert one.severity is Severity.NOTE
    assert "PROV-01" not in [a.criterion for a in found.actions]


def test_a_step_says_why_in_the_words_of_the_condition_that_holds() -> None:
    found = concluded(*STALE, answer("DATA-01", 0, 2), answer("EVAL-05", 0, 2), symptoms=("FP-03.1",))
    why = {a.criterion: a.why for a in found.actions}
    assert why["DATA-03"] == "the cheapest break in the causal chain"
    assert why["EVAL-05"] == "a failed gate"
    assert why["DATA-01"] == "a major criterion below level 2"
    assert next(a for a in found.actions if a.criterion == "HUM-04").unlocks == ("helps against Stale world",)


def test_what_nobody_answered_is_asked_for_and_not_planned() -> None:
    found = concluded(answer("EVAL-01", 0, 2))
    assert next(g for g in found.gaps if g.criterion == "SEC-02").silent
    assert "SEC-02" not in [a.criterion for a in found.actions]
    assert "SEC-02" in [r.criterion for r in found.requests]


@pytest.mark.parametrize("key", ["COST-01", "HUM-02", "REL-03"])
def test_unbounded_money_or_action_is_critical_whoever_says_so(key: str) -> None:
    one = gap(key, answer(key, 0, 2))
    assert one is not None
    assert (one.severity, one.rule) == (
        Severity.CRITICAL,
        "unbounded money, or irreversible action without approval",
    )


@pytest.mark.parametrize(("live", "first"), [(True, "HUM-01"), (False, "DATA-03"), (None, "DATA-03")])
def test_suggest_only_is_asked_of_systems_that_decide_live(live: bool | None, first: str) -> None:
    found = concluded(*STALE, profile=Profile(takes_live_decisions=live), symptoms=("FP-03.1",))
    assert found.actions[0].criterion == first


def test_what_others_wait_for_comes_first_and_nothing_is_due_before_it() -> None:
    """The runbook is a quick win, but it names the owner, who is not named within days."""
    keys = ("DOC-01", "OWN-01", "EVAL-05", "EVAL-02", "DEP-03")
    actions = concluded(*(answer(key, 0, 2) for key in keys)).actions
    due = {action.criterion: action.horizon for action in actions}
    place = {action.criterion: n for n, action in enumerate(actions)}
    assert {a.criterion: a.after for a in actions if a.after} == {
        "EVAL-05": ("EVAL-02",),
        "DOC-01": ("OWN-01",),
    }
    assert place["OWN-01"] < place["DOC-01"]
    assert place["EVAL-02"] < place["EVAL-05"]
    rank = ["now", "30 days", "90 days"]
    assert rank.index(due["DOC-01"]) >= rank.index(due["OWN-01"])
    assert [rank.index(a.horizon) for a in actions] == sorted(rank.index(a.horizon) for a in actions)


def test_every_step_says_what_will_prove_it_done_and_which_stage_asks_for_it() -> None:
    found = concluded(answer("DEP-03", 0, 2), answer("DATA-01", 0, 2)).actions
    by_criterion = {action.criterion: action for action in found}
    rollback, lineage = by_criterion["DEP-03"], by_criterion["DATA-01"]
    assert rollback.proof == ("level 2, demonstrated", *RUBRIC.by_id["DEP-03"].evidence)
    assert lineage.proof == RUBRIC.by_id["DATA-01"].evidence
    assert (rollback.stage, lineage.stage) == (
        RUBRIC.by_id["DEP-03"].required_by_stage,
        RUBRIC.by_id["DATA-01"].required_by_stage,
    )


def test_a_conclusion_says_who_drew_it_and_what_is_missing_about_them() -> None:
    named = concluded(
        answer("EVAL-01", 1), auditor="I. Moreau", auditor_role="auditor", interests="owns shares of a rival"
    )
    assert (named.auditor, named.auditor_role, named.as_of) == ("I. Moreau", "auditor", AS_OF)
    assert named.interests == "owns shares of a rival"
    assert named.limitations[0] == "Interests of the assessor: owns shares of a rival"
    unnamed = concluded(answer("EVAL-01", 1)).limitations
    assert unnamed[:2] == (
        "The assessor has not said whether there are conflicts of interest.",
        "No auditor is named: nobody answers for these judgements.",
    )


def test_a_request_says_what_the_answer_would_make_of_the_conclusion() -> None:
    everything = {c.id: (3, 3) for c in RUBRIC.criteria()} | {"DOC-01": (3, 1)}
    said = [answer(key, *pair) for key, pair in everything.items()]
    found = judgement.conclude(assessment(*said), RUBRIC)
    assert found.conclusion is Verdict.CONDITIONAL
    (request,) = [one for one in found.requests if one.criterion == "DOC-01"]
    assert request.conclusion == (
        "from Conditional (limited exposure) to Production-ready if it is met, "
        "and to Needs hardening if it is failed"
    )


def test_a_request_that_decides_nothing_alone_says_nothing_of_the_conclusion() -> None:
    found = concluded(*(answer(key, 0, 2) for key in ("EVAL-01", "EVAL-02", "OBS-01", "OBS-03")))
    assert {request.conclusion for request in found.requests} == {""}
