"""A reply as the assessment keeps it, an answer or a response, and the way back into a form."""

import hashlib
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from audit.exchange import replies
from audit.exchange.words import one_line
from audit.model.asking import Reply
from audit.model.assessment import Answer, AnswerState, Assessment
from audit.model.evidence import Grade
from audit.model.ledger import canonical
from audit.model.questionnaire import Pack, Question, QuestionKind
from audit.model.register import EvidenceItem, Source
from audit.model.response import Asked, ReplyState, Response
from audit.model.sheet import Cell, Outgoing, Raw, Typed
from audit.model.speech import _
from audit.model.spreadsheet import UNWRITABLE

MOST_REFERENCES, LONGEST_REFERENCE = 50, 500
MISSING = "?"
"""Stands where a sentence is missing, until that is refused with the place."""


class Said(NamedTuple):
    """Who said it, when, and in reply to which wording."""

    by: str
    at: date
    asked: Asked


class Kept(NamedTuple):
    """A reply as the assessment keeps it, what it rests on, and what has to be told about it."""

    statement: Reply
    evidence: tuple[EvidenceItem, ...]
    notes: tuple[str, ...]


def keep(question: Question, typed: Typed, said: Said, register: Collection[str]) -> Kept:
    """The reply to a question, as claimed; raises `replies.WrongError` where it does not answer it."""
    meaning = replies.meaning(question, typed)
    references = [line for reference in typed.evidence if (line := _reference_line(reference))]
    if question.kind is QuestionKind.EVIDENCE and isinstance(meaning.value, str):
        references[:0] = filter(None, [_reference_line(meaning.value)])
    if len(references) > MOST_REFERENCES or any(len(one) > LONGEST_REFERENCE for one in references):
        raise replies.WrongError(
            _(
                "names more than {most_references} things that show it, or one in more than "
                "{longest_reference} letters; name the document that holds them",
                most_references=str(MOST_REFERENCES),
                longest_reference=str(LONGEST_REFERENCE),
            )
        )
    if len(typed.second_person) > LONGEST_REFERENCE:
        raise replies.WrongError(_("names a second person in too many words; give the name"))
    items = [_item(reference, said) for reference in dict.fromkeys(references) if reference not in register]
    ids = tuple(dict.fromkeys(r if r in register else _item(r, said).id for r in references))
    evidence = tuple(item for item in items if item.id not in register)
    notes = list(meaning.notes)
    absent = meaning.state is ReplyState.NOT_APPLICABLE
    if question.kind is QuestionKind.LEVEL and question.criterion:
        if meaning.nature:
            notes.append(_("fact, inference or opinion is not asked of a level, and was left out"))
        answer = Answer(
            criterion=question.criterion,
            state=AnswerState(meaning.state.value),
            level=meaning.value if isinstance(meaning.value, int) else None,
            grade=Grade.CLAIMED,
            by=said.by,
            at=said.at,
            narrative="" if absent else typed.narrative,
            reason=(typed.narrative or MISSING) if absent else "",
            inapplicable=meaning.inapplicable,
            second_person=typed.second_person,
            evidence=ids,
            asked=said.asked,
        )
        return Kept(answer, evidence, tuple(notes))
    narrative, value = typed.narrative, meaning.value
    if question.kind is QuestionKind.SCALE and value is not None:
        # The number of a scale is the auditor's; what a respondent gives is words.
        value, narrative = None, "\n\n".join(filter(None, (str(value), narrative)))
    response = Response(
        question=question.id,
        by=said.by,
        at=said.at,
        state=meaning.state,
        value=value,
        narrative=narrative,
        inapplicable=meaning.inapplicable,
        nature=meaning.nature,
        evidence=ids,
        asked=said.asked,
    )
    return Kept(response, evidence, tuple(notes))


def _reference_line(text: str) -> str:
    """What shows something, as one line of any form."""
    return one_line(UNWRITABLE.sub("\ufffd", text))


def _item(reference: str, said: Said) -> EvidenceItem:
    """What a respondent names, as an entry of the register; the same reference is the same entry."""
    link = reference.lower().startswith(("http://", "https://"))
    return EvidenceItem(
        id=_key(reference, said.by),
        title=reference,
        grade=Grade.CLAIMED,
        source=Source.URL if link else Source.DOCUMENT,
        place=reference,
        date=said.at,
    )


