"""Names of Go and Java: packages of several files that see each other, and imports of packages by path."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from audit.inspection.expressions import Binding, Call, Choice, Expression, Mapping, Module, Name, Sequence
from audit.inspection.following.script_names import PREFIX, is_script

GO = "go:"
JAVA = "java:"
_FIELD_DEPTH = 5
_STANDARD = frozenset({
    "archive", "bufio", "bytes", "compress", "container", "context", "crypto", "database", "debug", "embed",
    "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "io", "iter", "log", "maps",
    "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort",
    "strconv", "strings", "sync", "syscall", "testing", "text", "time", "unicode", "unique", "unsafe",
})  # fmt: skip


def is_packaged(path: str) -> bool:
    """Whether the files of a folder see each other's names without an import."""
    return path.endswith((".go", ".java"))


def prefix_of(path: str) -> str:
    """What the full names of a file's language begin with; nothing for Python."""
    if path.endswith(".go"):
        return GO
    return JAVA if path.endswith(".java") else (PREFIX if is_script(path) else "")


class Packages:
    """The packages of a repository: which module of a folder has a name, and who imports which folder."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._folders: dict[str, list[Module]] = defaultdict(list)
        self._tops: dict[str, dict[str, Module]] = defaultdict(dict)
        self._go: dict[str, list[str]] = defaultdict(list)
        self._java: dict[str, list[Module]] = defaultdict(list)
        self._fields: dict[str, dict[tuple[str, str], list[tuple[Binding, Module]]]] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        self._near: dict[str, list[Module]] = {}
        for module in modules:
            if is_packaged(module.path):
                self._add(module)
        self._prefixes = self._own_prefixes()

    def _add(self, module: Module) -> None:
        place = _place(module)
        if not self._folders[place] and module.path.endswith(".go"):
            folder = posixpath.dirname(module.path)
            self._go[posixpath.basename(folder)].append(folder)
        self._folders[place].append(module)
        if module.path.endswith(".java"):
            self._java[posixpath.basename(module.path).removesuffix(".java")].append(module)
        tops = self._tops[place]
        for name in (f.name for f in module.functions if not f.outer):
            tops.setdefault(name, module)
        for name in (b.name for b in module.bindings if not b.scope and not b.name.endswith(":")):
            tops.setdefault(name, module)
        for form in module.classes:
            tops.setdefault(form.name, module)

    def neighbours(self, module: Module) -> list[Module]:
        """All modules of a package."""
        return self._folders.get(_place(module), []) if is_packaged(module.path) else []

    def beside(self, name: str, module: Module) -> Module | None:
        """Another file of the same package that has a name at its top."""
        if not is_packaged(module.path):
            return None
        found = self._tops.get(_place(module), {}).get(name)
        return None if found is module else found

    def local(self, imported: str, name: str, importer: Module) -> tuple[Module, str] | None:
        """The module of this repository that an import brings, and what is left of the name in it."""
        if imported.startswith(JAVA):
            return self._local_class(imported.removeprefix(JAVA), name, importer)
        folder = self._folder(imported.removeprefix(GO), importer)
        if folder is None:
            return None
        head = name.partition(".")[0]
        found = self._tops.get(f"{folder}*.go", {}).get(head)
        return (found, name) if found is not None else None

    def is_local(self, imported: str, importer: Module) -> bool:
        """Whether an import means a package of this repository."""
        if imported.startswith(JAVA):
            return self._local_class(imported.removeprefix(JAVA), "", importer) is not None
        return self._folder(imported.removeprefix(GO), importer) is not None

    def brings(self, importer: Module, module: Module) -> bool:
        """Whether a module imports another one or its package."""
        folder = posixpath.dirname(module.path)
        if module.path.endswith(".java"):
            return any(
                (home := self._local_class(name.removeprefix(JAVA), "", importer)) is not None
                and home[0] is module
                for _, name in importer.imports
                if name.startswith(JAVA)
            )
        return any(
            self._folder(name.removeprefix(GO), importer) == folder
            for _, name in importer.imports
            if name.startswith(GO)
        )

    def _local_class(self, dotted: str, name: str, importer: Module) -> tuple[Module, str] | None:
        parts = dotted.split(".")
        rest = [name] if name else []
        for _ in range(2):
            for module in self._java.get(parts[-1], ()):
                if module is not importer and module.path.removesuffix(".java").endswith("/".join(parts)):
                    return module, ".".join((parts[-1], *rest))
            rest, parts = [parts[-1], *rest], parts[:-1]
            if not parts:
                break
        return None

    def _folder(self, path: str, importer: Module) -> str | None:
        """The folder that an import path of Go means: the longest that stands in an own module."""
        key = (posixpath.dirname(importer.path), path)
        if key not in self._found:
            pairs = self._matches(path, importer)
            self._found[key] = next(
                (f for f, root, prefix in pairs if self._prefixes.get(root) == prefix), None
            )
        return self._found[key]

    def _matches(self, path: str, importer: Module) -> Iterator[tuple[str, str, str]]:
        """The folders that end like an import path, with the root and the prefix that would make it one."""
        parts = path.split("/")
        if parts[0] in _STANDARD:
            return
        for size in range(min(len(parts) - 1, 12), 0, -1):
            tail = "/".join(parts[-size:])
            for folder in self._go.get(parts[-1], ()):
                if folder == tail or folder.endswith(f"/{tail}"):
                    root = folder[: len(folder) - len(tail)].rstrip("/")
                    if not root or importer.path.startswith(f"{root}/"):
                        yield folder, root, "/".join(parts[:-size])

    def _own_prefixes(self) -> dict[str, str]:
        """The path under which each root of Go modules is imported: what most of its imports say."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for folders in self._folders.values():
            for module in folders:
                names = {n.removeprefix(GO) for _, n in module.imports if n.startswith(GO)}
                for _, root, prefix in (m for name in names for m in self._matches(name, module)):
                    votes[root][prefix] += 1
        return {root: count.most_common(1)[0][0] for root, count in votes.items()}

    def near(self, module: Module) -> list[Module]:
        """The modules of a package, and those that import it."""
        place = _place(module)
        if place not in self._near:
            own = self.neighbours(module)
            others = (m for listed in self._folders.values() for m in listed if _place(m) != place)
            self._near[place] = [*own, *(m for m in others if any(self.brings(m, one) for one in own[:1]))]
        return self._near[place]

    def files(self, module: Module) -> Iterator[str]:
        """The files that a module can see: those of its package and of the packages that it imports."""
        yield from (m.path for m in self.neighbours(module))
        for _, name in module.imports:
            if name.startswith(JAVA):
                found = self._local_class(name.removeprefix(JAVA), "", module)
                yield from (found[0].path,) if found is not None else ()
            elif name.startswith(GO):
                for folder, _, _ in self._matches(name.removeprefix(GO), module):
                    yield from (m.path for m in self._folders.get(f"{folder}*.go", ()))

    def importers(self, module: Module, imports: Iterable[tuple[Module, Iterable[str]]]) -> Iterator[str]:
        """The files that import the package of a module, by the imports that their text shows."""
        folder = posixpath.dirname(module.path)
        dotted = module.path.removesuffix(".java").replace("/", ".")
        for importer, names in imports:
            for name in names:
                if module.path.endswith(".java"):
                    if dotted.endswith(f".{name}"):
                        yield importer.path
                elif any(found == folder for found, _, _ in self._matches(name, importer)):
                    yield importer.path

    def fields(self, owner: str, name: str, module: Module) -> list[tuple[Binding, Module]]:
        """What the literals of a package give to one field of a type."""
        place = _place(module)
        if place not in self._fields:
            table: dict[tuple[str, str], list[tuple[Binding, Module]]] = defaultdict(list)
            for one in self.neighbours(module):
                for scope, line, value in _values(one):
                    for made in _objects(value, _FIELD_DEPTH):
                        _index(table, made, scope, line, one)
            self._fields[place] = table
        return self._fields[place].get((owner, name), [])


