"""Secrets: where text looks like one, and where code reads one from its environment."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import SecretRead, SecretSearch

if TYPE_CHECKING:
    from audit.inspection.project import Project

_LISTED_PER_FILE = 5


def secret_search(project: "Project") -> Iterator[SecretSearch]:
    """The search of all text."""
    leaks = tuple(leak for file in project.files for leak in file.leaks)
    yield SecretSearch(".", None, len(project.files), project.text_complete, leaks)


def secret_reads(project: "Project") -> Iterator[SecretRead]:
    """The reads of secrets in own code."""
    for file in project.files:
        for name, line in file.secret_reads[:_LISTED_PER_FILE]:
            yield SecretRead(file.path, line, name)
