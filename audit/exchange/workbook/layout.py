"""What the sheets of a questionnaire have in common, out and back: titles and columns."""

from enum import StrEnum

from audit.exchange import catalogue
from audit.exchange.catalogue import Catalogue

LAST_ROW, LAST_COLUMN = 20_000, 60
"""As far as a questionnaire can reach; what lies beyond is refused, not overlooked."""
PART = " = "
"""Between a question and one of several choices, each of which has a row of its own."""


class _Word(StrEnum):
    """A word of a sheet that means the same in every language."""

    def text(self, words: Catalogue) -> str:
        """What stands on the sheet in a language."""
        return str(getattr(self._of(words), self.value))

    def texts(self) -> frozenset[str]:
        """What may stand on the sheet, in any language."""
        return frozenset(self.text(words) for words in catalogue.every())

    @staticmethod
    def _of(words: Catalogue) -> object:
        """The words of this kind in a language."""
        raise NotImplementedError


class Heading(_Word):
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

    @staticmethod
    def _of(words: Catalogue) -> object:
        return words.headings


class Field(_Word):
    """What the cover asks and tells; each stands in the first column, its value in the second."""

    PACK = "pack"
    RESPONDENT = "respondent"
    NAME = "name"
    ROLE = "role"
    DATE = "date"

    @staticmethod
    def _of(words: Catalogue) -> object:
        return words.fields


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
