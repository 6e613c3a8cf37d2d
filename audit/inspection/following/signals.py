"""Signals of abortion in JavaScript: which of them end a request after some time."""

from audit.inspection.expressions import Call, Expression, Literal, Mapping, Member, Name, Sequence
from audit.inspection.facts import Origin, Setting, State
from audit.inspection.following.names import scopes_of
from audit.inspection.following.resolve import Placed, Resolver

_DEPTH = 5


def time_limit(resolver: Resolver, placed: Placed, at: Origin) -> Setting | None:
    """The time limit that a signal carries; none if it is only a person's or a caller's way to cancel."""
    text = _limit(resolver, placed, _DEPTH)
    return None if text is None else Setting(State.SET, text, placed.module.path, placed.line, origin=at)


def _limit(resolver: Resolver, placed: Placed, depth: int) -> str | None:
    value = placed.value
    if depth <= 0:
        return None
    if isinstance(value, Name):
        if (
            value.parts[-1] == "signal"
            and len(value.parts) > 1
            and _aborted_in_time(placed, value.parts[:-1])
        ):
            return "by an abort after some time"
        inner = _bound(resolver, placed, value)
        if inner is not None:
            return _limit(resolver, inner, depth - 1)
    made = _made(resolver, placed, depth)
    if made is not None:
        return made
    for found in resolver.resolve(placed):
        if isinstance(found, Placed) and isinstance(found.value, Call):
            text = _of_call(resolver, found, found.value, depth)
            if text is not None:
                return text
    return None


def _made(resolver: Resolver, placed: Placed, depth: int) -> str | None:
    """The time limit of a signal that a function of the repository gives, by itself or as a part."""
    value: Expression | None = placed.value
    path: list[str] = []
    while isinstance(value, Member) and len(path) < _DEPTH:
        path = [value.name, *path]
        value = value.base
    if isinstance(value, Name) and len(value.parts) > 1:
        path = [value.parts[-1]]
        bound = _bound(resolver, placed, Name(value.parts[:-1]))
        value = bound.value if bound is not None else None
    home = resolver.function(value.function, placed.module, placed.scope) if isinstance(value, Call) else None
    if home is None:
        return None
    function, module = home
    for given in function.returns:
        inner: Expression | None = given
        for name in path:
            if isinstance(inner, Mapping):
                inner = dict(inner.items).get(name)
            elif isinstance(inner, Name):
                inner = Name((*inner.parts, name))
        made = Placed(inner, module, function.name) if inner is not None else None
        text = _limit(resolver, made, depth - 1) if made is not None else None
        if text is not None:
            return text
    return None


def _of_call(resolver: Resolver, placed: Placed, call: Call, depth: int) -> str | None:
    function = call.function.parts if isinstance(call.function, Name) else ()
    if function == ("AbortSignal", "timeout"):
        first = call.arguments[0] if call.arguments else None
        return f"{first.value} ms" if isinstance(first, Literal) else "by a signal"
    if function == ("AbortSignal", "any") and call.arguments:
        listed = call.arguments[0]
        items: tuple[Expression, ...] = listed.items if isinstance(listed, Sequence) else ()
        texts = (_limit(resolver, Placed(i, placed.module, placed.scope), depth - 1) for i in items)
        return next((text for text in texts if text is not None), None)
    return None


def _bound(resolver: Resolver, placed: Placed, name: Name) -> Placed | None:
    """What a name is bound to in the scopes around it, if to one thing."""
    for scope in scopes_of(placed.scope):
        bound = resolver.bindings[id(placed.module)].get((scope, ".".join(name.parts)), [])
        if bound:
            return Placed(bound[0].value, placed.module, scope, placed.line) if len(bound) == 1 else None
    return None


def _aborted_in_time(placed: Placed, controller: tuple[str, ...]) -> bool:
    """Whether a timer aborts the controller of a signal."""
    return any(
        site.call.function == Name(("setTimeout",))
        and site.call.arguments == (Name(controller),)
        and (placed.scope == site.scope or placed.scope.startswith(f"{site.scope}.") or not site.scope
             or site.scope.startswith(f"{placed.scope}."))
        for site in placed.module.calls
    )  # fmt: skip
