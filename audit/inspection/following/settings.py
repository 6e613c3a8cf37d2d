"""The settings of a call: from its arguments, its client, spread dictionaries or the library."""

from collections.abc import Sequence

from audit.inspection.expressions import Call, Choice, Item, Literal, Mapping, Module, Name
from audit.inspection.facts import Origin, Setting, State
from audit.inspection.following import positions
from audit.inspection.following.positions import follow
from audit.inspection.following.resolve import Environment, Given, Placed, Resolver, Unknown
from audit.inspection.following.signals import time_limit


def settle(
    resolver: Resolver, where: list[tuple[Call, Module, str]], clients: list[tuple[Call, Module, str]],
    arguments: tuple[str, ...], default: str, *, blind: bool,
) -> Setting:  # fmt: skip
    """The first place that decides a setting wins: the call, an override, then every client it may run on."""
    hidden = False
    on_call = tuple(argument for argument in arguments if not argument.startswith("new#"))
    for call, module, scope in where:
        decided = _argument(resolver, call, module, scope, on_call, Origin.CALL)
        if decided is not None:
            return decided
        hidden = hidden or _hides(resolver, call, module, scope, on_call)
    made = tuple(
        a.removeprefix("new") for a in arguments if a.startswith("new#") or not positions.is_placed(a)
    )
    from_clients = [
        _argument(resolver, call, module, scope, made, Origin.CLIENT) for call, module, scope in clients
    ]
    hidden = hidden or any(_hides(resolver, call, module, scope, made) for call, module, scope in clients)
    given = [setting for setting in from_clients if setting is not None]
    if given and len(given) == len(from_clients):
        return min(
            given, key=lambda s: (State.NONE, State.UNRESOLVED, State.DEFAULT, State.SET).index(s.state)
        )
    if given or hidden or blind:
        return Setting(State.UNRESOLVED)
    state = State.DEFAULT if default else State.ABSENT
    return Setting(state, default, origin=Origin.LIBRARY)


def _hides(resolver: Resolver, call: Call, module: Module, scope: str, arguments: tuple[str, ...]) -> bool:
    """Whether `**` spreads something over the call that cannot be seen."""
    if any(positions.is_placed(argument) for argument in arguments):
        return positions.hides(resolver, Placed(call, module, scope), arguments)
    for splat in call.splats:
        for found in resolver.resolve(Placed(splat, module, scope)):
            if not (
                isinstance(found, Placed) and isinstance(found.value, Mapping) and not found.value.splats
            ):
                return True
    return False


def _argument(
    resolver: Resolver, call: Call, module: Module, scope: str, arguments: tuple[str, ...], at: Origin
) -> Setting | None:
    for argument in arguments:
        if positions.is_placed(argument):
            placed = positions.argument_at(resolver, Placed(call, module, scope, call.line), argument)
            if placed is not None:
                signal = positions.is_signal(argument)
                decided = time_limit(resolver, placed, at) if signal else state_of(resolver, placed, at)
                if decided is not None:
                    return decided
            continue
        if argument.startswith("#"):
            position = int(argument[1:])
            value = call.arguments[position] if len(call.arguments) > position else None
            if value is not None:
                return state_of(resolver, Placed(value, module, scope, call.line), at)
            continue
        placed = follow(resolver, Placed(call, module, scope, call.line), argument.split("."))
        if placed is not None:
            return state_of(resolver, placed, at)
    return None


def state_of(resolver: Resolver, placed: Placed, at: Origin = Origin.CALL) -> Setting:
    """What a value given for a setting amounts to; values from configuration count as set."""
    found = resolver.resolve(placed)
    states = [_one(one) for one in found]
    texts = [text for _, text in states if text]
    order = (State.NONE, State.DEFAULT, State.UNRESOLVED, State.SET)
    kinds = {state for state, _ in states}
    if isinstance(placed.value, Choice) and State.SET in kinds:
        kinds.discard(State.UNRESOLVED)  # `given ?? 3` is set whatever is given
    state = State.UNRESOLVED if len(kinds) > 1 and State.NONE in kinds else min(kinds, key=order.index)
    own = isinstance(placed.value, Name) and placed.value.parts[0] in ("self", "cls")
    certain = all(isinstance(one, Placed) and not (own and _of_class(resolver, one)) for one in found)
    defaults = [one.default if isinstance(one, Environment) else one for one in found]
    decided = next(
        (one for one in defaults if isinstance(one, Placed) and isinstance(one.value, Literal) and one.line),
        placed,
    )
    first, *others = dict.fromkeys(texts) or ("",)
    origin = _origin(found, placed, at) if state is not State.UNRESOLVED else Origin.UNKNOWN
    return Setting(state, first, decided.module.path, decided.line, certain, tuple(others), origin)


def _of_class(resolver: Resolver, found: Placed) -> bool:
    """Whether a value is that of a class, for which a subclass may have another."""
    return bool(found.scope) and found.scope in resolver.classes[id(found.module)]


def _origin(found: Sequence[Placed | Environment | Given | Unknown], placed: Placed, at: Origin) -> Origin:
    """What decides a value that is given at a call or a client: itself, or what its name stands for."""
    if any(isinstance(one, Given) for one in found):
        return Origin.WRAPPER
    if any(isinstance(one, Environment) for one in found):
        return Origin.ENVIRONMENT
    named = isinstance(placed.value, Name | Item) and all(isinstance(one, Placed) for one in found)
    return Origin.CONSTANT if named else at


def _one(found: Placed | Environment | Given | Unknown) -> tuple[State, str]:
    if isinstance(found, Placed):
        value = found.value
        if isinstance(value, Literal):
            if value.value is None or value.value is False:
                return State.NONE, "None"
            return (State.NONE, "0") if value.value == 0 else (State.SET, str(value.value))
        if isinstance(value, Name) and value.parts[-1] in ("NOT_GIVEN", "omit"):
            return State.DEFAULT, ""
        return State.SET, ""
    if isinstance(found, Given):
        default = found.parameter.default
        if default is None or (isinstance(default, Literal) and default.value is None):
            return State.UNRESOLVED, ""
        return _one(Placed(default, found.module, found.function.outer))
    if isinstance(found, Environment):
        if found.default is not None and isinstance(found.default.value, Literal):
            unset = found.default.value.value is None
            return (State.UNRESOLVED, "") if unset else _one(found.default)
        return State.SET, ""
    return (State.DEFAULT if found.text == "undefined" else State.SET), ""
