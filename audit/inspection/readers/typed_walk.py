"""The state of one pass over a file of Go or Java: also what objects are told, and what is repeated."""

from collections import defaultdict
from dataclasses import dataclass, field

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Call,
    Choice,
    ClassForm,
    Expression,
    Literal,
    Mapping,
    Module,
    Name,
    Opaque,
)
from audit.inspection.readers.walk import Walk

_FIELDS = 200


@knowledge.remembered
def interesting(prefix: str) -> frozenset[str]:
    """The last names of the calls worth keeping in one language, whose names begin with its prefix."""
    names = [name for f in knowledge.frameworks() for name in f.names if name.startswith(prefix)]
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            if any(name.startswith(prefix) for name in surface.names):
                names += [*surface.names, *surface.methods]
    return frozenset(name.rpartition(".")[2] for name in names)


@dataclass
class TypedWalk(Walk):
    """A walk that follows objects which are told their settings statement by statement."""

    types: dict[str, ClassForm] = field(default_factory=dict)
    depths: list[int] = field(default_factory=list)
    places: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    retried: set[str] = field(default_factory=set)

    @property
    def perhaps(self) -> int:
        """How many conditions stand between this place and its function."""
        count = 0
        for opened in self.stack:
            count = 0 if opened.own else count + opened.perhaps
        return count

    def bind(self, scope: str, name: str, value: Expression, line: int) -> None:
        """Remember an assignment."""
        known = len(self.bindings)
        if name != "_":
            super().bind(scope, name, value, line)
        if len(self.bindings) > known:
            self.places[scope, name].append(known)
            self.depths.append(self.perhaps)

    def home(self, name: str) -> tuple[str, int] | None:
        """The scope that last bound a name as seen from here, and the number of that binding."""
        scope = self.scope
        while True:
            known = self.places.get((scope, name))
            if known:
                return scope, known[-1]
            if not scope:
                return None
            scope = scope.rpartition(".")[0]

    def give(self, name: str, path: tuple[str, ...], value: Expression) -> bool:
        """Add `name.path = value` to the object that a name is bound to, if it is seen being made."""
        found = self.home(name)
        if found is None:
            return False
        number = found[1]
        bound = self.bindings[number]
        if not isinstance(bound.value, Call | Mapping):
            return False
        sometimes = self.perhaps > self.depths[number]
        self.bindings[number] = replace(bound, value=_given(bound.value, path, value, sometimes=sometimes))
        return True

    def module(self, path: str, role: Role) -> Module:
        """What was found, as a module."""
        found = super().module(path, role)
        marked = (
            replace(f, decorators=(*f.decorators, Name(("retry",)))) if f.name in self.retried else f
            for f in found.functions
        )
        return replace(found, functions=tuple(marked), classes=tuple(self.types.values()))


def _given(
    base: Call | Mapping, path: tuple[str, ...], value: Expression, *, sometimes: bool
) -> Call | Mapping:
    """An object with one more field; what is given only sometimes may also be left out."""
    items = dict(base.keywords if isinstance(base, Call) else base.items)
    if len(items) >= _FIELDS and path[0] not in items:
        return replace(base, splats=(Opaque("more"),))
    before = items.get(path[0])
    if len(path) > 1:
        inner = before if isinstance(before, Call | Mapping) else Mapping()
        value = _given(inner, path[1:], value, sometimes=sometimes)
    elif sometimes:
        options = before.options if isinstance(before, Choice) else (before or Literal(None),)
        value = Choice((value, *options[:5]))
    items[path[0]] = value
    listed = tuple(items.items())
    return replace(base, keywords=listed) if isinstance(base, Call) else replace(base, items=listed)
