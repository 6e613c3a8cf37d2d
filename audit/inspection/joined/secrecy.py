"""Secrets: where text looks like one, and where code reads one from its environment."""

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection.classify import Role
from audit.inspection.facts import SecretRead, SecretSearch
from audit.inspection.repository.past import Past

if TYPE_CHECKING:
    from audit.inspection.project import Project

_LISTED_PER_FILE = 5


def secret_search(project: "Project") -> Iterator[SecretSearch]:
    """The search of all text."""
    leaks = tuple(leak for file in project.files for leak in file.leaks)
    past = project.past or Past()
    older = past.leaks
    if any(leak.certain for leak in (*leaks, *older)):
        tests = _folders_of_tests(project)
        leaks = tuple(
            replace(leak, certain=leak.certain and posixpath.dirname(leak.path) not in tests)
            for leak in leaks
        )
        older = tuple(leak for leak in older if posixpath.dirname(leak.path) not in tests)
    complete = project.text_complete and not past.limitations
    searched = past.searched if project.past else None
    yield SecretSearch(".", None, len(project.files), complete, leaks, older, searched)


def _folders_of_tests(project: "Project") -> set[str]:
    """The folders most of whose program files are tests: what else stands there helps the tests."""
    code, tests = Counter[str](), Counter[str]()
    for file in project.files:
        if file.kind.is_code and posixpath.basename(file.path) != "__init__.py":
            folder = posixpath.dirname(file.path)
            code[folder] += 1
            tests[folder] += file.kind.role is Role.TEST
    return {folder for folder, number in code.items() if 2 * tests[folder] > number}


def secret_reads(project: "Project") -> Iterator[SecretRead]:
    """The reads of secrets in own code."""
    for file in project.files:
        for name, line in file.secret_reads[:_LISTED_PER_FILE]:
            yield SecretRead(file.path, line, name)
