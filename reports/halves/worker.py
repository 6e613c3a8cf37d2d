"""A process at the side of this one, and what both tell each other."""

import ctypes
import os
import pickle
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from reports.parting import Apart

END_WITH_PARENT = 1
"""What Linux knows the wish by to be sent a signal when the parent ends (`PR_SET_PDEATHSIG`)."""


class Line:
    """One end of what two processes tell each other; nobody else gets at it."""

    def __init__(self, end: socket.socket) -> None:
        self._end, self._file = end, end.makefile("rwb")

    def tell(self, said: Any) -> None:
        """Say something to the other one; raises Apart when it has ended."""
        try:
            pickle.dump(said, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()
        except OSError as error:
            raise Apart from error

    def hear(self) -> Any:
        """What the other one says next; raises Apart when it has ended."""
        try:
            return pickle.load(self._file)  # noqa: S301  # said by a process that this one began, or was begun by
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise Apart from error

    def close(self) -> None:
        """Say and hear nothing more."""
        with suppress(OSError):
            self._file.close()
        self._end.close()


class Worker(Line):
    """A process that does some work with all that this one knows. Raises Apart where there can be none."""

    def __init__(self, work: Callable[[Line], None]) -> None:
        ours, others = socket.socketpair()
        first = os.getpid()
        try:
            self.process = os.fork()
        except OSError as error:
            raise Apart from error
        if not self.process:
            _do(work, others, ours, first)
        others.close()
        super().__init__(ours)

    def end(self) -> None:
        """End the process, if it has not ended."""
        self.close()
        os.kill(self.process, signal.SIGTERM)  # it is there until it is waited for, if only its name
        os.waitpid(self.process, 0)


def _ended(*_: object) -> None:
    """Leave the work as it is, and tidy up."""
    raise SystemExit


def end_with(process: int) -> None:
    """From now on this process ends at once when the one that began it does, which was this one."""
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != process:
        os._exit(1)


def _do(work: Callable[[Line], None], others: socket.socket, ours: socket.socket, first: int) -> None:
    """In the new process: work and end, without a word to those whom the first one talks to."""
    code = 1
    try:
        end_with(first)
        signal.signal(signal.SIGTERM, _ended)
        ours.close()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        work(Line(others))
        code = 0
    finally:
        os._exit(code)
