"""Values followed to what they are: through assignments, parameters, settings and the environment."""

from collections.abc import Iterator
from itertools import islice

from audit.inspection import knowledge
from audit.inspection.expressions import (
    Binding,
    Call,
    Choice,
    Expression,
    Function,
    Item,
    Joined,
    Literal,
    Mapping,
    Member,
    Module,
    Name,
    Opaque,
    Parameter,
    spelled,
)
from audit.inspection.following.names import Names, class_of, scopes_of
from audit.inspection.following.package_names import is_packaged
from audit.inspection.intake.sending import Value

_DEPTH = 10
_OPTIONS = 6
_ENVIRONMENT = frozenset(
    {
        "os.getenv",
        "os.environ.get",
        "environ.get",
        "decouple.config",
        "environs.env",
        "st.secrets.get",
        "go:os.Getenv",
        "java:java.lang.System.getenv",
        "java:java.lang.System.getProperty",
    }
)
_CONVERSIONS = {(name,) for name in ("int", "float", "str", "Number", "parseInt", "parseFloat", "String")}
_ENVIRONMENT_OBJECTS = (("process", "env"), ("import", "meta", "env"), ("Deno", "env"), ("Bun", "env"))


class Placed(Value, frozen=True):
    """An expression with the module and scope in which its names mean something."""

    value: Expression
    module: Module
    scope: str
    line: int | None = None


class Environment(Value, frozen=True):
    """A value read from the environment, with its default if it has one."""

    name: str
    default: Placed | None


class Given(Value, frozen=True):
    """A parameter whose value callers give."""

    parameter: Parameter
    function: Function
    module: Module


class Unknown(Value, frozen=True):
    """Something that cannot be followed further, by its text."""

    text: str


Resolved = Placed | Environment | Given | Unknown


