"""Reads of committed data files by code that runs in operation."""

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import Role, folder_role
from audit.inspection.expressions import Call, CallSite, Expression, Joined, Literal, Member, Module, Name
from audit.inspection.facts import ReferenceRead, Use
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_READERS = Pattern(
    r"^(?:pandas|polars|dask\.dataframe|geopandas)\.(?:read_|scan_)\w+$|^numpy\.(?:genfromtxt|loadtxt)$"
    r"|^sqlite3\.connect$|^openpyxl\.load_workbook$|^(?:open|io\.open|codecs\.open)$"
)
_STEADY = Pattern(
    r"countr|contin|currenc|iso_?\d|iso[_-]?codes?|language|locale|time_?zone|units?[_.]|stop_?words|holidays|alphabet"
    r"|schema|element|emoji|dictionary|vocab|synonym|mapping",
    re.IGNORECASE,
)
_LIVE = frozenset(
    {"requests", "httpx", "aiohttp", "urllib", "boto3", "sqlalchemy", "psycopg", "psycopg2", "pymongo",
     "redis", "pymysql", "snowflake", "google", "azure", "gspread", "ftplib", "paramiko", "s3fs", "gcsfs"}
)  # fmt: skip
_AGE = Pattern(
    r"^(?:getmtime|stat|read_sql\w*|read_gbq|urlretrieve|write_bytes|\w*(?:download|sync|refresh|fetch|update)\w*)$"
)
_WORD = Pattern(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_BUILDERS = frozenset(
    {"os.path.join", "pathlib.Path", "pathlib.PurePath", "str", "os.fspath", "os.path.abspath"}
)
_PATH_METHODS = frozenset({"joinpath", "resolve", "absolute", "as_posix"})
_TRAINING = Pattern(r"(?:^|\.)(?:fit|train|fit_transform|train_test_split)$")


def reference_reads(project: "Project") -> Iterator[ReferenceRead]:
    """Every read of a committed table whose path resolves to that file."""
    resolver = project.own
    writers = {path for module in resolver.modules for path in _written(resolver, module, project.tables)}
    written = {name.rpartition("/")[2] for file in project.files for name in file.written}
    calling = {id(module) for _, module, _ in project.calls}
    acting = calling | _reached(resolver, calling) | {id(m) for m in resolver.modules if _offers(m)}
    serving = {id(m) for m in resolver.modules if _serves(m)}
    serving |= _reached(resolver, serving | acting)
    for module in resolver.modules:
        if module.role is not Role.SOURCE or module.path.endswith(".ipynb") or _trains(module):
            continue
        for site, data in project.table_reads.get(id(module), ()):
            if _beside(data) or folder_role(data) is not None:
                continue
            use = Use.UNKNOWN
            if data in writers or data.rpartition("/")[2] in written:
                use = Use.REFRESHES
            elif id(module) in acting:
                use = Use.ACTS
            elif id(module) in serving:
                use = Use.SERVES
            certain = not (_STEADY.search(data) or _lives(module) or _may_differ(resolver, module, site))
            yield ReferenceRead(module.path, site.call.line, data, project.tables[data], use, certain)


def _lives(module: Module) -> bool:
    """Whether a module speaks of a live source too, or asks how old a file is."""
    roots = {name.partition(".")[0] for _, name in module.imports}
    return not roots.isdisjoint(_LIVE) or any(_AGE.search(name) for name in module.called)


def _may_differ(resolver: Resolver, module: Module, site: CallSite) -> bool:
    """Whether callers may give another path than the one that is committed."""
    call = site.call
    found = resolver.resolve(Placed(call.arguments[0], module, site.scope)) if call.arguments else ()
    return any(not isinstance(one, Placed) for one in found)


def table_reads(resolver: Resolver, tables: dict[str, int]) -> dict[int, list[tuple[CallSite, str]]]:
    """The calls that read a committed table, with its path, by the identity of their module."""
    found: dict[int, list[tuple[CallSite, str]]] = {}
    for module in resolver.modules if tables else ():
        read = [(site, _file_read(resolver, module, site, tables)) for site in module.calls]
        found[id(module)] = [(site, data) for site, data in read if data is not None]
    return found


def _beside(data: str) -> bool:
    """Whether the words of a path say that the file belongs to the program, its tests or its training."""
    words = {word.lower() for word in _WORD.findall(data)}
    return not knowledge.acting().beside.isdisjoint(words | {word.removesuffix("s") for word in words})


def _reached(resolver: Resolver, acting: set[int]) -> set[int]:
    """The modules that some modules import directly."""
    found: set[int] = set()
    for module in resolver.modules:
        if id(module) not in acting:
            continue
        for _, dotted in module.imports:
            for name in (dotted, dotted.rpartition(".")[0]):
                local = resolver.local_module(name, module) if name else None
                if local is not None:
                    found.add(id(local))
    return found


def _offers(module: Module) -> bool:
    """Whether a module offers tools or answers requests: its functions carry the decorators of such."""
    known = knowledge.acting()
    for function in module.functions:
        for decorator in function.decorators:
            named = decorator.function if isinstance(decorator, Call) else decorator
            text = ".".join(named.parts) if isinstance(named, Name) else getattr(named, "name", "")
            if known.decorators.search(text):
                return True
    return False


def _serves(module: Module) -> bool:
    """Whether a module is written for a framework that runs as a service or a page."""
    return any(name.partition(".")[0] in knowledge.acting().packages for _, name in module.imports)


def _trains(module: Module) -> bool:
    return any(_TRAINING.search(_text(site.call.function)) for site in module.calls) or any(
        name.startswith("sklearn.model_selection") for _, name in module.imports
    )


def _text(value: Expression) -> str:
    if isinstance(value, Name):
        return ".".join(value.parts)
    return f".{value.name}" if isinstance(value, Member) else ""


def _written(resolver: Resolver, module: Module, tables: dict[str, int]) -> Iterator[str]:
    known = knowledge.acting()
    for site in module.calls:
        text = _text(site.call.function)
        mode = site.call.arguments[1] if len(site.call.arguments) > 1 else site.call.keyword("mode")
        writing = known.writers.search(f".{text}") is not None
        writing = writing or (
            text == "open" and isinstance(mode, Literal) and str(mode.value)[:1] in ("w", "a", "x")
        )
        if writing:
            for argument in (*site.call.arguments[:2], *(v for _, v in site.call.keywords)):
                data = _committed(resolver, module, site.scope, argument, tables)
                if data is not None:
                    yield data


def _file_read(resolver: Resolver, module: Module, site: CallSite, tables: dict[str, int]) -> str | None:
    """The committed table that a call reads, if its path resolves to one."""
    call = site.call
    name = resolver.dotted(call.function, module, site.scope) or _text(call.function)
    if isinstance(call.function, Member | Name) and name.rpartition(".")[2] in (
        "read_text",
        "open",
        "read_bytes",
    ):
        base = _receiver(call.function)
        if base is not None:
            return _committed(resolver, module, site.scope, base, tables)
    if not _READERS.match(name):
        return None
    mode = call.arguments[1] if len(call.arguments) > 1 else call.keyword("mode")
    if name == "open" and isinstance(mode, Literal) and str(mode.value)[:1] in ("w", "a", "x"):
        return None
    first = (
        call.arguments[0]
        if call.arguments
        else next(
            (
                v
                for k, v in call.keywords
                if k in ("filepath_or_buffer", "file", "source", "path", "io", "database")
            ),
            None,
        )
    )
    return None if first is None else _committed(resolver, module, site.scope, first, tables)


def _receiver(function: Expression) -> Expression | None:
    if isinstance(function, Member):
        return function.base
    if isinstance(function, Name) and len(function.parts) > 1:
        return Name(function.parts[:-1])
    return None


def _committed(
    resolver: Resolver, module: Module, scope: str, value: Expression, tables: dict[str, int]
) -> str | None:
    """The committed table that a path expression means, if it can only mean that one."""
    tail = _tail(resolver, Placed(value, module, scope))
    if not tail or "://" in tail:
        return None
    folder = posixpath.dirname(module.path)
    while True:
        whole = posixpath.normpath(posixpath.join(folder, tail)) if folder else posixpath.normpath(tail)
        if whole in tables:
            return whole if tables[whole] >= 2 else None
        if not folder:
            break
        folder = posixpath.dirname(folder)
    ending = posixpath.normpath(tail).lstrip("./")
    fitting = [path for path in tables if path == ending or path.endswith(f"/{ending}")]
    return fitting[0] if len(fitting) == 1 and tables[fitting[0]] >= 2 else None


def _tail(resolver: Resolver, placed: Placed, depth: int = 8) -> str:
    """The known end of a path: `Path(__file__).parent / "data" / "items.csv"` → `data/items.csv`."""
    if depth <= 0:
        return ""
    value = placed.value
    if isinstance(value, Literal):
        return value.value if isinstance(value.value, str) else ""
    if isinstance(value, Joined):
        parts = [_tail(resolver, Placed(p, placed.module, placed.scope), depth - 1) for p in value.parts]
        return value.separator.join(p for p in parts if p).lstrip("/" if not parts[0] else "")
    if isinstance(value, Call):
        parts = [
            _tail(resolver, Placed(part, placed.module, placed.scope), depth - 1)
            for part in _path_parts(resolver, placed, value)
        ]
        return "/".join(part for part in parts if part)
    if isinstance(value, Name):
        for found in resolver.resolve(placed):
            default = getattr(found, "default", None)
            if isinstance(default, Placed):
                return _tail(resolver, default, depth - 1)
            if isinstance(found, Placed) and found.value is not value:
                return _tail(resolver, found, depth - 1)
            given = getattr(getattr(found, "parameter", None), "default", None)
            if given is not None:
                return _tail(resolver, Placed(given, placed.module, ""), depth - 1)
    return ""


def _path_parts(resolver: Resolver, placed: Placed, call: Call) -> tuple[Expression, ...]:
    """What a call that builds a path builds it from; nothing for any other call."""
    name = resolver.dotted(call.function, placed.module, placed.scope) or _text(call.function)
    if name in _BUILDERS:
        return call.arguments
    if name.rpartition(".")[2] in _PATH_METHODS:
        base = _receiver(call.function)
        return call.arguments if base is None else (base, *call.arguments)
    return ()
