"""Whether a step of continuous integration is switched on, and whether its failure stops anything."""

from collections.abc import Sequence

from audit.inspection.patterns import Pattern

_SHRUGGED = Pattern(r"\|\|\s*(?:true|:|exit\s+0|echo)(?:\s|$|[\"'])")
_GOES_ON = Pattern(r"^\s*(?:-\s*)?(?:continue-on-error|allow_failure):\s*true\s*(?:#.*)?$")
_NEVER = Pattern(r"^\s*(?:-\s*)?if:\s*[\"']?(?:\$\{\{\s*)?false(?:\s*\}\})?[\"']?\s*(?:#.*)?$")


class Heeding:
    """What the lines of a pipeline say about the steps that they stand in; lines count from nought."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._allowed = _said_of(lines, _GOES_ON)
        self._off = _said_of(lines, _NEVER)

    def unheeded(self, at: int) -> str:
        """Why a failure of the command on a line stops nothing; empty where nothing says so."""
        if _SHRUGGED.search(self._lines[at]):
            return "whatever it finds, the step goes on"
        return "the step is allowed to fail" if at in self._allowed else ""

    def off(self, at: int) -> bool:
        """Whether a line stands in a job or a step whose condition is a plain `false`."""
        return at in self._off


def _said_of(lines: Sequence[str], form: Pattern) -> set[int]:
    """All lines of the jobs and steps in which a line of this form stands."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if at not in found and form.match(line):
            found.update(_mapping(lines, at))
    return found


def _mapping(lines: Sequence[str], at: int) -> range:
    """The lines of the mapping that a key belongs to: up and down until something stands further left."""
    depth = _column(lines[at])
    start = at
    while start > 0 and not _opens(lines[start], depth) and _within(lines[start - 1], depth):
        start -= 1
    end = at + 1
    while end < len(lines) and _within(lines[end], depth) and not _opens(lines[end], depth):
        end += 1
    return range(start, end)


def _column(line: str) -> int:
    """Where the key of a line begins, behind the dash of a list."""
    return len(line) - len(line.lstrip(" -"))


def _opens(line: str, depth: int) -> bool:
    """Whether a line is the first of a mapping in a list, whose keys stand at this column."""
    return line.lstrip().startswith("- ") and _column(line) == depth


def _within(line: str, depth: int) -> bool:
    return not line.strip() or line.lstrip().startswith("#") or _column(line) >= depth
