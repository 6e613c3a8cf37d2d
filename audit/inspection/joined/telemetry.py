"""Tracing, metrics and error tracking that code imports and uses, or that is switched off."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

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
    for module in project.modules:
        if module.role is Role.SOURCE and not is_script(module.path):
            found = _python(module)
            yield from (replace(use, aside=True) for use in found) if _is_island(project, module) else found
    for file in project.files:
        if file.kind.role is not Role.SOURCE or file.kind.language in ("Python", "Jupyter Notebook"):
            continue
        for imported, line in file.imports:
            library = telemetry_library(imported)
            if library is not None and imported not in file.idle:
                yield Telemetry(file.path, line, library.id, True)


def _is_island(project: "Project", module: Module) -> bool:
    """Whether a file that calls no model neither uses other own code nor is used by it, though others do."""
    calling = {home.path for _, home, _ in project.calls}
    if not calling or module.path in calling:
        return False
    own = {part for path in project.paths if path.endswith(".py") for part in path[:-3].split("/")[-2:]}
    if any(name.startswith(".") or not own.isdisjoint(name.split(".")) for _, name in module.imports):
        return False
    name = module.path.removesuffix(".py").rpartition("/")[2]
    others = (other for other in project.modules if other is not module)
    return not any(name in imported.split(".") for other in others for imported in _imported(other))


def _imported(module: Module) -> Iterator[str]:
    yield from (name for _, name in module.imports)
    yield from (name for name, _ in module.import_lines)


@knowledge.remembered
def _python_libraries(imported: str) -> tuple[knowledge.Library, ...]:
    return tuple(
        library
        for library in knowledge.telemetry()
        if any(imported == name or imported.startswith(f"{name}.") for name in library.python)
    )


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
