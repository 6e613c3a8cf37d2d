"""Tracing, metrics and error tracking that code imports and uses, or that is switched off."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import Joined, Literal, Module
from audit.inspection.facts import Telemetry
from audit.inspection.following.script_names import is_script

if TYPE_CHECKING:
    from audit.inspection.project import Project

_OFF = re.compile(r"disable|off", re.IGNORECASE)
_CALLBACKS = frozenset({"litellm.success_callback", "litellm.callbacks", "litellm.failure_callback"})
_SWITCHES = re.compile(r"""os\.environ\[['"](?:LANGCHAIN_TRACING(?:_V2)?|LANGSMITH_TRACING)['"]\]""")


def telemetry_uses(project: "Project") -> Iterator[Telemetry]:
    """Every import of such a library in own code, `active` if it is used; agents attached at the start."""
    for file in project.files:
        for at in file.commands:
            if at.where in ("start", "code"):
                yield Telemetry(file.path, at.line, at.id, True, started=True)
    for module in project.modules:
        if module.role is Role.SOURCE and not is_script(module.path):
            yield from _python(module)
    for file in project.files:
        if file.kind.role is not Role.SOURCE or file.kind.language in ("Python", "Jupyter Notebook"):
            continue
        for imported, line in file.imports:
            library = _library(imported)
            if library is not None:
                yield Telemetry(file.path, line, library.id, True)


@knowledge.remembered
def _library(imported: str) -> knowledge.Library | None:
    for library in knowledge.telemetry():
        for name in (*library.javascript, *library.go, *library.jvm, *library.others):
            if imported == name or imported.startswith(
                (name if name.endswith("/") else f"{name}/", f"{name}.", f"{name}:", f"{name}\\")
            ):
                return library
    return None


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
