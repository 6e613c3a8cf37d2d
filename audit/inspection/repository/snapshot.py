"""A repository as a safe list of files: a worktree, a commit of a git directory, or a plain folder."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from audit.inspection.intake.sending import Value
from audit.inspection.repository.git import Git, MissingObjectsError
from audit.inspection.repository.places import RealFolder, read_file, regular_size
from audit.inspection.repository.store import git_directory, is_git_directory
from audit.model.errors import InputError
from audit.model.inspection import Limitation
from audit.model.speech import _, marked

FILE_LIMIT = 200_000
_PATH_LIMIT = 4_096
_SKIPPED_FOLDERS = {
    ".git",
    ".hg",
    ".svn",
    "node_modules",
    ".venv",
    "venv",
    "__pycache__",
    ".tox",
    ".mypy_cache",
}
_FETCH_AGAIN = marked("fetch the repository again in full")
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}
_SYMLINK, _SUBMODULE = 0o120000, 0o160000


class Entry(Value, frozen=True):
    """One file: its printable path, its path on disk or its object id, and its size if known."""

    path: str
    size: int
    oid: str = ""
    place: str | None = None


class Notes(Value, frozen=True):
    """What reading noted: the ids of the contents, and whether all was there and the same."""

    contents: dict[str, str]
    steady: bool
    modified: bool
    failed: bool


@dataclass
class Snapshot(AbstractContextManager["Snapshot"]):
    """The files of one state of a repository; symbolic links are listed nowhere and never followed.

    `contents` has the ids of what was read, by path; `steady` says that all of it was there, as listed,
    and the same each time.
    """

    root: Path
    name: str
    revision: str
    commit: str = ""
    entries: tuple[Entry, ...] = ()
    limitations: list[Limitation] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    truncated: bool = False
    modified: bool = False
    git: Git | None = None
    prefix: str = ""
    contents: dict[str, str] = field(default_factory=dict)
    steady: bool = True
    _stack: ExitStack = field(default_factory=ExitStack)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def read(self, wanted: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """The contents of some files; none for one that cannot be read."""
        entries = list(wanted)
        if self.git is not None and entries and entries[0].place is None:
            by_id: dict[str, list[Entry]] = {}
            for entry in entries:
                by_id.setdefault(entry.oid, []).append(entry)
            for oid, blob in self.git.blobs(list(by_id)):
                for entry in by_id.pop(oid, []):
                    self.contents[entry.path] = oid
                    yield entry, blob
            for lost in by_id.values():
                self.steady = False
                for entry in lost:
                    yield entry, None
            return
        real = RealFolder()
        for entry in entries:
            data = read_file(entry.place, entry.size, real)
            self._note(entry, data)
            yield entry, data

    def notes(self) -> Notes:
        """What was noted so far, for another process that goes on with this snapshot."""
        failed = self.git is not None and self.git.failed
        return Notes(self.contents, self.steady, self.modified, failed)

    def take(self, notes: Notes) -> None:
        """Add what a copy of this process noted."""
        contents = {**notes.contents, **self.contents}
        self.steady = self.steady and notes.steady and contents == {**self.contents, **notes.contents}
        self.contents = contents
        self.modified = self.modified or notes.modified
        if self.git is not None:
            self.git.failed = self.git.failed or notes.failed

    def _note(self, entry: Entry, data: bytes | None) -> None:
        """Note what was read of a file, and whether it is what was listed and read before."""
        self.steady = self.steady and data is not None and len(data) == entry.size
        if data is None:
            return
        content = _content_id(data, len(entry.oid))
        self.modified = self.modified or bool(entry.oid and content != entry.oid)
        self.steady = self.steady and self.contents.setdefault(entry.path, content) == content


def under_version_control(path: Path) -> bool:
    """Whether a folder is a git directory, a worktree, or lies in one."""
    root = _real(path)
    return is_git_directory(root) or any((folder / ".git").exists() for folder in (root, *root.parents))


def _real(path: Path) -> Path:
    """The real place of a path that may not be there; an error for people if it can be no path at all."""
    try:
        real = path.expanduser().resolve()
        real.exists()
        return real
    except (OSError, ValueError, RuntimeError) as error:
        shown = _printable(os.fsencode(str(path)))
        raise InputError(
            _("{shown}: cannot be a path; give the path of a repository", shown=shown[:200])
        ) from error


def open_snapshot(path: Path, revision: str | None = None, name: str = "") -> Snapshot:
    """Open a worktree, a folder inside one, a git directory or a plain folder, at a revision if given."""
    root = _real(path)
    if not root.exists():
        raise InputError(
            _("{path}: there is no such file or folder; give the path of a repository", path=str(path))
        )
    if not root.is_dir():
        raise InputError(
            _("{path}: is no folder; give the path of the repository that holds it", path=str(path))
        )
    name = name or _name(root)
    if is_git_directory(root) and not (root / ".git").exists():
        return _from_git(root, root, "", revision or "HEAD", name)
    worktree = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    directory = git_directory(worktree) if worktree else None
    if worktree is not None and directory is None and root == worktree:
        raise InputError(
            _(
                "{path}: its .git is no git directory; repair it, or give a copy of the folder without it",
                path=str(path),
            )
        )
    if worktree is None or directory is None:
        if revision:
            raise InputError(
                _(
                    "{path}: is not under version control, so it has no revision {revision}",
                    path=str(path),
                    revision=repr(revision),
                )
            )
        return _from_folder(root, name)
    prefix = "" if root == worktree else root.relative_to(worktree).as_posix() + "/"
    if revision:
        return _from_git(root, directory, prefix, revision, name)
    return _from_worktree(root, worktree, directory, prefix, name)


def _name(root: Path) -> str:
    """What people call a repository that lies in a folder; a git directory has the name of what holds it."""
    bare = is_git_directory(root) and not (root / ".git").exists()
    folder = root.parent if bare and root.name in ("repo", ".git") else root
    return _printable(os.fsencode(folder.name.removesuffix(".git") if bare else folder.name))


def _from_git(root: Path, directory: Path, prefix: str, revision: str, name: str) -> Snapshot:
    shot = Snapshot(root, name, revision, prefix=prefix)
    git = shot.git = shot._stack.enter_context(Git(directory))
    try:
        commit = git.commit(revision)
        if commit is None:
            if git.lacks(revision):
                raise InputError(
                    _(
                        "{root}: {revision} names an object that is missing; {way_out}",
                        root=str(root),
                        revision=revision,
                        way_out=_(_FETCH_AGAIN),
                    )
                )
            if revision == "HEAD":
                raise InputError(
                    _("{root}: the repository is empty: its HEAD names no commit", root=str(root))
                )
            raise InputError(
                _(
                    "{root}: there is no commit {revision}; `git log --all` lists those that are there",
                    root=str(root),
                    revision=repr(revision),
                )
            )
        shot.commit = commit
        try:
            chosen = _chosen(shot, git.tree(commit, prefix), prefix)
        except MissingObjectsError as error:
            raise InputError(
                _(
                    "{root}: objects of commit {commit} are missing; {way_out}",
                    root=str(root),
                    commit=commit[:12],
                    way_out=_(_FETCH_AGAIN),
                )
            ) from error
        if not chosen:
            place = _("folder {name}", name=repr(prefix.rstrip("/"))) if prefix else _("repository")
            raise InputError(
                _(
                    "{root}: the {place} is empty at {revision} ({commit})",
                    root=str(root),
                    place=place,
                    revision=revision,
                    commit=commit[:12],
                )
            )
        sizes = git.sizes(dict.fromkeys(oid for oid, _ in chosen))
        entries = []
        for oid, raw in chosen:
            path = _printable(raw)
            if oid not in sizes:
                shot.missing.append(path)
                shot.limitations.append(
                    Limitation(scope=path, reason="its object is missing from the repository")
                )
            entries.append(Entry(path, sizes.get(oid, -1), oid))
        shot.entries = tuple(entries)
    except BaseException:
        shot._stack.close()
        raise
    return shot


def _from_worktree(root: Path, worktree: Path, directory: Path, prefix: str, name: str) -> Snapshot:
    shot = Snapshot(root, name, "worktree", prefix=prefix)
    git = shot.git = shot._stack.enter_context(Git(directory))
    try:
        shot.commit = git.commit("HEAD") or ""
        chosen = _tracked(shot, git, prefix)
        if not chosen and prefix:
            shot._stack.close()
            return _from_folder(root, name)
        if not chosen:
            raise InputError(
                _(
                    "{root}: the repository is empty: no file is tracked; commit something first",
                    root=str(root),
                )
            )
        entries = []
        real = RealFolder()
        for oid, raw in chosen:
            place = os.path.join(os.fsencode(worktree), os.fsencode(prefix) + raw)  # noqa: PTH118 - bytes, not text
            path = _printable(raw)
            size = regular_size(place, os.fsencode(worktree), real)
            if size is None:
                shot.modified = True
                shot.limitations.append(
                    Limitation(scope=path, reason="tracked, but not a readable file in the worktree")
                )
                shot.missing.append(path)
            entries.append(Entry(path, -1 if size is None else size, oid, os.fsdecode(place)))
        shot.entries = tuple(entries)
    except BaseException:
        shot._stack.close()
        raise
    return shot


def _from_folder(root: Path, name: str) -> Snapshot:
    shot = Snapshot(root, name, "folder")
    entries: list[Entry] = []
    real = RealFolder()
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in _SKIPPED_FOLDERS)
        for file in sorted(files):
            place = Path(folder) / file
            size = regular_size(os.fsencode(place), os.fsencode(root), real)
            if size is None:
                continue
            if len(entries) >= FILE_LIMIT:
                _truncate(shot)
                folders.clear()
                break
            path = _printable(os.fsencode(place.relative_to(root).as_posix()))
            entries.append(Entry(path, size, "", str(place)))
    if not entries:
        raise InputError(_("{root}: the folder is empty; give the path of a repository", root=str(root)))
    shot.entries = tuple(entries)
    return shot


def _tracked(shot: Snapshot, git: Git, prefix: str) -> list[tuple[str, bytes]]:
    try:
        return _chosen(shot, git.index(), prefix)
    except MissingObjectsError as error:
        raise InputError(
            _(
                "{root}: its index cannot be read; repair it with `git reset`, or give a revision",
                root=str(shot.root),
            )
        ) from error


def _chosen(shot: Snapshot, listed: Iterable[tuple[int, str, bytes]], prefix: str) -> list[tuple[str, bytes]]:
    start = os.fsencode(prefix)
    chosen: list[tuple[str, bytes]] = []
    for mode, oid, raw in listed:
        if not raw.startswith(start) or mode == _SYMLINK:
            continue
        if _leads_away(raw):
            shot.limitations.append(
                Limitation(scope=_printable(raw), reason="its name leads out of the repository: not read")
            )
            continue
        if len(raw) > _PATH_LIMIT:
            shot.limitations.append(
                Limitation(scope=_printable(raw[:100]), reason="its path is longer than any system keeps")
            )
            continue
        if mode == _SUBMODULE:
            shot.limitations.append(
                Limitation(scope=_printable(raw), reason="a submodule: its files are in another repository")
            )
            continue
        if len(chosen) >= FILE_LIMIT:
            _truncate(shot)
            break
        chosen.append((oid, raw[len(start) :]))
    return chosen


def _truncate(shot: Snapshot) -> None:
    shot.truncated = True
    shot.limitations.append(
        Limitation(scope="repository", reason=f"only the first {FILE_LIMIT:,} files were looked at")
    )


def _leads_away(raw: bytes) -> bool:
    """Whether a listed path is none that git itself would ever have listed."""
    return any(part.lower() in (b"", b".", b"..", b".git") for part in raw.split(b"/"))


def _content_id(data: bytes, length: int) -> str:
    """The name that git gives to a content, in a repository whose names have that length."""
    kind = hashlib.sha256 if length == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data).hexdigest()


def _printable(raw: bytes) -> str:
    """A path as text that shows every character: controls and direction marks stand as escapes."""
    text = raw.decode("utf-8", "backslashreplace")
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
