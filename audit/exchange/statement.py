"""A reply as the assessment keeps it, an answer or a response, and the way back into a form."""

import hashlib
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from audit.exchange import replies
from audit.exchange.words import REASONS, label, step_label, steps
from audit.model.assessment import Answer, AnswerState, Assessment
from audit.model.evidence import EvidenceItem, Grade, Source
from audit.model.ledger import canonical
from audit.model.questionnaire import Pack, Question, QuestionKind
from audit.model.response import Asked, ReplyState, Response
from audit.model.sheet import Cell, Outgoing, Raw, Typed

Statement = Answer | Response
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot carry; a form shows U+FFFD in its place."""


class Said(NamedTuple):
    """Who said it, when, and in reply to which wording."""

    by: str
    at: date
    asked: Asked


class Kept(NamedTuple):
    """A reply as the assessment keeps it, what it rests on, and what has to be told about it."""

    statement: Statement
    evidence: tuple[EvidenceItem, ...]
    notes: tuple[str, ...]


def keep(question: Question, typed: Typed, said: Said, register: Collection[str]) -> Kept:
    """The reply to a question, as claimed; raises `replies.WrongError` where it does not answer it."""
    meaning = replies.meaning(question, typed)
    references = list(typed.evidence)
    if question.kind is QuestionKind.EVIDENCE and isinstance(meaning.value, str):
        references.insert(0, meaning.value)
    items = [_item(reference, said) for reference in dict.fromkeys(references) if reference not in register]
    ids = tuple(dict.fromkeys(r if r in register else _item(r, said).id for r in references))
    evidence = tuple(item for item in items if item.id not in register)
    notes = list(meaning.notes)
    if question.kind is QuestionKind.LEVEL and question.criterion:
        if meaning.nature:
            notes.append("fact, inference or opinion is not asked of a level, and was left out")
        answer = Answer(
            criterion=question.criterion,
            state=AnswerState(meaning.state.value),
            level=meaning.value if isinstance(meaning.value, int) else None,
            grade=Grade.CLAIMED,
            by=said.by,
            at=said.at,
            narrative=typed.narrative,
            reason=typed.reason if meaning.state is ReplyState.NOT_APPLICABLE else "",
            second_person=typed.second_person,
            evidence=ids,
            asked=said.asked,
        )
        return Kept(answer, evidence, tuple(notes))
    absent = meaning.state is ReplyState.NOT_APPLICABLE
    narrative = f"{typed.reason}: {typed.narrative}" if absent else typed.narrative
    value = meaning.value
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
        nature=meaning.nature,
        evidence=ids,
        asked=said.asked,
    )
    return Kept(response, evidence, tuple(notes))


def _item(reference: str, said: Said) -> EvidenceItem:
    """What a respondent names, as an entry of the register; the same reference is the same entry."""
    name = hashlib.sha256(reference.encode(errors="backslashreplace")).hexdigest()[:8]
    link = reference.lower().startswith(("http://", "https://"))
    return EvidenceItem(
        id=f"{said.by or 'respondent'}-{name}",
        title=reference,
        grade=Grade.CLAIMED,
        source=Source.URL if link else Source.DOCUMENT,
        place=reference,
        date=said.at,
    )


def held_for(question: Question, assessment: Assessment, by: str) -> Statement | None:
    """What the respondent has on record in reply to a question."""
    if question.kind is QuestionKind.LEVEL and question.criterion:
        return next((a for a in assessment.answers if (a.criterion, a.by) == (question.criterion, by)), None)
    return next((r for r in assessment.responses if (r.question, r.by) == (question.id, by)), None)


def fingerprint(statement: Statement) -> str:
    """A short name of what was said; who, when, how it is graded and how it was asked leave it the same."""
    said = statement.model_dump(mode="json", include=_SAID)
    return hashlib.sha256(canonical(_plain(said)).encode()).hexdigest()[:16]


_SAID = {"state", "level", "value", "narrative", "reason", "second_person", "nature", "evidence"}


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
    titles = {item.id: item.title for item in assessment.evidence if item.grade <= Grade.CLAIMED}
    filled = {
        question.id: typed(question, held, titles)
        for question in pack.questions()
        if (held := held_for(question, assessment, by)) is not None
    }
    return Outgoing(pack=pack, respondent=by, name=name or known.name, role=role or known.role, filled=filled)


def typed(question: Question, held: Statement, titles: dict[str, str]) -> Typed:
    """A reply on record as it would be typed into a form."""
    reason, narrative = "", held.narrative
    if isinstance(held, Answer):
        reply: Raw | None = held.level
        reason = held.reason
    elif question.kind is QuestionKind.SCALE and held.state is ReplyState.ANSWERED:
        reply, narrative = held.narrative, ""
    else:
        reply = _raw(held.value)
        given = next((r for r in REASONS if narrative.startswith(f"{r}: ")), "")
        if held.state is ReplyState.NOT_APPLICABLE and given:
            reason, narrative = given, narrative.removeprefix(f"{given}: ")
    references = [titles.get(key, key) for key in held.evidence]
    if question.kind is QuestionKind.EVIDENCE and reply in references:
        references.remove(str(reply))
    answered = held.state.value == ReplyState.ANSWERED.value
    return Typed(
        question=question.id,
        place="on record",
        asked=question.text,
        wording=question.wording,
        base=fingerprint(held),
        reply=reply,
        no_reply="" if answered else held.state.value.replace("_", " "),
        reason=reason,
        narrative=narrative,
        nature=(held.nature or "") if isinstance(held, Response) else "",
        second_person=held.second_person if isinstance(held, Answer) else "",
        evidence=tuple(references),
    )


def _raw(value: object) -> Raw | None:
    if isinstance(value, tuple):
        return value
    return value if isinstance(value, Cell) else None


def words(statement: Statement | None, question: Question | None = None) -> str:
    """What was said, in a line for people."""
    if statement is None:
        return ""
    return " · ".join(_parts(statement, question))


def _parts(statement: Statement, question: Question | None) -> Iterator[str]:
    if statement.state.value != ReplyState.ANSWERED.value:
        yield statement.state.value.replace("_", " ")
    if isinstance(statement, Answer):
        if statement.level is not None:
            anchors = dict(steps(question)) if question else {}
            yield f"level {step_label(statement.level, anchors.get(statement.level, ''))}"
        if statement.reason:
            yield statement.reason
    elif statement.value is not None:
        yield _value_words(statement.value, question)
    if statement.narrative:
        yield f"“{statement.narrative}”"
    if isinstance(statement, Response) and statement.nature:
        yield statement.nature.value
    if isinstance(statement, Answer) and statement.second_person:
        yield f"agreed by {statement.second_person}"
    if statement.evidence:
        yield f"evidence {', '.join(statement.evidence)}"


def _value_words(value: object, question: Question | None) -> str:
    options = question.options if question else ()
    labels = {option.value: label(option, options) for option in options}
    if isinstance(value, tuple):
        rows: list[str] = [
            ", ".join(f"{key}: {cell}" for key, cell in row.items())
            if isinstance(row, dict)
            else labels.get(str(row), str(row))
            for row in value
        ]
        return "; ".join(rows) or "none"
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, bool | int | float):
        shown = replies.text(value)
        return f"{shown} {question.unit}".strip() if question else shown
    return str(value)
