"""Names followed to the module, function or class they mean, inside the repository or outside."""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from audit.inspection.expressions import (
    Binding,
    Choice,
    ClassForm,
    Expression,
    Function,
    Item,
    Module,
    Name,
)
from audit.inspection.following.package_names import GO, JAVA, Packages
from audit.inspection.following.script_names import PREFIX, Scripts, is_script

_DEPTH = 10


class Names:
    """All modules of a repository, and the ways between them."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.modules = tuple(modules)
        self._local_modules: dict[tuple[str, str], Module | None] = {}
        self._imported_packages: dict[int, frozenset[str]] = {}
        self._outside: dict[tuple[int, str, tuple[str, ...]], str | None] = {}
        self._by_tail: dict[str, list[tuple[str, Module]]] = defaultdict(list)
        self._functions: dict[tuple[int, str, tuple[str, ...]], tuple[Function, Module] | None] = {}
        self._scripts = Scripts()
        self._found: dict[tuple[str, str], Module | None] = {}
        self.bindings: dict[int, dict[tuple[str, str], list[Binding]]] = {}
        self.functions: dict[int, dict[str, Function]] = {}
        self.classes: dict[int, dict[str, ClassForm]] = {}
        self.imports: dict[int, dict[str, str]] = {}
        self.packages = Packages(self.modules)
        self._answers: dict[tuple[str, str], bool] = {}
        for module in self.modules:
            if is_script(module.path):
                self._scripts.add(module)
            else:
                stem = _stem(module.path)
                self._by_tail[stem.rpartition("/")[2]].append((stem, module))
            table: dict[tuple[str, str], list[Binding]] = defaultdict(list)
            for binding in module.bindings:
                table[binding.scope, binding.name].append(binding)
            self.bindings[id(module)] = table
            self.functions[id(module)] = {f.name: f for f in module.functions}
            self.classes[id(module)] = {c.name: c for c in module.classes}
            self.imports[id(module)] = dict(module.imports)

    def once(self, question: tuple[str, str], answer: Callable[[], bool]) -> bool:
        """What is asked of many places of a repository, or of one of its folders, and answered once."""
        if question not in self._answers:
            self._answers[question] = answer()
        return self._answers[question]

    def imported_packages(self, module: Module) -> frozenset[str]:
        """What a module imports from, each package with a dot behind it: `a.b` → `a.`, `a.b.`."""
        if id(module) not in self._imported_packages:
            parts = (name.split(".") for _, name in module.imports)
            whole = (".".join(part[:n]) for part in parts for n in range(1, len(part) + 1))
            self._imported_packages[id(module)] = frozenset(f"{name}." for name in whole)
        return self._imported_packages[id(module)]

    def local_module(self, dotted: str, importer: Module) -> Module | None:
        """The module of this repository that a dotted import means, seen from the importing file."""
        asked = (dotted, importer.path)
        if asked not in self._local_modules:
            self._local_modules[asked] = self._find_module(dotted, importer)
        return self._local_modules[asked]

    def _find_module(self, dotted: str, importer: Module) -> Module | None:
        if dotted.startswith(PREFIX):
            return self._script_module(dotted.removeprefix(PREFIX), importer)
        if dotted.startswith("."):
            folder = posixpath.dirname(importer.path)
            level = len(dotted) - len(dotted.lstrip("."))
            for _ in range(level - 1):
                folder = posixpath.dirname(folder)
            stem = posixpath.normpath(posixpath.join(folder, dotted.lstrip(".").replace(".", "/")))
            return next((m for s, m in self._by_tail.get(stem.rpartition("/")[2], ()) if s == stem), None)
        listed = self._by_tail.get(dotted.rpartition(".")[2])
        if listed is None:
            return None
        stem = dotted.replace(".", "/")
        fitting = [m for s, m in listed if s == stem or s.endswith(f"/{stem}")]
        return max(
            fitting,
            key=lambda m: (len(posixpath.commonprefix([m.path, importer.path])), -len(m.path)),
            default=None,
        )

    def importers(self, module: Module) -> list[Module]:
        """The modules that import a module, or something from it."""
        return self._importers.get(id(module), [])

    @cached_property
    def _importers(self) -> dict[int, list[Module]]:
        found: dict[int, list[Module]] = defaultdict(list)
        for importer in self.modules:
            names = {n for _, dotted in importer.imports for n in (dotted, dotted.rpartition(".")[0]) if n}
            local = {id(one): one for name in names if (one := self.local_module(name, importer)) is not None}
            for number in local.keys() - {id(importer)}:
                found[number].append(importer)
        return found

    def beside_scripts(self, module: Module) -> list[Module]:
        """The scripts that a script imports, and those that import it."""
        return self._beside.get(id(module), [])

    @cached_property
    def _beside(self) -> dict[int, list[Module]]:
        found: dict[int, list[Module]] = defaultdict(list)
        for module in (one for one in self.modules if is_script(one.path)):
            for name in {name for name, _ in module.import_lines}:
                local = self.local_module(name, module)
                if local is not None and local is not module:
                    found[id(module)].append(local)
                    found[id(local)].append(module)
        return found

    def _script_module(self, specifier: str, importer: Module) -> Module | None:
        place = (posixpath.dirname(importer.path), specifier)
        if place not in self._found:
            self._found[place] = self._scripts.module(specifier, place[0])
        return self._found[place]

    def dotted(self, value: Expression, module: Module, scope: str, depth: int = _DEPTH) -> str | None:
        """The full name outside this repository that a name stands for: `OpenAI` → `openai.OpenAI`."""
        while isinstance(value, Item):  # a generic class with its parameters: `Agent[Context](...)`
            value = value.base
        if depth <= 0 or not isinstance(value, Name):
            return None
        if depth < _DEPTH:
            return self._dotted(value, module, scope, depth)
        asked = (id(module), scope, value.parts)
        if asked not in self._outside:
            self._outside[asked] = self._dotted(value, module, scope, depth)
        return self._outside[asked]

    def _dotted(self, value: Name, module: Module, scope: str, depth: int) -> str | None:
        root, rest = value.parts[0], value.parts[1:]
        for inner in scopes_of(scope):
            bound = self.bindings[id(module)].get((inner, root))
            if bound:
                one = bound[0].value
                options = one.options if isinstance(one, Choice) else (one,)
                for option in options if len(bound) == 1 else ():
                    name = self.dotted(option, module, inner, depth - 1) if option != Name((root,)) else None
                    if name:
                        return ".".join((name, *rest))
                return None
            if root in self.functions[id(module)] or root in self.classes[id(module)]:
                return None
        imported = self.imports[id(module)].get(root)
        if imported is None:
            other = self.packages.beside(root, module)
            return (
                self._starred(value, module, depth)
                if other is None
                else self.dotted(value, other, "", depth - 1)
            )
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
        if imported.startswith(PREFIX):
            return self._script_external(imported, rest, module, depth)
        if imported.startswith((GO, JAVA)):
            return self._packaged(imported, rest, module, depth)
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

    def _packaged(self, imported: str, rest: tuple[str, ...], module: Module, depth: int) -> str | None:
        if not self.packages.is_local(imported, module):
            return ".".join((imported, *rest))
        found = self.packages.local(imported, ".".join(rest), module)
        return (
            None if found is None else self.dotted(Name(tuple(found[1].split("."))), found[0], "", depth - 1)
        )

    def _defines(self, module: Module, name: str) -> bool:
        """Whether a module has a name at its top; a folder of modules may have any."""
        return (
            bool(self.bindings[id(module)].get(("", name)))
            or name in self.functions[id(module)]
            or name in self.classes[id(module)]
            or name in self.imports[id(module)]
            or bool(module.stars)
        )

    def _script_external(
        self, imported: str, rest: tuple[str, ...], module: Module, depth: int
    ) -> str | None:
        home = self._script_home(imported, rest, module, depth)
        if home is not None:
            return self.dotted(Name(tuple(home[1].split("."))), home[0], "", depth - 1)
        if imported.startswith(f"{PREFIX}."):
            return None
        named = (imported.removesuffix(".default"), *(part for part in rest if part != "default"))
        return ".".join(named)

    def _script_home(
        self, imported: str, rest: tuple[str, ...], module: Module, depth: int
    ) -> tuple[Module, str] | None:
        """The module of this repository that an imported name comes from, and its name there."""
        local = self.local_module(imported, module)
        if local is None:
            base, _, name = imported.rpartition(".")
            local, rest = self.local_module(base, module), (name, *rest)
        if local is None or local is module or depth <= 0:
            return None
        rest = rest or ("default",)
        again = self.imports[id(local)].get(rest[0])
        if again is not None:
            return self._script_home(again, rest[1:], local, depth - 1)
        if not self._defines(local, rest[0]):
            for alias, passed_on in local.imports:
                found = alias.startswith("*") and self._script_home(passed_on, rest, local, depth - 1)
                if found and self._defines(found[0], found[1].partition(".")[0]):
                    return found
            if rest[0] != "default" and self._defines(local, "default"):
                rest = ("default", *rest)
        return local, ".".join(rest)

    def _through(self, imported: str, rest: tuple[str, ...], module: Module, depth: int) -> str | None:
        local = self.local_module(imported, module)
        return None if local is None or local is module else self.dotted(Name(rest), local, "", depth - 1)

    def function(self, value: Expression, module: Module, scope: str) -> tuple[Function, Module] | None:
        """The function of this repository that a name or `self.method` stands for."""
        if not isinstance(value, Name):
            return None
        asked = (id(module), scope, value.parts)
        if asked not in self._functions:
            self._functions[asked] = self._function(value, module, scope)
        return self._functions[asked]

    def _function(self, value: Name, module: Module, scope: str) -> tuple[Function, Module] | None:
        if value.parts[0] in ("self", "cls") and len(value.parts) == 2:
            return self.method(class_of(scope, self.classes[id(module)]), value.parts[1], module)
        for inner in scopes_of(scope):
            name = ".".join((inner, *value.parts)) if inner else ".".join(value.parts)
            if name in self.functions[id(module)]:
                return self.functions[id(module)][name], module
        home = self.home(value, module)
        if home is not None:
            owner, name = home
            if name in self.functions[id(owner)]:
                return self.functions[id(owner)][name], owner
        return None

    def method(
        self, owner: str | None, name: str, module: Module, depth: int = 5
    ) -> tuple[Function, Module] | None:
        """A method by name, looked up through the bases that are in this repository."""
        if owner is None or depth <= 0:
            return None
        found = self.functions[id(module)].get(f"{owner}.{name}")
        if found is not None:
            return found, module
        for other in self.packages.neighbours(module):
            if f"{owner}.{name}" in self.functions[id(other)]:
                return self.functions[id(other)][f"{owner}.{name}"], other
        form = self.classes[id(module)].get(owner)
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
        imported = self.imports[id(module)].get(value.parts[0])
        if imported is None:
            return self._home_without_import(value, module)
        if imported.startswith(PREFIX):
            return self._script_home(imported, value.parts[1:], module, depth)
        if imported.startswith((GO, JAVA)):
            return self.packages.local(imported, ".".join(value.parts[1:]), module)
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
        inner = self.imports[id(local)].get(name)
        if inner is not None:
            return self.home(Name((name, *value.parts[1:])), local, depth - 1)
        return local, ".".join((name, *value.parts[1:]))

    def _home_without_import(self, value: Name, module: Module) -> tuple[Module, str] | None:
        """The file of the same package, or the module of a starred import, that has a name."""
        starred = (self.local_module(star, module) for star in module.stars)
        local = next((found for found in starred if found is not None and found is not module), None)
        local = self.packages.beside(value.parts[0], module) or local
        return None if local is None else (local, ".".join(value.parts))

    def class_home(self, value: Expression, module: Module) -> tuple[Module, str] | None:
        """The module and name of a class of this repository."""
        if not isinstance(value, Name):
            return None
        name = ".".join(value.parts)
        if name in self.classes[id(module)]:
            return module, name
        home = self.home(value, module)
        return home if home is not None and home[1] in self.classes[id(home[0])] else None


def _stem(path: str) -> str:
    stem = path.removesuffix(".py").removesuffix(".ipynb")
    return stem.removesuffix("/__init__") if stem.endswith("/__init__") else stem


def scopes_of(scope: str) -> Iterator[str]:
    """A scope and those around it, innermost first."""
    while scope:
        yield scope
        scope = scope.rpartition(".")[0]
    yield ""


def class_of(scope: str, classes: dict[str, ClassForm]) -> str | None:
    """The innermost class around a scope."""
    return next((inner for inner in scopes_of(scope) if inner in classes), None)
