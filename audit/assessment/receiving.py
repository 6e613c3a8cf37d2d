"""Use cases on material that was handed over as one file: keep it, unpack it, and know what was left out."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import Field, ValidationError

from audit.model.assessment import RepositoryRef
from audit.model.base import InputError, Value
from audit.model.inspection import Limitation
from audit.storage.connection import data_folder

Progress = Callable[[str, int, int], None]

MOST_UPLOADED = 200
"""Megabytes of an archive or a bundle."""
ENDINGS = ("zip", "tar", "gz", "tgz", "bundle")
_MARK, _CONTENT = "received.json", "content"


class Received(Value):
    """A file that was handed over, and the repository that was made of it."""

    name: str = Field(description="what the file was called")
    digest: str = Field(description="SHA-256 of the file")
    root: str = Field(description="where the repository lies, below the folder of this record")
    files: int | None = Field(default=None, description="none: a bundle, whose files are in its history")
    skipped: tuple[Limitation, ...] = ()


def received_folder() -> Path:
    """Where what was handed over lies, readable by this user only."""
    return data_folder() / "received"


def receive(source: Path, name: str, progress: Progress) -> RepositoryRef:
    """Make a repository of an archive or a git bundle, whole or not at all; the same file only once.

    Nothing in it is run, followed or believed. Raises InputError where it is damaged, empty or a trap.
    """
    folder = received_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = _digest(source)
    place = folder / digest[:20]
    if _record(place) is None:
        scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
        try:
            _made(source, scratch, name, digest, progress)
            shutil.rmtree(place, ignore_errors=True)
            scratch.rename(place)
        except OSError as error:
            raise InputError(
                f"{name}: cannot be unpacked into {folder}: {error.strerror}; make room there"
            ) from error
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    held = _record(place)
    if held is None:
        raise InputError(f"{place}: was removed while it was made; give the file again")
    return RepositoryRef(path=str(place / held.root), name=_called(name))


def left_out(path: Path) -> tuple[Limitation, ...]:
    """What was not unpacked of the file that a repository was made of; nothing for any other repository."""
    if not path.is_relative_to(received_folder()):
        return ()
    inside = path.relative_to(received_folder())
    held = _record(received_folder() / inside.parts[0]) if inside.parts else None
    return held.skipped if held else ()


def _made(source: Path, folder: Path, name: str, digest: str, progress: Progress) -> None:
    from audit.inspection.received import bundle, owning, unpack

    progress("unpacking", 0, 1)
    content = folder / _CONTENT
    if bundle.is_bundle(source):
        bundle.unbundle(source, content, name)
        held = Received(name=name, digest=digest, root=_CONTENT)
        progress("unpacking", 1, 1)
    else:
        found = unpack.unpack(source, content, name, progress)
        if not (found.root / ".git" / "HEAD").is_file():
            shutil.rmtree(found.root / ".git", ignore_errors=True)
            owning.commit_all(found.root, name, found.newest)
        root = found.root.relative_to(folder).as_posix()
        held = Received(name=name, digest=digest, root=root, files=found.files, skipped=found.skipped)
    (folder / _MARK).write_text(held.model_dump_json(), encoding="utf-8")


def _record(place: Path) -> Received | None:
    try:
        held = Received.model_validate_json((place / _MARK).read_bytes())
    except (OSError, ValidationError):
        return None
    return held if (place / held.root).is_dir() else None


def _digest(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _called(name: str) -> str:
    """What a repository is called that came in a file of this name."""
    stem = Path(name).name
    for ending in (".tar.gz", ".tgz", ".zip", ".tar", ".gz", ".bundle"):
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)]
            break
    return stem[:100] or "delivery"
