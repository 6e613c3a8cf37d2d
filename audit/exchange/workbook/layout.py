"""What the sheets of a questionnaire have in common, out and back: titles and columns."""

from enum import StrEnum

from audit.exchange import catalogue
from audit.exchange.catalogue import Catalogue

LAST_ROW, LAST_COLUMN = 20_000, 60
"""As far as a questionnaire can reach; what lies beyond is refused, not overlooked."""
PART = " = "
"""Between a question and one of several choices, each of which has a row of its own."""


class Heading(StrEnum):
    """The columns of a sheet of questions; they are found by their words wherever they stand."""

    QUESTION = "question"
    ASKED = "asked"
    COUNTS = "counts"
    REPLY = "reply"
    NO_REPLY = "no_reply"
    REASON = "reason"
    NARRATIVE = "narrative"
    EVIDENCE = "evidence"
    NATURE = "nature"
    SECOND_PERSON = "second_person"

    def text(self, words: Catalogue) -> str:
        """What stands above the column in a language."""
        return str(getattr(words.headings, self.value))

    def texts(self) -> frozenset[str]:
        """What may stand above the column, in any language."""
        return frozenset(self.text(words) for words in catalogue.every())


class Field(StrEnum):
    """What the cover asks and tells; each stands in the first column, its value in the second."""

    PACK = "pack"
    RESPONDENT = "respondent"
    NAME = "name"
    ROLE = "role"
    DATE = "date"

    def text(self, words: Catalogue) -> str:
        """What stands before the value in a language."""
        return str(getattr(words.fields, self.value))

    def texts(self) -> frozenset[str]:
        """What may stand before the value, in any language."""
        return frozenset(self.text(words) for words in catalogue.every())


def covers() -> frozenset[str]:
    """The name of the first sheet, in any language."""
    return frozenset(words.workbook.cover for words in catalogue.every())


def lists() -> frozenset[str]:
    """The name of the sheet that choices are offered from, in any language."""
    return frozenset(words.workbook.lists for words in catalogue.every())


def tables() -> frozenset[str]:
    """What begins the name of the sheet of a table, in any language."""
    return frozenset(words.workbook.table for words in catalogue.every())


def column_ids() -> frozenset[str]:
    """What stands before the ids of the columns of a table, in any language."""
    return frozenset(words.workbook.column_ids for words in catalogue.every())
