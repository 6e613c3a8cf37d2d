"""The reservation of a conclusion: which levels rest on somebody's word, and what is left without it."""

from collections.abc import Callable, Sequence

from audit.judgement.examination import Examination
from audit.judgement.score import Levels, gates, score, verdict
from audit.judgement.stages import read_stage
from audit.judgement.standing import standings
from audit.model.assessment import Answer, Assessment, Rating
from audit.model.conclusion import Reservation, Verdict
from audit.model.evidence import Grade
from audit.model.examination import ContradictionRate
from audit.model.plan import Decision
from audit.model.rubric import Rubric
from audit.model.stage import StageReading
from audit.model.standing import Gates, GateState

Advising = Callable[[Levels, Gates, Verdict, StageReading], Decision]
"""The decision that levels lead to, everything else being as it is."""


def reserve(
    assessment: Assessment,
    rubric: Rubric,
    examination: Examination,
    rates: Sequence[ContradictionRate],
    levels: Levels,
    advise: Advising,
) -> Reservation | None:
    """The levels that only count because somebody is believed, and what is left without them.

    A grade above claimed that names no item of the register says that evidence was seen and not which.
    """
    claims = _as_claims(assessment)
    if claims is assessment:
        return None
    less = standings(claims, rubric, examination, rates)
    resting = tuple(
        key
        for key, one in levels.items()
        if one.applicable and (less[key].low < one.low or less[key].gate is not one.gate)
    )
    if not resting:
        return None
    states = gates(less)
    reached = verdict(score(less, rubric).figures, states)
    stage = read_stage(rubric, less, assessment.profile)
    return Reservation(
        criteria=resting,
        gates=tuple(key for key in resting if levels[key].gate is GateState.MET),
        conclusion=reached,
        decision=advise(less, states, reached, stage).decision,
    )


def on_word(given: Answer | Rating, assessment: Assessment) -> bool:
    """Whether it is graded above claimed and names no item of the evidence register."""
    return given.grade > Grade.CLAIMED and not any(one.id in given.evidence for one in assessment.evidence)


def _as_claims(assessment: Assessment) -> Assessment:
    """The assessment with what is graded on word alone as claims; itself where there is nothing of it."""
    graded: tuple[Answer | Rating, ...] = (*assessment.statements(), *assessment.ratings)
    if not any(on_word(one, assessment) for one in graded):
        return assessment
    return assessment.model_copy(
        update={
            "answers": tuple(_as_claim(one, assessment) for one in assessment.answers),
            "claims": tuple(_as_claim(one, assessment) for one in assessment.claims),
            "ratings": tuple(_as_claim(one, assessment) for one in assessment.ratings),
        }
    )


def _as_claim(given: Answer | Rating, assessment: Assessment) -> Answer | Rating:
    return given.model_copy(update={"grade": Grade.CLAIMED}) if on_word(given, assessment) else given
