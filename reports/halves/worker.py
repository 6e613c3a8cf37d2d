"""A process at the side of this one, and what both tell each other."""

import os
import pickle
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from reports.parting import Apart


class Line:
    """One end of what two processes tell each other; nobody else gets at it."""

    def __init__(self, end: socket.socket) -> None:
        self._end, self._file = end, end.makefile("rwb")
        self._parent = os.getppid()

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

    def check(self) -> None:
        """Raise Apart when the process that began this one has ended, and nobody waits for its work."""
        if os.getppid() != self._parent:
            raise Apart

    def close(self) -> None:
        """Say and hear nothing more."""
        with suppress(OSError):
            self._file.close()
        self._end.close()


class Worker(Line):
    """A process that does some work with all that this one knows. Raises Apart where there can be none."""

    def __init__(self, work: Callable[[Line], None]) -> None:
        ours, others = socket.socketpair()
        try:
            self.process = os.fork()
        except OSError as error:
            raise Apart from error
        if not self.process:
            _do(work, others, ours)
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


def _do(work: Callable[[Line], None], others: socket.socket, ours: socket.socket) -> None:
    """In the new process: work and end, without a word to those whom the first one talks to."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, _ended)
        ours.close()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        work(Line(others))
        code = 0
    finally:
        os._exit(code)
