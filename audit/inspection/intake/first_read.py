"""The first look at a file: its text without a syntax tree, its records, and whether it is worth parsing."""

from msgspec.structs import replace

from audit.inspection.classify import FileClass, Role
from audit.inspection.intake.files import PARSED, FileFacts, code_lines, is_dense, read_text, refusal
from audit.inspection.intake.sending import Value
from audit.inspection.intake.words import Worth, worth_parsing
from audit.inspection.readers.table import count_records

NOTEBOOK = "Jupyter Notebook"


class FirstRead(Value, frozen=True):
    """What one file gives at first: its facts, the records of a table, the lines of a notebook.

    `refused` says why its bytes are not what its name promises, `failed` why it could not be read.
    """

    facts: FileFacts | None = None
    records: int = 0
    notebook_lines: int = 0
    worth: Worth = Worth.NO
    refused: str = ""
    failed: str = ""


def first_read(path: str, kind: FileClass, data: bytes) -> FirstRead:
    """Read one file; a pure function, so that it can run in any process and its result be kept."""
    reason = refusal(kind, data)
    if reason is not None:
        return FirstRead(refused=reason)
    table = kind.role is Role.DATA or path.lower().endswith(".json")
    records = count_records(path, data) if table else 0
    if kind.role is Role.DATA:
        return FirstRead(records=records)
    try:
        facts = read_text(path, kind, data)
    except (RecursionError, ValueError) as error:
        return FirstRead(records=records, failed=f"could not be read ({type(error).__name__})")
    lines = 0
    if kind.language == NOTEBOOK:
        lines, facts = code_lines(kind, data), replace(facts, lines=0)
    parsable = kind.language in PARSED and not is_dense(kind, data)
    worth = worth_parsing(kind, data) if parsable else Worth.NEVER
    return FirstRead(facts, records, lines, worth)
