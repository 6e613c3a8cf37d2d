"""The partner questions: what their scores call a vendor, and which levels they propose (methodology 5)."""

from collections.abc import Iterator, Sequence

from audit.judgement.score import Levels, counts
from audit.model.assessment import Assessment
from audit.model.evidence import Grade
from audit.model.partner import PartnerName, PartnerReading, Proposal
from audit.model.response import PartnerRating
from audit.model.rubric import Rubric
from audit.model.speech import _, counted

GOOD = 2
FEW, MANY, REFERENCES = 6, 12, 3
"""Bands of questions at 2 or more, and confirmed references; provisional until calibrated."""
DEMONSTRATED = 3


def read_partner(assessment: Assessment, rubric: Rubric) -> PartnerReading | None:
    """The questions as they were scored; none where none was."""
    scored = _scored(assessment, rubric)
    if not scored:
        return None
    refused = tuple(key for key, rating in scored.items() if rating.refused)
    flags = tuple(
        (question.id, f"{question.id}: {question.red_flags[n - 1]}")
        for question in rubric.partner_questions
        if question.id in scored
        for n in scored[question.id].red_flags
        if 0 < n <= len(question.red_flags)
    )
    good = sum(score(rating) >= GOOD for rating in scored.values())
    knocked = knock_out_questions(rubric)
    grave = [told for key, told in flags if key in knocked]
    name, because = _name(good, len(rubric.partner_questions) - len(scored), assessment, rubric, grave)
    return PartnerReading(
        asked=len(scored),
        of=len(rubric.partner_questions),
        at_two_or_more=good,
        references_confirmed=assessment.profile.references_confirmed,
        name=name,
        because=because,
        refused=refused,
        red_flags=tuple(told for _key, told in flags),
    )


def score(rating: PartnerRating) -> int:
    """The score of a question, 0 to 3; a refusal is 0."""
    return 0 if rating.refused else rating.score


def few(reading: PartnerReading) -> bool | None:
    """Whether fewer than 6 are at 2 or more; none while the questions not yet asked could change it."""
    if reading.at_two_or_more >= FEW:
        return False
    return True if reading.at_two_or_more + reading.of - reading.asked < FEW else None


def many(reading: PartnerReading) -> bool | None:
    """Whether 12 or more are at 2 or more with three references confirmed; none while that is open."""
    references = reading.references_confirmed
    if reading.at_two_or_more + reading.of - reading.asked < MANY:
        return False
    if references is not None and references < REFERENCES:
        return False
    return True if reading.at_two_or_more >= MANY and references is not None else None


def knock_out_questions(rubric: Rubric) -> tuple[str, ...]:
    """The ids of the questions whose refusal rejects a vendor."""
    return tuple(one.question for one in rubric.decisions.vendor_knock_outs if one.question)


def _scored(assessment: Assessment, rubric: Rubric) -> dict[str, PartnerRating]:
    """The last rating of each question that there is, in the order of the questions."""
    ratings = {rating.question: rating for rating in assessment.partner}
    return {q.id: ratings[q.id] for q in rubric.partner_questions if q.id in ratings}


def _name(
    good: int, unasked: int, assessment: Assessment, rubric: Rubric, grave: Sequence[str]
) -> tuple[PartnerName, str]:
    references = assessment.profile.references_confirmed
    figures = {"good": str(good), "total": str(len(rubric.partner_questions))}
    if grave:
        return PartnerName.PHASE_1_SPECIALIST, _("a red flag on {flags}", flags="; ".join(grave))
    if good + unasked < FEW:
        text = _("{good} of {total} questions at 2 or more, fewer than {few}", few=str(FEW), **figures)
        return PartnerName.PHASE_1_SPECIALIST, text
    if good >= MANY and (references or 0) >= REFERENCES:
        text = _(
            "{good} of {total} questions at 2 or more, and {references} references confirmed",
            references=str(references),
            **figures,
        )
        return PartnerName.PRODUCTION_ENGINEER, text
    if unasked and (good < FEW or good + unasked >= MANY):
        text = _(
            "{good} of {total} questions at 2 or more, and {unasked} not asked",
            unasked=str(unasked),
            **figures,
        )
        return PartnerName.OPEN, text
    if good < MANY:
        return PartnerName.MIXED, _("{good} of {total} questions at 2 or more, between the bands", **figures)
    if references is None:
        text = _(
            "{good} of {total} questions at 2 or more; whether the {needed} references needed "
            "are confirmed is not stated",
            needed=str(REFERENCES),
            **figures,
        )
    else:
        text = counted(
            "{good} of {total} questions at 2 or more, but only {count} of the {needed} references needed "
            "is confirmed",
            "{good} of {total} questions at 2 or more, but only {count} of the {needed} references needed "
            "are confirmed",
            references,
            needed=str(REFERENCES),
            **figures,
        )
    return PartnerName.MIXED, text


def proposals(assessment: Assessment, rubric: Rubric, levels: Levels) -> Iterator[Proposal]:
    """For each mapped criterion that is not rated: the lowest score that speaks to it as level and grade.

    Never above what an answer or a repository leaves possible (methodology 7.1a); it counts only when the
    auditor rates.
    """
    scored = _scored(assessment, rubric)
    for criterion in rubric.criteria():
        mapped = [q.id for q in rubric.partner_questions if criterion.id in q.criteria and q.id in scored]
        if not mapped or not counts(criterion.id, levels) or levels[criterion.id].rated:
            continue
        lowest = min((scored[key] for key in mapped), key=lambda r: (score(r), r.reference_confirmed))
        most = levels[criterion.id].high
        yield Proposal(
            criterion=criterion.id,
            level=min(score(lowest), most),
            grade=_grade(lowest),
            questions=tuple(mapped),
            note=_("no higher than {level}, which other answers leave possible", level=str(most))
            if most < score(lowest)
            else "",
        )


def _grade(rating: PartnerRating) -> Grade:
    if score(rating) == DEMONSTRATED and rating.reference_confirmed:
        return Grade.VERIFIED
    return Grade(score(rating))
