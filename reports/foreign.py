"""What the page renderer calls in libraries of C: declared once, and kept where Python keeps its modules.

It declares them anew at each start, in text that a parser of C has to be brought for, and looks for each
library by the names that it has elsewhere: both together are more than half of the start. Linux knows
libraries by the very names that are tried last. Decision 0009 says why what is kept there is trusted.
"""

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from io import StringIO
from pathlib import Path
from typing import Any

import cffi  # type: ignore[import-untyped]

_DIGEST = 32
_plain = cffi.FFI


def stand_in() -> None:
    """Have the next declarations of this process be those that are kept, where there are any."""
    if sys.platform == "linux":
        cffi.FFI = Declared


class Declared:
    """In the place of `cffi.FFI`, for one declaration."""

    def __init__(self) -> None:
        cffi.FFI = _plain

    def cdef(self, text: str) -> None:
        """Declare what is in libraries."""
        made = kept(text)
        for name in dir(made):
            if not name.startswith("__"):
                setattr(self, name, getattr(made, name))


def kept(text: str) -> Any:
    """What calls the libraries that a text declares; it is read where it is kept, else made and kept."""
    code = _read(text)
    if code is None:
        plain = _plain()
        plain.cdef(text)
        if sys.dont_write_bytecode:
            return plain
        from cffi import recompiler  # needed once

        written = StringIO()
        recompiler.make_py_source(plain, "declared", written)
        code = written.getvalue().encode()
        _write(text, code)
    found: dict[str, Any] = {}
    exec(code, found)  # noqa: S102  # made by ourselves, and kept beside our modules
    return found["ffi"]


def place() -> Path:
    """Where it is kept."""
    return Path(cache_from_source(__file__)).with_suffix(".declared")


def _made_of(text: str) -> bytes:
    return hashlib.sha256(f"{cffi.__version__}\n{text}".encode()).digest()


def _read(text: str) -> bytes | None:
    """What was made of this very text; none if it was made of another, is damaged or is not there."""
    try:
        whole = place().read_bytes()
    except OSError:
        return None
    made_of, proof, code = whole[:_DIGEST], whole[_DIGEST : 2 * _DIGEST], whole[2 * _DIGEST :]
    return code if made_of == _made_of(text) and proof == hashlib.sha256(code).digest() else None


def _write(text: str, code: bytes) -> None:
    """Write it whole or not at all; nothing where it cannot be."""
    whole = place()
    begun = whole.with_suffix(f".{os.getpid()}")
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(_made_of(text) + hashlib.sha256(code).digest() + code)
        begun.replace(whole)
    except OSError:
        with suppress(OSError):
            begun.unlink(missing_ok=True)
