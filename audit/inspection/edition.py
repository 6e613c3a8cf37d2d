"""What an inspection is made by: our code, the knowledge in use, and the packages that are installed.

Whatever is kept of an inspection is kept for one edition, so that it never has to be declared out of date.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

OVERLAY = "PHASE2_KNOWLEDGE"
_ROOMS = Path(__file__).parents[1]
_SUFFIXES = (".py", ".yaml")
_PACKAGE = (".dist-info", ".egg-info")


def of_readers() -> str:
    """The edition of what is read out of one file."""
    return _digest(_code("inspection"), _added(), _installed())


def of_engine() -> str:
    """The edition of a whole inspection."""
    return _digest(of_readers().encode(), _code("checks"), _code("model"))


def may_have_entry_points(group: str) -> bool:
    """Whether an installed package may have entry points of a group; none has where no text names it."""
    if any(finder is not PathFinder and hasattr(finder, "find_distributions") for finder in sys.meta_path):
        return True
    named = group.encode()
    for place in dict.fromkeys(sys.path):
        try:
            with os.scandir(place or ".") as listed:
                folders = [entry.path for entry in listed if entry.name.endswith(_PACKAGE)]
        except NotADirectoryError:
            return True  # packages in an archive
        except OSError:
            continue
        if any(named in _bytes(Path(folder, "entry_points.txt")) for folder in folders):
            return True
    return False


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@cache
def _code(room: str) -> bytes:
    """A hash of the code and the knowledge in one room."""
    whole = hashlib.sha256()
    for folder, folders, names in os.walk(_ROOMS / room):
        folders.sort()
        for name in sorted(names):
            if name.endswith(_SUFFIXES):
                whole.update(name.encode() + b"\0" + Path(folder, name).read_bytes())
    return whole.digest()


def _added() -> bytes:
    """The knowledge that a user added, as it stands."""
    path = os.environ.get(OVERLAY)
    if not path:
        return b""
    try:
        return b"added " + Path(path).read_bytes()
    except (OSError, ValueError):
        return b"unreadable"  # said where it is loaded


@cache
def _installed() -> bytes:
    """The interpreter, and every installed package by its version and the moment it was installed."""
    packages = sorted(_packages(sys.path))
    return "\n".join([sys.version, *packages]).encode("utf-8", "surrogateescape")


def _packages(places: Iterable[str]) -> Iterator[str]:
    for place in dict.fromkeys(places):
        try:
            with os.scandir(place or ".") as listed:
                found = [entry for entry in listed if entry.name.endswith(_PACKAGE)]
                yield from (f"{entry.name} {entry.stat().st_mtime_ns}" for entry in found)
        except NotADirectoryError:
            yield f"{place} {Path(place).stat().st_mtime_ns}"
        except OSError:
            continue
