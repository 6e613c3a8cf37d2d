"""Calls of frameworks that make their models by settings, with what their files of settings decide."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection.classify import Role, folder_role
from audit.inspection.facts import Chosen, ModelCall, ModelOrigin, Origin, Setting, State
from audit.inspection.intake.files import FileFacts
from audit.inspection.joined.unparsed import unparsed_calls
from audit.inspection.patterns import Pattern
from audit.inspection.readers.starters import Started

if TYPE_CHECKING:
    from audit.inspection.project import Project

_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION, Role.VENDORED})
_ROOT = Pattern(r"(?:^|/)(?:src/main/resources/|resources/|config/)*[^/]*$")
_PROFILE = Pattern(r"(?:application|bootstrap)-[^/]*$")


def framework_calls(project: "Project") -> Iterator[ModelCall]:
    """The calls of which code says nothing more, with the settings that their frameworks read for them."""
    files = [f for f in project.files if f.started and folder_role(f.path) not in _ASIDE]
    return (_started(files, call) for call in unparsed_calls(project))


def origin_of(call: ModelCall) -> ModelOrigin | None:
    """Where the model of a call that was not read is chosen, if a file of settings says so."""
    model = call.model
    if model.state is not State.SET or not model.path:
        return None
    how = f"{model.value or 'the model'} is named in a file of settings"
    return ModelOrigin(model.path, model.line, Chosen.OUTSIDE, how)


def _started(files: Sequence[FileFacts], call: ModelCall) -> ModelCall:
    """A call with the settings that its framework reads for it.

    What a program sets at the call itself is not seen there, so such a setting is never certain.
    """
    found = [(path, one) for path, one in _near(files, call.path) if one.provider == call.provider]
    if not found:
        return call
    return replace(
        call,
        model=_setting(found, "model", call.model), timeout=_setting(found, "timeout", call.timeout),
        retries=_setting(found, "retries", call.retries),
        output_limit=_setting(found, "limit", call.output_limit),
    )  # fmt: skip


def _near(files: Sequence[FileFacts], path: str) -> Iterator[tuple[str, Started]]:
    """The settings of the program a file belongs to, those of all profiles before those of one."""
    roots = {f.path: _ROOT.sub("/", f.path).lstrip("/") for f in files if f.kind.role not in _ASIDE}
    around = [root for root in roots.values() if path.startswith(root)]
    chosen = max(around, key=len) if around else next(iter(roots.values()), "")
    if not around and len(set(roots.values())) > 1:
        return  # settings of several programs, none of them this one
    own = [f for f in files if roots.get(f.path) == chosen]
    for file in sorted(own, key=lambda f: (_PROFILE.search(f.path) is not None, f.path)):
        yield from ((file.path, one) for one in file.started)


def _setting(found: list[tuple[str, Started]], decides: str, otherwise: Setting) -> Setting:
    """What the files say about one setting; values that differ are told as what it may be as well."""
    told = [(path, one) for path, one in found if one.decides == decides]
    if not told or otherwise.state is not State.UNRESOLVED:
        return otherwise
    states = {_state(one) for _, one in told}
    if len(states) > 1:
        return otherwise
    path, first = told[0]
    values = dict.fromkeys(one.value for _, one in told if one.value)
    value, *others = values or ("",)
    origin = Origin.ENVIRONMENT if first.replaceable else Origin.SETTINGS
    return Setting(states.pop(), value, path, first.line, False, tuple(others), origin)


def _state(one: Started) -> State:
    return State.NONE if one.value in ("0", "-1", "0s", "PT0S") else State.SET
