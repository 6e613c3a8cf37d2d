"""The age of the evaluation suite: when it was last changed, and how often what it evaluates was since.

All ages are counted up to the newest commit, never to today: a finding must not change by waiting.
"""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.classify import Role, classify, folder_role
from audit.inspection.facts import EvaluationAge, EvaluationRun, EvaluationSuite, Pace
from audit.inspection.joined.history import HALF_YEAR, YEAR, Log
from audit.inspection.patterns import Pattern
from audit.model.numbers import plural

if TYPE_CHECKING:
    from audit.inspection.project import Project

_MANY = 10  # fewer changes may all be upkeep: a renamed import, a new version of a library
_SUITES = 20
_WORD = Pattern(r"[\w.-]+")
_DATA = (".jsonl", ".json", ".csv", ".tsv", ".yaml", ".yml", ".parquet", ".xlsx")


def evaluation_ages(project: "Project") -> Iterator[EvaluationAge]:
    """One fact where there is an evaluation suite beside code that calls models."""
    complete = [suite.path for suite in project.of(EvaluationSuite) if suite.complete]
    suites = [path for path in complete if classify(path).role is not Role.SOURCE] or complete
    calling = sorted({call.path for call, _, _ in project.calls} - set(complete))
    if suites and calling:
        yield EvaluationAge(suites[0], None, *_pace(project, suites, calling))


def _pace(project: "Project", suites: list[str], calling: list[str]) -> tuple[Pace, str]:
    log = project.log
    if not log.commits or log.shallow:
        return Pace.UNKNOWN, "the log that would tell its age is not in this copy"
    last = next(iter(project.changes.of([*suites, *_cases(project, suites)])), None)
    if last is None:
        return Pace.UNKNOWN, "the log does not tell when it was last changed"
    when = f"it was last changed on {log.day(last.at)}"
    since = len(project.changes.of(calling, last.commit, _MANY))
    if not since:
        return Pace.KEPT, f"{when}, and the code that calls models not since"
    if last.at >= log.last - HALF_YEAR:
        return Pace.KEPT, f"{when}, {_before(last.at, log)} before the newest commit"
    told = f"{when}, and the code that calls models was changed {_often(since)} since"
    if last.at >= log.last - YEAR or since < _MANY:
        return Pace.UNKNOWN, told
    if project.of(EvaluationRun):
        return Pace.UNKNOWN, f"{told}; continuous integration still runs it"
    return Pace.OUTRUN, told


def _cases(project: "Project", suites: list[str]) -> list[str]:
    """The files that stand in the folders of evaluations, and the data that a suite names."""
    named = set(_WORD.findall("\n".join(project.text_of(path) or "" for path in suites[:_SUITES])))
    return [
        path
        for path in project.paths
        if folder_role(path) is Role.EVALUATION
        or (path.endswith(_DATA) and posixpath.basename(path) in named)
    ]


def _before(at: int, log: Log) -> str:
    return plural(max(log.last - at, 0) // 86_400, "day")


def _often(changes: int) -> str:
    return f"{_MANY} times or more" if changes >= _MANY else plural(changes, "time")
