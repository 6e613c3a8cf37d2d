"""What respondents told beyond the criteria: replies by their question, and the rows of tables."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.questionnaire import Column
from audit.model.response import Nature, Response, Row
from audit.model.speech import marked
from reports.people import respondent
from reports.replies import Reply, columns, in_words, replies, rows

MANDATE = ("decision_wanted", "decision_by", "dispute_open", "not_examined")
EXPLANATIONS = (
    "warnings",
    "would_do_again",
    "noticed_through",
    "first_reaction",
    "benefit_seen",
    "loss_so_far",
)
NATURES = {
    Nature.FACT: wording.Mark("■", marked("fact"), "plain"),
    Nature.INFERENCE: wording.Mark("◇", marked("inference"), "plain"),
    Nature.OPINION: wording.Mark("□", marked("opinion"), "plain"),
}
UNMARKED = wording.Mark("?", marked("not said which"), "open")


class Line(NamedTuple):
    """A row of a table that a respondent filled in, with who told it and the columns as they are known."""

    cells: Row
    by: str
    nature: Nature | None
    columns: Mapping[str, Column]

    def cell(self, name: str, most: int = 300) -> str:
        """A cell in words; empty where it was left empty."""
        return wording.clipped(in_words(self.cells.get(name, ""), self.columns.get(name)), most)

    def day(self, name: str) -> date | None:
        """A cell that holds a day; none where it holds none."""
        return as_day(self.cells.get(name, ""))


def lines(dossier: Dossier, question: str) -> tuple[Line, ...]:
    """The rows of a table question, of every respondent."""
    return tuple(
        Line(
            row,
            respondent(dossier, given.by),
            nature(row) or given.nature,
            columns(dossier.question_to(given)),
        )
        for given in _given(dossier, question)
        for row in rows(given)
    )


def said(dossier: Dossier, *questions: str) -> tuple[Reply, ...]:
    """The replies to these questions in words, in the order of the questions."""
    known = replies(dossier)
    return tuple(reply for question in questions for reply in known if reply.key == question)


def days(dossier: Dossier, question: str) -> Iterator[tuple[date, Response]]:
    """The days that were given in reply to a question for a day."""
    for given in _given(dossier, question):
        if isinstance(given.value, str) and (day := as_day(given.value)):
            yield day, given


def nature(row: Row) -> Nature | None:
    """What kind of statement a row says that it is."""
    word = row.get("nature", "")
    return Nature(word) if word in set(Nature) else None


def as_day(text: str) -> date | None:
    """A day as it is kept in replies, `2026-07-01`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def mandate_is_known(dossier: Dossier) -> bool:
    """Whether anything says what this audit was asked."""
    return bool(dossier.assessment.imprint.mandate or said(dossier, *MANDATE))


def explanations_are_told(dossier: Dossier) -> bool:
    """Whether respondents told why they think it happened."""
    return bool(lines(dossier, "hypotheses") or said(dossier, *EXPLANATIONS))


def _given(dossier: Dossier, question: str) -> Iterator[Response]:
    return (given for given in dossier.assessment.responses if given.question == question)
