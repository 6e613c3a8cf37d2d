"""Settings that stand inside the arguments of a call: by keyword, by key, or by position and key."""

from audit.inspection.expressions import Call, Expression, Joined, Literal, Mapping, Name, Sequence, spelled
from audit.inspection.following.resolve import Placed, Resolved, Resolver, Unknown
from audit.inspection.patterns import Pattern

_PLACED = Pattern(r"(?:new)?#\d+\.")
_SIGNALS = ("signal", "abortSignal")
_PLAIN = (Literal, Joined, Sequence)


def is_placed(argument: str) -> bool:
    """Whether a setting is named by position and key: `#1.timeout`."""
    return _PLACED.match(argument) is not None


def of_client(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The settings that the construction of a client may give: `new#0.timeout`, and all named by keyword."""
    return tuple(a.removeprefix("new") for a in arguments if a.startswith("new#") or not is_placed(a))


def is_signal(argument: str) -> bool:
    """Whether a setting is a signal of abortion, which may be a time limit."""
    return argument.endswith(_SIGNALS)


def argument_at(resolver: Resolver, call: Placed, argument: str) -> Placed | None:
    """What a call gives for `#1.timeout`, if that can be seen."""
    position, _, path = argument.removeprefix("#").partition(".")
    value = call.value.arguments if isinstance(call.value, Call) else ()
    if len(value) <= int(position):
        return None
    for found in resolver.resolve(Placed(value[int(position)], call.module, call.scope, call.line)):
        if isinstance(found, Placed):
            inner = follow(resolver, found, path.split("."))
            if inner is not None:
                return inner
    return None


def hides(resolver: Resolver, call: Placed, arguments: tuple[str, ...]) -> bool:
    """Whether one of these settings may be given where it cannot be seen."""
    made = call.value
    if not isinstance(made, Call):
        return False
    for argument in arguments:
        position, _, path = argument.removeprefix("#").partition(".")
        if not position.isdecimal() or not path:
            continue
        if len(made.arguments) > int(position):
            value = Placed(made.arguments[int(position)], call.module, call.scope)
            if _opaque(resolver, value, path.split(".")):
                return True
        elif set(made.splats) - {s for a in made.arguments if isinstance(a, Mapping) for s in a.splats}:
            return True
    return False


def _opaque(resolver: Resolver, placed: Placed, path: list[str], depth: int = 6) -> bool:
    """Whether an object may hold an entry that cannot be seen; a signal that is no time limit is one."""
    return depth <= 0 or any(_hides(resolver, found, path, depth) for found in resolver.resolve(placed))


def _hides(resolver: Resolver, found: Resolved, path: list[str], depth: int) -> bool:
    if not isinstance(found, Placed):
        return not (isinstance(found, Unknown) and found.text == "undefined")
    value = found.value
    inner: list[tuple[Expression, list[str]]] = []
    if isinstance(value, Call):
        if resolver.dotted(value.function, found.module, found.scope) is None:
            return True
        inner = [(argument, path) for argument in value.arguments[:1]]
    elif isinstance(value, Mapping):
        given = dict(value.items).get(path[0])
        if given is not None and len(path) == 1:
            return path[0] in _SIGNALS
        inner = [(given, path[1:])] if given is not None else []
        inner += [(splat, path) for splat in value.splats]
    elif not isinstance(value, _PLAIN):
        return True
    places = ((Placed(one, found.module, found.scope), rest) for one, rest in inner)
    return any(_opaque(resolver, place, rest, depth - 1) for place, rest in places)


def _filled_in(placed: Placed, key: str) -> Placed | None:
    """What a dictionary is given for a key after it was made: `options["timeout"] = 5`."""
    if not isinstance(placed.value, Name):
        return None
    names = {f"{spelled(placed.value)}[{quote}{key}{quote}]" for quote in "\"'"}
    for binding in placed.module.bindings:
        if binding.name in names and binding.scope == placed.scope:
            return Placed(binding.value, placed.module, placed.scope, binding.line)
    return None


def follow(resolver: Resolver, placed: Placed, path: list[str], depth: int = 6) -> Placed | None:
    """Follow a path of keyword arguments and dictionary keys."""
    if depth <= 0:
        return None
    head, rest = path[0], path[1:]
    for found in resolver.resolve(placed) if not isinstance(placed.value, Call) else [placed]:
        if not isinstance(found, Placed):
            continue
        value = None
        splats: tuple[Expression, ...] = ()
        if isinstance(found.value, Call):
            value, splats = found.value.keyword(head), found.value.splats
        elif isinstance(found.value, Mapping):
            value, splats = dict(found.value.items).get(head), found.value.splats
        if value is None:
            for splat in splats:
                given = Placed(splat, found.module, found.scope, found.line)
                inner = _filled_in(given, head) if not rest else None
                inner = inner or follow(resolver, given, path, depth - 1)
                if inner is not None:
                    return inner
            continue
        line = value.line if isinstance(value, Call) else found.line
        inside = Placed(value, found.module, found.scope, line)
        return inside if not rest else follow(resolver, inside, rest, depth - 1)
    return None
