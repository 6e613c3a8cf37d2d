"""Evaluations in continuous integration, and whether a bad result stops anything."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import EvaluationGate, EvaluationRun, Force

if TYPE_CHECKING:
    from audit.inspection.project import Project

_SHRUGGED = re.compile(r"\|\|\s*(?:true|:|exit\s+0|echo)(?:\s|$|[\"'])")
_GOES_ON = re.compile(r"^\s*(?:-\s*)?(?:continue-on-error|allow_failure):\s*true\s*(?:#.*)?$")
_FAILS_ITSELF = re.compile(r"\bdeepeval\s+test\b|\bpromptfoo(?:@\S+)?\s+eval\b|\bpytest\b")
_THRESHOLD = re.compile(r"\s--?(?:threshold|min|fail|assert)[\w-]*", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:^|\s)(?:\./)?([\w./-]+\.py)\b")
_ENDS_BADLY = re.compile(r"\bsys\.exit\(|\braise\s+SystemExit|^\s*assert\s|(?<![\w.])exit\(1\)", re.MULTILINE)


def evaluation_gates(project: "Project") -> Iterator[EvaluationGate]:
    """What every run of an evaluation does with a bad result, as far as its files tell."""
    for run in project.of(EvaluationRun):
        lines = (project.text_of(run.path) or "").splitlines()
        force, because = _force(run, lines, project)
        yield EvaluationGate(run.path, run.line, force, because)


def _force(run: EvaluationRun, lines: list[str], project: "Project") -> tuple[Force, str]:
    at = (run.line or 1) - 1
    if at < len(lines) and _SHRUGGED.search(lines[at]):
        return Force.IGNORED, "whatever it finds, the step goes on"
    if any(_GOES_ON.match(line) for line in _step(lines, at)):
        return Force.IGNORED, "the step is allowed to fail"
    if _FAILS_ITSELF.search(run.command):
        return Force.FAILS, "the command fails when a case does"
    script = next((m.group(1) for m in _SCRIPT.finditer(run.command) if m.group(1) in project.paths), None)
    stops = script is not None and _ENDS_BADLY.search(project.text_of(script) or "") is not None
    if stops:
        return Force.FAILS, f"{script} can end with a failure"
    if _THRESHOLD.search(run.command) and script is None:
        return Force.FAILS, "it is given a threshold"
    return Force.UNKNOWN, "nothing here tells what a bad result does"


def _step(lines: list[str], at: int) -> list[str]:
    """The lines of the step around a line: from its dash to the next at the same depth, or less."""
    if at >= len(lines):
        return []
    start = at
    while start > 0 and not re.match(r"\s*-\s+[\w-]+:", lines[start]):
        start -= 1
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
        end += 1
    return lines[start:end]
