"""The contradiction rate: whose checkable claims keep failing is believed less (methodology 7.1)."""

from collections.abc import Iterator

from audit.judgement.examination import Examination
from audit.model.assessment import Assessment
from audit.model.examination import ContradictionRate
from audit.model.finding import Confidence
from audit.model.speech import _, marked

LEAST_CONTRADICTIONS = 3
LEAST_PERCENT = 20
COUNTED = marked("{strong} of {checkable} checkable claims strongly contradicted")
LOWERED = marked(
    "{strong} of {checkable} checkable claims strongly contradicted: "
    "claimed and documented answers of this respondent count one grade less"
)


def rates(assessment: Assessment, examination: Examination) -> Iterator[ContradictionRate]:
    """The rate of every respondent who claims something, and whether it lowers the grade of the rest."""
    statements = assessment.statements()
    for respondent in sorted({statement.by for statement in statements if statement.answered}):
        own = {n for n, statement in enumerate(statements) if statement.by == respondent}
        strong = sum(examination.against.get(n) is Confidence.STRONG for n in own)
        if examination.checkable is None:
            note = _("off: nothing was inspected, so it is not known how many claims could be checked")
            yield ContradictionRate(
                respondent=respondent, strong=strong, checkable=None, applied=False, note=note
            )
            continue
        checkable = examination.checkable.get(respondent, 0)
        applied = lowers(strong, checkable)
        note = _(LOWERED if applied else COUNTED, strong=str(strong), checkable=str(checkable))
        yield ContradictionRate(
            respondent=respondent, strong=strong, checkable=checkable, applied=applied, note=note
        )


def lowers(strong: int, checkable: int) -> bool:
    """Whether so many strong contradictions of so many checkable claims lower the grade of the rest."""
    return strong >= LEAST_CONTRADICTIONS and 0 < LEAST_PERCENT * checkable <= 100 * strong
