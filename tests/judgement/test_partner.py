"""Partner questions: what they call a vendor, and the levels that they propose."""

from typing import Any

import pytest

from audit import judgement
from audit.model.assessment import Answer, Profile, Rating
from audit.model.conclusion import Conclusion
from audit.model.partner import PartnerName
from audit.model.response import PartnerRating
from tests.judgement.build import RUBRIC, answer, assessment

IDS = [question.id for question in RUBRIC.partner_questions]


def concluded(*said: Answer, **more: Any) -> Conclusion:
    return judgement.conclude(assessment(*said, answer("DOC-04", 2, 2), **more), RUBRIC)


def rated(good: int, asked: int = 18) -> tuple[PartnerRating, ...]:
    return tuple(PartnerRating(question=k, score=2 if n < good else 0) for n, k in enumerate(IDS[:asked]))


@pytest.mark.parametrize(
    ("good", "asked", "references", "name"),
    [
        (5, 18, 3, PartnerName.PHASE_1_SPECIALIST),
        (0, 12, None, PartnerName.OPEN),
        (0, 13, None, PartnerName.PHASE_1_SPECIALIST),
        (5, 17, 3, PartnerName.OPEN),
        (6, 18, 3, PartnerName.MIXED),
        (11, 18, 3, PartnerName.MIXED),
        (11, 17, 3, PartnerName.OPEN),
        (12, 18, 3, PartnerName.PRODUCTION_ENGINEER),
        (12, 12, 3, PartnerName.PRODUCTION_ENGINEER),
        (12, 18, 2, PartnerName.MIXED),
        (18, 18, None, PartnerName.MIXED),
    ],
)
def test_names(good: int, asked: int, references: int | None, name: PartnerName) -> None:
    found = concluded(partner=rated(good, asked), profile=Profile(references_confirmed=references)).partner
    assert found is not None
    assert (found.name, found.at_two_or_more, found.asked) == (name, good, asked)


@pytest.mark.parametrize(
    ("question", "name"), [("PQ-04", "Phase 1 specialist"), ("PQ-05", "production engineer")]
)
def test_a_red_flag_counts_on_the_questions_that_knock_out(question: str, name: str) -> None:
    flagged = tuple(
        one.model_copy(update={"red_flags": (1,)}) if one.question == question else one for one in rated(18)
    )
    found = concluded(partner=flagged, profile=Profile(references_confirmed=3)).partner
    assert found is not None
    flag = next(q for q in RUBRIC.partner_questions if q.id == question).red_flags[0]
    assert (found.name, found.red_flags) == (name, (f"{question}: {flag}",))


def test_without_scores_there_is_no_reading() -> None:
    found = concluded()
    assert (found.partner, found.proposals) == (None, ())


def proposed(key: str, *said: Answer, partner: tuple[PartnerRating, ...], **more: Any) -> Any:
    return next((p for p in concluded(*said, partner=partner, **more).proposals if p.criterion == key), None)


def pq(question: str, score: int, **more: Any) -> PartnerRating:
    return PartnerRating(question=question, score=score, **more)


@pytest.mark.parametrize(
    ("said", "partner", "level", "grade"),
    [
        ((), (pq("PQ-04", 0),), 0, 0),
        ((), (pq("PQ-04", 1),), 1, 1),
        ((), (pq("PQ-04", 2),), 2, 2),
        ((), (pq("PQ-04", 3),), 3, 3),
        ((), (pq("PQ-04", 3, reference_confirmed=True),), 3, 4),
        ((), (pq("PQ-04", 2, reference_confirmed=True),), 2, 2),
        ((), (pq("PQ-04", 0, refused=True),), 0, 0),
        ((answer("OBS-01", 1, 2),), (pq("PQ-04", 3),), 1, 3),
        ((answer("OBS-01", 4, 1, contradiction="strong"),), (pq("PQ-04", 3),), 1, 3),
        ((answer("OBS-01", 4, 1),), (pq("PQ-04", 2),), 2, 2),
    ],
)
def test_a_score_proposes_a_level_never_above_what_another_answer_shows(
    said: tuple[Answer, ...], partner: tuple[PartnerRating, ...], level: int, grade: int
) -> None:
    found = proposed("OBS-01", *said, partner=partner)
    assert (found.level, found.grade, found.questions) == (level, grade, ("PQ-04",))


def test_of_two_questions_the_lower_one_proposes() -> None:
    found = proposed("OBS-04", partner=(pq("PQ-05", 3), pq("PQ-15", 1)))
    assert (found.level, found.grade, found.questions) == (1, 1, ("PQ-05", "PQ-15"))


def test_a_proposal_changes_nothing_until_the_auditor_rates() -> None:
    with_scores, without = concluded(partner=(pq("PQ-04", 3),)), concluded()
    assert (with_scores.standings, with_scores.published) == (without.standings, without.published)
    rating = Rating(criterion="OBS-01", level=3, grade=3, rationale="as shown in the meeting")
    found = concluded(partner=(pq("PQ-04", 3),), ratings=(rating,))
    assert found.standings["OBS-01"].low == 3
    assert "OBS-01" not in [p.criterion for p in found.proposals]
