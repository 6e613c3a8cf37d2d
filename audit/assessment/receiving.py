"""Use cases on material that was handed over as one file: keep it, unpack it, and know what was left out."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from audit.assessment.unpacking import Progress, called, make, record, skipped
from audit.model.errors import InputError
from audit.model.inspection import Limitation
from audit.model.repository_ref import RepositoryRef
from audit.model.speech import _
from audit.storage.connection import data_folder

MOST_UPLOADED = 200
"""Megabytes of an archive or a bundle."""
NOT_USED = 24 * 3600
"""Seconds for which a delivery stays that no assessment has in its history: it may be being inspected."""
_OWNERS, _NEW = "owners", ".new-"


class Delivery(NamedTuple):
    """What was handed over as it lies on this machine: the key of its folder, its name, and its size."""

    key: str
    name: str
    size: int
    """Bytes on disk, unpacked."""


def received_folder() -> Path:
    """Where what was handed over lies, readable by this user only."""
    return data_folder() / "received"


def receive(source: Path, name: str, progress: Progress, owner: str = "") -> RepositoryRef:
    """Make a repository of an archive or a git bundle, whole or not at all; the same file only once.

    `owner` is the ledger that it is for; it stays until the last of its owners has released it. Nothing in
    it is run, followed or believed. Raises InputError where it is damaged, empty or a trap.
    """
    folder = received_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = _digest(source)
    place = folder / digest[:20]
    if record(place) is None:
        scratch = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
        try:
            make(source, scratch, name, digest, progress)
            shutil.rmtree(place, ignore_errors=True)
            scratch.rename(place)
        except OSError as error:
            raise InputError(
                _(
                    "{name}: cannot be unpacked into {folder}: {strerror}; make room there",
                    name=name,
                    folder=str(folder),
                    strerror=str(error.strerror),
                )
            ) from error
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    held = record(place)
    if held is None:
        raise InputError(_("{place}: was removed while it was made; give the file again", place=str(place)))
    owned = _owned(place, owner)
    owned.parent.mkdir(exist_ok=True)
    owned.touch()
    return RepositoryRef(path=str(place / held.root), name=called(name))


def left_out(path: Path) -> tuple[Limitation, ...]:
    """What was not unpacked of the file that a repository was made of; nothing for any other repository."""
    folder = received_folder()
    return skipped(path, folder) if path.is_relative_to(folder) else ()


def deliveries(owner: str) -> list[Delivery]:
    """Everything that was handed over for a ledger and lies on this machine."""
    found = ((place, record(place)) for place in sorted(_places()) if _owned(place, owner).exists())
    return [Delivery(place.name, held.name, _size(place)) for place, held in found if held]


def release(keys: Iterable[str], owner: str) -> None:
    """Let a ledger go of these deliveries; what no ledger holds any more is removed."""
    for key in keys:
        place = received_folder() / Path(key).name
        _owned(place, owner).unlink(missing_ok=True)
        if not any((place / _OWNERS).glob("*")):
            shutil.rmtree(place, ignore_errors=True)


def sweep(owner: str, used: Callable[[str], bool]) -> None:
    """Let a ledger go of what none of its assessments uses, and remove what was never finished, after a day.

    A delivery belongs to the assessments that have it in their history, and goes with the last of them.
    """
    before = time.time() - NOT_USED
    for place in _places():
        if place.name.startswith(_NEW):
            if _changed(place) < before:
                shutil.rmtree(place, ignore_errors=True)
        elif _changed(_owned(place, owner)) < before and not used(place.name):
            release([place.name], owner)


def _places() -> list[Path]:
    folder = received_folder()
    return [place for place in folder.iterdir() if place.is_dir()] if folder.is_dir() else []


def _owned(place: Path, owner: str) -> Path:
    """The file whose being there says that a ledger holds a delivery, and since when."""
    return place / _OWNERS / hashlib.sha256(owner.encode()).hexdigest()[:20]


def _changed(path: Path) -> float:
    """When it was last changed; now, where it is not there."""
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _size(place: Path) -> int:
    files = (Path(folder, name) for folder, _, names in os.walk(place) for name in names)
    return sum(file.lstat().st_size for file in files)


def _digest(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
