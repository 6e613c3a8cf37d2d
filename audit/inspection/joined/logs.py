"""Structured logging: which loggers write records of keys and values, and for how much of the program."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import LogRecords
from audit.inspection.following.signposts import seen

if TYPE_CHECKING:
    from audit.inspection.project import Project

_SHARE = 0.25


def log_records(project: "Project") -> Iterator[LogRecords]:
    """Every file with a structured logger; a logger of few files among many speaks only for itself."""
    marks = [(file.path, mark) for file, mark in seen(project, "logging")]
    plain = {path for path, mark in marks if mark.plain}
    local = {path for path, mark in marks if mark.local}
    few = len(local) < _SHARE * len(plain - local)
    for path, mark in marks:
        if not mark.plain:
            sure = mark.certain and not (mark.local and few)
            yield LogRecords(path, mark.line, mark.sign, mark.everywhere, sure)
