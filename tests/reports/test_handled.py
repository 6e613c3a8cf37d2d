"""What a report on one vendor tells of its references, of its replies, and of what to negotiate with it."""

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from audit.model.assessment import Party, Profile, Respondent
from audit.model.dossier import Dossier
from audit.model.edition import Audience, Edition
from audit.model.partner import PartnerName, PartnerReading
from audit.model.response import PartnerRating, Response
from audit.model.speech import listed
from audit.model.standing import Gates, GateState
from reports import markdown_report, negotiation, render
from reports.handled import REFERENCES
from reports.redaction import redact
from tests.reports import kinds
from tests.reports.case import RUBRIC
from tests.reports.test_kinds import chapter

NAMED = Response(
    question=REFERENCES,
    by="agency",
    at=date(2026, 11, 12),
    value=(
        {
            "client": "Fernhill Dairy",
            "contact": "head of logistics",
            "system": "route planner",
            "handed_over": "2025-03-01",
            "agreed": "yes_agreed",
        },
        {"client": "Moor Bakery"},
    ),
)
DECLINED = Response(question=REFERENCES, by="agency", state="declined", narrative="Our clients are secret.")
IN_A_TABLE = (
    "Client Contact What was built Handed over Agreed to be called "
    "Fernhill Dairy head of logistics route planner 2025-03-01 yes agreed "
    "Moor Bakery – – not stated not stated "
)
SENT = (
    Respondent(id="ops", name="Ines Holm", role="head of purchasing", party=Party.CLIENT),
    Respondent(
        id="agency", name="Larkfield Labs", role="builder", party=Party.VENDOR, asked_on=date(2026, 11, 2)
    ),
)
TOLD = (
    NAMED,
    Response(question="exit_days", by="agency", value=20.0),
    Response(question="PQ-04", by="agency", state="declined"),
    Response(question="PQ-05", by="agency", state="unknown"),
    Response(question="PQ-06", by="agency", state="not_applicable"),
    Response(question="PQ-07", by="ops", state="declined"),
)
CONFIRMED = PartnerRating(
    question="PQ-02", score=3, reference_confirmed=True, rationale="the client saw it roll back"
)


def given(*, conclusion: dict[str, Any] | None = None, **changes: Any) -> Dossier:
    made = kinds.vendor()
    return made.model_copy(
        update={
            "assessment": made.assessment.model_copy(update=changes),
            "conclusion": made.conclusion.model_copy(update=conclusion or {}),
        }
    )


def told(dossier: Dossier) -> str:
    return chapter(render.html(dossier), "handling")


@pytest.mark.parametrize(
    ("replies", "called", "ratings", "text"),
    [
        (
            (),
            None,
            (),
            "No reference is named, and no reply to the question for references is on record. "
            "Whether any reference was called is not on record.",
        ),
        (
            (NAMED,),
            0,
            (PartnerRating(question="PQ-01", score=2),),
            f"{IN_A_TABLE}No reference is on record as called and in agreement with what the vendor says. "
            "No partner question is marked as confirmed by a reference.",
        ),
        (
            (NAMED,),
            1,
            (CONFIRMED,),
            f"{IN_A_TABLE}1 reference was called and agreed with what the vendor says. Who it was, and in "
            "which words, is not on record. What a reference confirmed, with what the auditor noted: "
            f"{RUBRIC.partner_questions[1].question} PQ-02 The client saw it roll back.",
        ),
        (
            (DECLINED,),
            2,
            (),
            "Reference clients Declined. Our clients are secret. Larkfield Labs "
            "2 references were called and agreed with what the vendor says. Who they were, and in which "
            "words, is not on record.",
        ),
    ],
    ids=["nobody asked", "named, none called", "one called", "declined"],
)
def test_references_are_told_as_far_as_they_are_on_record(
    replies: tuple[Response, ...], called: int | None, ratings: tuple[PartnerRating, ...], text: str
) -> None:
    made = given(responses=replies, partner=ratings, profile=Profile(references_confirmed=called))
    found = told(made)
    start, end = found.index(" References ") + len(" References "), found.index(" How the questions were ")
    assert found[start:end] == text


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        (
            {"respondents": (), "responses": (), "answers": (), "inspections": ()},
            "Questions sent not stated Last answer not dated Questions with a reply on record none "
            "Score as claimed, before the cap 6.2 Score as supported by evidence, before the cap 1.0 "
            "a gap of 5.2: no accusation, but what has yet to be shown "
            "Statements against which something was found, open or upheld 2 no repository inspected",
        ),
        (
            {"respondents": SENT, "responses": TOLD, "answers": ()},
            "Questions sent 2 November 2026 Last answer 12 November 2026, 10 days later "
            "Questions with a reply on record 5: 2 answered, 1 said not to apply, 1 declined and 1 not known "
            "Score as claimed, before the cap 6.2 Score as supported by evidence, before the cap 1.0 "
            "a gap of 5.2: no accusation, but what has yet to be shown "
            "Statements against which something was found, open or upheld 2, chapter 8 "
            "Statements that what was inspected cannot compare 0",
        ),
    ],
    ids=["nothing on record", "replies of the vendor's side alone"],
)
def test_replies_and_proof_are_counted(changes: dict[str, Any], rows: str) -> None:
    found = told(given(**changes))
    assert found[found.index("Questions sent") :].strip() == rows


