"""Imports of model libraries in languages that are not parsed: calls of which nothing more is known."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.facts import AgentLoop, Bound, ModelCall, Setting, State

if TYPE_CHECKING:
    from audit.inspection.project import Project


def unparsed_calls(project: "Project") -> Iterator[ModelCall]:
    """One call for every import, its settings unresolved."""
    hidden = Setting(State.UNRESOLVED)
    for file in project.files:
        if file.kind.role is not Role.SOURCE:
            continue
        for imported, line in file.imports:
            for provider in knowledge.providers():
                known = (*provider.javascript, *provider.go)
                if any(imported == name or imported.startswith(f"{name}/") for name in known):
                    yield ModelCall(file.path, line, provider.id, imported, hidden, hidden, hidden, hidden)


def unparsed_loops(project: "Project") -> Iterator[AgentLoop]:
    """One loop that cannot be judged, where models are called in a language that is not parsed."""
    languages = {file.path: file.kind.language for file in project.files}
    for call in unparsed_calls(project):
        yield AgentLoop(call.path, call.line, Bound.UNRESOLVED, f"{languages[call.path]} is not parsed")
        return
