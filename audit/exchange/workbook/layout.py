"""What the sheets of a questionnaire have in common, out and back: titles and columns."""

from enum import StrEnum

COVER = "Start"
LISTS = "Lists"
RECORD = "Record"
TABLE = "Rows of"
COLUMN_IDS = "Column id"
LAST_ROW, LAST_COLUMN = 20_000, 60
"""As far as a questionnaire can reach; what lies beyond is refused, not overlooked."""
PART = " = "
"""Between a question and one of several choices, each of which has a row of its own."""


class Heading(StrEnum):
    """The columns of a sheet of questions; they are found by these words wherever they stand."""

    QUESTION = "Question id"
    ASKED = "What is asked"
    COUNTS = "What counts"
    REPLY = "Reply"
    NO_REPLY = "No reply because"
    REASON = "Reason, if not applicable"
    NARRATIVE = "In your own words"
    EVIDENCE = "What shows it (one a line)"
    NATURE = "Fact, inference or opinion"
    SECOND_PERSON = "Second person, if not applicable"


class Field(StrEnum):
    """What the cover asks and tells; each stands in the first column, its value in the second."""

    PACK = "Questionnaire"
    RESPONDENT = "Respondent"
    NAME = "Your name"
    ROLE = "Your role"
    DATE = "Date (such as 2026-10-31)"
