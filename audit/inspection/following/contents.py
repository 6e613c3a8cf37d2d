"""What each module of a repository holds, by its names: made once for all who follow them."""

from collections import defaultdict
from collections.abc import Iterable

from audit.inspection.expressions import Binding, ClassForm, Function, Module


class Contents:
    """The bindings by scope and name, functions, classes and imports of modules, each by its identity."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.bindings: dict[int, dict[tuple[str, str], list[Binding]]] = {}
        self.functions: dict[int, dict[str, Function]] = {}
        self.classes: dict[int, dict[str, ClassForm]] = {}
        self.imports: dict[int, dict[str, str]] = {}
        for module in modules:
            table: dict[tuple[str, str], list[Binding]] = defaultdict(list)
            for binding in module.bindings:
                table[binding.scope, binding.name].append(binding)
            self.bindings[id(module)] = table
            self.functions[id(module)] = {f.name: f for f in module.functions}
            self.classes[id(module)] = {c.name: c for c in module.classes}
            self.imports[id(module)] = dict(module.imports)
