"""A command's output read as it comes, and the command ended when it lets one wait for too long."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, cast

from audit.model.errors import InputError
from audit.model.speech import _

SECONDS = 120.0
_PIECE = 1 << 16


def too_long(work: str) -> InputError:
    """The error for people about a command that was ended."""
    return InputError(
        _(
            "reading the repository takes too long: `git {work}` gave no answer in {seconds} "
            "seconds; check it with `git fsck`, or give a plain copy of its files",
            work=work,
            seconds=f"{SECONDS:.0f}",
        )
    )


class Begun:
    """A command that works while other things are done; what it says lies in a file until it is wanted."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], work: str) -> None:
        self._work = work
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open until the command has ended
        try:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self._said.close()
            raise

    def answer(self) -> bytes | None:
        """All that it said, when it has ended; none if it failed. Only the time spent waiting counts."""
        try:
            failed = self._process.wait(SECONDS)
            self._said.seek(0)
            return None if failed else self._said.read()
        except subprocess.TimeoutExpired as error:
            raise too_long(self._work) from error
        finally:
            self.end()

    def end(self) -> None:
        """End it, if it has not ended yet."""
        self._process.kill()
        self._process.wait()
        self._said.close()


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
