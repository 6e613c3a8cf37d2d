"""Calls that are one of the ways which knowledge lists: by function, by method, or by an argument given."""

from collections.abc import Iterable

from audit.inspection.expressions import CallSite, Module, spelled
from audit.inspection.following.positions import follow
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.knowledge import Mechanism

_VERBS = frozenset(
    {"get", "post", "put", "patch", "delete", "api_route", "add_api_route", "route", "websocket"}
)


def given_mechanism(
    resolver: Resolver, module: Module, site: CallSite, ways: Iterable[Mechanism]
) -> tuple[Mechanism, Placed | None] | None:
    """The way that a call is, with the value of the argument that makes it one, if an argument does."""
    text = spelled(site.call.function)
    name = resolver.dotted(site.call.function, module, site.scope)
    last = text.rpartition(".")[2]
    for way in ways:
        if name is not None and name in way.names:
            return way, None
        if last in way.last_names and any(text == m or text.endswith(f".{m}") for m in way.methods):
            return way, None
        if way.arguments and last not in _VERBS and _understands(resolver, way, name, module):
            for argument in way.arguments:
                placed = Placed(site.call, module, site.scope, site.call.line)
                given = follow(resolver, placed, argument.split("."))
                if given is not None:
                    return way, given
    return None


def _understands(resolver: Resolver, way: Mechanism, name: str | None, module: Module) -> bool:
    """Whether a function takes the arguments of a way: by its full name, or by what its module imports."""
    if not way.of:
        return True
    if name is not None:
        return any(name == one or (one.endswith(".") and name.startswith(one)) for one in way.of)
    return not resolver.imported_packages(module).isdisjoint(way.of)
