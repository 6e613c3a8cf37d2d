"""Names followed to the module, function or class they mean, inside the repository or outside."""

from collections.abc import Callable, Iterable, Iterator

from audit.inspection.expressions import (
    Choice,
    ClassForm,
    Expression,
    Function,
    Item,
    Module,
    Name,
)
from audit.inspection.following.contents import Contents
from audit.inspection.following.modules import Modules
from audit.inspection.following.package_names import GO, JAVA
from audit.inspection.following.script_names import PREFIX

_DEPTH = 10


class Names(Modules):
    """All modules of a repository, and what the names in them mean."""

    def __init__(self, modules: Iterable[Module], contents: Contents | None = None) -> None:
        super().__init__(modules)
        held = contents or Contents(self.modules)
        self.bindings, self.functions = held.bindings, held.functions
        self.classes, self.imports = held.classes, held.imports
        self._outside: dict[tuple[int, str, tuple[str, ...]], str | None] = {}
        self._functions: dict[tuple[int, str, tuple[str, ...]], tuple[Function, Module] | None] = {}
        self._answers: dict[tuple[str, str], bool] = {}

    def once(self, question: tuple[str, str], answer: Callable[[], bool]) -> bool:
        """What is asked of many places of a repository, or of one of its folders, and answered once."""
        if question not in self._answers:
            self._answers[question] = answer()
        return self._answers[question]

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


def scopes_of(scope: str) -> Iterator[str]:
    """A scope and those around it, innermost first."""
    while scope:
        yield scope
        scope = scope.rpartition(".")[0]
    yield ""


def class_of(scope: str, classes: dict[str, ClassForm]) -> str | None:
    """The innermost class around a scope."""
    return next((inner for inner in scopes_of(scope) if inner in classes), None)
