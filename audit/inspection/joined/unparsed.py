"""Imports of model libraries of which no call was understood: calls of which nothing more is known."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import Module
from audit.inspection.facts import AgentLoop, Bound, ModelCall, Setting, State
from audit.inspection.following.package_names import GO, JAVA
from audit.inspection.following.script_names import PREFIX
from audit.inspection.intake.files import PARSED, FileFacts
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_ROOT = Pattern(r"[./]")
_OF_JAVA = ("Java", "Kotlin", "Scala")
_TRIED = 20
_TYPES_ONLY = Pattern(r"\s*(?:import|export)\s+type\b")
_HELPERS = Pattern(
    r"observab|callback|instrument|telemetry|tracing|\btypes?\b|schema|exceptions?\b|errors?\b", re.IGNORECASE
)
_HIDDEN = Setting(State.UNRESOLVED)


def unparsed_calls(project: "Project") -> Iterator[ModelCall]:
    """One call for every import in a language that is not parsed, its settings unresolved.

    Where no call was recognised at all, the first import in a parsed language stands for one that was not.
    """
    for file in project.files:
        if file.kind.role is Role.SOURCE and file.kind.language not in PARSED:
            yield from _imports(file)
    if not project.calls:
        found = list(islice(_not_recognised(project), _TRIED))
        yield from (_shown(project, c) for c in sorted(found, key=lambda call: _aside(project, call))[:1])


def _aside(project: "Project", call: ModelCall) -> int:
    """How far an import is from a call: one of types calls nothing, one of helpers hardly anything."""
    lines = (project.text_of(call.path) or "").split("\n")
    line = lines[call.line - 1] if call.line and call.line <= len(lines) else ""
    if _TYPES_ONLY.match(line):
        return 2
    return int(_HELPERS.search(f"{call.function} {line}") is not None)


def _shown(project: "Project", call: ModelCall) -> ModelCall:
    """A call of which only types are imported, at the line of its file that names the provider's host."""
    hosts = next((provider.hosts for provider in knowledge.providers() if provider.id == call.provider), ())
    lines = (project.text_of(call.path) or "").split("\n") if _aside(project, call) > 1 else []
    for number, line in enumerate(lines, start=1):
        if any(f"{quote}{host}{quote}" in line for host in hosts for quote in "\"'`"):
            return _call(call.path, number, call.provider, f"a request to {call.provider}")
    return call


def _addresses(project: "Project") -> Iterator[ModelCall]:
    """The addresses of providers in own code: something is sent there, though no request was understood."""
    for file in project.files:
        if file.kind.role is Role.SOURCE and file.address is not None:
            provider, line = file.address
            yield _call(file.path, line, provider, f"a request to {provider}")


def _imports(file: FileFacts) -> Iterator[ModelCall]:
    for imported, line in file.imports:
        foreign = _foreign(file.kind.language, imported)
        if foreign:
            yield _call(file.path, line, foreign, imported)
        for provider in _providers(imported, java=file.kind.language in _OF_JAVA):
            yield _call(file.path, line, provider, imported)


@knowledge.remembered
def _providers(imported: str, *, java: bool) -> tuple[str, ...]:
    """The providers whose library is imported; the same few stand at the head of most files."""
    if _ROOT.split(imported, maxsplit=1)[0] not in _roots():
        return ()
    return tuple(
        provider.id
        for provider in knowledge.providers()
        if any(
            imported == name or imported.startswith((f"{name}/", f"{name}."))
            for name in (provider.java if java else (*provider.javascript, *provider.go))
        )
    )


@knowledge.remembered
def _foreign(language: str, imported: str) -> str:
    """The provider whose library a language that is not parsed imports; nothing if it is none."""
    for library in knowledge.foreign_libraries():
        if library.language == language and any(
            imported == name or (imported.startswith(name) and imported[len(name)] in ":./\\")
            for name in library.names
        ):
            return library.provider
    return ""


@knowledge.remembered
def _roots() -> frozenset[str]:
    """The first words of all names of packages, to pass over other imports quickly."""
    names = (n for p in knowledge.providers() for n in (*p.packages, *p.javascript, *p.go, *p.java))
    return frozenset(_ROOT.split(name, maxsplit=1)[0] for name in names)


def _call(path: str, line: int, provider: str, name: str) -> ModelCall:
    return ModelCall(path, line, provider, name, _HIDDEN, _HIDDEN, _HIDDEN, _HIDDEN)


def _not_recognised(project: "Project") -> Iterator[ModelCall]:
    parsed = {module.path for module in project.modules if module.broken_at is None}
    for file in project.files:
        if file.kind.role is Role.SOURCE and file.path not in parsed:
            yield from _imports(file)
    for module in project.own.modules:
        if module.role is Role.SOURCE:
            yield from _of_module(module)
    yield from _addresses(project)


def _of_module(module: Module) -> Iterator[ModelCall]:
    for name, line in module.import_lines:
        if name.startswith((GO, JAVA)):
            yield from _typed(module, name, line)
            continue
        bare = name.removeprefix(PREFIX)
        if _ROOT.split(bare, maxsplit=1)[0] not in _roots():
            continue
        for provider in knowledge.providers():
            known = provider.javascript if name != bare else provider.packages
            if any(bare == package or bare.startswith((f"{package}.", f"{package}/")) for package in known):
                yield _call(module.path, line, provider.id, bare)


def _typed(module: Module, name: str, line: int) -> Iterator[ModelCall]:
    bare = name.partition(":")[2]
    for provider in knowledge.providers():
        if any(
            bare == known or bare.startswith((f"{known}.", f"{known}/"))
            for known in (*provider.go, *provider.java)
        ):
            yield _call(module.path, line, provider.id, bare)


def unparsed_loops(project: "Project") -> Iterator[AgentLoop]:
    """One loop that cannot be judged, where models are called in a language that is not parsed."""
    languages = {file.path: file.kind.language for file in project.files}
    for call in unparsed_calls(project):
        if languages[call.path] not in PARSED:
            yield AgentLoop(call.path, call.line, Bound.UNRESOLVED, f"{languages[call.path]} is not parsed")
            return
