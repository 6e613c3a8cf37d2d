"""Shell lines of scripts, workflows and build files → the data files that they write."""

from audit.inspection.classify import FileClass, Role
from audit.inspection.patterns import Pattern

_BUILD_FILES = ("makefile", "gnumakefile", "justfile", "dockerfile", "containerfile", "package.json")
_WRITES = Pattern(r">|\s-[oO]\b|--out|\b(?:curl|wget|cp|mv|rsync|scp|sync|download|pull|export|dump|fetch)\b")
_TABLE = Pattern(r"[\w./-]{1,200}\.(?:csv|tsv|jsonl?|ndjson|parquet|xlsx?|feather|sqlite3?|db)\b")
_LINE_LIMIT = 2_000


def written_tables(path: str, kind: FileClass, text: str) -> tuple[str, ...]:
    """The data files named on lines that copy, fetch or redirect something."""
    name = path.rpartition("/")[2].lower()
    if kind.language != "Shell" and kind.role is not Role.WORKFLOW and not name.startswith(_BUILD_FILES):
        return ()
    lines = (line for line in text.split("\n") if len(line) <= _LINE_LIMIT and _WRITES.search(line))
    return tuple(found for line in lines for found in _TABLE.findall(line))
