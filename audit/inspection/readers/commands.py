"""Text of container files, start scripts, pipelines and code → the commands of knowledge in it, by line."""

from collections.abc import Iterator

from audit.inspection.classify import FileClass, Role, folder_role
from audit.inspection.intake.sending import Value
from audit.inspection.knowledge.commands import Command, commands
from audit.inspection.patterns import Pattern
from audit.inspection.readers.text import Text

_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION, Role.VENDORED, Role.GENERATED})
_LINE = 2_000
_YAML = (".yaml", ".yml")
_DOCS = Pattern(r"(?:^|/)(?:docs?|documentation|website|\.github)/")
_COMMENT = ("#", "//", "*", "/*", "name:", "- name:", "echo ", "- echo ", "- run: echo ", "run: echo ")


class CommandAt(Value, frozen=True):
    """A command, where it stands and what it is for."""

    where: str
    id: str
    line: int


def find_commands(sheet: Text) -> tuple[CommandAt, ...]:
    """Every known command of a file of the system, each at its first line."""
    where = _where(sheet.path, sheet.kind)
    apt = [command for command in commands() if command.where in where and _may_hold(command, sheet)]
    return tuple(found for command in apt for found in _first(command, sheet.text))


def _where(path: str, kind: FileClass) -> tuple[str, ...]:
    """What the lines of a file are: of a pipeline, of the start of a program, or of its code."""
    if kind.role is Role.WORKFLOW:
        return ("pipeline",)
    if (
        kind.role is Role.CONFIG
        or path.endswith(".gradle.kts")
        or (kind.role is Role.SOURCE and kind.language == "Shell")
    ):
        if folder_role(path) in _ASIDE:
            return ()
        return ("start", "workload") if path.endswith(_YAML) and not _DOCS.search(path) else ("start",)
    return ("code", "composition") if kind.is_own_code else ()


def _may_hold(command: Command, sheet: Text) -> bool:
    if not sheet.holds(command.words):
        return False
    if command.without is not None and command.without.search(sheet.text):
        return False
    return command.needs is None or command.needs.search(sheet.text) is not None


def _first(command: Command, text: str) -> Iterator[CommandAt]:
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > _LINE or line.lstrip().startswith(_COMMENT):
            continue
        if command.pattern.search(line):
            yield CommandAt(command.where, command.id, number)
            return