def _place(module: Module) -> str:
    return f"{posixpath.dirname(module.path)}*.{module.path.rpartition('.')[2]}"


def _values(module: Module) -> Iterator[tuple[str, int, Expression]]:
    yield from ((b.scope, b.line, b.value) for b in module.bindings)
    yield from ((f.name, f.line, value) for f in module.functions for value in f.returns)
    yield from ((s.scope, s.call.line, s.call) for s in module.calls)


def _objects(value: Expression, depth: int) -> Iterator[Call]:
    """The calls and literals inside of an expression."""
    inner: Iterable[Expression] = ()
    if depth <= 0:
        return
    if isinstance(value, Call):
        yield value
        inner = (*value.arguments, *(v for _, v in value.keywords))
    elif isinstance(value, Mapping):
        inner = (v for _, v in value.items)
    elif isinstance(value, Sequence):
        inner = value.items
    elif isinstance(value, Choice):
        inner = value.options
    for one in inner:
        yield from _objects(one, depth - 1)


def _index(
    table: dict[tuple[str, str], list[tuple[Binding, Module]]],
    made: Call,
    scope: str,
    line: int,
    module: Module,
) -> None:
    if not isinstance(made.function, Name) or len(made.function.parts) != 1:
        return
    for key, value in made.keywords:
        known = table[made.function.parts[0], key]
        if len(known) < 20 and not any(b.value == value and b.scope == scope for b, _ in known):
            known.append((Binding(scope, key, value, made.line or line), module))
