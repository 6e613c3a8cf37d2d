"""The replies of an earlier review come back with the day until which they count."""

from datetime import date

import pytest

from audit import rubric
from audit.judgement.carrying import begin_again, carry, changes
from audit.model.assessment import (
    Answer,
    AnswerState,
    Assessment,
    Purpose,
    Rating,
    Respondent,
    Subject,
)
from audit.model.base import InputError
from audit.model.carrying import CarriedState
from audit.model.evidence import Grade
from audit.model.register import EvidenceItem, Source
from audit.model.repository_ref import RepositoryRef
from audit.model.response import Asked, Response
from audit.model.rubric import SystemKind
from audit.rubric import packs

PACK = packs.load("readiness_review", rubric.load())
LAST = date(2026, 1, 31)


def review(*replies: Answer | Response, as_of: date = LAST) -> Assessment:
    return Assessment(
        subject=Subject(name="S", kinds=(SystemKind.RAG,)),
        as_of=as_of,
        respondents=(Respondent(id="a"),),
        answers=tuple(one for one in replies if isinstance(one, Answer)),
        responses=tuple(one for one in replies if isinstance(one, Response)),
        evidence=(
            EvidenceItem(id="E-1", title="t", grade=Grade.DOCUMENTED, source=Source.DOCUMENT, date=LAST),
        ),
        repositories=(RepositoryRef(path="."),),
        ratings=(Rating(criterion="OWN-01", level=2, grade=Grade.DOCUMENTED, rationale="seen"),),
    )


@pytest.mark.parametrize(
    ("reply", "as_of", "until", "state"),
    [
        (Answer(criterion="OWN-01", level=2), date(2027, 1, 31), date(2027, 1, 31), CarriedState.KEPT),
        (Answer(criterion="OWN-01", level=2), date(2027, 2, 1), date(2027, 1, 31), CarriedState.EXPIRED),
        (
            Answer(criterion="OWN-01", level=2, at=date(2025, 12, 1)),
            date(2026, 12, 2),
            date(2026, 12, 1),
            CarriedState.EXPIRED,
        ),
        (Answer(criterion="EVAL-02", level=2), date(2026, 7, 31), date(2026, 7, 31), CarriedState.KEPT),
        (Answer(criterion="EVAL-02", level=2), date(2026, 8, 1), date(2026, 7, 31), CarriedState.EXPIRED),
        (
            Response(question="runs_last_month", value=9),
            date(2026, 3, 1),
            date(2026, 2, 28),
            CarriedState.EXPIRED,
        ),
        (
            Answer(
                criterion="OWN-01",
                level=2,
                asked=Asked(pack="readiness_review", version="old", text="Who?", wording="0"),
            ),
            date(2026, 2, 1),
            date(2027, 1, 31),
            CarriedState.REWORDED,
        ),
    ],
)
def test_until_when_a_reply_counts(
    reply: Answer | Response, as_of: date, until: date, state: CarriedState
) -> None:
    (found,) = carry(PACK, review(reply), as_of)
    assert (found.until, found.state, found.given) == (until, state, reply.at or LAST)


def test_carrying_a_reply_over_does_not_renew_it() -> None:
    first = review(Answer(criterion="OWN-01", level=2, by="a"))
    second = begin_again(PACK, first, date(2026, 9, 1))
    assert [answer.at for answer in second.answers] == [LAST]
    assert begin_again(PACK, second, date(2027, 2, 1)).answers == ()


def test_the_next_review_takes_over_what_counts_and_nothing_that_was_judged() -> None:
    first = review(
        Answer(criterion="OWN-01", level=2, by="a"),
        Answer(criterion="EVAL-02", level=3, by="a"),
        Response(question="intended_use", value="reorders", by="a"),
        Response(question="PQ-04", value=2, by="a"),
    )
    second = begin_again(PACK, first, date(2026, 9, 1))
    assert [answer.criterion for answer in second.answers] == ["OWN-01"]
    assert [response.question for response in second.responses] == ["intended_use"]
    assert (second.evidence, second.respondents) == (first.evidence, first.respondents)
    assert second.repositories == first.repositories
    assert (second.ratings, second.as_of, second.purpose) == ((), date(2026, 9, 1), Purpose.READINESS_REVIEW)


def test_the_next_review_is_not_before_the_last() -> None:
    with pytest.raises(InputError, match="the last review is of 2026-01-31; date the next one on that day"):
        begin_again(PACK, review(), date(2026, 1, 30))


def test_what_changed_and_why() -> None:
    before = review(
        Answer(criterion="OWN-01", level=2, by="a", narrative="Mara owns it"),
        Answer(criterion="OWN-02", level=1, by="a"),
        Answer(criterion="OBS-01", level=1, by="a"),
        Response(question="runs_last_month", value=9, by="a"),
    )
    now = review(
        Answer(criterion="OWN-01", level=1, by="a", narrative="Mara owns it"),
        Answer(criterion="OWN-02", level=2, by="a", narrative="accounts were transferred in May"),
        Answer(criterion="OBS-01", level=3, by="b"),
        Answer(criterion="OBS-03", level=3, by="a"),
        Response(question="runs_last_month", value=9, by="a", narrative="counted again"),
    )
    found = changes(before, now)
    assert [(one.question, one.why, one.unexplained) for one in found] == [
        ("OWN-01", "", True),
        ("OWN-02", "accounts were transferred in May", False),
    ]
    unknown = review(Answer(criterion="OWN-01", state=AnswerState.UNKNOWN, by="a"))
    assert [one.question for one in changes(before, unknown)] == ["OWN-01"]