def test_where_nobody_is_named_as_the_vendors_every_reply_counts_and_it_says_so() -> None:
    found = told(given(respondents=SENT[:1], responses=TOLD, answers=()))
    assert (
        "Questions with a reply on record 6: 2 answered, 1 said not to apply, 2 declined and 1 not known "
        "nobody is named as the vendor&#39;s, so every reply is counted" in found
    )


def test_partner_questions_that_were_refused_are_named() -> None:
    reading = PartnerReading(
        asked=2,
        of=18,
        at_two_or_more=0,
        references_confirmed=None,
        name=PartnerName.OPEN,
        because="16 not asked",
        refused=("PQ-03", "PQ-13"),
        red_flags=(),
    )
    assert "Partner questions scored as refused PQ-03, PQ-13" in told(given(conclusion={"partner": reading}))


def test_failed_gates_are_negotiated_before_those_that_nobody_has_verified() -> None:
    gates = Gates(failed=("OWN-02",), unverified=("EVAL-02", "DEP-01"))
    made = given(conclusion={"gates": gates, "requests": ()})
    points = negotiation.points(made.conclusion, RUBRIC)
    assert [(one.criterion.id, one.state, one.show) for one in points] == [
        ("OWN-02", GateState.FAILED, RUBRIC.by_id["OWN-02"].remediation),
        ("EVAL-02", GateState.UNVERIFIED, listed(RUBRIC.by_id["EVAL-02"].evidence, choice=True)),
        ("DEP-01", GateState.UNVERIFIED, listed(RUBRIC.by_id["DEP-01"].evidence, choice=True)),
    ]
    text = chapter(render.html(made), "negotiation")
    assert text.index("OWN-02") < text.index("EVAL-02") < text.index("DEP-01")


@pytest.mark.parametrize(
    ("audience", "there"),
    [
        (Audience.FULL, {"handling", "negotiation"}),
        (Audience.VENDOR, {"handling"}),
        (Audience.PUBLIC, set()),
        (Audience.BOARD, set()),
    ],
)
def test_who_reads_of_it(audience: Audience, there: set[str]) -> None:
    html = edition(audience)
    assert {key for key in ("handling", "negotiation") if f'id="{key}"' in html} == there
    assert ("Fernhill Dairy" in html) is (audience in {Audience.FULL, Audience.VENDOR})
    assert ("the client saw it roll back" in html.casefold()) is (audience is Audience.FULL)


@cache
def edition(audience: Audience) -> str:
    made = given(responses=(NAMED,), partner=(CONFIRMED,), profile=Profile(references_confirmed=1))
    seen = redact(made.assessment, audience)
    return render.html(
        made.model_copy(update={"assessment": seen, "edition": Edition(audience=audience, of=made.number)})
    )


def test_a_reference_that_the_client_named_is_withheld_from_the_vendor() -> None:
    made = given(responses=(NAMED.model_copy(update={"by": "ops"}),))
    seen = redact(made.assessment, Audience.VENDOR)
    copy = made.model_copy(update={"assessment": seen, "edition": Edition(audience=Audience.VENDOR)})
    assert "Fernhill Dairy" not in render.html(copy) + seen.model_dump_json()
    assert "Reference clients [withheld in this copy]" in told(copy)


def test_other_forms_tell_it_as_the_pages_do() -> None:
    made = given(responses=(NAMED,), profile=Profile(references_confirmed=1))
    text = markdown_report.render(made)
    assert "| Fernhill Dairy | head of logistics | route planner | 2025-03-01 | yes agreed |" in text
    assert re.findall(r"^## .*(?:References|negotiate).*$", text, re.MULTILINE) == [
        "## 7 References, and how the questions were handled",
        "## 15 What to negotiate",
    ]
