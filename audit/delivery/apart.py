"""Work on documents in a process of its own, which is ended when it takes too long or too much."""

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Self, TypeAlias

from audit.model.errors import InputError
from audit.model.speech import _

SECONDS = 180
TICK = 0.25
"""Seconds after which `progress` hears the last step again, so that it can end work that is stuck."""
STEP = "step: "
REASON = f"{InputError.__module__}.{InputError.__qualname__}: "
PIPE = subprocess.PIPE

Process: TypeAlias = "subprocess.Popen[bytes]"
Said: TypeAlias = "queue.SimpleQueue[str | None]"


class Begun:
    """A process of the reports: while it starts, what it shall work on can still be made.

    Use it as a context manager: at its end the process has ended too, whatever it was at, and the folder
    that was its own for passing files is gone.
    """

    def __init__(self, *work: str) -> None:
        # An ended process cannot tidy up after itself.
        self._scratch = tempfile.TemporaryDirectory(prefix="phase2-", ignore_cleanup_errors=True)
        own = self._scratch.name
        command = [sys.executable, "-P", "-m", "reports", *work]
        try:
            self._process = subprocess.Popen(
                command, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=own, env={**os.environ, "TMPDIR": own}
            )
        except BaseException:
            self._scratch.cleanup()
            raise
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()  # does nothing when it has ended
        with self._process:
            for thread in self._threads:
                thread.join()
        self._scratch.cleanup()

    def make(self, content: bytes, progress: Callable[[str], None] | None = None) -> bytes:
        """What it makes of a document; raises InputError with its reason if nothing. It makes only one."""
        made: list[bytes] = []
        said: Said = queue.SimpleQueue()
        for work, given in ((_read_all, made), (_read_lines, said), (_write, content)):
            self._threads.append(_thread(work, self._process, given))
        why = _listen(said, progress or (lambda _: None))
        code = self._process.wait()
        for thread in self._threads:
            thread.join()
        if code or not made[0]:
            raise InputError(_in_words(why))
        return made[0]


def apart(
    content: bytes | Callable[[], bytes], *work: str, progress: Callable[[str], None] | None = None
) -> bytes:
    """What the reports' own process makes of a document; raises InputError with its reason if nothing.

    `content` may be what makes it: then it is made while the process starts. `progress` hears each step in
    words, the last one again and again; whatever it raises ends the process and comes out here.
    """
    with Begun(*work) as process:
        return process.make(content if isinstance(content, bytes) else content(), progress)


def _listen(said: Said, tell: Callable[[str], None]) -> str:
    """Hand on each step until all is said; returns the last line that was no step, which is the reason."""
    until = time.monotonic() + SECONDS
    step, why = "", "no reason given"
    while time.monotonic() < until:
        try:
            line = said.get(timeout=TICK)
        except queue.Empty:
            line = f"{STEP}{step}"
        if line is None:
            return why.removeprefix(REASON)
        if not line.startswith(STEP):
            why = line.strip() or why
        elif step := line.removeprefix(STEP):
            tell(step)
    raise InputError(_("it took longer than {seconds} s and was given up", seconds=str(SECONDS)))


def _in_words(why: str) -> str:
    """The reason in the language spoken here: the process says it in English, part by part."""
    parts = (one.partition(": ") for one in why.split("; "))
    return "; ".join(f"{_(said)}{colon}{rest}" for said, colon, rest in parts)


def _thread(work: Callable[..., None], *given: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=given, daemon=True)
    thread.start()
    return thread


def _read_all(process: Process, made: list[bytes]) -> None:
    assert process.stdout is not None
    made.append(process.stdout.read())


def _read_lines(process: Process, said: Said) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        said.put(line.decode(errors="replace").rstrip("\n"))
    said.put(None)


def _write(process: Process, content: bytes) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # it has ended, and says why on the other pipe
        process.stdin.write(content)
    with suppress(BrokenPipeError):
        process.stdin.close()
