"""The state of one pass over a file of Go or Java: what is open, and what was found."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Binding,
    Call,
    CallSite,
    Choice,
    ClassForm,
    Expression,
    Function,
    Literal,
    Loop,
    Mapping,
    Module,
    Name,
    Opaque,
)

_NAME_LIMIT = 80
_RETURNS = 4
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
class Open:
    """A construct that the walk is inside of."""

    end: int
    kind: str
    name: str = ""
    loop: int = -1
    around: Expression | None = None
    inline: bool = False
    perhaps: bool = False
    handles: int = -1


@dataclass
class Walk:
    """The state of one pass over a file in document order."""

    stack: list[Open] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    import_lines: list[tuple[str, int]] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: dict[str, ClassForm] = field(default_factory=dict)
    bindings: list[Binding] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    places: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    calls: list[CallSite] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    returns: dict[str, list[Expression]] = field(default_factory=lambda: defaultdict(list))
    retried: set[str] = field(default_factory=set)

    @property
    def scope(self) -> str:
        """The qualified name of the function or class around this place."""
        return ".".join(o.name for o in self.stack if o.name)

    @property
    def loop_numbers(self) -> tuple[int, ...]:
        """The loops around this place, up to the innermost function with a name of its own."""
        numbers: list[int] = []
        for opened in self.stack:
            if opened.name and not opened.inline:
                numbers.clear()
            if opened.loop >= 0:
                numbers.append(opened.loop)
        return tuple(numbers)

    @property
    def perhaps(self) -> int:
        """How many conditions stand between this place and its function."""
        count = 0
        for opened in self.stack:
            count = 0 if opened.name and not opened.inline else count + opened.perhaps
        return count

    def close(self, start: int) -> None:
        """Leave every construct that ends before a place."""
        while self.stack and self.stack[-1].end <= start:
            self.stack.pop()

    def handled(self, end: int) -> bool:
        """Whether a `try` of the same function catches what is raised before `end`."""
        found = False
        for opened in self.stack:
            found = (not opened.name or opened.inline) and (found or opened.handles >= end)
        return found

    def bind(self, scope: str, name: str, value: Expression, line: int) -> None:
        """Remember an assignment."""
        if len(name) <= _NAME_LIMIT and name != "_":
            self.places[scope, name].append(len(self.bindings))
            self.bindings.append(Binding(scope, name, value, line, self.loop_numbers))
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

    def module(self, path: str, role: Role, broken_at: int | None) -> Module:
        """What was found, as a module."""
        listed = (
            replace(
                f,
                returns=tuple(self.returns.get(f.name, ())),
                decorators=(*f.decorators, *((Name(("retry",)),) if f.name in self.retried else ())),
            )
            for f in self.functions
        )
        return Module(
            path, role, tuple(self.imports.items()), used=frozenset(self.imports), functions=tuple(listed),
            classes=tuple(self.classes.values()), bindings=tuple(self.bindings), calls=tuple(self.calls),
            loops=tuple(self.loops), import_lines=tuple(self.import_lines), broken_at=broken_at,
        )  # fmt: skip

    def give_back(self, value: Expression) -> None:
        """Remember what a function returns."""
        if len(self.returns[self.scope]) < _RETURNS:
            self.returns[self.scope].append(value)


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
