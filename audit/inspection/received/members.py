"""What an archive holds, one member after the other, without writing anything or believing what it says."""

import gzip
import stat
import tarfile
import zipfile
import zlib
from calendar import timegm
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, cast

from audit.model.base import InputError

LONGEST_READ = 64_000_000
"""Bytes that are taken from a compressed archive at once; only a made-up header asks for more."""
LAST_SECOND = 4_000_000_000
FARTHEST = 8_000_000_000
"""Bytes of an unpacked tar archive that are gone through, whether they are written or not."""
_DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError),
    *(OverflowError, ValueError, NotImplementedError, RuntimeError),
)


class MemberKind(Enum):
    """What a member is; only files are ever written."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    SPECIAL = auto()


class Member(NamedTuple):
    """An entry of an archive as it calls itself; `modified` in seconds since 1970, `place` in its bytes."""

    name: str
    kind: MemberKind
    modified: int
    place: int
    open: Callable[[], IO[bytes]]
    refused: str = ""


class DamagedError(Exception):
    """A member, or the archive behind it, cannot be read."""


def members(source: Path, name: str) -> Iterator[Member]:
    """The members of a zip or tar archive; raises InputError where it is neither, or is damaged."""
    with source.open("rb") as file:
        head = file.read(4)
    try:
        if head.startswith(b"PK"):
            yield from _zipped(source)
        else:
            yield from _taped(source, packed=head.startswith(b"\x1f\x8b"))
    except (*_DAMAGED, OSError) as error:
        raise InputError(
            f"{name}: cannot be read as a zip or tar.gz archive ({error or type(error).__name__}); "
            "ask for it anew, or give a git bundle: git bundle create all.bundle --all"
        ) from error


def content(member: Member, piece: int = 1 << 20) -> Iterator[bytes]:
    """The bytes of a member, in pieces; raises DamagedError where they cannot be had."""
    try:
        with member.open() as file:
            while data := file.read(piece):
                yield data
    except _DAMAGED as error:
        raise DamagedError(str(error) or type(error).__name__) from error


def _zipped(source: Path) -> Iterator[Member]:
    with zipfile.ZipFile(source) as archive:
        for entry in archive.infolist():
            mode = entry.external_attr >> 16
            kind = MemberKind.FOLDER if entry.is_dir() else _kind(mode)
            secret = "it is protected by a password" if entry.flag_bits & 1 else ""
            # Windows writes its own separators.
            name = entry.filename.replace("\\", "/")
            yield Member(
                name, kind, _seconds(entry), entry.header_offset, partial(archive.open, entry), secret
            )


def _seconds(entry: zipfile.ZipInfo) -> int:
    with suppress(ValueError, OverflowError):
        return timegm((*entry.date_time, 0, 0, 0))
    return 0


def _kind(mode: int) -> MemberKind:
    if stat.S_ISLNK(mode):
        return MemberKind.LINK
    known = stat.S_IFMT(mode)
    return MemberKind.FILE if known in {0, stat.S_IFREG} else MemberKind.SPECIAL


def _taped(source: Path, *, packed: bool) -> Iterator[Member]:
    with ExitStack() as stack:
        raw = stack.enter_context(source.open("rb"))
        file = stack.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw
        steady = cast("IO[bytes]", _Steady(cast("IO[bytes]", file)))
        archive = stack.enter_context(tarfile.open(fileobj=steady, mode="r:"))
        for entry in archive:
            archive.members = []  # type: ignore[attr-defined] # what was handled is let go of
            yield Member(
                entry.name,
                _kind_of(entry),
                min(max(0, int(entry.mtime)), LAST_SECOND),
                raw.tell(),
                partial(_opened, archive, entry),
            )


def _opened(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(entry)
    if file is None:
        raise EOFError("it has no content")
    return file


def _kind_of(entry: tarfile.TarInfo) -> MemberKind:
    if entry.isdir():
        return MemberKind.FOLDER
    if entry.issym() or entry.islnk():
        return MemberKind.LINK
    return MemberKind.FILE if entry.isreg() and not entry.issparse() else MemberKind.SPECIAL


class _Steady:
    """A file that refuses to be read in pieces, or to an end, that no honest archive asks for."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= LONGEST_READ:
            raise ValueError("a header in it asks for more than any header is long")
        return self._file.read(size)

    def seek(self, place: int) -> int:
        if not 0 <= place <= FARTHEST:
            raise ValueError("it holds a file that is larger than any source is")
        return self._file.seek(place)

    def tell(self) -> int:
        return self._file.tell()
