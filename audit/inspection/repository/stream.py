"""A command's output read as it comes, and the command ended when it lets one wait for too long."""

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, cast

from audit.model.base import InputError

SECONDS = 120.0
_PIECE = 1 << 16


def too_long(work: str) -> InputError:
    """The error for people about a command that was ended."""
    return InputError(
        f"reading the repository takes too long: `git {work}` gave no answer in {SECONDS:.0f} seconds; "
        "check it with `git fsck`, or give a plain copy of its files"
    )


class Stream:
    """A running command; use as a context manager. Only the time spent waiting for it counts."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], work: str, request: bytes = b""
    ) -> None:
        self._work = work
        self._until: float | None = None
        self._expired = False
        self._closed = threading.Event()
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._output = cast("BinaryIO", self._process.stdout)
        self._helpers = [
            threading.Thread(target=self._feed, args=(request,), daemon=True),
            threading.Thread(target=self._look, daemon=True),
        ]

    def __enter__(self) -> "Stream":
        for helper in self._helpers:
            helper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        self._process.kill()
        for helper in self._helpers:
            helper.join()
        self._output.close()
        self._process.wait()

    def piece(self) -> bytes:
        """Some bytes of the output; none at its end."""
        self._until = time.monotonic() + SECONDS
        data: bytes = self._output.read1(_PIECE)  # type: ignore[attr-defined]
        return self._answered(data)

    def line(self) -> bytes:
        """One line of the output; none at its end."""
        self._until = time.monotonic() + SECONDS
        return self._answered(self._output.readline())

    def exactly(self, size: int) -> bytes:
        """So many bytes of the output."""
        self._until = time.monotonic() + SECONDS
        return self._answered(self._output.read(size))

    def succeeded(self) -> bool:
        """Whether the command, now at the end of its output, did what it was asked."""
        self._until = time.monotonic() + SECONDS
        code = self._process.wait()
        self._answered(b"")
        return code == 0

    def _answered(self, data: bytes) -> bytes:
        self._until = None
        if self._expired:
            raise too_long(self._work)
        return data

    def _feed(self, request: bytes) -> None:
        pipe = cast("BinaryIO", self._process.stdin)
        with suppress(BrokenPipeError):
            pipe.write(request)
        with suppress(BrokenPipeError):
            pipe.close()

    def _look(self) -> None:
        while not self._closed.wait(min(1.0, SECONDS / 4)):
            until = self._until
            if until is not None and time.monotonic() > until:
                self._expired = True
                self._process.kill()
                return
