"""Checks that own code runs on what it gives to a model."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection.facts import InputGuards, Mark, ModelCall
from audit.inspection.following.signposts import marks
from audit.inspection.joined.heeded import Heeded

if TYPE_CHECKING:
    from audit.inspection.project import Project

_NO_PROMPT = frozenset({"classic_ml"})
_LISTED = 3


def input_guards(project: "Project") -> Iterator[InputGuards]:
    """One for a repository that calls a language model; a trained model takes no instructions."""
    if not set(project.profile().ai_surface) - _NO_PROMPT:
        return
    calls = tuple(Mark(call.path, call.line, call.function) for call in project.of(ModelCall)[:_LISTED])
    heeded = Heeded(project)
    guards = tuple(
        replace(guard, idle=heeded.idle(guard.path, guard.line or 0)) if guard.certain else guard
        for guard in marks(project, "guardrail")
    )
    yield InputGuards(".", None, calls, guards, marks(project, "filter"), project.text_complete)
