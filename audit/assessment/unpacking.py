"""Repositories that came as one file, an archive or a git bundle: made into a folder that can be read."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import Field, ValidationError

from audit.model.base import InputError, Value
from audit.model.inspection import Limitation
from audit.model.speech import _

Progress = Callable[[str, int, int], None]

RECORD, CONTENT = "received.json", "content"
ENDINGS = ("zip", "tar", "gz", "tgz", "bz2", "tbz2", "xz", "txz", "bundle")
_DOUBLE = (".tar.gz", ".tar.bz2", ".tar.xz")
_BEGINNINGS = (b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"# v2 git bundle\n", b"# v3 git bundle\n")
_TAR_MARK = slice(257, 262)
_scratch: list[Path] = []
_unpacked: dict[tuple[Path, int, int], Path] = {}


class Received(Value):
    """A file that was handed over, and the repository that was made of it."""

    name: str = Field(description="what the file was called")
    digest: str = Field(description="SHA-256 of the file")
    root: str = Field(description="where the repository lies, below the folder of this record")
    files: int | None = Field(default=None, description="none: a bundle, whose files are in its history")
    skipped: tuple[Limitation, ...] = ()


def is_delivery(path: Path) -> bool:
    """Whether a path is a file that an archive or a git bundle begins like, or is called like one."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(512)
    except (OSError, ValueError):
        return False
    return head.startswith(_BEGINNINGS) or head[_TAR_MARK] == b"ustar" or path.suffix[1:].lower() in ENDINGS


def unpacked(path: Path, progress: Progress | None = None) -> Path:
    """The folder with the repository of an archive or a bundle, there until this program ends.

    Nothing in it is run, followed or believed. Raises InputError where it is damaged, empty or a trap.
    """
    held = path.stat()
    key = (path, held.st_size, held.st_mtime_ns)
    if key not in _unpacked:
        if not _scratch:
            _scratch.append(Path(tempfile.mkdtemp(prefix="phase2-unpacked-")))
            atexit.register(shutil.rmtree, _scratch[0], ignore_errors=True)
        place = Path(tempfile.mkdtemp(dir=_scratch[0]))
        try:
            root = make(path, place, path.name, "", progress or _silent).root
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise InputError(
                _(
                    "{path}: cannot be unpacked into {scratch}: {strerror}; make room there, or name another "
                    "folder in TMPDIR",
                    path=str(path),
                    scratch=str(_scratch[0]),
                    strerror=str(error.strerror),
                )
            ) from error
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        _unpacked[key] = place / root
    return _unpacked[key]


def make(source: Path, folder: Path, name: str, digest: str, progress: Progress) -> Received:
    """Unpack into a folder of its own, and write down beside it what was made and what was left out."""
    from audit.inspection.received import bundle, owning, unpack

    progress("unpacking", 0, 1)
    content = folder / CONTENT
    if bundle.is_bundle(source):
        bundle.unbundle(source, content, name)
        held = Received(name=name, digest=digest, root=CONTENT)
        progress("unpacking", 1, 1)
    else:
        found = unpack.unpack(source, content, name, progress)
        if not (found.root / ".git" / "HEAD").is_file():
            shutil.rmtree(found.root / ".git", ignore_errors=True)
            owning.commit_all(found.root, name, found.newest)
        root = found.root.relative_to(folder).as_posix()
        held = Received(name=name, digest=digest, root=root, files=found.files, skipped=found.skipped)
    (folder / RECORD).write_text(held.model_dump_json(), encoding="utf-8")
    return held


def record(place: Path) -> Received | None:
    """What was made in a folder; none where nothing was made whole, or it is gone."""
    try:
        held = Received.model_validate_json((place / RECORD).read_bytes())
    except (OSError, ValidationError):
        return None
    return held if (place / held.root).is_dir() else None


def left_out(root: Path) -> tuple[Limitation, ...]:
    """What was not unpacked of the file that this program made a repository of."""
    return skipped(root, _scratch[0]) if root in _unpacked.values() else ()


def skipped(root: Path, folder: Path) -> tuple[Limitation, ...]:
    """What was not unpacked of the file that was made a repository in a place of its own below a folder."""
    inside = root.relative_to(folder).parts
    held = record(folder / inside[0]) if inside else None
    return held.skipped if held else ()


def called(name: str) -> str:
    """What a repository is called that came in a file of this name."""
    stem = Path(name).name
    for ending in (*_DOUBLE, *(f".{one}" for one in ENDINGS)):
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)]
            break
    return stem[:100] or "delivery"


def _silent(phase: str, done: int, total: int) -> None:
    pass
