"""The full name of what a call calls, also through the objects of a library that it is a part of."""

from audit.inspection.expressions import Call, Expression, Member, Module, Name
from audit.inspection.following.resolve import Placed, Resolver

_DEPTH = 4


def full_name(
    resolver: Resolver, function: Expression, module: Module, scope: str, depth: int = _DEPTH
) -> str | None:
    """`createOpenAI({})("gpt-4o")` → `npm:@ai-sdk/openai.createOpenAI.()`; none for what is unknown."""
    name = resolver.dotted(function, module, scope)
    if name is not None or depth <= 0:
        return name
    base, last = _split(function)
    if base is None:
        return None
    for found in resolver.resolve(Placed(base, module, scope)):
        if isinstance(found, Placed) and isinstance(found.value, Call):
            inner = full_name(resolver, found.value.function, found.module, found.scope, depth - 1)
            if inner is not None:
                return f"{inner}.{last}"
    return None


def _split(function: Expression) -> tuple[Expression | None, str]:
    if isinstance(function, Name) and len(function.parts) > 1:
        return Name(function.parts[:-1]), function.parts[-1]
    if isinstance(function, Member):
        return function.base, function.name
    return (function, "()") if isinstance(function, Call | Name) else (None, "")
