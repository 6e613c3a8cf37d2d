"""Names followed to what they stand for: through scopes, imports, classes, functions and settings, across files."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from audit.inspection.expressions import (
    Binding,
    Call,
    Choice,
    ClassForm,
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
)

_DEPTH = 10
_OPTIONS = 6
_ENVIRONMENT = frozenset(
    {"os.getenv", "os.environ.get", "environ.get", "decouple.config", "environs.env", "st.secrets.get"}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression with the module and scope in which its names mean something."""

    value: Expression
    module: Module
    scope: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """A value read from the environment, with its default if it has one."""

    name: str
    default: Placed | None


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter whose value callers give."""

    parameter: Parameter
    function: Function
    module: Module


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that cannot be followed further, by its text."""

    text: str


Resolved = Placed | Environment | Given | Unknown


class Resolver:
    """All modules of a repository, and the ways between them."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.modules = tuple(modules)
        self._by_tail: dict[str, list[Module]] = defaultdict(list)
        self._bindings: dict[int, dict[tuple[str, str], list[Binding]]] = {}
        self._functions: dict[int, dict[str, Function]] = {}
        self._classes: dict[int, dict[str, ClassForm]] = {}
        self._imports: dict[int, dict[str, str]] = {}
        for module in self.modules:
            self._by_tail[_stem(module.path).rpartition("/")[2]].append(module)
            table: dict[tuple[str, str], list[Binding]] = defaultdict(list)
            for binding in module.bindings:
                table[binding.scope, binding.name].append(binding)
            self._bindings[id(module)] = table
            self._functions[id(module)] = {f.name: f for f in module.functions}
            self._classes[id(module)] = {c.name: c for c in module.classes}
            self._imports[id(module)] = dict(module.imports)

    # Modules and dotted names.

    def local_module(self, dotted: str, importer: Module) -> Module | None:
        """The module of this repository that a dotted import means, seen from the importing file."""
        folder = posixpath.dirname(importer.path)
        if dotted.startswith("."):
            level = len(dotted) - len(dotted.lstrip("."))
            for _ in range(level - 1):
                folder = posixpath.dirname(folder)
            stem = posixpath.normpath(posixpath.join(folder, dotted.lstrip(".").replace(".", "/")))
            return next((m for m in self._by_tail[stem.rpartition("/")[2]] if _stem(m.path) == stem), None)
        stem = dotted.replace(".", "/")
        fitting = [
            m
            for m in self._by_tail[stem.rpartition("/")[2]]
            if _stem(m.path) == stem or _stem(m.path).endswith(f"/{stem}")
        ]
        return max(
            fitting,
            key=lambda m: (len(posixpath.commonprefix([m.path, importer.path])), -len(m.path)),
            default=None,
        )

    def dotted(self, value: Expression, module: Module, scope: str, depth: int = _DEPTH) -> str | None:
        """The full name outside this repository that a name stands for: `OpenAI` → `openai.OpenAI`."""
        while isinstance(value, Item):  # a generic class with its parameters: `Agent[Context](...)`
            value = value.base
        if depth <= 0 or not isinstance(value, Name):
            return None
        root, rest = value.parts[0], value.parts[1:]
        for inner in _scopes(scope):
            bound = self._bindings[id(module)].get((inner, root))
            if bound:
                one = bound[0].value
                options = one.options if isinstance(one, Choice) else (one,)
                for option in options if len(bound) == 1 else ():
                    name = self.dotted(option, module, inner, depth - 1) if option != Name((root,)) else None
                    if name:
                        return ".".join((name, *rest))
                return None
            if root in self._functions[id(module)] or root in self._classes[id(module)]:
                return None
        imported = self._imports[id(module)].get(root)
        if imported is None:
            return self._starred(value, module, depth)
        return self._external(imported, rest, module, depth)

    def _starred(self, value: Name, module: Module, depth: int) -> str | None:
        for star in module.stars:
            local = self.local_module(star, module)
            if local is not None and local is not module:
                found = self.dotted(value, local, "", depth - 1)
                if found:
                    return found
            elif local is None and not star.startswith("."):
                return ".".join((star, *value.parts))
        return None

    def _external(self, imported: str, rest: tuple[str, ...], module: Module, depth: int) -> str | None:
        if self.local_module(imported, module) is not None and (
            imported.startswith(".") or "." in imported or not rest
        ):
            return None if not rest else self._through(imported, rest, module, depth)
        base, _, name = imported.rpartition(".")
        local = self.local_module(base or ".", module) if base or imported.startswith(".") else None
        if local is not None and local is not module:
            found = self.dotted(Name((name, *rest)), local, "", depth - 1)
            if found is not None or base.startswith(".") or self._defines(local, name):
                return found
        if imported.startswith("."):
            return None
        return ".".join((imported, *rest))

    def _defines(self, module: Module, name: str) -> bool:
        """Whether a module has a name at its top; a folder of modules may have any."""
        return (
            bool(self._bindings[id(module)].get(("", name)))
            or name in self._functions[id(module)]
            or name in self._classes[id(module)]
            or name in self._imports[id(module)]
            or bool(module.stars)
        )

    def _through(self, imported: str, rest: tuple[str, ...], module: Module, depth: int) -> str | None:
        local = self.local_module(imported, module)
        return None if local is None or local is module else self.dotted(Name(rest), local, "", depth - 1)

    def function(self, value: Expression, module: Module, scope: str) -> tuple[Function, Module] | None:
        """The function of this repository that a name or `self.method` stands for."""
        if not isinstance(value, Name):
            return None
        if value.parts[0] in ("self", "cls") and len(value.parts) == 2:
            found = self.method(_class_of(scope, self._classes[id(module)]), value.parts[1], module)
            return found
        for inner in _scopes(scope):
            name = ".".join((inner, *value.parts)) if inner else ".".join(value.parts)
            if name in self._functions[id(module)]:
                return self._functions[id(module)][name], module
        home = self.home(value, module)
        if home is not None:
            owner, name = home
            if name in self._functions[id(owner)]:
                return self._functions[id(owner)][name], owner
        return None

    def method(
        self, owner: str | None, name: str, module: Module, depth: int = 5
    ) -> tuple[Function, Module] | None:
        """A method by name, looked up through the bases that are in this repository."""
        if owner is None or depth <= 0:
            return None
        found = self._functions[id(module)].get(f"{owner}.{name}")
        if found is not None:
            return found, module
        form = self._classes[id(module)].get(owner)
        for base in form.bases if form else ():
            home = self.class_home(base, module)
            if home is not None:
                inherited = self.method(home[1], name, home[0], depth - 1)
                if inherited is not None:
                    return inherited
        return None

    def home(self, value: Name, module: Module, depth: int = _DEPTH) -> tuple[Module, str] | None:
        """The module of this repository that defines an imported name, and the name there."""
        if depth <= 0:
            return None
        imported = self._imports[id(module)].get(value.parts[0])
        if imported is None:
            for star in module.stars:
                local = self.local_module(star, module)
                if local is not None and local is not module:
                    return local, ".".join(value.parts)
            return None
        if len(value.parts) > 1:
            local = self.local_module(imported, module)
            if local is not None:
                return local, ".".join(value.parts[1:])
        base, _, name = imported.rpartition(".")
        if imported.startswith(".") and not base.strip("."):
            base = imported[: len(imported) - len(name)]
        local = self.local_module(base, module) if base else None
        if local is None or local is module:
            return None
        inner = self._imports[id(local)].get(name)
        if inner is not None:
            return self.home(Name((name, *value.parts[1:])), local, depth - 1)
        return local, ".".join((name, *value.parts[1:]))

    def class_home(self, value: Expression, module: Module) -> tuple[Module, str] | None:
        """The module and name of a class of this repository."""
        if not isinstance(value, Name):
            return None
        name = ".".join(value.parts)
        if name in self._classes[id(module)]:
            return module, name
        home = self.home(value, module)
        return home if home is not None and home[1] in self._classes[id(home[0])] else None

    # Values.

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
            yield (
                Placed(Literal(text), placed.module, placed.scope, placed.line)
                if text is not None
                else Unknown("")
            )
        elif isinstance(value, Member | Opaque):
            yield Unknown(value.text if isinstance(value, Opaque) else value.name)
        else:
            yield placed

    def _call(self, placed: Placed, call: Call, depth: int) -> Iterator[Resolved]:
        name = self.dotted(call.function, placed.module, placed.scope)
        if name in _ENVIRONMENT and call.arguments and isinstance(call.arguments[0], Literal):
            second = call.arguments[1] if len(call.arguments) > 1 else call.keyword("default")
            default = Placed(second, placed.module, placed.scope, call.line) if second is not None else None
            yield Environment(str(call.arguments[0].value), default)
            return
        if (
            isinstance(call.function, Name)
            and call.function.parts in (("int",), ("float",), ("str",))
            and call.arguments
        ):
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
        yield Unknown(str(key))

    def _name(self, placed: Placed, name: Name, depth: int) -> Iterator[Resolved]:
        module, scope = placed.module, placed.scope
        classes = self._classes[id(module)]
        if name.parts[0] in ("self", "cls") and len(name.parts) == 2:
            yield from self._attribute(_class_of(scope, classes), name.parts[1], module, depth)
            return
        for inner in _scopes(scope):
            bound = self._bindings[id(module)].get((inner, ".".join(name.parts)))
            if bound:
                for binding in bound[-_OPTIONS:]:
                    if binding.value != name:
                        yield from self._resolve(
                            Placed(binding.value, module, inner, binding.line), depth - 1
                        )
                return
            given = self._functions[id(module)].get(inner)
            if given is not None and len(name.parts) == 1:
                for parameter in given.parameters:
                    if parameter.name.lstrip("*") == name.parts[0]:
                        yield Given(parameter, given, module)
                        return
        home = self.home(name, module)
        if home is not None and home[0] is not module:
            yield from self._name(
                Placed(Name(tuple(home[1].split("."))), home[0], ""),
                Name(tuple(home[1].split("."))),
                depth - 1,
            )
            return
        if len(name.parts) >= 2:
            yield from self._of_object(placed, name, depth)
            return
        yield Unknown(".".join(name.parts))

    def _of_object(self, placed: Placed, name: Name, depth: int) -> Iterator[Resolved]:
        """`settings.timeout`, where `settings` is an object of a class of this repository, or the class itself."""
        base = Name(name.parts[:-1])
        direct = self.class_home(base, placed.module)
        if direct is not None:
            yield from self._attribute(direct[1], name.parts[-1], direct[0], depth - 1)
            return
        for found in self._resolve(Placed(base, placed.module, placed.scope), depth - 1):
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

    def _attribute(self, owner: str | None, name: str, module: Module, depth: int) -> Iterator[Resolved]:
        if owner is None or depth <= 0:
            yield Unknown(name)
            return
        found = False
        for scope, bound_name in ((owner, name), (owner, f"{name}:")):
            for binding in self._bindings[id(module)].get((scope, bound_name), ()):
                if bound_name == name:
                    found = True
                    yield from self._resolve(Placed(binding.value, module, scope, binding.line), depth - 1)
        for (scope, bound_name), bindings in self._bindings[id(module)].items():
            if bound_name in (f"self.{name}", f"cls.{name}") and scope.startswith(f"{owner}."):
                for binding in bindings:
                    found = True
                    yield from self._resolve(Placed(binding.value, module, scope, binding.line), depth - 1)
        if found:
            return
        form = self._classes[id(module)].get(owner)
        for base in form.bases if form else ():
            home = self.class_home(base, module)
            if home is not None:
                yield from self._attribute(home[1], name, home[0], depth - 1)
                return
        yield Unknown(name)

    def text(self, placed: Placed, depth: int = _DEPTH) -> str | None:
        """The text that an expression is put together to, if all its parts are known."""
        value = placed.value
        if depth <= 0:
            return None
        if isinstance(value, Joined):
            parts = [self.text(Placed(p, placed.module, placed.scope), depth - 1) for p in value.parts]
            return (
                None
                if depth <= 0 or any(p is None for p in parts)
                else value.separator.join(p for p in parts if p is not None)
            )
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


def _stem(path: str) -> str:
    stem = path.removesuffix(".py").removesuffix(".ipynb")
    return stem.removesuffix("/__init__") if stem.endswith("/__init__") else stem


def _scopes(scope: str) -> Iterator[str]:
    """A scope and those around it, innermost first."""
    while scope:
        yield scope
        scope = scope.rpartition(".")[0]
    yield ""


def _class_of(scope: str, classes: dict[str, ClassForm]) -> str | None:
    return next((inner for inner in _scopes(scope) if inner in classes), None)


def _last(value: Name | Member) -> str:
    return value.parts[-1] if isinstance(value, Name) else value.name
