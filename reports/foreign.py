"""What the page renderer calls in libraries of C: declared once, and kept where Python keeps its modules.

It declares them anew at each start, in text that a parser of C has to be brought for, and looks for each
library by the names that it has elsewhere: both together are more than half of the start. Linux knows
libraries by the very names that are tried last. Decision 0009 says why what is kept there is trusted.
"""

import hashlib
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import cffi  # type: ignore[import-untyped]

from audit import pycache

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
    made_of = hashlib.sha256(f"{cffi.__version__}\n{text}".encode()).digest()
    code = pycache.read(place(), made_of)
    if code is None:
        plain = _plain()
        plain.cdef(text)
        if sys.dont_write_bytecode:
            return plain
        from cffi import recompiler  # needed once

        written = StringIO()
        recompiler.make_py_source(plain, "declared", written)
        code = written.getvalue().encode()
        pycache.write(place(), made_of, code)
    found: dict[str, Any] = {}
    exec(code, found)  # noqa: S102  # made by ourselves, and kept beside our modules
    return found["ffi"]


def place() -> Path:
    """Where it is kept."""
    return pycache.place(Path(__file__), "declared")
