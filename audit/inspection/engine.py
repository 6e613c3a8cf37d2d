"""A repository and some checks in, an inspection out."""

import gc
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from audit import __version__
from audit.inspection import knowledge
from audit.inspection.check import Check, Policy
from audit.inspection.decide import Decided, Seen, decide, finding, undecided
from audit.inspection.facts import ModelCall, SecretSearch, Sighting
from audit.inspection.index import repository_index
from audit.inspection.intake.accounts import coverage, gaps, sentence
from audit.inspection.intake.cache import Cache
from audit.inspection.intake.files import decode
from audit.inspection.intake.reading import read_snapshot
from audit.inspection.intake.workers import Workers
from audit.inspection.joined.call_table import sighted_calls
from audit.inspection.joined.flags import Worth
from audit.inspection.joined.history import history, read_log
from audit.inspection.joined.inventory import inventory
from audit.inspection.joined.reached import Reached
from audit.inspection.project import Project
from audit.inspection.repository.changes import Changes
from audit.inspection.repository.past import search_past
from audit.inspection.repository.snapshot import Snapshot, open_snapshot
from audit.inspection.sighted import Sighted, failure, sight
from audit.model.evidence import Direction
from audit.model.finding import Finding
from audit.model.inspection import Inspection

Progress = Callable[[str, int, int], None]


def inspect(
    path: Path,
    checks: Iterable[type[Check[Any]]],
    *,
    revision: str | None = None,
    name: str = "",
    progress: Progress | None = None,
    cache: Path | None = None,
    executor: Executor | None = None,
    past: bool = False,
) -> Inspection:
    """Inspect a worktree, a folder inside one, a git directory or a plain folder.

    Without a revision the worktree is read as it stands (a bare git directory at its `HEAD`).
    What was read is kept in the file `cache`. Raises `InputError` when there is nothing to be inspected.
    """
    with open_snapshot(Path(path), revision, name) as shot, Cache(cache) as kept:
        found = inspect_snapshot(shot, checks, kept, progress=progress, executor=executor, past=past)
    return found.model_copy(update={"path": str(path)})


def inspect_snapshot(
    shot: Snapshot,
    checks: Iterable[type[Check[Any]]],
    kept: Cache,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
    past: bool = False,
) -> Inspection:
    """Inspect the files of one state of a repository.

    With `past` secrets are also looked for in everything that was ever committed; `executor` takes the
    work instead of processes of our own.
    """
    report = progress or _silent
    declared = tuple(checks)
    with _no_collection():
        with Workers(executor) as workers:
            project, reading = read_snapshot(shot, report, kept, workers)
        if shot.git and shot.commit:
            project.log = read_log(shot.git, shot.commit, shot.prefix)
            project.changes = Changes(shot.git, shot.commit, shot.prefix)
        project.text_of = partial(_text, shot)
        if past:
            current = [leak for file in project.files for leak in file.leaks]
            project.past = search_past(shot, current, report)
            reading.limitations += project.past.limitations
        seen = Seen(
            sentence(shot, reading, project), gaps(shot, reading), project.ai, bool(project.of(ModelCall))
        )
        findings = _findings(declared, project, shot, seen, report)
        return Inspection(
            engine=_engine_version(),
            repository=shot.name,
            path=str(shot.root),
            remote=shot.git.remote() if shot.git else "",
            revision=shot.revision,
            commit=shot.commit,
            modified=shot.modified,
            checks=findings,
            calls=sighted_calls(project),
            inventory=inventory(project),
            profile=project.profile(),
            index=repository_index(findings),
            history=history(project.log),
            coverage=coverage(shot, reading),
        )


