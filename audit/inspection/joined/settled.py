"""The model calls and model choices of a repository as its checks are given them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.classify import Role, folder_role
from audit.inspection.facts import ModelCall, ModelChoice, Setting, State
from audit.inspection.following.signposts import seen
from audit.inspection.intake.files import PARSED
from audit.inspection.joined.choices import model_choices, with_defaults
from audit.inspection.joined.declared import with_declared
from audit.inspection.joined.started import framework_calls

if TYPE_CHECKING:
    from audit.inspection.project import Project

_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION, Role.VENDORED})


def all_calls(project: "Project") -> Iterator[ModelCall]:
    """Every model call, those in languages that are not parsed with settings that cannot be resolved."""
    elsewhere = _limit_elsewhere(project)
    for fact, _, _ in project.calls:
        unlimited = fact.output_limit.state is not State.SET
        yield replace(fact, output_limit=elsewhere) if elsewhere and unlimited else fact
    closed = {file.path: file for file in project.files if file.kind.language not in PARSED}
    for call in framework_calls(project):
        file = closed.get(call.path)
        imported = file is not None and any(call.function == name for name, _ in file.imports)
        yield _by_words(project, call, file.kind.language, elsewhere) if file and imported else call


def all_choices(project: "Project") -> Iterator[ModelChoice]:
    """The model of every call, or the defaults that own settings name."""
    local = {provider.id for provider in knowledge.providers() if provider.local}
    calls = [fact for fact, _, _ in project.calls]
    named = model_choices([call for call in calls if call.provider not in local] or calls)
    found = [*with_defaults(named, project.own.modules), *model_choices(framework_calls(project))]
    yield from with_declared(project, found)


def _by_words(project: "Project", call: ModelCall, language: str, limit: Setting | None) -> ModelCall:
    """A call of a language that is not parsed: what its program never speaks of is not set."""
    if not project.text_complete:
        return call
    unknown = State.UNRESOLVED
    capped = call.output_limit.state is not unknown
    waiting, again = call.timeout.state is unknown, call.retries.state is unknown
    return replace(
        call, output_limit=call.output_limit if capped else limit or Setting(State.ABSENT, certain=False),
        timeout=_spoken(project, "time_limit", language) if waiting else call.timeout,
        retries=_spoken(project, "retry", language) if again else call.retries,
    )  # fmt: skip


def _spoken(project: "Project", topic: str, language: str) -> Setting:
    """What the words of a program say about a setting; which call a rule reaches cannot be told."""
    found = [(file.path, sign) for file, sign in seen(project, topic) if file.kind.language == language]
    if not found:
        return Setting(State.DEFAULT, "what it does when nothing is set", certain=False)
    path, sign = min(found, key=lambda one: (not one[1].certain, one[0]))
    if not sign.certain:
        return Setting(State.UNRESOLVED)
    return Setting(State.SET, f"by {sign.sign}", path, sign.line, certain=False)


def _limit_elsewhere(project: "Project") -> Setting | None:
    """A limit of tokens that the repository sets or speaks of: which calls it reaches cannot be told."""
    spoken = [(f.limit, f.path) for f in project.files if f.limit and folder_role(f.path) not in _ASIDE]
    if not spoken:
        return None
    limit, path = min(spoken, key=lambda one: (not one[0].number, one[1]))
    if not limit.number:
        return Setting(State.UNRESOLVED)
    return Setting(State.UNRESOLVED, limit.number, path, limit.line, certain=False)
