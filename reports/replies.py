"""Replies to the questions of a questionnaire, as the ledger of a report lists them: one row each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.response import Nature, ReplyState, Response, Row
from audit.model.speech import _, listed, marked
from reports.people import respondent

MOST, LONGEST = 700, 10**6
STATES = {
    ReplyState.UNKNOWN: marked("does not know"),
    ReplyState.DECLINED: marked("declined"),
    ReplyState.NOT_APPLICABLE: marked("does not apply"),
}


NATURES = {
    Nature.FACT: marked("fact"),
    Nature.INFERENCE: marked("inference"),
    Nature.OPINION: marked("opinion"),
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
    asked = {question.id: question.question for question in dossier.rubric.partner_questions}
    asked |= {item.id: item.question for item in dossier.rubric.buildability}
    return tuple(
        Reply(
            question=given.asked.text
            if given.asked
            else asked.get(given.question) or wording.capital(plain(given.question)),
            key=given.question,
            by=respondent(dossier, given.by) or _("not named"),
            at=wording.day(given.at) if given.at else "",
            said=wording.clipped(" ".join(_said(given)), LONGEST if whole else MOST),
            nature=_(NATURES[given.nature]) if given.nature else "",
            table=_table(given),
        )
        for given in dossier.assessment.responses
    )


def _said(given: Response) -> Iterator[str]:
    if given.state in STATES:
        yield wording.sentence(_(STATES[given.state]))
    match given.value:
        case bool():
            yield _("Yes.") if given.value else _("No.")
        case float() | int():
            yield wording.short(given.value)
        case str():
            yield plain(given.value)
        case tuple() if not _rows(given):
            yield listed(plain(str(choice)) for choice in given.value)
    if given.narrative:
        yield given.narrative


def _rows(given: Response) -> tuple[Row, ...]:
    value = given.value if isinstance(given.value, tuple) else ()
    return tuple(row for row in value if isinstance(row, dict))


def _table(given: Response) -> tuple[tuple[str, ...], ...]:
    rows = _rows(given)
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    if not names:
        return ()
    body = (tuple(wording.clipped(row.get(name, ""), 300) for name in names) for row in rows)
    return (tuple(wording.capital(name.replace("_", " ")) for name in names), *body)


def plain(text: str) -> str:
    """A choice as words: `failed_to_open` is `failed to open`; other text stays as it is."""
    return text.replace("_", " ") if _CODED.fullmatch(text) else text
