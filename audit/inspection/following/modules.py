"""The modules of a repository: which of them an import means, and which import each other."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from audit.inspection.expressions import Module
from audit.inspection.following.package_names import Packages
from audit.inspection.following.script_names import PREFIX, Scripts, is_script


class Modules:
    """All modules of a repository, and the ways between them."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.modules = tuple(modules)
        self._local_modules: dict[tuple[str, str], Module | None] = {}
        self._imported_packages: dict[int, frozenset[str]] = {}
        self._by_tail: dict[str, list[tuple[str, Module]]] = defaultdict(list)
        self._scripts = Scripts()
        self._found: dict[tuple[str, str], Module | None] = {}
        self.packages = Packages(self.modules)
        for module in self.modules:
            if is_script(module.path):
                self._scripts.add(module)
            else:
                stem = _stem(module.path)
                self._by_tail[stem.rpartition("/")[2]].append((stem, module))

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


def _stem(path: str) -> str:
    stem = path.removesuffix(".py").removesuffix(".ipynb")
    return stem.removesuffix("/__init__") if stem.endswith("/__init__") else stem
