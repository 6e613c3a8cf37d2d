"""Unpacks an archive that may be hostile: regular files only, below one folder, within limits."""

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from audit.inspection.received.members import DamagedError, Member, MemberKind, content, members
from audit.model.errors import InputError
from audit.model.inspection import Limitation
from audit.model.recorded import recorded
from audit.model.speech import _, grouped

Progress = Callable[[str, int, int], None]

MOST_FILES = 200_000
MOST_BYTES = 2_000_000_000
MOST_OF_ONE = 200_000_000
MOST_RATIO = 200
UNSUSPICIOUS = 100_000_000
"""Bytes up to which it does not matter how well they were packed."""
MOST_TOLD = 1_000
_LONGEST_PART, _LONGEST_PATH = 255, 4_000
_KINDS = {
    MemberKind.LINK: "a link: links are never followed",
    MemberKind.SPECIAL: "neither a file nor a folder",
}
_NESTED = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".7z", ".rar")
_GIT_FILES = {"HEAD", "packed-refs", "index", "shallow", "config"}
_OUTSIDE = "its name leads out of the archive"


class Unpacked(NamedTuple):
    """Where the files lie, how many, how large, when the newest was changed, and what was left out."""

    root: Path
    files: int
    size: int
    newest: int
    skipped: tuple[Limitation, ...]


def unpack(source: Path, folder: Path, name: str, progress: Progress) -> Unpacked:
    """Unpack into a new folder; raises InputError where the archive is damaged, empty or a bomb.

    A single folder that holds everything becomes the root. Of a `.git` folder there only objects and
    references are taken, since nothing else is read; a deeper one is left out.
    """
    folder.mkdir(mode=0o700, parents=True)
    work = _Unpacking(source, folder, name)
    for member in members(source, name):
        work.take(member)
        progress("unpacking", min(member.place, work.packed), work.packed)
    progress("unpacking", work.packed, work.packed)
    root = _root(folder)
    for other in {folder / ".git", *(one / ".git" for one in folder.iterdir())} - {root / ".git"}:
        if other.is_dir():
            shutil.rmtree(other)
            work.skip(other.relative_to(root).as_posix(), "a repository in it: its history is not read")
    if not work.files:
        raise InputError(
            _(
                "{name}: holds no file that could be read; {reasons}",
                name=name,
                reasons=work.reasons(),
            )
        )
    return Unpacked(root, work.files, work.size, work.newest, work.told())


class _Unpacking:
    """One archive being unpacked: what was written so far, and what was not."""

    def __init__(self, source: Path, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.packed = source.stat().st_size
        self.files = self.size = self.newest = self.seen = 0
        self._skipped: list[Limitation] = []
        self._more = 0

    def take(self, member: Member) -> None:
        """Write one member, or note why not."""
        self.seen += 1
        if self.seen > 2 * MOST_FILES or self.files >= MOST_FILES:
            raise InputError(
                _(
                    "{name}: holds more than {most} files; give an archive of the source alone",
                    name=self.name,
                    most=grouped(f"{MOST_FILES:,}"),
                )
            )
        if member.kind is MemberKind.FOLDER:
            return
        parts, why = _parts(member.name)
        why = why or _KINDS.get(member.kind, "") or member.refused
        if why:
            self.skip(member.name, why)
            return
        if ".git" in parts and not _wanted(parts):
            if _nested(parts):
                self.skip(member.name, "a repository in it: its history is not read")
            return
        self._write(member, parts)

    def skip(self, name: str, why: str) -> None:
        """Note that something was left out; very many are counted only."""
        if len(self._skipped) < MOST_TOLD:
            self._skipped.append(Limitation(scope=_shown(name), reason=f"in the archive: {why}"))
        else:
            self._more += 1

    def told(self) -> tuple[Limitation, ...]:
        """Everything that was left out."""
        rest = (Limitation(scope="archive", reason=f"{self._more:,} more members were left out"),)
        return (*self._skipped, *(rest if self._more else ()))

    def reasons(self) -> str:
        """Why nothing was taken, in a few words."""
        why = dict.fromkeys(one.reason.removeprefix("in the archive: ") for one in self._skipped)
        return "; ".join(map(recorded, list(why)[:3])) or _("it is empty")

    def _write(self, member: Member, parts: tuple[str, ...]) -> None:
        place = self.folder.joinpath(*parts)
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            self.skip(member.name, "a file has the name of its folder")
            return
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        except FileExistsError:
            self.skip(member.name, "there is another one of this name; the first was taken")
            return
        why = ""
        with os.fdopen(handle, "wb") as file:
            written = 0
            try:
                for piece in content(member):
                    written += len(piece)
                    self._watch(len(piece))
                    if written > MOST_OF_ONE:
                        why = f"larger than {MOST_OF_ONE // 1_000_000} MB"
                        break
                    file.write(piece)
            except DamagedError as error:
                why = f"damaged: {error}"
        if why:
            place.unlink()
            self.skip(member.name, why)
            return
        self.files += 1
        self.newest = max(self.newest, member.modified)
        if parts[-1].lower().endswith(_NESTED):
            self.skip(member.name, "an archive in the archive: not unpacked")

    def _watch(self, more: int) -> None:
        self.size += more
        if self.size > MOST_BYTES:
            raise InputError(
                _(
                    "{name}: unpacks to more than {most} GB; leave out data and build results, and give the "
                    "source alone",
                    name=self.name,
                    most=str(MOST_BYTES // 1000000000),
                )
            )
        if self.size > max(UNSUSPICIOUS, MOST_RATIO * self.packed):
            raise InputError(
                _(
                    "{name}: unpacks to more than {most} times its size, as only a trap does; if it is "
                    "none, give the folder on this machine in its place",
                    name=self.name,
                    most=str(MOST_RATIO),
                )
            )


def _parts(name: str) -> tuple[tuple[str, ...], str]:
    """The parts of a name, and why it may not be written."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name):
        return (), "its name is no text"
    if name.startswith("/") or name[1:2] == ":":
        return (), _OUTSIDE
    parts = tuple(part for part in name.split("/") if part not in {"", "."})
    if ".." in parts or not parts:
        return (), _OUTSIDE
    if any(part.lower() == ".git" and part != ".git" for part in parts):
        return (), "its name is one that git keeps for itself"
    raw = [len(part.encode()) for part in parts]
    if max(raw) > _LONGEST_PART or sum(raw) + len(raw) > _LONGEST_PATH:
        return (), "its name is longer than a system keeps"
    return parts, ""


def _wanted(parts: tuple[str, ...]) -> bool:
    """Whether a part of git's own folder is needed to read objects and references, and harmless."""
    if _nested(parts):
        return False
    inside = parts[parts.index(".git") + 1 :]
    if len(inside) == 1:
        return inside[0] in _GIT_FILES or inside[0].startswith("sharedindex.")
    return bool(inside) and (inside[0] == "refs" or (inside[0] == "objects" and inside[1] != "info"))


def _nested(parts: tuple[str, ...]) -> bool:
    return parts.index(".git") > 1 or parts.count(".git") > 1 or parts[-1] == ".git"


def _root(folder: Path) -> Path:
    """The folder itself, or the only folder in it."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() and inside[0].name != ".git" else folder


def _shown(name: str) -> str:
    text = "".join(ascii(s)[1:-1] if unicodedata.category(s)[0] == "C" else s for s in name)
    return text[:200] or "(no name)"
