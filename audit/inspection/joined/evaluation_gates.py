"""Evaluations in continuous integration, and whether a bad result stops anything."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import EvaluationGate, EvaluationRun, Force
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_FAILS_ITSELF = Pattern(r"\bdeepeval\s+test\b|\bpromptfoo(?:@\S+)?\s+eval\b|\bpytest\b")
_THRESHOLD = Pattern(r"\s--?(?:threshold|min|fail|assert)[\w-]*", re.IGNORECASE)
_SCRIPT = Pattern(r"(?:^|\s)(?:\./)?([\w./-]+\.py)\b")
_ENDS_BADLY = Pattern(
    r"\bsys\.exit\((?!\s*(?:0\s*)?\))|\braise\s+SystemExit|^\s*assert\s|(?<![\w.])exit\(1\)", re.MULTILINE
)


def evaluation_gates(project: "Project") -> Iterator[EvaluationGate]:
    """What every run of an evaluation does with a bad result, as far as its files tell."""
    for run in project.of(EvaluationRun):
        force, because = _force(run, project)
        yield EvaluationGate(run.path, run.line, force, because)


def _force(run: EvaluationRun, project: "Project") -> tuple[Force, str]:
    if run.off:
        return Force.UNKNOWN, "the step is switched off"
    if run.unheeded:
        return Force.IGNORED, run.unheeded
    if _FAILS_ITSELF.search(run.command):
        return Force.FAILS, "the command fails when a case does"
    script = next((m.group(1) for m in _SCRIPT.finditer(run.command) if m.group(1) in project.paths), None)
    stops = script is not None and _ENDS_BADLY.search(project.text_of(script) or "") is not None
    if stops:
        return Force.FAILS, f"{script} can end with a failure"
    if _THRESHOLD.search(run.command) and script is None:
        return Force.FAILS, "it is given a threshold"
    return Force.UNKNOWN, "nothing here tells what a bad result does"
