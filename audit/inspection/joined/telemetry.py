"""Tracing, metrics and error tracking that code imports and uses, or that is switched off."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import Joined, Literal, Module
from audit.inspection.facts import Telemetry
from audit.inspection.following.script_names import is_script
from audit.inspection.patterns import Pattern
from audit.inspection.readers.telemetry import telemetry_library

if TYPE_CHECKING:
    from audit.inspection.project import Project

_OFF = Pattern(r"disable|off", re.IGNORECASE)
_CALLBACKS = frozenset({"litellm.success_callback", "litellm.callbacks", "litellm.failure_callback"})
_SWITCHES = Pattern(r"""os\.environ\[['"](?:LANGCHAIN_TRACING(?:_V2)?|LANGSMITH_TRACING)['"]\]""")


def telemetry_uses(project: "Project") -> Iterator[Telemetry]:
    """Every import of such a library in own code, `active` if it is used; agents attached at the start."""
    for file in project.files:
        for at in file.commands:
            if at.where in ("start", "code"):
                yield Telemetry(file.path, at.line, at.id, True, started=True)
    islands = _Islands(project)
    for module in project.modules:
        if module.role is Role.SOURCE and not is_script(module.path):
            found = tuple(_python(module))
            aside = bool(found) and islands.has(module)
            yield from (replace(use, aside=True) for use in found) if aside else found
    for file in project.files:
        if file.kind.role is not Role.SOURCE or file.kind.language in ("Python", "Jupyter Notebook"):
            continue
        for imported, line in file.imports:
            library = telemetry_library(imported)
            if library is not None and imported not in file.idle:
                yield Telemetry(file.path, line, library.id, True)


class _Islands:
    """Which files that call no model neither use other own code nor are used by it, though others do."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._calling = {home.path for _, home, _ in project.calls}

    @cached_property
    def _own(self) -> frozenset[str]:
        """The names that own files and their folders have in imports."""
        own = (path[:-3].split("/")[-2:] for path in self._project.paths if path.endswith(".py"))
        return frozenset(part for parts in own for part in parts)

    @cached_property
    def _users(self) -> Counter[str]:
        """How many files have a name in what they import."""
        return Counter(part for module in self._project.modules for part in _imported(module))

    def has(self, module: Module) -> bool:
        """Whether a file is one of them."""
        if not self._calling or module.path in self._calling:
            return False
        parts = {part for _, name in module.imports for part in name.split(".")}
        if any(name.startswith(".") for _, name in module.imports) or not self._own.isdisjoint(parts):
            return False
        name = module.path.removesuffix(".py").rpartition("/")[2]
        return self._users[name] == (name in _imported(module))


def _imported(module: Module) -> frozenset[str]:
    """Every part of the names that a file imports."""
    names = {name for _, name in module.imports} | {name for name, _ in module.import_lines}
    return frozenset(part for name in names for part in name.split("."))


@knowledge.remembered
def _python_libraries(imported: str) -> tuple[knowledge.Library, ...]:
    if not imported.startswith(_packages()):
        return ()
    return tuple(
        library
        for library in knowledge.telemetry()
        if any(imported == name or imported.startswith(f"{name}.") for name in library.python)
    )


@knowledge.remembered
def _packages() -> tuple[str, ...]:
    """What the names of all of them begin with: most names are of none."""
    return tuple(name for library in knowledge.telemetry() for name in library.python)


def _python(module: Module) -> Iterator[Telemetry]:
    lines = dict(reversed(module.import_lines))
    for alias, name in module.imports:
        for library in _python_libraries(name):
            line = lines.get(name) or lines.get(name.rpartition(".")[0]) or _import_line(module, name)
            yield Telemetry(module.path, line, library.id, alias in module.used and not _OFF.search(alias))
    for binding in module.bindings:
        if binding.name in _CALLBACKS and not _empty(binding.value):
            yield Telemetry(module.path, binding.line, "LiteLLM callbacks", True)
        elif (
            _SWITCHES.search(binding.name)
            and isinstance(binding.value, Literal)
            and str(binding.value.value).lower() in ("true", "1")
        ):
            yield Telemetry(module.path, binding.line, "LangSmith", True)


def _import_line(module: Module, name: str) -> int | None:
    root = name.partition(".")[0]
    return next((line for imported, line in module.import_lines if imported.partition(".")[0] == root), None)


def _empty(value: object) -> bool:
    return isinstance(value, Literal | Joined) or not getattr(value, "items", True)
