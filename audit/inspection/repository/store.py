"""Where a repository's objects and references lie, accepted only if nothing leads to another repository."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from audit.inspection.patterns import Pattern
from audit.model.errors import InputError
from audit.model.speech import _, marked

_OBJECT_ID = Pattern(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_WORKTREE = Pattern(r"^\s*worktree\s*=\s*\"?(.+?)\"?\s*$", re.MULTILINE)
_REFERENCE_LIMIT = 20_000
_PACKED_LIMIT = 64_000_000
_INDEX_LIMIT = 256_000_000
_POINTER_LIMIT = 4_096
_OWN_COPY = marked("give a full copy of the repository (`git clone --no-local`)")


def is_object_id(text: str) -> bool:
    """Whether a text is the full name of an object."""
    return _OBJECT_ID.fullmatch(text) is not None


def is_git_directory(path: Path) -> bool:
    """Whether a folder looks like git's own: `HEAD`, `objects`, and refs in either form."""
    return (
        (path / "HEAD").is_file()
        and (path / "objects").is_dir()
        and ((path / "refs").is_dir() or (path / "packed-refs").is_file())
    )


def git_directory(worktree: Path) -> Path | None:
    """The git directory of a worktree: its `.git` folder, or the one that its `.git` file rightly names."""
    marker = worktree / ".git"
    if marker.is_symlink():
        raise InputError(
            _(
                "{marker}: is a symbolic link to another repository; {way_out}",
                marker=str(marker),
                way_out=_(_OWN_COPY),
            )
        )
    if marker.is_dir():
        return marker if is_git_directory(marker) else None
    text = small_text(marker)
    if text is None or not text.startswith("gitdir:"):
        return None
    named = (worktree / text.removeprefix("gitdir:").strip()).resolve()
    if not (named / "HEAD").is_file():
        return None
    if not named.is_relative_to(worktree.resolve()) and not _points_back(named, marker):
        raise InputError(
            _(
                "{marker}: names the git directory {named}, which does not name this folder; {way_out}",
                marker=str(marker),
                named=str(named),
                way_out=_(_OWN_COPY),
            )
        )
    return named


def common_directory(directory: Path) -> Path:
    """The directory that holds the objects: another one only for a linked worktree, where git puts it."""
    text = small_text(directory / "commondir")
    if text is None:
        return directory
    common = (directory / text).resolve()
    if directory.parent.name != "worktrees" or common != directory.parent.parent:
        raise InputError(
            _(
                "{directory}: leads to another repository; {way_out}",
                directory=str(directory / "commondir"),
                way_out=_(_OWN_COPY),
            )
        )
    return common


def refuse_redirection(common: Path) -> None:
    """Raise if the objects or references lie elsewhere, or are anything but folders and regular files."""
    for name in ("objects", "refs"):
        if (common / name).is_symlink():
            raise InputError(
                _(
                    "{place}: is a symbolic link to another repository; {way_out}",
                    place=str(common / name),
                    way_out=_(_OWN_COPY),
                )
            )
    for entry in walk(common / "objects"):
        if not entry.is_file(follow_symlinks=False):
            raise InputError(
                _("{path}: is no regular file; {way_out}", path=entry.path, way_out=_(_OWN_COPY))
            )
    alternates = common / "objects" / "info" / "alternates"
    if alternates.exists() and alternates.read_bytes().strip():
        raise InputError(
            _(
                "{alternates}: borrows the objects of another repository; {way_out}",
                alternates=str(alternates),
                way_out=_(_OWN_COPY),
            )
        )


def references(common: Path) -> dict[str, str]:
    """The names and object ids of the references, packed or loose."""
    found: dict[str, str] = {}
    packed = regular_size(common / "packed-refs")
    if packed is not None and packed > _PACKED_LIMIT:
        raise InputError(
            _(
                "{place}: is larger than any git writes ({packed} MB)",
                place=str(common / "packed-refs"),
                packed=f"{packed / 1000000.0:.0f}",
            )
        )
    if packed is not None:
        for line in (common / "packed-refs").read_text(errors="replace").splitlines():
            oid, _space, name = line.partition(" ")
            if is_object_id(oid) and name.startswith("refs/"):
                found[name] = oid
    for number, entry in enumerate(walk(common / "refs")):
        if number >= _REFERENCE_LIMIT:
            break
        oid = small_text(Path(entry.path)) or ""
        if is_object_id(oid):
            found[Path(entry.path).relative_to(common).as_posix()] = oid
    return found


def copy_state(directory: Path, common: Path, target: Path) -> None:
    """Copy what says how far the history reaches and which files are tracked."""
    sources = [common / "shallow", directory / "index", *directory.glob("sharedindex.*")]
    for source in sources:
        size = regular_size(source)
        if size is None:
            continue
        if size > _INDEX_LIMIT:
            raise InputError(
                _(
                    "{source}: is larger than any git writes ({size} MB)",
                    source=str(source),
                    size=f"{size / 1000000.0:.0f}",
                )
            )
        shutil.copyfile(source, target / source.name, follow_symlinks=False)


def small_text(path: Path) -> str | None:
    """The text of a small regular file; none for a link, a pipe or anything larger than a pointer is."""
    size = regular_size(path)
    if size is None or size > _POINTER_LIMIT:
        return None
    return path.read_text(errors="replace").strip()


def regular_size(path: Path) -> int | None:
    """The size of a regular file that can be read; none for anything else."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) and os.access(path, os.R_OK) else None


def walk(root: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder that is no folder; links are entries, and are not followed."""
    waiting = [str(root)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError:
            continue
        waiting += [entry.path for entry in reversed(entries) if entry.is_dir(follow_symlinks=False)]
        yield from (entry for entry in entries if not entry.is_dir(follow_symlinks=False))


def _points_back(directory: Path, marker: Path) -> bool:
    """Whether a git directory outside names the folder: as a linked worktree, or as a submodule does."""
    back = small_text(directory / "gitdir")
    if back is not None:
        return (directory / back).resolve() == marker.resolve()
    modules = [folder / ".git" / "modules" for folder in marker.resolve().parent.parents]
    named = _WORKTREE.search(small_text(directory / "config") or "")
    if named is None or not any(directory.is_relative_to(folder) for folder in modules):
        return False
    return (directory / named.group(1)).resolve() == marker.resolve().parent
