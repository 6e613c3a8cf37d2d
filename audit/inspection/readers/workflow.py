"""Continuous-integration files → the steps that run tests or evaluations."""

import re
from dataclasses import dataclass

from audit.inspection import knowledge

_TRIGGER = re.compile(
    r"^[ \t]*[\"']?(push|pull_request|pull_request_target|schedule|merge_group"
    r"|workflow_call|workflow_run|release)\b",
    re.MULTILINE,
)
_INLINE = re.compile(r"^[\"']?on[\"']?:[ \t]*[\[\w].*$", re.MULTILINE)


_TARGET = re.compile(r"\b(?:make|just|task|npm run|pnpm run|pnpm|yarn run|yarn|bun run)\s+[a-z][\w:.-]*")
_RECIPE = re.compile(r"^([A-Za-z][\w.-]*)[^:=\n]*:(?!=)[^\n]*\n((?:[ \t]+[^\n]*\n?)+)", re.MULTILINE)
_SCRIPT = re.compile(r'^\s*"([\w:.-]+)"\s*:\s*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """A step that runs tests or evaluations, and whether the workflow starts by itself."""

    path: str
    line: int
    kind: str
    command: str
    automatic: bool


def find_runs(path: str, text: str) -> tuple[Run, ...]:
    """Every line of a workflow that runs tests or evaluations."""
    known = knowledge.integration()
    automatic = _automatic(path, text)
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if (
            line.lstrip().startswith(("#", "//", "name:", "- name:", "uses:", "- uses:", "path:", "key:"))
            or len(line) > 2000
        ):
            continue
        for part in re.split(r"&&|\|\||;", line):
            if known.not_a_run.search(part):
                continue
            value = re.sub(r"^\s*-?\s*(?:run|script|command|args|cmd|sh):\s*", " ", part)
            if re.match(r"^\s*[\w.-]+:(?:\s|$)", value) and not re.search(r"\s(?:-m|run)\s", value):
                continue
            named = _TARGET.search(value)
            if named is not None:
                found.append(Run(path, number, "target", " ".join(named.group().split()), automatic))
            if "eval" in path.rpartition("/")[2].lower() and known.tests.search(value):
                found.append(Run(path, number, "evaluations", " ".join(value.split())[:120], automatic))
            for kind, form in (("tests", known.tests), ("evaluations", known.evaluations)):
                if form.search(value):
                    found.append(Run(path, number, kind, " ".join(value.split())[:120], automatic))
    return tuple(found)


def find_targets(path: str, text: str) -> tuple[str, ...]:
    """The targets of a Makefile or the scripts of a package that run tests."""
    name = path.rpartition("/")[2].lower()
    form = (
        _SCRIPT
        if name == "package.json"
        else _RECIPE
        if name in ("makefile", "gnumakefile", "justfile")
        else None
    )
    if form is None:
        return ()
    tests = knowledge.integration().tests
    return tuple(m.group(1) for m in form.finditer(text) if tests.search(f" {m.group(2)}"))


def _automatic(path: str, text: str) -> bool:
    """Whether something else than a person starts the workflow."""
    if ".github/workflows/" not in path:
        return True
    if any(
        re.search(r"push|pull_request|schedule|merge_group|workflow_call|release", m.group())
        for m in _INLINE.finditer(text)
    ):
        return True
    return _TRIGGER.search(text.split("\njobs:", 1)[0]) is not None
