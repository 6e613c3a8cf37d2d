"""Calls that are one of the ways which knowledge lists: by function, by method, or by an argument given."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.inspection.expressions import Call, CallSite, Module, spelled
from audit.inspection.following.positions import follow
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.knowledge import Mechanism

_VERBS = frozenset(
    {"get", "post", "put", "patch", "delete", "api_route", "add_api_route", "route", "websocket"}
)


class Ways:
    """Some ways by what shows them in a call, so that of most calls none has to be tried."""

    def __init__(self, listed: Iterable[Mechanism]) -> None:
        self._listed = tuple(listed)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_last: dict[str, list[int]] = defaultdict(list)
        self._by_keyword: dict[str, list[int]] = defaultdict(list)
        for number, way in enumerate(self._listed):
            for name in way.names:
                self._by_name[name].append(number)
            for last in {method.rpartition(".")[2] for method in way.methods}:
                self._by_last[last].append(number)
            for keyword in {argument.partition(".")[0] for argument in way.arguments}:
                self._by_keyword[keyword].append(number)

    def of(self, call: Call, name: str | None, last: str) -> Iterator[Mechanism]:
        """The ways that a call may be, in the order of the knowledge."""
        found = {*self._by_name.get(name or "", ()), *self._by_last.get(last, ())}
        for keyword in self._by_keyword if call.splats else dict(call.keywords):
            found.update(self._by_keyword.get(keyword, ()))
        return (self._listed[number] for number in sorted(found))


def given_mechanism(
    resolver: Resolver, module: Module, site: CallSite, ways: Ways
) -> tuple[Mechanism, Placed | None] | None:
    """The way that a call is, with the value of the argument that makes it one, if an argument does."""
    text = spelled(site.call.function)
    name = resolver.dotted(site.call.function, module, site.scope)
    last = text.rpartition(".")[2]
    for way in ways.of(site.call, name, last):
        if way.but_not is not None and way.but_not.search(text):
            continue
        if name is not None and name in way.names:
            return way, None
        if any(text == m or text.endswith(f".{m}") for m in way.methods):
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