def _findings(
    checks: tuple[type[Check[Any]], ...], project: Project, shot: Snapshot, seen: Seen, report: Progress
) -> tuple[Finding, ...]:
    reached = Reached(project)
    sighted = zip(checks, sight(checks, project, shot, report), strict=True)
    decided = [_decided(check, found, project, reached, seen) for check, found in sighted]
    excerpts = _lines(shot, {(s.path, s.line) for one in decided for s in one.sightings if s.line})

    def line_of(path: str, line: int | None) -> str:
        return excerpts.get((path, line or 0), "")

    return tuple(finding(one, commit=shot.commit, line_of=line_of, repository=shot.name) for one in decided)


def _decided(
    check: type[Check[Any]], found: Sighted, project: Project, reached: Reached, seen: Seen
) -> Decided:
    if found.failed:
        return undecided(check, seen, found.failed)
    try:
        counted = _weighed(found.sightings, check, project, reached)
    except Exception as error:  # noqa: BLE001 - what a check says is not always what it should
        return undecided(check, seen, failure(error))
    return decide(check, found.examined, counted, seen)


def _weighed(
    sighted: Iterable[Sighting], check: type[Check[Any]], project: Project, reached: Reached
) -> list[Sighting]:
    """Sightings as they count: what is only tried out asks, and what is not reached does not speak.

    Where one support is enough, the rest is not looked at once one is found that is reached. Where every
    place must hold, one that never runs counts only if there is no other: nothing hangs on it.
    """
    counted: list[Sighting] = []
    silent: list[Sighting] = []
    enough = check.fact is SecretSearch  # a secret is one wherever it stands
    for sighting in sighted:
        if sighting.line is None:
            counted.append(sighting)
        elif sighting.path.endswith(".ipynb") and project.written_in_files:
            counted.append(replace(sighting, weak=True))
        elif enough or sighting.direction is Direction.CANNOT_TELL:
            counted.append(sighting)
        else:
            counts = _as_reached(sighting, reached)
            good = counts.direction is Direction.SUPPORTS and not counts.weak
            enough = check.policy is Policy.ANY and good
            never = counts.direction is Direction.CANNOT_TELL
            (silent if never and check.policy is Policy.ALL else counted).append(counts)
    return counted or silent


def _as_reached(sighting: Sighting, reached: Reached) -> Sighting:
    """What a switch keeps off only asks; what never runs tells nothing."""
    why = reached.why_not(sighting.path, sighting.line or 0)
    if why is None:
        return sighting
    standing, words = why
    note = f"{sighting.note}; but {words}"
    if standing is Worth.NEVER:
        return replace(sighting, direction=Direction.CANNOT_TELL, note=note, weak=True)
    return replace(sighting, note=note, weak=True)


def _text(shot: Snapshot, path: str) -> str | None:
    """The text of one file, read once more; none if it is not there or too large."""
    return next((text for _, text in _texts(shot, {path})), None)


def _lines(shot: Snapshot, cited: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The cited lines, each by its path and number; no file is kept for the sake of a few lines."""
    found: dict[tuple[str, int], str] = {}
    numbers: dict[str, list[int]] = defaultdict(list)
    for path, number in cited:
        numbers[path].append(number)
    for path, text in _texts(shot, numbers.keys()):
        lines = text.split("\n")
        found.update(((path, n), lines[n - 1]) for n in numbers[path] if n <= len(lines))
    return found


def _texts(shot: Snapshot, paths: Container[str]) -> Iterator[tuple[str, str]]:
    """The texts of the cited files, read once more rather than kept."""
    wanted = [entry for entry in shot.entries if entry.path in paths and 0 <= entry.size < 5_000_000]
    return ((entry.path, decode(data)) for entry, data in shot.read(wanted) if data is not None)


def _engine_version() -> str:
    return f"{__version__}+{knowledge.fingerprint()}"


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hundreds of thousands of values are made and all kept: looking for garbage among them finds none.

    Nor does it at the end: what was made counts as old from then on, and is looked through with all that is.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what others set aside stays there
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _silent(stage: str, done: int, total: int) -> None:
    """Report progress to nobody."""
