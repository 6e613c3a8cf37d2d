"""Why a reply cannot be taken as it is: it does not fit its question, or says too little."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from audit.model import wording
from audit.model.asking import Reply
from audit.model.assessment import Answer, AnswerState
from audit.model.inapplicability import Inapplicability
from audit.model.questionnaire import Column, Question, QuestionKind
from audit.model.response import ReplyState, ReplyValue, Response
from audit.model.speech import _

LONGEST_TEXT = 20_000
MOST_ROWS = 500
_Complaints = Iterator[str]


def refusals(
    question: Question, reply: Reply, as_of: date, register: Collection[str] | None = None
) -> tuple[str, ...]:
    """Everything that is wrong with a reply to this question, each as a sentence with what would be right.

    `as_of` is the day of the assessment: what is reported to have happened lies before it. `register` are the
    ids of the evidence register; without it, citations are not looked up.
    """
    if isinstance(reply, Answer) != (question.kind is QuestionKind.LEVEL):
        is_level = question.kind is QuestionKind.LEVEL
        return (
            _("{id} is answered with a level, from 0 to 4", id=question.id)
            if is_level
            else _("{id} is no level", id=question.id),
        )
    found = [*_dated(reply, as_of), *_cited(reply, register), *_too_long(reply)]
    if isinstance(reply, Answer):
        found += _level_refusals(reply)
    else:
        found += _response_refusals(question, reply, as_of)
    return tuple(f"{question.id}: {why}" for why in found)


def _dated(reply: Reply, as_of: date) -> _Complaints:
    if reply.at and reply.at > as_of:
        yield _(
            "cannot be given on {at}, after the day of the assessment ({as_of})",
            at=str(reply.at),
            as_of=str(as_of),
        )


def _cited(reply: Reply, register: Collection[str] | None) -> _Complaints:
    for key in reply.evidence if register is not None else ():
        if key not in (register or ()):
            yield _("cites {key}, which is not in the evidence register", key=repr(key))


def _too_long(reply: Reply) -> _Complaints:
    if len(reply.narrative) > LONGEST_TEXT:
        yield _(
            "the narrative is longer than {most} characters; name a document instead",
            most=wording.count(LONGEST_TEXT),
        )


def _level_refusals(answer: Answer) -> _Complaints:
    if answer.state is AnswerState.NOT_APPLICABLE:
        yield from _not_applicable(answer.inapplicable is not None, answer.reason)


def _not_applicable(has_kind: bool, sentence: str) -> _Complaints:
    if not has_kind:
        yield _(
            "not applicable needs a kind of reason: {kinds}",
            kinds=", ".join(Inapplicability),
        )
    if len(sentence.split()) < 3:
        yield _("not applicable needs a sentence that says why")


def _response_refusals(question: Question, reply: Response, as_of: date) -> _Complaints:
    if reply.state is not ReplyState.ANSWERED:
        if reply.state is ReplyState.NOT_APPLICABLE:
            yield from _not_applicable(reply.inapplicable is not None, reply.narrative)
        return
    if question.nature and reply.nature is None:
        yield _("has to say whether it is a fact, an inference or an opinion")
    if question.kind is QuestionKind.EVIDENCE and not reply.evidence and not reply.value:
        yield _("has to name a document, a link, or an item of the evidence register")
    if reply.value is None:
        if question.kind not in (QuestionKind.TEXT, QuestionKind.SCALE, QuestionKind.EVIDENCE):
            yield _("needs a value: {wanted}; a narrative alone does not answer it", wanted=_wanted(question))
        return
    yield from _BY_KIND[question.kind](question, reply.value, as_of)


def _wanted(question: Question | Column) -> str:
    match question.kind:
        case QuestionKind.CHOICE:
            return _("one of {options}", options=", ".join(option.value for option in question.options))
        case QuestionKind.CHOICES:
            return _("a list of {options}", options=", ".join(option.value for option in question.options))
        case QuestionKind.YES_NO:
            return _("yes or no")
        case QuestionKind.NUMBER:
            return _("a number{bounds}", bounds=_bounds(question))
        case QuestionKind.DATE:
            return _("a date such as 2026-10-31")
        case QuestionKind.SCALE:
            return _("a number from 0 to 3, or words under narrative")
        case QuestionKind.TABLE:
            return _("rows such as {column: text}")
        case _:
            return _("text")


def _bounds(question: Question | Column) -> str:
    if isinstance(question, Column):
        return ""
    low, high = question.minimum, question.maximum
    unit = f" {question.unit}" if question.unit else ""
    if low is not None and high is not None:
        return _(" from {low} to {high}{unit}", low=f"{low:g}", high=f"{high:g}", unit=unit)
    if low is not None:
        return _(" of at least {low}{unit}", low=f"{low:g}", unit=unit)
    return (
        _(" of at most {high}{unit}", high=f"{high:g}", unit=unit)
        if high is not None
        else _(", in {unit}", unit=question.unit)
        if unit
        else ""
    )


def _not(wanted: str, value: object) -> str:
    return _("has to be {wanted}, not {value}", wanted=wanted, value=repr(str(value)[:60]))


def _text(_question: Question, value: ReplyValue, _as_of: date) -> _Complaints:
    if not isinstance(value, str):
        yield _not(_("text"), value)
    elif len(value) > LONGEST_TEXT:
        yield _(
            "is longer than {most} characters; name a document instead",
            most=wording.count(LONGEST_TEXT),
        )


def _choice(question: Question, value: ReplyValue, _as_of: date) -> _Complaints:
    if value not in [option.value for option in question.options]:
        yield _not(_wanted(question), value)


def _choices(question: Question, value: ReplyValue, as_of: date) -> _Complaints:
    if not isinstance(value, tuple) or not value:
        yield _not(_wanted(question), value)
        return
    for one in value:
        yield from _choice(question, one if isinstance(one, str) else str(one), as_of)
    if len({str(one) for one in value}) < len(value):
        yield _("names a choice twice; keep one")


def _yes_no(question: Question, value: ReplyValue, _as_of: date) -> _Complaints:
    if not isinstance(value, bool):
        yield _not(_wanted(question), value)


def _number(question: Question, value: ReplyValue, _as_of: date) -> _Complaints:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    low = question.minimum if question.minimum is not None else float("-inf")
    high = question.maximum if question.maximum is not None else float("inf")
    if not fits or not low <= float(str(value)) <= high:
        yield _not(_wanted(question), value)


def _scale(question: Question, value: ReplyValue, _as_of: date) -> _Complaints:
    if isinstance(value, bool) or value not in range(len(question.options)):
        yield _not(_wanted(question), value)


def _date(question: Question, value: ReplyValue, as_of: date) -> _Complaints:
    day = _day(value)
    if day is None:
        yield _not(_wanted(question), value)
    elif day > as_of and not question.future:
        yield _("{day} lies after the day of the assessment ({as_of})", day=str(day), as_of=str(as_of))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _table(question: Question, value: ReplyValue, _as_of: date) -> _Complaints:
    if not isinstance(value, tuple) or not value or not all(isinstance(row, dict) for row in value):
        yield _not(_wanted(question), value)
        return
    if len(value) > MOST_ROWS:
        yield _("has more than {most} rows; name a document instead", most=str(MOST_ROWS))
    columns = {column.id: column for column in question.columns}
    for n, row in enumerate(value[:MOST_ROWS], start=1):
        cells = row if isinstance(row, dict) else {}
        if not any(cells.values()):
            yield _("row {n} is empty", n=str(n))
        for key, cell in cells.items():
            if key not in columns:
                yield _(
                    "row {n} has no column {key}; there are {columns}",
                    n=str(n),
                    key=repr(key[:60]),
                    columns=", ".join(columns),
                )
            elif cell and (why := _cell(columns[key], cell)):
                yield _("row {n}, {key}: {why}", n=str(n), key=key, why=why)


def _cell(column: Column, cell: str) -> str:
    match column.kind:
        case QuestionKind.NUMBER:
            fits = _is_number(cell)
        case QuestionKind.DATE:
            fits = _day(cell) is not None
        case QuestionKind.CHOICE:
            fits = cell in [option.value for option in column.options]
        case _:
            fits = len(cell) <= LONGEST_TEXT
    return "" if fits else _not(_wanted(column), cell)


def _is_number(cell: str) -> bool:
    try:
        return abs(float(cell)) < float("inf")
    except ValueError:
        return False


_BY_KIND: dict[QuestionKind, Callable[[Question, ReplyValue, date], _Complaints]] = {
    QuestionKind.SCALE: _scale,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.TEXT: _text,
    QuestionKind.TABLE: _table,
    QuestionKind.EVIDENCE: _text,
}
