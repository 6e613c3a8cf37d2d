"""The decision tables, row by row, each with the facts that fired it."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from audit import judgement
from audit.model.assessment import Answer, Profile, Purpose, Rating, Respondent, Ruling, Waiver
from audit.model.business import BusinessCase
from audit.model.conclusion import Conclusion
from audit.model.finding import Finding, Outcome
from audit.model.operation import Operation
from audit.model.plan import Decision
from audit.model.response import BuildabilityRating, PartnerRating
from tests.judgement.build import AS_OF, RUBRIC, answer, assessment, finding, inspection

MINOR = answer("DOC-04", 2, 2)
ALIAS = finding("pinned-model-version", "PROV-01", Outcome.NOT_MET, sighted=True, strong=True)


def concluded(*said: Answer, found: tuple[Finding, ...] = (), **more: Any) -> Conclusion:
    inspections = (inspection(*found),) if found else ()
    return judgement.conclude(assessment(*said, MINOR, inspections=inspections, **more), RUBRIC)


def decided(*said: Answer, **more: Any) -> Decision:
    found = concluded(*said, **more).decision
    assert found is not None
    return found


ALL_DEMONSTRATED = tuple(answer(c.id, 3, 3) for c in RUBRIC.criteria() if c.id != "DOC-04")
SOON, LATER = AS_OF + timedelta(days=20), AS_OF + timedelta(days=90)


def called(key: str) -> str:
    return RUBRIC.by_id[key].called


def but(*keys: str) -> tuple[Answer, ...]:
    """Everything demonstrated but these, which are only claimed."""
    return tuple(a if a.criterion not in keys else answer(a.criterion, 3, 1) for a in ALL_DEMONSTRATED)


def waiver(key: str, expires: date, limit: str = "ten orders a day") -> Waiver:
    return Waiver(
        criterion=key, owner="head of operations", reason="planned", expires=expires, exposure_limit=limit
    )


@pytest.mark.parametrize(
    ("said", "waivers", "decision"),
    [
        (ALL_DEMONSTRATED, (), "go"),
        (ALL_DEMONSTRATED, (waiver("DOC-01", SOON),), "go with conditions"),
        (but("DOC-01"), (), "no-go"),
        (but("DOC-01"), (waiver("DOC-01", SOON),), "go with conditions"),
        (but("DOC-01"), (waiver("DOC-01", LATER),), "no-go"),
        (but("DOC-01"), (waiver("DOC-01", SOON, limit=""),), "no-go"),
        (but("SEC-01"), (waiver("SEC-01", SOON),), "no-go"),  # credited 1: the real stage is below S3
        ((answer("SEC-01", 0, 2),), (), "no-go"),
    ],
)
def test_readiness_review(said: tuple[Answer, ...], waivers: tuple[Waiver, ...], decision: str) -> None:
    found = concluded(*said, waivers=waivers)
    assert found.decision is not None
    assert found.decision.decision == decision


def test_expired_waivers_do_not_count() -> None:
    past = waiver("DOC-01", AS_OF - timedelta(days=1))
    found = concluded(*but("DOC-01"), waivers=(past,))
    assert found.decision is not None
    assert found.decision.decision == "no-go"


@pytest.mark.parametrize(("days", "counts"), [(180, True), (181, False)])
def test_a_waiver_without_a_near_end_excuses_nothing(days: int, counts: bool) -> None:
    failed = (answer("DOC-01", 0, 2), *(a for a in ALL_DEMONSTRATED if a.criterion != "DOC-01"))
    found = concluded(*failed, waivers=(waiver("DOC-01", AS_OF + timedelta(days=days)),))
    assert found.decision is not None
    assert (f"failed and not waived: {called('DOC-01')}" in found.decision.facts) is not counts
    told = "Waived for more than 180 days, and so not counted: DOC-01."
    assert (told in found.limitations) is not counts


@pytest.mark.parametrize(
    ("owner", "told"),
    [("Tom  REED", True), ("ops", True), ("Ines Moreau", True), ("head of operations", False)],
)
def test_a_waiver_that_somebody_grants_himself_is_told(owner: str, told: bool) -> None:
    own = waiver("DOC-01", SOON).model_copy(update={"owner": owner})
    found = concluded(
        answer("DOC-01", 3, 1, by="ops"),
        waivers=(own,),
        respondents=(Respondent(id="ops", name="Tom Reed"),),
        auditor="Ines Moreau, auditor",
    )
    said = [one for one in found.limitations if one.startswith("Waived by the one who answers")]
    assert said == (
        [
            "Waived by the one who answers for the criterion or audits it; nobody else is on record as "
            f"agreeing: DOC-01 ({owner})."
        ]
        if told
        else []
    )


def test_a_decision_with_conditions_names_them_and_its_end() -> None:
    found = concluded(*but("DOC-01"), waivers=(waiver("DOC-01", SOON),))
    assert found.decision is not None
    assert found.decision.facts[-2:] == (
        f"{called('DOC-01')} is waived by head of operations until 2026-10-21, limited to ten orders a day",
        "the decision expires on 2026-10-21",
    )


def test_four_open_gates_are_too_many_even_if_all_are_waived() -> None:
    keys = ("DOC-01", "OBS-03", "EVAL-05", "DEP-03")
    found = concluded(*but(*keys), waivers=tuple(waiver(key, SOON) for key in keys))
    assert found.decision is not None
    assert found.decision.decision == "no-go"


UPHELD = Ruling(criterion="PROV-01", check="pinned-model-version", by="", state="upheld", reason="seen")
CLEAN = Profile(references_confirmed=3, vendor_alone_holds_keys_or_data=False)
FOUR_FAILED = tuple(answer(k, 0, 2) for k in ("EVAL-01", "EVAL-02", "OBS-01", "OBS-03"))


def scores(good: int, asked: int = 18, **others: Any) -> tuple[PartnerRating, ...]:
    """So many of the asked questions at 2, the knock-out questions first; the rest at 1."""
    ids = ["PQ-04", "PQ-11", "PQ-13"]
    ids += [q.id for q in RUBRIC.partner_questions if q.id not in ids]
    rated = [PartnerRating(question=key, score=2 if n < good else 1) for n, key in enumerate(ids[:asked])]
    return tuple(r.model_copy(update=others.get(r.question.replace("-", "_"), {})) for r in rated)


@pytest.mark.parametrize(
    ("said", "more", "decision", "fact"),
    [
        (FOUR_FAILED, {}, "reject", "4 failed gates"),
        (
            (answer("PROV-01", 3),),
            {"found": (ALIAS,), "rulings": (UPHELD,)},
            "reject",
            "a strong contradiction was upheld: C-01",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(18, PQ_04={"refused": True, "score": 0}), "profile": CLEAN},
            "reject",
            "refused to show a trace of a real decision (PQ-04)",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(18, PQ_11={"refused": True, "score": 0}), "profile": CLEAN},
            "reject",
            "refused to deploy and roll back (PQ-11)",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(18, PQ_13={"refused": True, "score": 0}), "profile": CLEAN},
            "reject",
            "refused to hand over ownership (PQ-13)",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(18), "profile": Profile(vendor_alone_holds_keys_or_data=True)},
            "reject",
            "provider keys or data are held by the vendor alone",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(5), "profile": CLEAN},
            "reject",
            "5 of 18 questions at 2 or more, fewer than 6",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(6), "profile": CLEAN},
            "select with conditions",
            "mixed: 6 of 18 questions at 2 or more, between the bands",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(11), "profile": CLEAN},
            "select with conditions",
            "mixed: 11 of 18 questions at 2 or more, between the bands",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(12), "profile": CLEAN},
            "select",
            "12 of 18 questions at 2 or more, and 3 references confirmed",
        ),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(12), "profile": CLEAN.model_copy(update={"references_confirmed": 2})},
            "select with conditions",
            "mixed: 12 of 18 questions at 2 or more, but only 2 of the 3 references needed are confirmed",
        ),
        (
            (answer("DOC-01", 0, 2), *(a for a in ALL_DEMONSTRATED if a.criterion != "DOC-01")),
            {"partner": scores(18), "profile": CLEAN},
            "select with conditions",
            "1 failed gate",
        ),
        (ALL_DEMONSTRATED, {}, "not decidable yet", "the partner questions are not part of this assessment"),
        (
            ALL_DEMONSTRATED,
            {"partner": scores(12), "profile": Profile(vendor_alone_holds_keys_or_data=False)},
            "not decidable yet",
            "mixed: 12 of 18 questions at 2 or more; whether the 3 references needed are confirmed is not stated",
        ),
    ],
)
def test_vendor_evaluation(said: tuple[Answer, ...], more: dict[str, Any], decision: str, fact: str) -> None:
    found = decided(*said, purpose=Purpose.VENDOR_EVALUATION, **more)
    assert found.decision == decision
    assert fact in found.facts


@pytest.mark.parametrize(
    ("more", "holds", "why"),
    [
        ({}, None, "nothing was inspected that could have contradicted what was said"),
        ({"found": (finding("lockfile", "DEP-02", Outcome.MET),)}, False, ""),
        ({"found": (ALIAS,), "rulings": (UPHELD,)}, True, "a strong contradiction was upheld: C-01"),
    ],
)
def test_where_nothing_was_inspected_no_contradiction_can_be_told(
    more: dict[str, Any], holds: bool | None, why: str
) -> None:
    said = (answer("PROV-01", 3, 3), *(a for a in ALL_DEMONSTRATED if a.criterion != "PROV-01"))
    found = decided(*said, purpose=Purpose.VENDOR_EVALUATION, partner=scores(18), profile=CLEAN, **more)
    reading = next(one for one in found.knock_outs if one.rule == "a strong contradiction was upheld")
    assert (reading.holds, reading.why) == (holds, why)
    assert found.decision == ("reject" if holds else "select")


def test_a_decision_says_what_would_change_it() -> None:
    found = decided(*ALL_DEMONSTRATED, purpose=Purpose.VENDOR_EVALUATION, partner=scores(3, 4))
    assert found.rule == (
        "PQ-13 has not been asked; not known whether provider keys or data are held by the vendor alone; "
        "3 of 18 questions at 2 or more, and 14 not asked"
    ).replace("PQ-13 has not been asked; ", "")


def test_a_contract_carries_every_open_gate_with_its_proof() -> None:
    said = but("DOC-01", "DEP-03", "OBS-03", "EVAL-05")
    found = decided(*said, purpose=Purpose.VENDOR_EVALUATION, partner=scores(18), profile=CLEAN)
    assert found.decision == "select with conditions"
    assert [line.partition(")")[0].partition("(")[2] for line in found.conditions] == [
        "EVAL-05",
        "OBS-03",
        "DEP-03",
        "DOC-01",
    ]
    proof = RUBRIC.by_id["DOC-01"].evidence[0]
    assert found.conditions[-1] == (
        f"Runbook for the ten likeliest events (DOC-01): level 2, documented; proof: {proof}"
    )


NOTEBOOK = finding("deployable-code", "DEP-01", Outcome.NOT_MET, sighted=True, strong=True)


@pytest.mark.parametrize(
    ("said", "found", "decision", "fact"),
    [
        ((answer("DATA-01", 0, 2),), (NOTEBOOK,), "rebuild", "code: replace"),
        ((answer("DATA-01", 1, 2),), (NOTEBOOK,), "partial rebuild", "data and lineage: repair"),
        (
            (answer("DATA-01", 0, 2), answer("DEP-01", 2, 2), answer("REL-06", 2, 2)),
            (),
            "partial rebuild",
            "code: keep",
        ),
        ((answer("DEP-01", 2, 2), answer("REL-06", 0, 2)), (), "salvage", "code: repair"),
        (ALL_DEMONSTRATED, (), "salvage", "infrastructure: keep"),
    ],
)
def test_failed_project(
    said: tuple[Answer, ...], found: tuple[Finding, ...], decision: str, fact: str
) -> None:
    conclusion = decided(*said, found=found, purpose=Purpose.FAILED_PROJECT_AUDIT)
    assert conclusion.decision == decision
    assert fact in conclusion.facts
    assert (
        "“stop” stays possible: whether to stop cannot be decided without the expected benefit; "
        "not known whether the rights can be had"
    ) in conclusion.facts


def project(*said: Answer, **more: Any) -> Decision:
    return decided(*said, *ALL_DEMONSTRATED, purpose=Purpose.FAILED_PROJECT_AUDIT, **more)


CASE = BusinessCase(
    runs_per_month=1000, benefit_per_success=10, loss_per_failure=20, cost_per_run=1, build_cost=0, months=24,
    probe_successes=94, probe_trials=100, repair_cost=(10_000, 60_000),
)  # fmt: skip
HAD = Profile(rights_can_be_had=True)


@pytest.mark.parametrize(
    ("change", "decision", "facts"),
    [
        (
            {},
            "salvage",
            [
                "the repair costs up to 60,000, a year brings 63,083 at the lower bound of the success rate, "
                "87.5%",
                "break-even: at a success rate of 86.7%, within a year",
            ],
        ),
        (
            {"repair_cost": (10_000, 70_000)},
            "stop",
            ["break-even: at a success rate of 89.4%, within a year"],
        ),
        ({"benefit_per_success": 1}, "stop", ["break-even: at no success rate, within a year"]),
        (
            {"repair_cost": None},
            "salvage",
            ["break-even: a repair of up to 63,083"],
        ),
        (
            {"probe_successes": None, "probe_trials": None},
            "salvage",
            ["break-even: at a success rate of 86.7%, within a year"],
        ),
    ],
)
def test_a_project_stops_where_repair_costs_more_than_a_year_brings(
    change: dict[str, Any], decision: str, facts: list[str]
) -> None:
    case = CASE.model_copy(update=change)
    found = project(business=case, profile=HAD)
    assert found.decision == decision
    for fact in facts:
        assert fact in found.facts


def test_without_a_benefit_the_break_even_counts_the_repair_and_the_fees() -> None:
    found = concluded(
        answer("DATA-03", 0, 2),
        purpose=Purpose.FAILED_PROJECT_AUDIT,
        operation=Operation(spend_per_month=4000),
    ).decision
    assert found is not None
    assert (
        "break-even: a year of benefit, at the lower bound of the success rate, has to exceed "
        "2–5 person-days of repair and USD 48,000 of running fees"
    ) in found.facts
    assert (
        "switch off, or suggest only, until the failed gates that touch actions are closed: Freshness and reference-data lifecycle enforced (DATA-03)"
        in (found.facts)
    )


@pytest.mark.parametrize(
    ("more", "fact"),
    [
        (
            {"profile": Profile(rights_can_be_had=False)},
            "the rights to accounts, code and data cannot be had",
        ),
        (
            {"buildability": (BuildabilityRating(item="WB-10", score=3, fires=True),)},
            "WB-10: prohibited or unlicensed: stop (scored 3, measured this week)",
        ),
        (
            {"business": CASE.model_copy(update={"probe_successes": 50, "repair_cost": None})},
            "WB-08: needed success above upper bound of probe: stop (not answered; "
            "break-even needs 70%; the probe shows 40.4–59.6% (50 of 100, 95%))",
        ),
    ],
)
def test_a_project_stops_without_rights_or_by_a_stop_rule_of_week_one(
    more: dict[str, Any], fact: str
) -> None:
    found = project(**({"business": CASE} | more))
    assert (found.decision, found.facts[0]) == ("stop", fact)


def test_a_hold_rule_stops_nothing() -> None:
    rating = BuildabilityRating(item="WB-04", score=0, fires=True)
    assert project(business=CASE, profile=HAD, buildability=(rating,)).decision == "salvage"


@pytest.mark.parametrize(
    "wrong",
    [
        {"probe_successes": 101},
        {"probe_trials": None},
        {"repair_cost": (2, 1)},
    ],
)
def test_an_impossible_business_case_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BusinessCase.model_validate(CASE.model_dump() | wrong)


def test_notebooks_in_one_repository_do_not_undo_what_was_demonstrated() -> None:
    found = concluded(
        *ALL_DEMONSTRATED,
        found=(NOTEBOOK,),
        purpose=Purpose.FAILED_PROJECT_AUDIT,
        ratings=(
            Rating(
                criterion="DEP-01", level=3, grade=3, rationale="the service deploys from its own repository"
            ),
        ),
    )
    assert found.decision is not None
    assert "code: keep" in found.decision.facts
