"""What takes long to make and is the same for all: made once in a test run, whichever of its processes asks first."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

FOLDER = "PHASE2_TESTS_SHARED"
"""The variable that names the folder of this run; children of a test see it too."""


def shared(name: str, make: Callable[[], bytes]) -> bytes:
    """The bytes of this name, made by whoever asks first while the others wait."""
    path = Path(os.environ[FOLDER]) / name
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half = path.with_suffix(".half")
            half.write_bytes(make())
            half.rename(path)
    return path.read_bytes()
