"""What the sheets of a questionnaire have in common, out and back: titles, columns, plain text."""

import re
from enum import StrEnum

from audit.exchange.statement import UNWRITABLE

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


_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")
# Excel writes a control sign as its code, and _ before what would read as one; LibreOffice reads both and
# writes neither, so other codes are left as they stand.
_CODED = re.compile(r"_x(?:005F_(?=x[0-9A-Fa-f]{4}_)|00([01][0-9A-Fa-f])_)")


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and that XML can carry; `plain` turns it back."""
    safe = UNWRITABLE.sub("\ufffd", text)
    safe = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", safe)
    return f"'{safe}" if _FORMULA.match(safe) else safe


def plain(text: str) -> str:
    """The text that `neutral` wrote, or that somebody typed."""
    decoded = UNWRITABLE.sub("\ufffd", _CODED.sub(lambda code: chr(int(code[1] or "5F", 16)), text))
    return decoded[1:] if _NEUTRALISED.match(decoded) else decoded
