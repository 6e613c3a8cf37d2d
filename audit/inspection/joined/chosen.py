"""Where the model of each call is chosen: outside the code, in it, by the library, or unseen."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.expressions import (
    Call,
    CallSite,
    Expression,
    Joined,
    Literal,
    Module,
    Name,
    spelled,
)
from audit.inspection.facts import Chosen, ModelCall, ModelOrigin, Origin, Pin, State
from audit.inspection.following.naming import names_model
from audit.inspection.following.positions import follow
from audit.inspection.following.recognition import recognise
from audit.inspection.following.replaceable import replaceable
from audit.inspection.following.resolve import Environment, Given, Placed, Resolver, Unknown
from audit.inspection.following.script_names import is_script
from audit.inspection.following.settings_classes import outside_field, settings_fields
from audit.inspection.following.signposts import seen
from audit.inspection.intake.sending import Value
from audit.inspection.joined.choices import is_embedding, pin_of
from audit.inspection.joined.started import origin_of
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_LITERAL = "named in code"
_LIST = 3
_ELSEWHERE = "where the model is chosen cannot be seen here"
_DEPTH = 4
_OPTIONS = 8
_CALL = 3
_STORE = Pattern(
    r"(?:^|[._\s(])(?:args?|arguments|opts|options|flags|config(?:uration)?|configurable|cfg|conf|settings"
    r"|environ|env|getenv|session_state|secrets|preferences|request|payload|body|query_params)(?=$|[._(\[])",
    re.IGNORECASE,
)
_ASKED = Pattern(r"(?:^|\.)(?:selectbox|radio|text_input|Dropdown|input|prompt|select|ask)\(")
_COMMAND = Pattern(r"(?:^|\.)(?:command|callback)$")
_ROUTE = Pattern(r"(?:^|\.)(?:get|post|put|patch|websocket|route|api_route|tool|api_view)$")


def model_origins(project: "Project") -> Iterator[ModelOrigin]:
    """Every choice of a model; those that cannot be seen only count where they are many."""
    calling = {module.path for _, module, _ in project.calls}
    unparsed = [call for call in project.of(ModelCall) if call.path not in calling]
    if not project.calls and not unparsed:
        return
    callers = Callers(project.own, {name for _, sign in seen(project, "choice") for name in sign.names})
    found: list[ModelOrigin] = []
    named = bool(project.calls) and not unparsed
    fixed = {provider.id for provider in knowledge.providers() if provider.deployment_names}
    for call, module, site in project.calls:
        ways = [_of_script(call)] if is_script(module.path) else list(_of_call(callers, module, site))
        named = named and _all_in_code(ways)
        sure = call.provider not in fixed and not replaceable(callers.resolver, module, site)
        found += ways if sure else [_doubted(one) for one in ways]
    outside = [*settings_fields(project.own), *_signs(project)]
    found += [_unused(one) for one in outside] if named else outside
    literal = {fact.path for fact in found if fact.origin is Chosen.CODE}
    hidden = [] if literal else unparsed
    found += [
        origin_of(call) or ModelOrigin(call.path, call.line, Chosen.UNRESOLVED, _ELSEWHERE) for call in hidden
    ]
    yield from _settled(found)


def _all_in_code(ways: list[ModelOrigin]) -> bool:
    return bool(ways) and all(way.origin is Chosen.CODE and way.certain for way in ways)


def _unused(found: ModelOrigin) -> ModelOrigin:
    """A setting that no call is seen to read, where each call names its model: it only asks."""
    return replace(found, certain=False) if found.origin is Chosen.OUTSIDE else found


def _doubted(found: ModelOrigin) -> ModelOrigin:
    return replace(found, certain=False) if found.origin is Chosen.CODE else found


def _settled(found: list[ModelOrigin]) -> Iterator[ModelOrigin]:
    """Each place once; what cannot be seen is left out where most is seen."""
    places: dict[tuple[str, int | None, Chosen], ModelOrigin] = {}
    for fact in found:
        places.setdefault((fact.path, fact.line, fact.origin), fact)
    facts = [fact for fact in places.values() if not _repeats(fact, places.values())]
    unseen = [fact for fact in facts if fact.origin is Chosen.UNRESOLVED]
    if len(unseen) * 2 <= len(facts) - len(unseen):
        doubtful = bool(unseen)
        for fact in facts:
            if fact.origin is Chosen.CODE and doubtful:
                yield ModelOrigin(fact.path, fact.line, fact.origin, fact.how, certain=False)
            elif fact.origin is not Chosen.UNRESOLVED:
                yield fact
        return
    yield from facts


def _repeats(fact: ModelOrigin, others: Iterable[ModelOrigin]) -> bool:
    """Whether a name in text is that of a call that begins a few lines above."""
    return fact.origin is Chosen.CODE and any(
        other.origin is Chosen.CODE
        and (other.path, other.how) == (fact.path, fact.how)
        and 0 < (fact.line or 0) - (other.line or 0) <= _CALL
        for other in others
    )


def _signs(project: "Project") -> Iterator[ModelOrigin]:
    """The signs in text that name a model and a place it is chosen at."""
    signs = {sign.id: sign for sign in knowledge.choosing()}
    for file in project.files:
        literals: dict[str, int] = {}
        for one in file.signs:
            if one.topic != "choice" or (one.value and not _generates(one.value)):
                continue
            sign = signs[one.sign]
            named = next((name for name in one.names if names_model(name)), None)
            if sign.id == _LITERAL:
                literals.setdefault(one.value, one.line)
            elif named is not None:
                how = f"{named} is {sign.title}"
                yield ModelOrigin(file.path, one.line, Chosen.OUTSIDE, how, certain=not sign.weak)
        if len(literals) > _LIST:  # a list to choose from
            yield ModelOrigin(file.path, min(literals.values()), Chosen.UNRESOLVED, _ELSEWHERE)
            continue
        for name, line in literals.items():
            yield ModelOrigin(file.path, line, Chosen.CODE, f"{name} is named in the code", certain=False)


def _generates(name: str) -> bool:
    """Whether this is the name of a known model that makes text."""
    return pin_of(name) is not Pin.UNRESOLVED and not is_embedding(name)


class _Given(Value, frozen=True):
    """One argument that a caller gives."""

    value: Expression
    module: Module
    scope: str
    line: int


class Callers:
    """Who calls the functions of a repository, by the last part of their names."""

    def __init__(self, resolver: Resolver, shown: set[str]) -> None:
        self.resolver = resolver
        self.shown = shown
        self._sites: dict[str, list[tuple[CallSite, Module]]] = defaultdict(list)
        self._called: set[str] = set()
        for module in resolver.modules:
            self._called |= module.called
            for site in module.calls:
                self._sites[spelled(site.call.function).rpartition(".")[2]].append((site, module))

    def calls(self, given: Given) -> bool:
        """Whether anything calls the function that a parameter belongs to."""
        return _called_as(given) in self._called

    def arguments(self, given: Given) -> Iterator[_Given]:
        """What callers give for a parameter."""
        names = [p.name for p in given.function.parameters]
        position = names.index(given.parameter.name)
        if given.function.in_class and names[0] in ("self", "cls"):
            position -= 1
        for site, module in self._sites.get(_called_as(given), ())[:_OPTIONS]:
            value = site.call.keyword(given.parameter.name)
            if value is None and 0 <= position < len(site.call.arguments):
                value = site.call.arguments[position]
            if value is None and site.call.splats:
                value = site.call.splats[0]
            if value is not None:
                yield _Given(value, module, site.scope, site.call.line)


def _called_as(given: Given) -> str:
    """The last name by which a function is called: a constructor by that of its class."""
    head, _, last = given.function.name.rpartition(".")
    return head.rpartition(".")[2] if last in ("__init__", "__new__") else last


def _of_script(call: ModelCall) -> ModelOrigin:
    """Where the model of a call in JavaScript is chosen, as its setting tells."""
    model = call.model
    path, line = (model.path, model.line) if model.path and model.line else (call.path, call.line)
    if model.origin is Origin.ENVIRONMENT:
        return ModelOrigin(path, line, Chosen.OUTSIDE, "the model is read from the environment")
    if model.state is State.SET and model.value:
        return ModelOrigin(path, line, Chosen.CODE, f"{model.value} is named in the code", model.certain)
    if model.state is State.DEFAULT:
        return ModelOrigin(call.path, call.line, Chosen.LIBRARY, model.value)
    return ModelOrigin(path, line, Chosen.UNRESOLVED, _ELSEWHERE)


def _of_call(callers: Callers, module: Module, site: CallSite) -> Iterator[ModelOrigin]:
    """Where the model of one call is chosen."""
    resolver = callers.resolver
    found = recognise(resolver, module, site)
    wheres = [(site.call, module, site.scope), *(found.clients if found is not None else ())]
    arguments = (
        found.surface.model if found is not None else ("json.model", "data.model", "#1.model", "#0.model")
    )
    for call, home, scope in wheres:
        placed = _argument(resolver, Placed(call, home, scope, call.line), arguments)
        if placed is not None:
            yield from _origins(callers, placed, _DEPTH)
            return
        if call.splats:
            yield ModelOrigin(home.path, call.line, Chosen.UNRESOLVED, _ELSEWHERE)
            return
    if found is not None and found.surface.model_default:
        yield ModelOrigin(module.path, site.call.line, Chosen.LIBRARY, found.surface.model_default)
    else:
        yield ModelOrigin(module.path, site.call.line, Chosen.UNRESOLVED, _ELSEWHERE)


def _argument(resolver: Resolver, placed: Placed, arguments: tuple[str, ...]) -> Placed | None:
    for argument in arguments:
        path = argument.split(".")
        start = placed
        if argument.startswith("#"):
            position = int(path.pop(0)[1:])
            given = placed.value.arguments if isinstance(placed.value, Call) else ()
            if len(given) <= position:
                continue
            start = Placed(given[position], placed.module, placed.scope, placed.line)
            if not path:
                return start
        found = follow(resolver, start, path)
        if found is not None:
            return found
    return None


def _origins(callers: Callers, placed: Placed, depth: int) -> Iterator[ModelOrigin]:
    """Where a value comes from, through parameters as far as their callers are known."""
    path, line = placed.module.path, placed.line
    if depth <= 0:
        yield ModelOrigin(path, line, Chosen.UNRESOLVED, _ELSEWHERE)
        return
    for found in callers.resolver.resolve(placed):
        if isinstance(found, Environment) and found.default is not None and _is_field(callers, found.default):
            yield from _placed(callers, found.default, placed, depth, certain=False)
        elif isinstance(found, Environment):
            if found.name not in callers.shown:  # else its text is cited where it is read
                yield ModelOrigin(path, line, Chosen.OUTSIDE, f"the model is read from {found.name}")
        elif isinstance(found, Given):
            yield from _from_callers(callers, found, placed, depth)
        elif isinstance(found, Unknown):
            yield _unknown(found.text, path, line)
        else:
            yield from _placed(callers, found, placed, depth)


def _is_field(callers: Callers, default: Placed) -> bool:
    """Whether a default is that of a field, which whoever makes the object may replace."""
    return default.scope in callers.resolver.classes[id(default.module)]


def _placed(
    callers: Callers, found: Placed, asked: Placed, depth: int, *, certain: bool = True
) -> Iterator[ModelOrigin]:
    value, path, line = found.value, found.module.path, found.line or asked.line
    if isinstance(value, Literal):
        outside = outside_field(callers.resolver, found)
        if value.value is None:
            return
        if outside is not None:
            yield ModelOrigin(path, line, Chosen.OUTSIDE, outside)
        else:
            known = isinstance(value.value, str) and pin_of(value.value) is not Pin.UNRESOLVED
            own = isinstance(asked.value, Name) and asked.value.parts[0] in ("self", "cls")
            certain = certain and known and not (own and _is_field(callers, found))
            yield ModelOrigin(path, line, Chosen.CODE, f"{value.value} is named in the code", certain)
    elif isinstance(value, Joined):
        parts = [part for part in value.parts if not isinstance(part, Literal)]
        for part in parts[:_OPTIONS]:
            yield from _origins(callers, Placed(part, found.module, found.scope, line), depth - 1)
    else:
        yield _unknown(spelled(value), path, line)


def _unknown(text: str, path: str, line: int | None) -> ModelOrigin:
    if _STORE.search(text):
        return ModelOrigin(path, line, Chosen.OUTSIDE, f"the model is read from {text[:60]}", certain=False)
    if _ASKED.search(text):
        return ModelOrigin(path, line, Chosen.OUTSIDE, "a person chooses the model", certain=False)
    return ModelOrigin(path, line, Chosen.UNRESOLVED, _ELSEWHERE)


def _from_callers(callers: Callers, given: Given, asked: Placed, depth: int) -> Iterator[ModelOrigin]:
    path, line = given.module.path, given.function.line
    decorators = [spelled(d.function if isinstance(d, Call) else d) for d in given.function.decorators]
    if any(_COMMAND.search(name) for name in decorators):
        yield ModelOrigin(path, line, Chosen.OUTSIDE, "the model is an option of the command line")
        return
    if any(_ROUTE.search(name) for name in decorators):
        yield ModelOrigin(path, line, Chosen.OUTSIDE, "the model is given by the request", certain=False)
        return
    arguments = list(callers.arguments(given))
    for argument in arguments:
        inner = Placed(argument.value, argument.module, argument.scope, argument.line)
        if argument.value != Name((given.parameter.name,)) or argument.scope != given.function.name:
            yield from _origins(callers, inner, depth - 1)
    default = given.parameter.default
    if not arguments and default is not None and callers.calls(given):
        inner = Placed(default, given.module, given.function.outer, line)
        for origin in _origins(callers, inner, depth - 1):
            certain = origin.certain and origin.origin is not Chosen.CODE
            yield ModelOrigin(origin.path, origin.line, origin.origin, origin.how, certain)
    elif not arguments:
        yield ModelOrigin(asked.module.path, asked.line, Chosen.UNRESOLVED, "callers choose the model")
