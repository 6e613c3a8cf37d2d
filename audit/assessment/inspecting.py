"""Use cases on a folder: inspect a repository, and what inspecting it needs.

Apart from the other use cases, since most that is inspected comes without answers, and `phase2 inspect`
would spend more time on bringing rubric, exchange and questionnaires than on reading a small repository.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from audit.assessment.places import locate
from audit.model.errors import InputError
from audit.model.inspection import Inspection, Limitation
from audit.model.repository_ref import RepositoryRef
from audit.model.speech import _

if TYPE_CHECKING:
    from audit.inspection.intake.cache import Cache
    from audit.inspection.repository.snapshot import Snapshot
    from audit.model.assessment import Assessment
    from audit.model.declaration import Declaration

Progress = Callable[[str, int, int], None]
LONGEST_REVISION = 250
CACHE_VARIABLE = "PHASE2_CACHE"


def inspect(
    repository: RepositoryRef,
    base: Path,
    progress: Progress | None = None,
    *,
    cache: bool = True,
    past: bool = False,
) -> Inspection:
    """Inspect one repository; a path that is not absolute is relative to `base`, and stays so on paper."""
    path = locate(repository, base)
    if len(repository.revision or "") > LONGEST_REVISION or "\0" in (repository.revision or ""):
        raise InputError(
            _(
                "{path}: {revision} cannot be a revision",
                path=str(path),
                revision=repr((repository.revision or "")[:40]),
            )
        )
    if path.is_file():
        found = _delivered(path, repository, progress, cache=cache, past=past)
    elif path.is_dir() and not _versioned(path):
        raise InputError(
            _(
                "{path}: is not a git repository, so nothing in it could be cited at a commit; make it "
                "one with: git init && git add --all && git commit --message delivery",
                path=str(path),
            )
        )
    else:
        found = _read(path, repository, progress, cache=cache, past=past)
    found = found.model_copy(update={"path": repository.path})
    return _with_left_out(found, path) if "received" in path.parts else found


def _versioned(path: Path) -> bool:
    from audit.inspection.repository import snapshot

    return snapshot.under_version_control(path)


def _read(
    path: Path,
    repository: RepositoryRef,
    progress: Progress | None,
    *,
    cache: bool,
    past: bool,
    lasting: bool = True,
) -> Inspection:
    """The inspection of a folder; it is kept whole where the folder is there the next time."""
    from audit.inspection.intake.cache import Cache  # a conclusion from answers alone needs none of it
    from audit.inspection.repository import snapshot

    with (
        snapshot.open_snapshot(path, repository.revision, repository.name) as shot,
        Cache(cache_file() if cache else None) as kept,
    ):
        return _inspected(shot, kept, progress, past=past, lasting=lasting)


def _delivered(
    path: Path, repository: RepositoryRef, progress: Progress | None, *, cache: bool, past: bool
) -> Inspection:
    """The inspection of what came as one file."""
    from audit.assessment import unpacking  # most that is inspected is a folder

    if not unpacking.is_delivery(path):
        raise InputError(
            _(
                "{path}: is a file; give the folder of the repository, or the repository as one file: a "
                "zip, a tar (plain, gz, bz2, xz) or a git bundle (git bundle create all.bundle --all)",
                path=str(path),
            )
        )
    root = unpacking.unpacked(path, progress)
    named = repository.model_copy(update={"name": repository.name or unpacking.called(path.name)})
    try:
        found = _read(root, named, progress, cache=cache, past=past, lasting=False)
    except InputError as error:  # nobody knows the folder, which is gone when this is read
        raise InputError(str(error).replace(str(root), str(path))) from error
    return _with_more(found, unpacking.left_out(root))


def _inspected(
    shot: Snapshot, kept: Cache, progress: Progress | None, *, past: bool, lasting: bool
) -> Inspection:
    """The inspection of a state that is known whole, or a new one."""
    from audit.inspection import again
    from audit.inspection.repository import log

    state = again.made_of(shot) if kept.on and lasting and not past else ""
    known = again.known(shot, kept, state) if state else None
    if known is not None:
        return known
    if shot.git and shot.commit:
        log.expect(shot.git, shot.commit, shot.prefix)
    from audit.checks import all_checks, are_ours  # they and the engine are heavy: git works meanwhile
    from audit.inspection import engine

    checks = all_checks()
    found = engine.inspect_snapshot(shot, checks, kept, progress=progress, past=past)
    if state and are_ours(checks):
        again.keep(shot, kept, state, found)
    return found


def _with_left_out(found: Inspection, path: Path) -> Inspection:
    """The inspection with what was not unpacked of the archive that the repository came in."""
    from audit.assessment.receiving import left_out  # brings the ledger's place, which reading does not need

    return _with_more(found, left_out(path))


def _with_more(found: Inspection, limitations: tuple[Limitation, ...]) -> Inspection:
    known = (*limitations, *found.coverage.limitations)
    return found.model_copy(update={"coverage": found.coverage.model_copy(update={"limitations": known})})


def use_knowledge(overlay: Path | None) -> None:
    """Add the knowledge of a file to our own from now on; raises `InputError` where it is wrong."""
    from audit.inspection import knowledge

    knowledge.use(overlay)


def cache_file() -> Path | None:
    """Where what was read is kept: in the folder that the environment names, or that of this user."""
    from platformdirs import user_cache_path

    named = os.environ.get(CACHE_VARIABLE)
    if named == "off":
        return None
    folder = Path(named) if named else user_cache_path("phase2-audit", appauthor=False)
    return folder / "inspection.sqlite3"


def inspect_repositories(
    assessment: Assessment, base: Path, progress: Progress | None = None, *, cache: bool = True
) -> Assessment:
    """Inspect every repository of the assessment, in place of what was inspected before."""
    for repository in assessment.repositories:
        locate(repository, base)
    inspections = tuple(
        inspect(repository, base, progress, cache=cache) for repository in assessment.repositories
    )
    return assessment.model_copy(update={"inspections": inspections})


def declarations() -> tuple[Declaration, ...]:
    """What every check declares about itself, ordered by id."""
    from audit.checks import all_checks
    from audit.model.declaration import Declaration

    return tuple(
        Declaration(
            id=check.id,
            informs=check.informs,
            title=check.title,
            reason=check.reason,
            blind_spot=check.blind_spot,
            remediation=check.remediation,
            confidence=check.confidence,
        )
        for check in all_checks()
    )
