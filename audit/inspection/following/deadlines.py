"""Time limits that a call of Go or Java is given from outside: contexts with a deadline, waits."""

from audit.inspection.expressions import Call, CallSite, Expression, Literal, Module, Name
from audit.inspection.facts import Origin, Setting, State
from audit.inspection.following.names import scopes_of
from audit.inspection.following.resolve import Resolver

_DEPTH = 6
_LIMITS = ("go:context.WithTimeout", "go:context.WithDeadline", "go:context.WithTimeoutCause")
_ENDLESS = ("go:context.Background", "go:context.TODO")
_WAITS = frozenset(
    {"WithTimeout", "WithDeadline", "WithTimeoutCause", "orTimeout", "completeOnTimeout",
     "executeFutureSupplier", "block", "blockFirst", "blockLast"}
)  # fmt: skip


def deadline(resolver: Resolver, module: Module, site: CallSite) -> Setting | None:
    """The time limit of the context that a call of Go is given, if it can be seen to have one."""
    first = site.call.arguments[0] if site.call.arguments else None
    return (
        _limit(resolver, module, site.scope, first, site.call.line, _DEPTH)
        if module.path.endswith(".go")
        else None
    )


def endless(resolver: Resolver, module: Module, site: CallSite) -> bool:
    """Whether a call is given a context that nobody else can have limited."""
    value = site.call.arguments[0] if site.call.arguments else None
    for _ in range(_DEPTH):
        if isinstance(value, Call):
            name = resolver.dotted(value.function, module, site.scope) or ""
            if name in _ENDLESS:
                return True
            value = value.arguments[0] if name.startswith("go:context.") and value.arguments else None
        elif isinstance(value, Name):
            value = _bound(resolver, module, site.scope, value, site.call.line)[0]
        else:
            return False
    return False


def waited_near(resolver: Resolver, module: Module) -> bool:
    """Whether the package of a call, or one that imports it, gives anything a time limit from outside."""
    return any(
        site.call.function.parts[-1] in _WAITS if isinstance(site.call.function, Name)
        else getattr(site.call.function, "name", "") in _WAITS
        for one in resolver.packages.near(module)
        for site in one.calls
    )  # fmt: skip


def _limit(
    resolver: Resolver, module: Module, scope: str, value: Expression | None, line: int, depth: int
) -> Setting | None:
    if depth <= 0:
        return None
    if isinstance(value, Name):
        inner, at = _bound(resolver, module, scope, value, line)
        return _limit(resolver, module, scope, inner, at, depth - 1) if inner is not None else None
    if not isinstance(value, Call):
        return None
    name = resolver.dotted(value.function, module, scope) or ""
    if name in _LIMITS:
        given = value.arguments[1] if len(value.arguments) > 1 else None
        text = str(given.value) if isinstance(given, Literal) else ""
        return Setting(State.SET, text, module.path, value.line, origin=Origin.WRAPPER)
    if name.startswith("go:") and value.arguments:  # WithCancel, WithValue, a span of a trace
        return _limit(resolver, module, scope, value.arguments[0], line, depth - 1)
    return None


def _bound(
    resolver: Resolver, module: Module, scope: str, name: Name, line: int
) -> tuple[Expression | None, int]:
    """What a name was last bound to before a line, in the innermost function that binds it."""
    text = ".".join(name.parts)
    for inner in scopes_of(scope):
        before = [b for b in resolver.bindings[id(module)].get((inner, text), ()) if b.line < line]
        if before:
            return before[-1].value, before[-1].line
        function = resolver.functions[id(module)].get(inner)
        if function is not None and any(p.name == text for p in function.parameters):
            return None, line
    return None, line
