"""Continuous-integration files → the steps that run tests or evaluations."""

import re
from collections.abc import Iterator

from audit.inspection import knowledge
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern
from audit.inspection.readers.heeding import Heeding

_TRIGGER = Pattern(
    r"^[ \t]*[\"']?(push|pull_request|pull_request_target|schedule|merge_group"
    r"|workflow_call|workflow_run|release)\b",
    re.MULTILINE,
)
_INLINE = Pattern(r"^[\"']?on[\"']?:[ \t]*[\[\w].*$", re.MULTILINE)


_SHELL = Pattern(r"(?:^|[\s('\"])(?:\./)?([\w-][\w./-]{0,200}\.sh)\b")
_TARGET = Pattern(
    r"\b(?:make|just|task|composer run|composer|npm run|pnpm run|pnpm|yarn run|yarn|bun run)\s+[a-z][\w:.-]*"
)
_TEST_SCRIPT = Pattern(r"\b(?:python[\d.]*|uv run|poetry run)\s+(?:\./)?([\w./-]*\btest\w*\.py)\b")
_TEST_BY_VALUE = Pattern(
    r"\bpython[\d.]*(?:\s+-[a-zA-Z]+){0,4}\s+[\"']?\$(?:\{\{?)?[^}$\n]{0,60}test[\w.-]{0,40}", re.IGNORECASE
)
_RECIPE = Pattern(r"^([A-Za-z][\w.-]*+)[^:=\n]*+:(?!=)[^\n]*\n((?:[ \t]+[^\n]*\n?)+)", re.MULTILINE)
_SPACES = Pattern(r"\s{2,}")
_STEPS = Pattern(r"(?:&&|\|\||;)(?![^{}\n]{0,200}\}\})")
_ONE_WORD = Pattern(r"\"[^\"\s]{1,300}\"|'[^'\s]{1,300}'")
_TEXT_BLOCK = Pattern(r"\s*(?:-\s+)?(?:name|run-name|description|title|summary|message|body|comment):\s*[>|]")
_WRITTEN = Pattern(r"\b(?:cat|tee|echo|printf)\b[^\n|]{0,200}<<-?\s*[\"']?(\w{1,40})")
_LINE, _SHORT = 2_000, 20_000
_SCRIPT = Pattern(r'^[ \t]*"([\w:.-]+)"[ \t]*:[ \t]*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


class Run(Value, frozen=True):
    """A step that runs tests or evaluations, whether it starts by itself, and whether its failure counts."""

    path: str
    line: int
    kind: str
    command: str
    automatic: bool
    unheeded: str = ""
    off: bool = False


def find_runs(path: str, text: str) -> tuple[Run, ...]:
    """Every line of a workflow that runs tests or evaluations."""
    known = knowledge.integration()
    automatic = _automatic(path, text)
    lines = text.splitlines()
    heeding = Heeding(lines)
    found = []
    for number, row in _told(lines):
        if (
            row.lstrip().startswith(("#", "//", "name:", "- name:", "uses:", "- uses:", "path:", "key:"))
            or len(row) > _LINE
        ):
            continue
        line = _SPACES.sub(" ", row)
        for part in _steps(line):
            value = re.sub(r"^\s*-?\s*(?:run|script|command|args|cmd|sh):\s*", " ", part)
            if value.lstrip(" \"'").startswith("#"):
                break
            if known.not_a_run.search(part) or known.not_a_run.search(value):
                continue
            if re.match(r"^\s*[\w.-]+:(?:\s|$)", value) and not re.search(r"\s(?:-m|run)\s", value):
                continue
            evaluating = "eval" in path.rpartition("/")[2].lower()
            found += [
                Run(path, number, *run, automatic, heeding.unheeded(number - 1), heeding.off(number - 1))
                for run in _runs_of(value, evaluating=evaluating)
            ]
    return tuple(found)


def _steps(line: str) -> list[str]:
    """The commands of a line; what stands in quotes without a blank is one argument, whatever is in it."""
    masked = _ONE_WORD.sub(lambda word: word.group().replace(";", "\0"), line)
    return [part.replace("\0", ";") for part in _STEPS.split(masked)]


def _told(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines by number, without text that nothing runs: a long name, what is written to a file."""
    inside, ends = -1, ""
    for number, row in enumerate(lines, start=1):
        depth = len(row) - len(row.lstrip())
        if ends:
            ends = "" if row.strip() == ends else ends
            continue
        if inside >= 0 and (depth > inside or not row.strip()):
            continue
        inside = len(row) - len(row.lstrip(" \t-")) if _TEXT_BLOCK.match(row[:_LINE]) else -1
        written = _WRITTEN.search(row[:_LINE])
        ends = written.group(1) if written is not None and written.group(1) in _words(lines[number:]) else ""
        yield number, row


def _words(lines: list[str]) -> frozenset[str]:
    """The lines that are one word: one of them may end a text that is written."""
    return frozenset(line.strip() for line in lines if len(line) < 80 and " " not in line.strip())


def _runs_of(value: str, *, evaluating: bool) -> Iterator[tuple[str, str]]:
    """What one command runs, each with what is kept of the command."""
    known, words = knowledge.integration(), " ".join(value.split())[:120]
    script, named = _TEST_SCRIPT.search(value), _TARGET.search(value)
    if script is not None:
        yield "script", script.group(1)
    elif _TEST_BY_VALUE.search(value) is not None:
        yield "perhaps", words
    shell = _SHELL.search(value)
    if shell is not None:
        yield "target", shell.group(1)
    if named is not None:
        yield "target", " ".join(named.group().split())
    if evaluating and known.tests.search(value):
        yield "evaluations", words
    for kind, form in (("tests", known.tests), ("evaluations", known.evaluations)):
        if form.search(value):
            yield kind, words


def find_targets(path: str, text: str) -> tuple[str, ...]:
    """The targets of a Makefile or the scripts of a package that run tests; a shell script by its path."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".sh"):
        return (path,) if len(text) <= _SHORT and _tests(text) else ()
    form = (
        _SCRIPT
        if name in ("package.json", "composer.json")
        else _RECIPE
        if name in ("makefile", "gnumakefile", "justfile")
        else None
    )
    if form is None:
        return ()
    known = knowledge.integration()
    return tuple(
        m.group(1)
        for m in form.finditer(text)
        for line in (_SPACES.sub(" ", f" {row[:_LINE]}") for row in m.group(2).split("\n"))
        if known.tests.search(line) and not known.not_a_run.search(line)
    )


def _tests(text: str) -> bool:
    """Whether a line of a shell script runs tests."""
    known = knowledge.integration()
    lines = (row for _, row in _told(text.splitlines()) if len(row) <= _LINE)
    return any(known.tests.search(row) and not known.not_a_run.search(row) for row in lines)


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
