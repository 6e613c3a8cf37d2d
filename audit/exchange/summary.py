"""Replies in a line for people."""

from collections.abc import Iterator

from audit.exchange import replies
from audit.exchange.words import label, step_label, steps
from audit.model import wording
from audit.model.asking import Reply
from audit.model.assessment import Answer
from audit.model.inapplicability import Inapplicability
from audit.model.questionnaire import Question
from audit.model.response import ReplyState, Response
from audit.model.speech import Words, _, marked, meant

_WHY_NOT = Words(
    {
        Inapplicability.NOT_THIS_KIND_OF_SYSTEM: marked("not this kind of system"),
        Inapplicability.COVERED_ELSEWHERE: marked("covered elsewhere"),
        Inapplicability.OUT_OF_SCOPE_OF_AUDIT: marked("out of scope of audit"),
        Inapplicability.NOT_YET_REQUIRED: marked("not yet required"),
    }
)


def words(statement: Reply | None, question: Question | None = None) -> str:
    """What was said, in a line for people."""
    if statement is None:
        return ""
    return " · ".join(_parts(statement, question))


def _parts(statement: Reply, question: Question | None) -> Iterator[str]:
    if statement.state.value != ReplyState.ANSWERED.value:
        yield wording.REPLY_STATES[ReplyState(statement.state.value)]
    if statement.inapplicable:
        yield _WHY_NOT[statement.inapplicable]
    yield from (
        _of_answer(statement, question)
        if isinstance(statement, Answer)
        else _of_response(statement, question)
    )
    if statement.evidence:
        yield _("evidence {ids}", ids=", ".join(statement.evidence))


def _of_answer(answer: Answer, question: Question | None) -> Iterator[str]:
    if answer.level is not None:
        anchors = dict(steps(question)) if question else {}
        yield _("level {level}", level=step_label(answer.level, anchors.get(answer.level, "")))
    yield from (wording.quoted(text) for text in (answer.reason, answer.narrative) if text)
    if answer.second_person:
        yield _("agreed by {name}", name=answer.second_person)


def _of_response(response: Response, question: Question | None) -> Iterator[str]:
    if response.value is not None:
        yield _value_words(response.value, question)
    if response.narrative:
        yield wording.quoted(response.narrative)
    if response.nature:
        yield wording.NATURES[response.nature]


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
        return "; ".join(rows) or _("none")
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else meant("answer", "no")
    if isinstance(value, int | float):
        shown = replies.text(value)
        return f"{shown} {question.unit}".strip() if question else shown
    return str(value)
