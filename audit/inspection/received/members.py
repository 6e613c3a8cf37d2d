"""What an archive holds, one member after the other, without writing anything or believing what it says."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from calendar import timegm
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from audit.model.errors import InputError
from audit.model.speech import _

LONGEST_READ = 64_000_000
"""Bytes that are taken from a compressed archive at once; only a made-up header asks for more."""
LAST_SECOND = 4_000_000_000
FARTHEST = 8_000_000_000
"""Bytes of an unpacked tar archive that are gone through, whether they are written or not."""
_DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError),
    *(OverflowError, ValueError, NotImplementedError, RuntimeError, lzma.LZMAError),
)
_LARGEST_WINDOW = 200_000_000
"""Bytes of memory for unpacking xz; the strongest of its own settings takes 65 MB."""


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
            yield from _taped(source, head)
    except (*_DAMAGED, OSError) as error:
        raise InputError(
            _(
                "{name}: cannot be read as a zip or tar archive ({error}); ask for it anew, or give a "
                "git bundle: git bundle create all.bundle --all",
                name=name,
                error=str(error) or type(error).__name__,
            )
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


def _taped(source: Path, head: bytes) -> Iterator[Member]:
    with ExitStack() as stack:
        raw = stack.enter_context(source.open("rb"))
        file = stack.enter_context(_plain(raw, head))
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


def _plain(raw: io.BufferedReader, head: bytes) -> AbstractContextManager[Any]:
    """The tape in a file, by what the file begins with."""
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    if head.startswith(b"BZh"):
        return io.BufferedReader(_Unpacked(raw, bz2.BZ2Decompressor))
    if head.startswith(b"\xfd7zX"):
        return io.BufferedReader(
            _Unpacked(raw, partial(lzma.LZMADecompressor, lzma.FORMAT_XZ, _LARGEST_WINDOW))
        )
    return nullcontext(raw)


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


class _Unpacked(io.RawIOBase):
    """What was packed by bz2 or xz, read forward in pieces; the memory it may ask for has an end."""

    def __init__(
        self, packed: IO[bytes], begin: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]
    ) -> None:
        self._packed, self._begin = packed, begin
        self._work, self._place = begin(), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any, /) -> int:
        data = b""
        while not data:
            more = b""
            if self._work.eof or self._work.needs_input:
                rest = self._work.unused_data if self._work.eof else b""
                more = rest or self._packed.read(1 << 16)
                if not more and self._work.eof:
                    return 0
                if not more:
                    raise EOFError("it ends before its end")
                if self._work.eof:  # several streams may stand one after the other
                    self._work = self._begin()
            data = self._work.decompress(more, len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def seek(self, place: int, whence: int = 0) -> int:
        if whence != io.SEEK_SET:
            raise ValueError("only places counted from the beginning are gone to")
        if place < self._place:
            self._packed.seek(0)
            self._work, self._place = self._begin(), 0
        while self._place < place:
            if not self.readinto(memoryview(bytearray(min(1 << 16, place - self._place)))):
                break
        return self._place


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
