"""How a worker begins: as a copy of this process where that is safe, else as an interpreter of its own.

A copy has everything loaded at once and shares the memory of what it never changes. It is made on Linux, by
a process of one thread: another thread might hold a lock that nobody in the copy would ever open.
"""

import ctypes
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

Serve = Callable[[IO[bytes], IO[bytes]], None]
_THREADS = "/proc/self/task"
_LENGTH = 8
_STANDARD = 3
_LARGE, _KEPT, _ARENAS = -3, -1, -8  # M_MMAP_THRESHOLD, M_TRIM_THRESHOLD, M_ARENA_MAX of <malloc.h>


class Worker(Protocol):
    """A process that answers on one pipe what is asked on another."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """Where it is asked."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """Where it answers."""

    def kill(self) -> None:
        """End it at once, if it has not ended yet."""

    def wait(self) -> int:
        """Wait for its end."""


@dataclass
class Copy:
    """A copy of this process, in the form of `subprocess.Popen`."""

    pid: int
    stdin: IO[bytes] | None
    stdout: IO[bytes]
    ended: int | None = None

    def kill(self) -> None:
        """End it at once, if it has not ended yet."""
        if self.ended is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end."""
        if self.ended is None:
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self.ended = 0
        return self.ended


def give_back() -> None:
    """Have freed memory go back at once where the C library is told how: it keeps a tenth of it otherwise.

    What crosses processes is freed in pieces of a megabyte, and each makes the library of GNU keep more.
    """
    with suppress(AttributeError, OSError):
        tell = ctypes.CDLL(None).mallopt
        for option, value in ((_LARGE, 1 << 17), (_KEPT, 1 << 17), (_ARENAS, 1)):
            tell(option, value)


def can_copy() -> bool:
    """Whether this process may be copied: on Linux, and by the only thread, of Python or not."""
    with suppress(OSError):
        return sys.platform == "linux" and len(os.listdir(_THREADS)) == 1  # noqa: PTH208 - names only
    return False


def copied(serve: Serve, queue: int | None = None) -> Copy:
    """A copy of this process that does nothing but serve; it is asked by a queue if one is given."""
    asked, ask = os.pipe() if queue is None else (os.dup(queue), None)
    answers, answer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _serve_only(serve, asked, answer)
    os.close(asked)
    os.close(answer)
    return Copy(pid, None if ask is None else os.fdopen(ask, "wb"), os.fdopen(answers, "rb"))


def _serve_only(serve: Serve, asked: int, answer: int) -> None:
    """What a copy does: let go of all that is open here, serve, and end without tidying up for the other."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        asked, answer = _beside_standard(asked), _beside_standard(answer)
        for standard in range(_STANDARD):  # what is printed here is no answer
            os.dup2(os.open(os.devnull, os.O_RDWR), standard)
        low, high = sorted((asked, answer))
        for first, behind in ((_STANDARD, low), (low + 1, high), (high + 1, os.sysconf("SC_OPEN_MAX"))):
            os.closerange(first, behind)
        gc.freeze()
        gc.enable()
        serve(os.fdopen(asked, "rb"), os.fdopen(answer, "wb"))
    finally:
        os._exit(0)


def _beside_standard(pipe: int) -> int:
    """A number for a pipe that is none of those for input, output and errors."""
    return pipe if pipe >= _STANDARD else _beside_standard(os.dup(pipe))


def interpreter(module: str) -> "subprocess.Popen[bytes]":
    """An interpreter that runs a module of ours, without the folder one stands in on its path."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip


def end(worker: Worker) -> None:
    """End a worker with all that it has open here."""
    worker.kill()
    for pipe in (worker.stdin, worker.stdout):
        with suppress(OSError):  # what was meant for it is lost with it
            if pipe is not None:
                pipe.close()
    worker.wait()


def send(pipe: IO[bytes], text: bytes) -> None:
    """Send one message to another process."""
    pipe.write(len(text).to_bytes(_LENGTH) + text)
    pipe.flush()


def message(read: Callable[[int], bytes]) -> bytes:
    """One message of another process; raises `EOFError` if it ended before it had said all."""
    head = read(_LENGTH)
    length = int.from_bytes(head)
    body = read(length) if len(head) == _LENGTH else b""
    if len(head) < _LENGTH or len(body) < length:
        raise EOFError("the other process ended")
    return body
