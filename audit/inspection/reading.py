"""A snapshot read into a project: one pass over the bytes, and a parse of what the words point at."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from audit.inspection.classify import FileClass, Role, classify, is_known_text
from audit.inspection.expressions import Module
from audit.inspection.facts import Basis
from audit.inspection.files import PARSED, SIZE_LIMIT, FileFacts, code_lines, is_dense, read_text, refusal
from audit.inspection.project import Project
from audit.inspection.readers.table import count_records
from audit.inspection.resolve import Resolver
from audit.inspection.script_names import is_script
from audit.inspection.snapshot import Entry, Snapshot
from audit.inspection.words import worth_parsing
from audit.inspection.workers import Job, parse_all
from audit.model import wording
from audit.model.inspection import Coverage, Limitation

Progress = Callable[[str, int, int], None]
_NOTEBOOK = "Jupyter Notebook"
_DATA_LIMIT = 20_000_000
_PARSE_LIMIT = 6_000
_FOLLOW = 3


@dataclass
class Reading:
    """What reading a snapshot brought, and what it could not bring."""

    files: list[FileFacts] = field(default_factory=list)
    sources: dict[str, Job] = field(default_factory=dict)
    modules: list[Module] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    notebooks: dict[str, int] = field(default_factory=dict)
    limitations: list[Limitation] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    read: int = 0


def read_snapshot(shot: Snapshot, progress: Progress) -> tuple[Project, Reading]:
    """Read every file worth reading, parse the candidates and what they import, and join the facts."""
    reading = Reading(limitations=list(shot.limitations))
    classes = {entry.path: classify(entry.path) for entry in shot.entries}
    wanted = [entry for entry in shot.entries if _wanted(entry, classes[entry.path], reading)]
    progress("reading", 0, len(wanted))
    for number, (entry, data) in enumerate(shot.read(wanted), start=1):
        _take(entry, classes[entry.path], data, shot, reading)
        if number % 200 == 0 or number == len(wanted):
            progress("reading", number, len(wanted))
    _parse(reading, progress)
    text_complete = not reading.lost and not shot.truncated
    project = Project(
        [entry.path for entry in shot.entries],
        reading.files,
        reading.modules,
        reading.tables,
        reading.notebooks,
        text_complete,
    )
    return project, reading


def _wanted(entry: Entry, kind: FileClass, reading: Reading) -> bool:
    suffix = entry.path.lower().rpartition(".")[2]
    table = kind.role is Role.DATA or suffix == "json"
    if entry.size < 0 or kind.role in (Role.BINARY, Role.VENDORED, Role.GENERATED, Role.LOCK):
        return False
    if entry.size > (_DATA_LIMIT if table else SIZE_LIMIT):
        reading.limitations.append(
            Limitation(scope=entry.path, reason=f"{entry.size / 1e6:.1f} MB: too large to be read")
        )
        if not table and (kind.is_code or is_known_text(entry.path)):
            reading.lost.append(entry.path)
        return False
    return True


def _take(entry: Entry, kind: FileClass, data: bytes | None, shot: Snapshot, reading: Reading) -> None:
    if data is None:
        reading.limitations.append(Limitation(scope=entry.path, reason="could not be read"))
        shot.missing.append(entry.path)
        return
    reason = refusal(kind, data)
    if reason is not None:
        if "binary" not in reason or kind.is_code:
            reading.limitations.append(Limitation(scope=entry.path, reason=reason))
            if kind.is_text:
                reading.lost.append(entry.path)
        return
    reading.read += 1
    if kind.role is Role.DATA or entry.path.lower().endswith(".json"):
        records = count_records(entry.path, data)
        reading.tables.update({entry.path: records} if records else {})
    if kind.role is not Role.DATA:
        _take_text(entry, kind, data, reading)


def _take_text(entry: Entry, kind: FileClass, data: bytes, reading: Reading) -> None:
    try:
        facts = read_text(entry.path, kind, data)
    except (RecursionError, ValueError) as error:
        reading.limitations.append(
            Limitation(scope=entry.path, reason=f"could not be read ({type(error).__name__})")
        )
        return
    if kind.language == "Jupyter Notebook":
        reading.notebooks[entry.path] = code_lines(kind, data)
        facts = replace(facts, lines=0)
    reading.files.append(facts)
    if kind.language in PARSED and not is_dense(kind, data):
        reading.sources[entry.path] = (entry.path, kind, data)


def _parse(reading: Reading, progress: Progress) -> None:
    """Parse the candidates, then what they import from this repository, a few steps far."""
    paths = Resolver([Module(path, kind.role) for path, kind, _ in reading.sources.values()])
    done: set[str] = set()
    tables = bool(reading.tables)
    todo = sorted(p for p, kind, data in reading.sources.values() if worth_parsing(kind, data, tables=tables))
    total = len(todo)
    for step in range(_FOLLOW):
        todo = todo[: _PARSE_LIMIT - len(done)]
        if not todo:
            break
        tick = _ticker(progress, len(done), total)
        fresh: list[Module] = []
        for path, parsed in parse_all([reading.sources[path] for path in todo], tick):
            if isinstance(parsed, str):
                reading.limitations.append(Limitation(scope=path, reason=parsed))
                reading.unparsed.append(path)
                continue
            if parsed.broken_at is not None:
                at = (
                    parsed.lines[min(parsed.broken_at, len(parsed.lines)) - 1]
                    if parsed.lines
                    else parsed.broken_at
                )
                reason = f"syntax error near line {at}; the rest of the file was read"
                reading.limitations.append(Limitation(scope=path, reason=reason))
            fresh.append(parsed)
        reading.modules += fresh
        done.update(todo)
        onwards = fresh if step == 0 else [module for module in fresh if _leads_on(module)]
        todo = sorted({target for module in onwards for target in _imported(paths, module)} - done)
        total += len(todo)
    if len(done) >= _PARSE_LIMIT:
        reading.limitations.append(
            Limitation(
                scope="repository", reason=f"only the first {_PARSE_LIMIT:,} candidate files were parsed"
            )
        )
    reading.modules.sort(key=lambda module: module.path)


def _ticker(progress: Progress, done: int, total: int) -> Callable[[int], None]:
    """A counter that reports every file parsed."""
    counter = itertools.count(done + 1)

    def tick(number: int) -> None:
        for _ in range(number):
            now = next(counter)
        progress("parsing", now, max(total, now))

    return tick


def _leads_on(module: Module) -> bool:
    """Whether to follow what a module imports: a script with functions of its own is the end of the way."""
    passes_on = any(alias.startswith("*") for alias, _ in module.imports)
    return passes_on or not is_script(module.path) or not (module.functions or module.calls)


def _imported(paths: Resolver, module: Module) -> Iterator[str]:
    if is_script(module.path):
        found = (paths.local_module(name, module) for name in {name for name, _ in module.import_lines})
        yield from (local.path for local in found if local is not None)
        return
    for dotted in (*(name for _, name in module.imports), *module.stars):
        base = dotted.rpartition(".")[0]
        for name in (dotted, base if base.strip(".") else dotted[: len(dotted) - len(dotted.lstrip("."))]):
            local = paths.local_module(name, module) if name else None
            if local is not None:
                yield local.path


def gaps(shot: Snapshot, reading: Reading) -> dict[Basis, str]:
    """Per basis, why absence cannot be concluded; empty where everything that matters was read."""
    found: dict[Basis, str] = {}
    if shot.truncated:
        found[Basis.NAMES] = found[Basis.TEXT] = found[Basis.CODE] = "not all files were listed"
        return found
    lost = [path for path in (*shot.missing, *reading.lost) if _matters(path)]
    if lost:
        found[Basis.TEXT] = found[Basis.CODE] = (
            f"{len(lost)} text file(s) could not be read, among them {lost[0]}"
        )
    unread = [path for path in reading.unparsed if classify(path).is_own_code]
    if unread:
        found.setdefault(
            Basis.CODE, f"{len(unread)} code file(s) could not be parsed, among them {unread[0]}"
        )
    return found


def _matters(path: str) -> bool:
    kind = classify(path)
    return kind.is_own_code or kind.role in (Role.TEST, Role.WORKFLOW)


def sentence(shot: Snapshot, reading: Reading, project: Project) -> str:
    """What was looked at, in words."""
    parts = [wording.plural(len(shot.entries), "file")]
    known = Counter(kind.language for _, kind, _ in reading.sources.values())
    parsed = Counter(reading.sources[module.path][1].language for module in reading.modules)
    for language in (name for name in PARSED if known[name] and name != _NOTEBOOK):
        files = wording.plural(known[language], f"{language} file")
        parts.append(f"{files} read whole, {parsed[language]} of them parsed")
    if known[_NOTEBOOK]:
        parts.append(f"{wording.plural(known[_NOTEBOOK], 'notebook')} read as Python")
    others = [name for name in project.profile().languages if name not in PARSED]
    if others:
        parts.append(f"{', '.join(others[:4])} searched by imports and words, not parsed")
    return "; ".join(parts)


def coverage(shot: Snapshot, reading: Reading) -> Coverage:
    """The counts and limitations of a reading, the same kind of limitation at most a hundred times."""
    kept = reading.limitations[:200]
    if len(reading.limitations) > 200:
        kept.append(
            Limitation(
                scope="repository", reason=f"{len(reading.limitations) - 200} more limitations are not listed"
            )
        )
    return Coverage(
        files=len(shot.entries), read=reading.read, parsed=len(reading.modules), limitations=tuple(kept)
    )