class Resolver(Names):
    """All modules of a repository, and what the values in them can be."""

    def resolve(self, placed: Placed, depth: int = _DEPTH) -> list[Resolved]:
        """What an expression can be, as far as it can be followed; never empty."""
        return list(islice(self._resolve(placed, depth), _OPTIONS)) or [Unknown("")]

    def _resolve(self, placed: Placed, depth: int) -> Iterator[Resolved]:
        value = placed.value
        if depth <= 0:
            yield Unknown("")
        elif isinstance(value, Choice):
            for option in value.options:
                yield from self._resolve(Placed(option, placed.module, placed.scope, placed.line), depth - 1)
        elif isinstance(value, Call):
            yield from self._call(placed, value, depth)
        elif isinstance(value, Name):
            yield from self._name(placed, value, depth)
        elif isinstance(value, Item):
            yield from self._item(placed, value, depth)
        elif isinstance(value, Joined):
            text = self.text(placed, depth)
            known = Placed(Literal(text), placed.module, placed.scope, placed.line)
            yield known if text is not None else placed
        elif isinstance(value, Member):
            base = Placed(value.base, placed.module, placed.scope, placed.line)
            yield from self._property(base, value.name, depth)
        elif isinstance(value, Opaque):
            yield Unknown(value.text)
        else:
            yield placed

    def _call(self, placed: Placed, call: Call, depth: int) -> Iterator[Resolved]:
        name = self.dotted(call.function, placed.module, placed.scope)
        if name in _ENVIRONMENT and call.arguments and isinstance(call.arguments[0], Literal):
            second = call.arguments[1] if len(call.arguments) > 1 else call.keyword("default")
            given = Placed(second, placed.module, placed.scope, call.line) if second is not None else None
            yield Environment(str(call.arguments[0].value), given)
            return
        if isinstance(call.function, Name) and call.function.parts in _CONVERSIONS and call.arguments:
            yield from self._resolve(
                Placed(call.arguments[0], placed.module, placed.scope, call.line), depth - 1
            )
            return
        if name is None:
            made = self.function(call.function, placed.module, placed.scope)
            if made is not None and made[0].returns:
                for returned in made[0].returns:
                    yield from self._resolve(Placed(returned, made[1], made[0].name, made[0].line), depth - 1)
                return
        if isinstance(call.function, Name | Member) and _last(call.function) in ("Field", "field"):
            default = call.keyword("default") or (call.arguments[0] if call.arguments else None)
            if default is not None:
                yield from self._resolve(Placed(default, placed.module, placed.scope, call.line), depth - 1)
                return
        yield placed

    def _item(self, placed: Placed, item: Item, depth: int) -> Iterator[Resolved]:
        key = item.key.value if isinstance(item.key, Literal) else None
        if (
            isinstance(item.base, Name)
            and self.dotted(item.base, placed.module, placed.scope) == "os.environ"
        ):
            yield Environment(str(key), None)
            return
        for base in self._resolve(Placed(item.base, placed.module, placed.scope), depth - 1):
            if isinstance(base, Placed) and isinstance(base.value, Mapping):
                for name, value in base.value.items:
                    if name == key:
                        yield from self._resolve(Placed(value, base.module, base.scope, base.line), depth - 1)
                        return
        yield Unknown(spelled(item))

    def _name(self, placed: Placed, name: Name, depth: int) -> Iterator[Resolved]:
        module, scope = placed.module, placed.scope
        if depth <= 0:
            yield Unknown(".".join(name.parts))
            return
        if name.parts[:-1] in _ENVIRONMENT_OBJECTS:
            yield Environment(name.parts[-1], None)
            return
        if name.parts[0] in ("self", "cls") and len(name.parts) == 2:
            owner = class_of(scope, self.classes[id(module)])
            yield from self._attribute(owner, name.parts[1], module, depth)
            return
        local = list(self._local(module, scope, name, depth))
        if local:
            yield from local
            return
        home = self.home(name, module)
        if home is not None and home[0] is not module:
            there = Name(tuple(home[1].split(".")))
            yield from self._name(Placed(there, home[0], ""), there, depth - 1)
        elif (constant := self._constant(name, module, scope)) is not None:
            yield Placed(constant, module, scope, placed.line)
        elif len(name.parts) >= 2:
            yield from self._of_object(placed, name, depth)
        elif is_packaged(module.path) and class_of(scope, self.classes[id(module)]) is not None:
            yield from self._attribute(
                class_of(scope, self.classes[id(module)]), name.parts[0], module, depth
            )
        else:
            yield Unknown(".".join(name.parts))

    def _constant(self, name: Name, module: Module, scope: str) -> Literal | None:
        """The model name that a constant of a library of Go or Java stands for."""
        full = self.dotted(name, module, scope) if is_packaged(module.path) else None
        known = knowledge.constants().get(full or "")
        return None if known is None else Literal(known)

    def _local(self, module: Module, scope: str, name: Name, depth: int) -> Iterator[Resolved]:
        """What a name is bound to in its module, in the innermost scope that binds it."""
        for inner in scopes_of(scope):
            bound = self.bindings[id(module)].get((inner, ".".join(name.parts)), [])
            for binding in bound[-_OPTIONS:]:
                if binding.value != name:
                    yield from self._resolve(Placed(binding.value, module, inner, binding.line), depth - 1)
            given = self.functions[id(module)].get(inner)
            if not bound and given is not None and len(name.parts) == 1:
                named = [p for p in given.parameters if p.name.lstrip("*") == name.parts[0]]
                yield from (Given(parameter, given, module) for parameter in named)
                if named:
                    return
            if bound:
                return

    def _of_object(self, placed: Placed, name: Name, depth: int) -> Iterator[Resolved]:
        """`settings.timeout`, where `settings` is a class of this repository or an object of one."""
        base = Name(name.parts[:-1])
        direct = self.class_home(base, placed.module)
        if direct is not None:
            yield from self._attribute(direct[1], name.parts[-1], direct[0], depth - 1)
            return
        for found in self._resolve(Placed(base, placed.module, placed.scope), depth - 1):
            if isinstance(found, Placed) and isinstance(found.value, Mapping):
                yield from self._entry(found, found.value, name.parts[-1], depth)
                return
            if isinstance(found, Placed) and isinstance(found.value, Call):
                maker = found.value.function
                home = self.class_home(maker, found.module)
                if home is None and isinstance(maker, Name) and len(maker.parts) > 1:
                    home = self.class_home(Name(maker.parts[:-1]), found.module)
                if home is not None:
                    given = found.value.keyword(name.parts[-1])
                    if given is not None:
                        yield from self._resolve(
                            Placed(given, found.module, found.scope, found.value.line), depth - 1
                        )
                    else:
                        yield from self._attribute(home[1], name.parts[-1], home[0], depth - 1)
                    return
        yield Unknown(".".join(name.parts))

    def _property(self, base: Placed, name: str, depth: int) -> Iterator[Resolved]:
        """`make().name`, where what is made is an object whose entries can be seen."""
        for found in self._resolve(base, depth - 1):
            if isinstance(found, Placed) and isinstance(found.value, Mapping):
                yield from self._entry(found, found.value, name, depth)
                return
        yield Unknown(name)

    def _entry(self, found: Placed, table: Mapping, name: str, depth: int) -> Iterator[Resolved]:
        value = dict(table.items).get(name)
        if value is None:
            yield Unknown(name)
        else:
            yield from self._resolve(Placed(value, found.module, found.scope, found.line), depth - 1)

    def _attribute(self, owner: str | None, name: str, module: Module, depth: int) -> Iterator[Resolved]:
        if owner is None or depth <= 0:
            yield Unknown(name)
            return
        bound = list(self._given_attributes(owner, name, module))
        for binding, where in bound:
            placed = Placed(binding.value, where, binding.scope, binding.line)
            for found in self._resolve(placed, depth - 1):
                plain = isinstance(found, Placed) and isinstance(found.value, Literal)
                settable = plain and binding.scope == owner and self._settable(owner, module)
                yield Environment(name, found) if settable and isinstance(found, Placed) else found
        if bound:
            return
        form = self.classes[id(module)].get(owner)
        for base in form.bases if form else ():
            home = self.class_home(base, module)
            if home is not None:
                yield from self._attribute(home[1], name, home[0], depth - 1)
                return
        yield self._typed(owner, name, module)

    def _typed(self, owner: str, name: str, module: Module) -> Resolved:
        """A field of which only the type is known: what it holds is given from elsewhere."""
        for one in self.packages.neighbours(module):
            for declared in self.bindings[id(one)].get((owner, f"{name}:"), ()):
                parameter = Parameter(name, declared.value)
                return Given(parameter, Function(owner, "", (parameter,), (), (), declared.line, True), one)
        return Unknown(name)

    def _settable(self, owner: str, module: Module) -> bool:
        """Whether a constructor or the environment can give the fields of a class other values."""
        form = self.classes[id(module)].get(owner)
        if form is None or form.decorated:
            return form is not None
        homes = [self.class_home(base, module) for base in form.bases]
        return any(
            home is None or (home != (module, owner) and self._settable(home[1], home[0])) for home in homes
        )

    def _given_attributes(self, owner: str, name: str, module: Module) -> Iterator[tuple[Binding, Module]]:
        """Where the files of a package give an attribute its value, with the file of each."""
        for one in self.packages.neighbours(module) or (module,):
            yield from ((binding, one) for binding in self.attribute_bindings(owner, name, one))
        yield from self.packages.fields(owner, name, module) if is_packaged(module.path) else ()

    def attribute_bindings(self, owner: str, name: str, module: Module) -> Iterator[Binding]:
        """Where a class or one of its methods gives an attribute its value."""
        yield from self.bindings[id(module)].get((owner, name), ())
        yield from self.bindings[id(module)].get(("", f"{owner}.{name}"), ())
        for function in self.functions[id(module)]:
            if function.startswith(f"{owner}."):
                for spelling in (f"self.{name}", f"cls.{name}"):
                    yield from self.bindings[id(module)].get((function, spelling), ())

    def text(self, placed: Placed, depth: int = _DEPTH) -> str | None:
        """The text that an expression is put together to, if all its parts are known."""
        value = placed.value
        if depth <= 0:
            return None
        if isinstance(value, Joined):
            parts = [self.text(Placed(p, placed.module, placed.scope), depth - 1) for p in value.parts]
            known = [part for part in parts if part is not None]
            return value.separator.join(known) if len(known) == len(parts) else None
        for found in self.resolve(placed, depth - 1):
            if isinstance(found, Environment) and found.default is not None:
                return self.text(found.default, depth - 1)
            if (
                isinstance(found, Placed)
                and isinstance(found.value, Literal)
                and isinstance(found.value.value, str)
            ):
                return found.value.value
        return None


def _last(value: Name | Member) -> str:
    return value.parts[-1] if isinstance(value, Name) else value.name
