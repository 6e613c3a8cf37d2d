"""Files with tests, and the steps of continuous integration that run them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import TestFile, TestRun
from audit.inspection.intake.files import FileFacts

if TYPE_CHECKING:
    from audit.inspection.project import Project


def test_files(project: "Project") -> Iterator[TestFile]:
    """The files with runnable tests; a file of mocks has none."""
    for file in project.files:
        if file.cases and "mock" not in file.path.rpartition("/")[2].lower():
            yield TestFile(file.path, file.first_case, file.cases, file.asserts)
        elif _may_test(file):
            yield TestFile(file.path, None, 0, sure=False)


def _may_test(file: FileFacts) -> bool:
    """Whether a script is called a test and can fail, though no runner finds a case in it."""
    name = file.path.rpartition("/")[2].lower()
    return file.kind.language == "Python" and name.startswith("test") and file.asserts and not file.cases


def test_runs(project: "Project") -> Iterator[TestRun]:
    """The steps that run tests, by their command or through a target of a Makefile or script."""
    found = project.of(TestFile)
    tests = sum(1 for file in found if file.cases)
    sure = not tests or any(file.sure for file in found if file.cases)
    scripts = {file.path for file in found if not file.cases}
    targets = {target for file in project.files for target in file.test_targets}
    for file in project.files:
        for run in file.runs:
            if run.kind == "tests" or (run.kind == "target" and run.command.rpartition(" ")[2] in targets):
                yield TestRun(
                    run.path, run.line, run.command, tests, run.automatic, sure, run.unheeded, run.off
                )
            elif (
                run.kind == "script" and any(path.endswith(run.command) for path in scripts)
            ) or run.kind == "perhaps":
                yield TestRun(run.path, run.line, run.command, 1, run.automatic, sure=False)
