"""How a vendor dealt with the questions: how fast, how fully, and who vouches for it."""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from audit.model.asking import without_hidden
from audit.model.assessment import Answer, Assessment, Party
from audit.model.base import Value
from audit.model.response import ReplyState, Response

FULLEST = (ReplyState.ANSWERED, ReplyState.NOT_APPLICABLE, ReplyState.DECLINED, ReplyState.UNKNOWN)
"""States of a reply, the one first that stands for a question to which several people replied."""


class Handling(Value):
    """How a vendor dealt with the questions; none is what nobody has put on record."""

    asked_on: date | None = Field(default=None, description="when the questions were sent to it")
    answered_by: date | None = Field(default=None, description="the day of its last answer")
    days: int | None = Field(default=None, description="from the one to the other")
    declined: int = Field(default=0, description="questions that it declined to answer")
    unknown: int = Field(default=0, description="questions that it could not answer")
    references: int | None = Field(default=None, description="clients who were called and agreed")


def handling(assessment: Assessment) -> Handling:
    """Counted from what is on record of the vendor's own side; what is not dated gives no response time."""
    ours = _ours(assessment)
    sent = [one.asked_on for one in assessment.respondents if one.id in ours and one.asked_on]
    last = max((one.at for one in _said(assessment) if one.at), default=None)
    states = [*replied(assessment).values()]
    return Handling(
        asked_on=min(sent, default=None),
        answered_by=last,
        days=(last - min(sent)).days if last and sent and last >= min(sent) else None,
        declined=states.count(ReplyState.DECLINED),
        unknown=states.count(ReplyState.UNKNOWN),
        references=assessment.profile.references_confirmed,
    )


def replied(assessment: Assessment) -> Mapping[str, ReplyState]:
    """Every question to which the vendor's side replied, by its id, and how: the fullest reply stands."""
    found: dict[str, ReplyState] = {}
    for said in _said(assessment):
        key = said.criterion if isinstance(said, Answer) else said.question
        states = {ReplyState(said.state.value), found.get(key)}
        found[key] = next(state for state in FULLEST if state in states)
    return found


def _said(assessment: Assessment) -> Iterator[Answer | Response]:
    """What counts of the vendor's side; of everybody where nobody is named as the vendor's."""
    ours, shown = _ours(assessment), without_hidden(assessment)
    replies: tuple[Answer | Response, ...] = (*shown.answers, *shown.responses)
    return (one for one in replies if not ours or one.by in ours)


def _ours(assessment: Assessment) -> frozenset[str]:
    return frozenset(one.id for one in assessment.respondents if one.party is Party.VENDOR)
