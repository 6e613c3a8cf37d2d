"""Which waivers count, and what has to be told of the others: too long, or granted to oneself."""

from collections.abc import Iterator

from audit.model import names
from audit.model.assessment import LONGEST_WAIVER, Assessment, Waiver
from audit.model.speech import _


def valid(assessment: Assessment) -> dict[str, Waiver]:
    """The waivers that count on the day of the audit, by criterion: neither expired nor too long."""
    return {one.criterion: one for one in assessment.waivers if one.counts(assessment.as_of)}


def self_granted(waiver: Waiver, assessment: Assessment) -> bool:
    """Whether its owner is the auditor, or answers for the same criterion: nobody else has agreed."""
    answering = (
        assessment.respondent(one.by) for one in assessment.statements() if one.criterion == waiver.criterion
    )
    return names.folded(waiver.owner) in names.of_people(assessment.auditor, answering)


def told(assessment: Assessment) -> Iterator[str]:
    """What a reader has to know of the waivers, a sentence each."""
    if long := [w.criterion for w in assessment.waivers if w.too_long(assessment.as_of)]:
        yield _(
            "Waived for more than {days} days, and so not counted: {criteria}.",
            days=str(LONGEST_WAIVER),
            criteria=", ".join(long),
        )
    if own := [f"{w.criterion} ({w.owner})" for w in assessment.waivers if self_granted(w, assessment)]:
        yield _(
            "Waived by the one who answers for the criterion or audits it; nobody else is on record as "
            "agreeing: {criteria}.",
            criteria=", ".join(own),
        )
