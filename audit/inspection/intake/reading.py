"""A snapshot read into a project: a first look at every file, and a parse of what its words point at."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from audit.inspection.classify import FileClass, Role, classify, is_known_text
from audit.inspection.expressions import Module
from audit.inspection.following.modules import Modules
from audit.inspection.following.package_names import is_packaged
from audit.inspection.following.script_names import is_script
from audit.inspection.intake.cache import Cache
from audit.inspection.intake.files import SIZE_LIMIT, FileFacts
from audit.inspection.intake.first_read import FirstRead
from audit.inspection.intake.importers import importers
from audit.inspection.intake.words import Worth
from audit.inspection.intake.workers import Job, Result, Workers, one_ahead
from audit.inspection.project import Project
from audit.inspection.repository.snapshot import Entry, Snapshot
from audit.model.inspection import Limitation

Progress = Callable[[str, int, int], None]
_DATA_LIMIT = 20_000_000
_PARSE_LIMIT = 6_000
_FOLLOW = 3
_SCRIPT_LIMIT = 200_000
_BATCH_BYTES = 4_000_000  # two of them are held at a time


@dataclass
class Reading:
    """What reading a snapshot brought, and what it could not bring."""

    files: list[FileFacts] = field(default_factory=list)
    sources: dict[str, FileClass] = field(default_factory=dict)
    worth: dict[str, Worth] = field(default_factory=dict)
    modules: list[Module] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    notebooks: dict[str, int] = field(default_factory=dict)
    limitations: list[Limitation] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    read: int = 0

    def limited(self, scope: str, reason: str) -> None:
        """Note what could not be looked at."""
        self.limitations.append(Limitation(scope=scope, reason=reason))


@dataclass
class _Means:
    """What reads files: the snapshot that holds them, the cache that remembers, the workers that read."""

    shot: Snapshot
    cache: Cache
    workers: Workers
    progress: Progress
    classes: dict[str, FileClass]
    contents: dict[str, str] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)


def read_snapshot(
    shot: Snapshot, progress: Progress, cache: Cache, workers: Workers
) -> tuple[Project, Reading]:
    """Read every file worth reading, parse the candidates and what they import, and join the facts."""
    reading = Reading(limitations=list(shot.limitations))
    classes = {entry.path: classify(entry.path) for entry in shot.entries}
    means = _Means(shot, cache, workers, progress, classes)
    wanted = [entry for entry in shot.entries if _wanted(entry, classes[entry.path], reading)]
    _look(wanted, means, reading)
    _parse({entry.path: entry for entry in wanted}, means, reading)
    reading.files.sort(key=lambda facts: facts.path)
    text_complete = not reading.lost and not shot.truncated
    project = Project(
        [entry.path for entry in shot.entries],
        reading.files,
        reading.modules,
        reading.tables,
        reading.notebooks,
        text_complete,
        empty=frozenset(entry.path for entry in shot.entries if entry.size == 0),
    )
    return project, reading


def _wanted(entry: Entry, kind: FileClass, reading: Reading) -> bool:
    suffix = entry.path.lower().rpartition(".")[2]
    table = kind.role is Role.DATA or suffix == "json"
    if entry.size < 0 or kind.role in (Role.BINARY, Role.VENDORED, Role.GENERATED, Role.LOCK):
        return False
    if entry.size > (_DATA_LIMIT if table else SIZE_LIMIT):
        reading.limited(entry.path, f"{entry.size / 1e6:.1f} MB: too large to be read")
        if not table and (kind.is_code or is_known_text(entry.path)):
            reading.lost.append(entry.path)
        return False
    return True


def _look(wanted: list[Entry], means: _Means, reading: Reading) -> None:
    """Take the first look at every file: what is remembered first, then what has to be read."""
    progress, total = means.progress, len(wanted)
    progress("reading", 0, total)
    known: dict[str, FirstRead] = {}
    if means.cache.on and all(entry.place is None for entry in wanted):
        known = means.cache.get("text", ((entry.path, entry.oid) for entry in wanted))
        means.contents.update((entry.path, entry.oid) for entry in wanted)
    means.workers.expect(sum(entry.size for entry in wanted if entry.path not in known))
    done = 0
    for path, first in known.items():
        _take(path, means.classes[path], first, reading)
        done += 1
    batches = _batches(means.shot.read(e for e in wanted if e.path not in known), means, reading)
    for path, first in one_ahead(_read(batch, means) for batch in batches):
        _take(path, means.classes[path], first, reading)
        done += 1
        if done % 200 == 0:
            progress("reading", done, total)
    progress("reading", total, total)


def _batches(
    read: Iterable[tuple[Entry, bytes | None]], means: _Means, reading: Reading
) -> Iterator[list[Job]]:
    """The files that are there, some megabytes at a time; what is not there is noted."""
    batch: list[Job] = []
    size = 0
    for entry, data in read:
        if data is None:
            reading.limited(entry.path, "could not be read")
            means.shot.missing.append(entry.path)
            continue
        means.contents.setdefault(entry.path, means.shot.contents[entry.path])
        batch.append((entry.path, means.classes[entry.path], data))
        size += len(data)
        if size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(batch: list[Job], means: _Means) -> Iterator[tuple[str, FirstRead]]:
    """The first look at some files, from the cache where it knows them; begun at once."""
    contents = [(path, means.contents.get(path, "")) for path, _, _ in batch]
    known: dict[str, FirstRead] = means.cache.get("text", contents)
    results = means.workers.run("text", [job for job in batch if job[0] not in known], _silent)
    return _looked_at(batch, known, results, means)


def _looked_at(
    batch: list[Job], known: dict[str, FirstRead], results: Iterator[Result], means: _Means
) -> Iterator[tuple[str, FirstRead]]:
    """What is known and what was read; it is kept with the contents that are worth parsing."""
    yield from known.items()
    data = {path: content for path, _, content in batch}
    fresh: list[tuple[str, str, FirstRead]] = []
    for path, result in results:
        first = FirstRead(failed=result) if isinstance(result, str) else result
        fresh.append((path, means.contents.get(path, ""), first))
        yield path, first
    means.cache.put("text", (row for row in fresh if not row[2].failed))
    for path, first in (*known.items(), *((path, first) for path, _, first in fresh)):
        if first.worth is Worth.YES:
            means.kept[path] = data[path]


def _take(path: str, kind: FileClass, first: FirstRead, reading: Reading) -> None:
    """Add what a first look brought."""
    if first.refused:
        if "binary" not in first.refused or kind.is_code:
            reading.limited(path, first.refused)
            if kind.is_text:
                reading.lost.append(path)
        return
    reading.read += 1
    if first.records:
        reading.tables[path] = first.records
    if first.failed:
        reading.limited(path, first.failed)
        reading.lost.append(path)
    if first.facts is None:
        return
    reading.files.append(first.facts)
    if first.notebook_lines:
        reading.notebooks[path] = first.notebook_lines
    if first.worth is not Worth.NEVER:
        reading.sources[path] = kind
        reading.worth[path] = first.worth


def _parse(entries: dict[str, Entry], means: _Means, reading: Reading) -> None:
    """Parse the candidates, then what they import from this repository, a few steps far."""
    paths = Modules([Module(path, kind.role) for path, kind in sorted(reading.sources.items())])
    done: set[str] = set()
    enough = (Worth.YES, Worth.TABLES) if reading.tables else (Worth.YES,)
    todo = sorted(path for path, worth in reading.worth.items() if worth in enough)
    total = len(todo)
    for step in range(_FOLLOW):
        todo = todo[: _PARSE_LIMIT - len(done)]
        if not todo:
            break
        tick = _ticker(means.progress, len(done), total)
        found = _parsed([entries[path] for path in todo], means, tick)
        fresh = [module for path, parsed in found if (module := _module(path, parsed, reading)) is not None]
        reading.modules += fresh
        done.update(todo)
        onwards = fresh if step == 0 else [module for module in fresh if _leads_on(module)]
        users = importers(paths, reading.files, fresh)
        aims = {*users, *(t for module in onwards for t in _imported(paths, module))} - done
        todo = sorted(path for path in aims if not _is_table(entries[path]))
        total += len(todo)
    if len(done) >= _PARSE_LIMIT:
        reading.limited("repository", f"only the first {_PARSE_LIMIT:,} candidate files were parsed")
    reading.modules.sort(key=lambda module: module.path)


def _parsed(
    todo: list[Entry], means: _Means, tick: Callable[[int], None]
) -> Iterator[tuple[str, Module | str]]:
    """The modules of some files, from the cache where it knows them."""
    known: dict[str, Module | str] = means.cache.get(
        "code", ((entry.path, means.contents.get(entry.path, "")) for entry in todo)
    )
    yield from known.items()
    tick(len(known))
    missing = [entry for entry in todo if entry.path not in known]
    jobs = _jobs(missing, means)
    there = {path for path, _, _ in jobs}
    yield from ((entry.path, "could not be read again") for entry in missing if entry.path not in there)
    results = means.workers.run("code", jobs, tick)
    del jobs
    fresh = []
    for path, parsed in results:
        fresh.append((path, means.contents.get(path, ""), parsed))
        yield path, parsed
    means.cache.put("code", (row for row in fresh if not isinstance(row[2], str)))


def _jobs(missing: list[Entry], means: _Means) -> list[Job]:
    """The files to be parsed with their content: what was kept of it is let go of, the rest is read again."""
    again = means.shot.read(entry for entry in missing if entry.path not in means.kept)
    read = {entry.path: data for entry, data in again if data is not None}
    kept = {entry.path: means.kept.pop(entry.path) for entry in missing if entry.path in means.kept}
    held = {**read, **kept}
    return [(e.path, means.classes[e.path], held[e.path]) for e in missing if e.path in held]


def _module(path: str, parsed: Module | str, reading: Reading) -> Module | None:
    """The module, if there is one; what is wrong with it is noted."""
    if isinstance(parsed, str):
        reading.limited(path, parsed)
        reading.unparsed.append(path)
        return None
    if parsed.broken_at is not None:
        lines = parsed.lines
        at = lines[min(parsed.broken_at, len(lines)) - 1] if lines else parsed.broken_at
        reading.limited(path, f"syntax error near line {at}; the rest of the file was read")
    return parsed


def _ticker(progress: Progress, done: int, total: int) -> Callable[[int], None]:
    """A counter that reports every file parsed."""
    counter = itertools.count(done + 1)

    def tick(number: int) -> None:
        now = done
        for _ in range(number):
            now = next(counter)
        progress("parsing", now, max(total, now))

    return tick


def _is_table(entry: Entry) -> bool:
    """Whether a script that nothing but an import points at is so large that it can only be data."""
    return is_script(entry.path) and entry.size > _SCRIPT_LIMIT


def _leads_on(module: Module) -> bool:
    """Whether to follow what a module imports: a script with functions of its own is the end of the way."""
    passes_on = any(alias.startswith("*") for alias, _ in module.imports)
    return passes_on or not is_script(module.path) or not (module.functions or module.calls)


def _imported(paths: Modules, module: Module) -> Iterator[str]:
    if is_script(module.path):
        found = (paths.local_module(name, module) for name in {name for name, _ in module.import_lines})
        yield from (local.path for local in found if local is not None)
        return
    if is_packaged(module.path):
        yield from (path for path in paths.packages.files(module) if classify(path).is_own_code)
        return
    for dotted in (*(name for _, name in module.imports), *module.stars):
        base = dotted.rpartition(".")[0]
        for name in (dotted, base if base.strip(".") else dotted[: len(dotted) - len(dotted.lstrip("."))]):
            local = paths.local_module(name, module) if name else None
            if local is not None:
                yield local.path


def _silent(number: int) -> None:
    """Count for nobody."""
