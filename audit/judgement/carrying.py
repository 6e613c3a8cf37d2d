"""Carries the replies of an earlier review forward, as long as they count, and finds what changed since."""

from datetime import date

from audit.judgement.standing import months_before
from audit.model.asking import Reply, asked_otherwise, question_of, replies, replies_of
from audit.model.assessment import Answer, Assessment
from audit.model.base import InputError
from audit.model.carrying import Carried, CarriedState, Change
from audit.model.questionnaire import Pack, Question
from audit.model.speech import _


def carry(pack: Pack, earlier: Assessment, as_of: date) -> tuple[Carried, ...]:
    """The earlier replies to the questions of a questionnaire, in its order, as they count on `as_of`.

    A reply counts from the day that it was given on, or that of its review, for as many months as its
    question says. One that was given to another wording has to be given anew.
    """
    given = list(replies(earlier))
    return tuple(
        _carried(question, reply, earlier, as_of)
        for question in pack.questions()
        for reply in given
        if question_of(reply) == question.id
    )


def _carried(question: Question, reply: Reply, earlier: Assessment, as_of: date) -> Carried:
    given = reply.at or earlier.as_of
    until = months_before(given, -question.valid_months)
    state = CarriedState.KEPT
    if asked_otherwise(question, reply):
        state = CarriedState.REWORDED
    elif as_of > until:
        state = CarriedState.EXPIRED
    kept = reply.model_copy(update={"at": given})
    return Carried(question=question.id, reply=kept, given=given, until=until, state=state)


def begin_again(pack: Pack, earlier: Assessment, as_of: date) -> Assessment:
    """The next review of the same subject: what still counts of the last one, dated as it was given then.

    Taken over are respondents, replies that count, the evidence register, what was agreed on actions, events,
    and the repositories, which are inspected again. Ratings, rulings, waivers, signatures and the profile are
    of their day and are made anew.
    Raises InputError for a day before the last review.
    """
    if as_of < earlier.as_of:
        raise InputError(
            _(
                "the last review is of {as_of}; date the next one on that day or later",
                as_of=str(earlier.as_of),
            )
        )
    kept = [one.reply for one in carry(pack, earlier, as_of) if one.state is CarriedState.KEPT]
    return Assessment(
        subject=earlier.subject,
        purpose=pack.purpose or earlier.purpose,
        as_of=as_of,
        respondents=earlier.respondents,
        answers=tuple(one for one in kept if isinstance(one, Answer)),
        responses=tuple(one for one in kept if not isinstance(one, Answer)),
        evidence=earlier.evidence,
        commitments=earlier.commitments,
        events=earlier.events,
        repositories=earlier.repositories,
    )


def changes(earlier: Assessment, now: Assessment) -> tuple[Change, ...]:
    """What the same respondents reply otherwise than before; words that were there before are no reason."""
    found: list[Change] = []
    for by in dict.fromkeys(reply.by for reply in replies(now)):
        before = replies_of(earlier, by)
        for key, reply in replies_of(now, by).items():
            old = before.get(key)
            if old is not None and _said(old) != _said(reply):
                why = reply.narrative if reply.narrative != old.narrative else ""
                found.append(Change(question=key, by=by, before=old, now=reply, why=why))
    return tuple(found)


def _said(reply: Reply) -> tuple[object, ...]:
    return reply.state.value, reply.level if isinstance(reply, Answer) else reply.value
