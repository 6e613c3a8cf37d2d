"""What is made of our own files, kept where Python keeps the modules that it compiled (decision 0009).

Like a compiled module it is used for as long as it was made of what stands there now, and is written where
the folder of compiled modules can be. Unlike one it has a digest: what was damaged is made again, never run.
"""

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

_DIGEST = 32


def place(beside: Path, ending: str) -> Path:
    """Where it is kept for a module of ours; it moves with the modules where Python keeps them elsewhere."""
    return Path(cache_from_source(str(beside))).with_suffix(f".{ending}")


def read(place: Path, made_of: bytes) -> bytes | None:
    """What was made of the very thing with this SHA-256; none if of another, damaged or not there."""
    try:
        whole = place.read_bytes()
    except OSError:
        return None
    of, digest, content = whole[:_DIGEST], whole[_DIGEST : 2 * _DIGEST], whole[2 * _DIGEST :]
    return content if of == made_of and digest == hashlib.sha256(content).digest() else None


def write(place: Path, made_of: bytes, content: bytes) -> None:
    """Keep it, whole or not at all; nothing where Python shall not write, or cannot."""
    if sys.dont_write_bytecode:
        return
    begun = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(made_of + hashlib.sha256(content).digest() + content)
        begun.replace(place)
    except OSError:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
