"""Use cases: what people do with an assessment, on a file or over a ledger."""

from audit.assessment.desk import Case, Desk, State
from audit.assessment.files import (
    Progress,
    conclude,
    data_folder,
    file_schema,
    inspect,
    inspect_repositories,
    locate,
    read_file,
)

__all__ = [
    "Case",
    "Desk",
    "Progress",
    "State",
    "conclude",
    "data_folder",
    "file_schema",
    "inspect",
    "inspect_repositories",
    "locate",
    "read_file",
]
