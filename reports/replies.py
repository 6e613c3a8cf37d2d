"""Replies to the questions of a questionnaire, as the ledger of a report lists them: one row each."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.questionnaire import Column, Question, QuestionKind
from audit.model.response import ReplyState, Response, Row
from audit.model.speech import _, grouped, listed, marked
from reports.people import respondent

MOST, LONGEST = 700, 10**6
MOST_DIGITS = 20
STATES = {
    ReplyState.UNKNOWN: marked("does not know"),
    ReplyState.DECLINED: marked("declined"),
    ReplyState.NOT_APPLICABLE: marked("does not apply"),
}

_CODED = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]+")


class Reply(NamedTuple):
    """A reply in words: the question as asked, who said it and when, what, and whether fact or opinion."""

    question: str
    key: str
    by: str
    at: str
    said: str
    nature: str
    table: tuple[tuple[str, ...], ...] = ()
    """The rows of a table, its column names first."""


def replies(dossier: Dossier, *, whole: bool = False) -> tuple[Reply, ...]:
    """Every reply on record, in the order in which they were given; cut to size if not `whole`."""
    return tuple(_reply(dossier, given, LONGEST if whole else MOST) for given in dossier.assessment.responses)


def _reply(dossier: Dossier, given: Response, most: int) -> Reply:
    question = dossier.question_to(given)
    return Reply(
        question=question.text if question else _asked(dossier, given),
        key=given.question,
        by=respondent(dossier, given.by) or _("not named"),
        at=wording.day(given.at) if given.at else "",
        said=wording.clipped(" ".join(_said(given, question)), most),
        nature=wording.NATURES[given.nature] if given.nature else "",
        table=_table(given, question),
    )


def _asked(dossier: Dossier, given: Response) -> str:
    """What was asked, where the question is not known: its words on record, else its name in words."""
    if given.asked:
        return given.asked.text
    known = {one.id: one.question for one in dossier.rubric.partner_questions}
    known |= {item.id: item.question for item in dossier.rubric.buildability}
    return known.get(given.question) or wording.capital(plain(given.question))


def _said(given: Response, question: Question | None) -> Iterator[str]:
    if given.state in STATES:
        yield wording.sentence(_(STATES[given.state]))
    match given.value:
        case bool():
            yield _("Yes.") if given.value else _("No.")
        case float() | int():
            yield " ".join(filter(None, (_number(repr(given.value)), question.unit if question else "")))
        case str():
            yield in_words(given.value, question)
        case tuple() if not rows(given):
            yield listed(in_words(str(choice), question) for choice in given.value)
    if given.narrative:
        yield given.narrative


def rows(given: Response) -> tuple[Row, ...]:
    """The rows of a table that somebody filled in; none where it is no table."""
    value = given.value if isinstance(given.value, tuple) else ()
    return tuple(row for row in value if isinstance(row, dict))


def _table(given: Response, question: Question | None) -> tuple[tuple[str, ...], ...]:
    there = rows(given)
    names = tuple(dict.fromkeys(name for row in there for name in row))
    if not names:
        return ()
    known = columns(question)
    body = (
        tuple(wording.clipped(in_words(row.get(name, ""), known.get(name)), 300) for name in names)
        for row in there
    )
    head = (known[name].text if name in known else plain(name) for name in names)
    return (tuple(map(wording.capital, head)), *body)


def columns(question: Question | None) -> Mapping[str, Column]:
    """The columns of a table by their id; none of a question that is not known."""
    return {column.id: column for column in question.columns} if question else {}


def in_words(text: str, asked: Question | Column | None) -> str:
    """A reply or a cell as it is read: a choice by its text, a day and a number as they are written."""
    if asked is None:
        return plain(text)
    if asked.options:
        return next((one.text for one in asked.options if one.value == text), plain(text))
    with suppress(ValueError, ArithmeticError):
        if asked.kind is QuestionKind.DATE:
            return wording.short_day(date.fromisoformat(text))
        if asked.kind is QuestionKind.NUMBER:
            return _number(text)
    return text


def _number(text: str) -> str:
    """A number with every digit that was given: a price of a token is much less than a tenth."""
    exact = Decimal(text.removesuffix(".0"))
    return grouped(f"{exact:,f}") if abs(exact.adjusted()) < MOST_DIGITS else text


def plain(text: str) -> str:
    """A choice as words: `failed_to_open` is `failed to open`; other text stays as it is."""
    return text.replace("_", " ") if _CODED.fullmatch(text) else text
