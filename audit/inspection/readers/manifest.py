"""Lists of dependencies of any package manager → what they name, and which of it is one exact version."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern
from audit.inspection.readers.builds import BUILT, PROJECTS, build_entries

_EXACT = Pattern(r"===?\s*[\w.!+]+(?![\w.*])")
_FIXED_COMMIT = Pattern(r"git\+.*@(?:[0-9a-f]{40}|v?\d[\w.]*)(?:#|$)")
_FIXED_FILE = Pattern(r"-\d+\.\d[^/]*\.(?:whl|tar\.gz|zip)(?:#|$)")
_REQUIREMENT = Pattern(r"[ \t]*(?:#|-[rc] |[A-Za-z][\w.-]{0,80}[ \t]*(?:[\[=<>~!;@]|$))")
_INCLUDED_LIMIT = 20_000
_LINE_LIMIT = 500
_LOCAL = Pattern(r"(?:-e\s+|--editable[ =])?(?:\.{0,2}/|\.$|\.\[|file:|\w+\s*@\s*file:)")
_INCLUDED = Pattern(r"(?:-r|--requirement|-c|--constraint)[ =]*(\S+)")
_NUMBER = Pattern(r"[v=]?\s*\d+\.\d+(?:\.\d+)?(?:[-+.][\w.+-]+)?")
_NODE_LOCAL = ("workspace:", "file:", "link:", "portal:")
_GO = Pattern(r"^[ \t]*(?:require[ \t]+)?([^\s/]+/\S+) v\d", re.MULTILINE)
_SETUP = Pattern(r"install_requires\s*=\s*\[")
_SETUP_LIMIT = 20_000
_LONG_KEY = Pattern(r"(?:\.[\w \t\"'-]{0,60}){100}")  # its parts take the square of their number
_QUOTED = Pattern(r"[\"']([A-Za-z][^\"'\n]{0,200})[\"']")
_PIP = Pattern(r"[\"'\n][ \t]*[!%]\s*(?:python\d? -m )?pip\d? install ([^\n\"\\]{1,500})")
_FLAG = Pattern(r"\s-{1,2}[\w-]+|^-{1,2}[\w-]+")


class DependencyList(Value, frozen=True):
    """What a file lists: names and whether each is exact; `includes` are paths from its folder."""

    entries: tuple[tuple[str, bool], ...] = ()
    includes: tuple[str, ...] = ()

    @property
    def exact(self) -> int:
        """How many entries are exact."""
        return sum(exact for _, exact in self.entries)


def read_manifest(path: str, text: str) -> DependencyList | None:
    """The list in a file that is one by its name; none if it is not or cannot be read."""
    name = path.rpartition("/")[2].lower()
    if name.endswith((".txt", ".in")):
        return _requirements(text) if "requirements" in path.lower() or _looks_like_one(text) else None
    if name.endswith(".ipynb"):
        return _installed_in_cells(text)
    try:
        return _structured(name, text)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return None


def _looks_like_one(text: str) -> bool:
    """Whether every line of a short text is a requirement: lists that others include have any name."""
    return len(text) < _INCLUDED_LIMIT and all(
        _REQUIREMENT.match(line) for line in text.splitlines() if line.strip()
    )


def _structured(name: str, text: str) -> DependencyList | None:
    if name.endswith((".toml", "pipfile")) and _LONG_KEY.search(text):
        return None
    if name == "pyproject.toml":
        return _pyproject(tomllib.loads(text))
    if name == "pipfile":
        return DependencyList(tuple(_poetry(tomllib.loads(text).get("packages", {}))))
    if name == "package.json":
        return _node(json.loads(text))
    if name == "go.mod":
        return DependencyList(tuple((module, True) for module in _GO.findall(text)))
    if name in BUILT or name.endswith(PROJECTS):
        return DependencyList(build_entries(name, text))
    if name == "cargo.toml":
        return DependencyList(tuple(_cargo(tomllib.loads(text).get("dependencies", {}))))
    if name in ("setup.py", "setup.cfg"):
        found = _SETUP.search(text)
        end = _outside_quotes(text, found.end()).find("]") + found.end() if found else -1
        return _of_lines(_QUOTED.findall(text[found.end() : end])) if found and end >= found.end() else None
    return None


def _outside_quotes(text: str, start: int) -> str:
    """The text that follows, with spaces for what stands in quotes: `uvicorn[standard]` ends no list."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text[start : start + _SETUP_LIMIT])


def _requirements(text: str) -> DependencyList:
    lines = [line.partition(" #")[0].strip() for line in text.replace("\\\n", " ").splitlines()]
    included = tuple(found.group(1) for line in lines if (found := _INCLUDED.match(line)))
    return DependencyList(_of_lines(lines).entries, included)


def _of_lines(lines: list[str]) -> DependencyList:
    """Requirements one by one; local folders are no dependencies."""
    listed = [
        line
        for line in lines
        if len(line) <= _LINE_LIMIT and re.match(r"[A-Za-z0-9]", line) and not _LOCAL.match(line)
    ]
    return DependencyList(tuple((_name(line), _is_exact(line)) for line in listed))


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9][\w.-]*", requirement)
    return re.sub(r"[-_.]+", "-", found.group()).lower() if found else requirement


def _is_exact(requirement: str) -> bool:
    asked = requirement.partition(" ;")[0] if "://" in requirement else requirement.partition(";")[0]
    last = asked.strip().rpartition("/")[2]
    return bool(_EXACT.search(asked) or _FIXED_COMMIT.search(asked.strip()) or _FIXED_FILE.search(last))


def _installed_in_cells(text: str) -> DependencyList | None:
    """What the cells of a notebook install with pip."""
    if "pip" not in text:
        return None
    words = [word for found in _PIP.findall(text) for word in _FLAG.sub(" ", f" {found}").split()]
    return _of_lines([word for word in words if not word.endswith(".txt")]) if words else None


def _pyproject(data: Mapping[str, Any]) -> DependencyList | None:
    project, poetry = data.get("project", {}), data.get("tool", {}).get("poetry", {})
    listed = _of_lines([str(line) for line in project.get("dependencies", [])]).entries
    listed += tuple(_poetry(poetry.get("dependencies", {})))
    return DependencyList(listed) if listed else None


def _poetry(table: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, given in table.items():
        if name.lower() == "python" or (isinstance(given, Mapping) and "path" in given):
            continue
        version = given.get("version", "") if isinstance(given, Mapping) else str(given)
        fixed = isinstance(given, Mapping) and bool(given.get("rev") or given.get("tag"))
        yield _name(name), fixed or _NUMBER.fullmatch(str(version).replace("==", "=")) is not None


def _node(data: Mapping[str, Any]) -> DependencyList | None:
    listed = [
        (name, _NUMBER.fullmatch(str(version)) is not None)
        for name, version in data.get("dependencies", {}).items()
        if not str(version).startswith(_NODE_LOCAL)
    ]
    return DependencyList(tuple(listed)) if listed else None


def _cargo(table: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, given in table.items():
        if isinstance(given, Mapping) and "path" in given:
            continue
        version = given.get("version", "") if isinstance(given, Mapping) else given
        yield name, str(version).startswith("=")
