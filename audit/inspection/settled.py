"""The model calls and model choices of a repository as its checks are given them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.choices import model_choices, with_defaults
from audit.inspection.facts import ModelCall, ModelChoice, Setting, State
from audit.inspection.unparsed import unparsed_calls

if TYPE_CHECKING:
    from audit.inspection.project import Project


def all_calls(project: "Project") -> Iterator[ModelCall]:
    """Every model call, those in languages that are not parsed with settings that cannot be resolved."""
    limited = any(file.limits for file in project.files)
    for fact, _, _ in project.calls:
        yield _limited_elsewhere(fact) if limited else fact
    yield from unparsed_calls(project)


def all_choices(project: "Project") -> Iterator[ModelChoice]:
    """The model of every call, or the defaults that own settings name."""
    local = {provider.id for provider in knowledge.providers() if provider.local}
    calls = [fact for fact, _, _ in project.calls]
    named = model_choices([call for call in calls if call.provider not in local] or calls)
    yield from with_defaults(named, project.own.modules)
    yield from model_choices(unparsed_calls(project))


def _limited_elsewhere(call: ModelCall) -> ModelCall:
    """A call without an output limit, where settings of the repository speak of one: it cannot be told."""
    if call.output_limit.state is State.SET:
        return call
    return replace(call, output_limit=Setting(State.UNRESOLVED))
