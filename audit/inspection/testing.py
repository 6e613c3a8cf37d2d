"""Files with tests, and the steps of continuous integration that run them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import TestFile, TestRun

if TYPE_CHECKING:
    from audit.inspection.project import Project


def test_files(project: "Project") -> Iterator[TestFile]:
    """The files with runnable tests; a file of mocks has none."""
    for file in project.files:
        if file.cases and "mock" not in file.path.rpartition("/")[2].lower():
            yield TestFile(file.path, file.first_case, file.cases)


def test_runs(project: "Project") -> Iterator[TestRun]:
    """The steps that run tests, by their command or through a target of a Makefile or script."""
    tests = len(project.of(TestFile))
    targets = {target for file in project.files for target in file.test_targets}
    for file in project.files:
        for run in file.runs:
            if run.kind == "tests" or (run.kind == "target" and run.command.rpartition(" ")[2] in targets):
                yield TestRun(run.path, run.line, run.command, tests, run.automatic)
