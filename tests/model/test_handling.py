"""How a vendor dealt with the questions: days, what it did not answer, and what counts of several replies."""

from datetime import date

import pytest

from audit.model.assessment import Answer, Party, Profile, Respondent
from audit.model.handling import Handling, handling, replied
from audit.model.response import ReplyState, Response
from tests.judgement.build import answer, assessment

SENT = date(2026, 9, 1)
US = Respondent(id="us", party=Party.VENDOR, asked_on=SENT)


@pytest.mark.parametrize(
    ("people", "said", "expected"),
    [
        ((), (), Handling()),
        (
            (US,),
            (answer("DATA-03", 2, by="us", at=date(2026, 9, 8)),),
            Handling(asked_on=SENT, answered_by=date(2026, 9, 8), days=7, references=2),
        ),
        (
            (US, Respondent(id="them")),
            (answer("DATA-03", 2, by="them", at=date(2026, 9, 8)),),
            Handling(asked_on=SENT, references=2),
        ),
        (
            (US,),
            (
                Answer(criterion="DATA-03", state="declined", by="us", reason="a secret"),
                Answer(criterion="DATA-04", state="unknown", by="us"),
            ),
            Handling(asked_on=SENT, declined=1, unknown=1, references=2),
        ),
        (
            (US,),
            (answer("DATA-03", 2, by="us", at=date(2026, 8, 20)),),
            Handling(asked_on=SENT, answered_by=date(2026, 8, 20), references=2),
        ),
    ],
)
def test_how_a_vendor_dealt_with_the_questions(
    people: tuple[Respondent, ...], said: tuple[Answer, ...], expected: Handling
) -> None:
    profile = Profile(references_confirmed=2) if people else Profile()
    given = assessment(*said, respondents=people, profile=profile)
    assert handling(given) == expected


def test_replies_to_other_questions_count_as_well() -> None:
    late = Response(question="exit_days", by="us", at=date(2026, 9, 15), state="declined", narrative="no")
    found = handling(assessment(respondents=(US,), responses=(late,)))
    assert (found.days, found.declined) == (14, 1)


@pytest.mark.parametrize(
    ("states", "stands"),
    [
        (("unknown",), "unknown"),
        (("unknown", "declined"), "declined"),
        (("declined", "unknown"), "declined"),
        (("declined", "not_applicable"), "not_applicable"),
        (("answered", "declined"), "answered"),
    ],
)
def test_a_question_counts_once_by_the_fullest_of_its_replies(states: tuple[str, ...], stands: str) -> None:
    two = tuple(Respondent(id=f"us-{n}", party=Party.VENDOR) for n in range(len(states)))
    said = tuple(
        Response(
            question="PQ-04",
            by=one.id,
            state=ReplyState(state),
            value="yes" if state == "answered" else None,
        )
        for one, state in zip(two, states, strict=True)
    )
    given = assessment(respondents=two, responses=said)
    assert replied(given) == {"PQ-04": ReplyState(stands)}
    found = handling(given)
    assert (found.declined, found.unknown) == (int(stands == "declined"), int(stands == "unknown"))