def held_for(question: Question, assessment: Assessment, by: str) -> Reply | None:
    """What the respondent has on record in reply to a question."""
    if question.kind is QuestionKind.LEVEL and question.criterion:
        return next((a for a in assessment.answers if (a.criterion, a.by) == (question.criterion, by)), None)
    return next((r for r in assessment.responses if (r.question, r.by) == (question.id, by)), None)


def mark(question: Question, held: Reply, by: str, register: Mapping[str, str]) -> str:
    """The fingerprint that a reply on record has after it went out in a form and came back untouched.

    `register` gives the titles of the evidence register by id.
    """
    said = Said(by, held.at or date.min, held.asked or Asked(pack="", version="", text=""))
    try:
        return fingerprint(keep(question, typed(question, held, by, register), said, register).statement)
    except (replies.WrongError, ValidationError):
        return fingerprint(held)


def fingerprint(statement: Reply) -> str:
    """A short name of what was said; who, when, how it is graded and how it was asked leave it the same."""
    said = statement.model_dump(mode="json", include=_SAID)
    return hashlib.sha256(canonical(_plain(said)).encode()).hexdigest()[:16]


_SAID = {
    "state",
    "level",
    "value",
    "narrative",
    "reason",
    "inapplicable",
    "second_person",
    "nature",
    "evidence",
}


def _plain(value: object) -> object:
    """The value with its text as every form can carry it."""
    match value:
        case str():
            return UNWRITABLE.sub("\ufffd", re.sub(r"\r\n?", "\n", value)).strip()
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
    return value


def outgoing(pack: Pack, assessment: Assessment | None, by: str, name: str = "", role: str = "") -> Outgoing:
    """A questionnaire for a respondent, with what he has said already, and nothing that others said."""
    if assessment is None:
        return Outgoing(pack=pack, respondent=by, name=name, role=role)
    known = assessment.respondent(by)
    pack = pack.narrowed(assessment.subject.kinds)
    titles = {item.id: item.title for item in assessment.evidence}
    filled = {
        question.id: typed(question, held, by, titles).model_copy(
            update={"base": mark(question, held, by, titles)}
        )
        for question in pack.questions()
        if (held := held_for(question, assessment, by)) is not None
    }
    return Outgoing(pack=pack, respondent=by, name=name or known.name, role=role or known.role, filled=filled)


def typed(question: Question, held: Reply, by: str, titles: Mapping[str, str] | None = None) -> Typed:
    """A reply on record as it would be typed into a form."""
    narrative = held.narrative
    if isinstance(held, Answer):
        reply: Raw | None = held.level
        narrative = "\n\n".join(filter(None, (held.reason, narrative)))
    elif question.kind is QuestionKind.SCALE and held.state is ReplyState.ANSWERED:
        reply, narrative = held.narrative, ""
    else:
        reply = _raw(held.value)
    references = [_reference(key, by, titles or {}) for key in held.evidence]
    if question.kind is QuestionKind.EVIDENCE and reply in references:
        references.remove(str(reply))
    answered = held.state.value == ReplyState.ANSWERED.value
    return Typed(
        question=question.id,
        place="on record",
        asked=question.text,
        wording=question.wording,
        reply=reply,
        no_reply="" if answered else held.state.value.replace("_", " "),
        reason=held.inapplicable.value.replace("_", " ") if held.inapplicable else "",
        narrative=narrative,
        nature=(held.nature or "") if isinstance(held, Response) else "",
        second_person=held.second_person if isinstance(held, Answer) else "",
        evidence=tuple(references),
    )


def _reference(key: str, by: str, titles: Mapping[str, str]) -> str:
    """An entry of the register as a respondent knows it: what he named, or the auditor's id."""
    title = titles.get(key, "")
    return title if key == _key(title, by) else key


def _key(reference: str, by: str) -> str:
    return (
        f"{by or 'respondent'}-{hashlib.sha256(reference.encode(errors='backslashreplace')).hexdigest()[:8]}"
    )


def _raw(value: object) -> Raw | None:
    if isinstance(value, tuple):
        return value
    return value if isinstance(value, Cell) else None
