"""What a model may set going beyond reading, and where a person is asked first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import ExecutionSearch, Mark, ModelActions
from audit.inspection.following.entrances import Provenance
from audit.inspection.following.signposts import marks, seen
from audit.inspection.joined.tools import Effect, Tool, declared_tools, effect, gives_tools

if TYPE_CHECKING:
    from audit.inspection.project import Project

_NO_MODEL = frozenset({"classic_ml"})
_RUNS = frozenset(
    {"exec", "os.system", "subprocess with a shell", "a subshell", "a shell", "a shell with a command"}
)
_STRANGERS = (Provenance.REQUEST.value, Provenance.DOWNLOAD.value)
_COMPUTES = ("eval", "the calculator chain of LangChain")


def model_actions(project: "Project") -> Iterator[ModelActions]:
    """One for a repository whose model may act, or that asks a person before tools run."""
    if not set(project.profile().ai_surface) - _NO_MODEL:
        return
    tools = [(tool, effect(tool, project.own)) for tool in declared_tools(project)]
    actions = [_mark(tool, "a tool") for tool, does in tools if does is Effect.ACTS]
    unclear = [_mark(tool, "a tool") for tool, does in tools if does is Effect.UNCLEAR]
    runs = [
        mark
        for search in project.of(ExecutionSearch)
        for mark in search.followed
        if not mark.what.startswith(_COMPUTES) and not mark.what.endswith(_STRANGERS)
    ]
    giving = [(module, site) for _, module, site in project.calls if gives_tools(site.call)]
    if giving and not tools:
        unclear += [Mark(m.path, s.call.line, "tools that cannot be seen", False) for m, s in giving]
    unclear += marks(project, "foreign_tool")
    acting = {mark.path for mark in (*actions, *runs)} | {module.path for module, _ in giving}
    acting |= {file.path for file, _ in seen(project, "execution")}
    asked = tuple(mark for mark in marks(project, "confirmation") if mark.path in acting)
    approvals = (*marks(project, "approval"), *(Mark(m.path, m.line, m.what, False) for m in asked))
    pauses = marks(project, "pause")
    unclear += [
        mark for search in project.of(ExecutionSearch) for mark in search.unclear if mark.what in _RUNS
    ]
    if actions or runs or unclear or approvals or pauses:
        yield ModelActions(
            ".", None, (*actions, *runs), tuple(unclear), approvals, pauses, project.text_complete
        )


def _mark(tool: Tool, what: str) -> Mark:
    return Mark(tool.path, tool.line, f"{what}: {tool.name}", False)
