"""Files read in this process or in several; a file that kills its worker becomes a reason, not a crash.

Workers are copies of this process where that is safe, else interpreters of our own
(`python -P -m audit.inspection.intake.workers`), started without the folder one stands in on their path: it
may be the repository under audit. They live until everything is read and are given chunks of files, one
after the other.
"""

import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Any, TypeVar

from audit.inspection.classify import FileClass
from audit.inspection.intake.files import parse_file
from audit.inspection.intake.first_read import first_read
from audit.inspection.intake.starting import (
    Worker,
    can_copy,
    copied,
    end,
    give_back,
    interpreter,
    message,
    send,
)

Job = tuple[str, FileClass, bytes]
Result = tuple[str, Any]
T = TypeVar("T")
IN_PROCESS = 1_500_000
ALONE = 200_000
_LITTLE = 30_000  # not worth the way to a process that is there
TASKS: dict[str, Callable[[str, FileClass, bytes], Any]] = {"text": first_read, "code": parse_file}
_CHUNK = 300_000  # so small that no process has much left when the others have nothing
_SECONDS_PER_MEGABYTE = 30
_LOST = {
    "text": "its reader died or took too long: not read",
    "code": "its parser died or took too long: not parsed",
}


class Workers(AbstractContextManager["Workers"]):
    """A few processes that read files, started when there is much to read; or an executor that is given."""

    def __init__(self, executor: Executor | None = None, number: int | None = None) -> None:
        self._given = executor
        self._number = number or min(os.cpu_count() or 1, 8)
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._started: list[Worker] = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._started:
            worker.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._started:
            end(worker)

    def run(self, task: str, jobs: Sequence[Job], tick: Callable[[int], None]) -> Iterator[Result]:
        """Every job's result, or a text that says why there is none; in processes if it is much.

        Processes begin at once, before the first result is asked for; if they are there, they do all.
        Large files are read in processes even where they are few: only a process can be ended in time.
        """
        size = sum(len(data) for _, _, data in jobs)
        here: list[Job] = []
        if self._given is None and size <= (_LITTLE if self._started else IN_PROCESS):
            here = [job for job in jobs if len(job[2]) <= ALONE]
            jobs = [job for job in jobs if len(job[2]) > ALONE]
        chunks = _chunks(jobs, min(size // (self._number * 2) + 1, _CHUNK))
        asked = deque((len(chunk), self._submitted(task, chunk)) for chunk in chunks)
        return self._results(task, here, asked, tick)

    def _results(
        self,
        task: str,
        here: list[Job],
        asked: deque[tuple[int, Future[list[Result]]]],
        tick: Callable[[int], None],
    ) -> Iterator[Result]:
        for job in here:
            yield _done(task, job)
            tick(1)
        while asked:  # what was answered is let go of
            number, future = asked.popleft()
            yield from future.result()
            tick(number)

    def _submitted(self, task: str, chunk: list[Job]) -> Future[list[Result]]:
        if self._given is not None:
            return self._given.submit(do_chunk, task, chunk)
        if self._threads is None:
            self._prepare()
            self._threads = ThreadPoolExecutor(self._number)
        return self._threads.submit(self.apart, task, chunk)

    def expect(self, size: int) -> None:
        """Begin while little is held in memory, if so many bytes will be read: copies have what is held."""
        if self._given is None and size > IN_PROCESS:
            self._prepare()

    def _prepare(self) -> None:
        """Make all copies before there are threads."""
        give_back()
        while can_copy() and len(self._started) < self._number:
            self._started.append(copied(serve))
            self._idle.put(self._started[-1])

    def apart(self, task: str, jobs: Sequence[Job]) -> list[Result]:
        """Do some jobs in a process of their own, and one by one if it dies."""
        done = self._asked(task, jobs)
        if done is not None:
            return done
        if len(jobs) == 1:
            return [(jobs[0][0], _LOST[task])]
        middle = len(jobs) // 2
        return self.apart(task, jobs[:middle]) + self.apart(task, jobs[middle:])

    def _asked(self, task: str, jobs: Sequence[Job]) -> list[Result] | None:
        """The answer of a process; none if it died or had to be ended."""
        worker = self._free()
        limit = 20 + _SECONDS_PER_MEGABYTE * sum(len(data) for _, _, data in jobs) / 1e6
        clock = threading.Timer(limit, worker.kill)
        clock.start()
        try:
            answer = _exchange(worker, pickle.dumps((task, list(jobs))))
        except (OSError, EOFError, ValueError):
            end(worker)
            return None
        finally:
            clock.cancel()
        self._idle.put(worker)
        result: list[Result] = pickle.loads(answer)  # noqa: S301 - between our own processes
        return result

    def _free(self) -> Worker:
        try:
            return self._idle.get_nowait()
        except Empty:
            worker = interpreter(__name__)
            self._started.append(worker)
            return worker


def one_ahead(begun: Iterable[Iterator[T]]) -> Iterator[T]:
    """What each gives; the next is begun before one is asked, so that no process waits for its work."""
    waiting: Iterator[T] = iter(())
    for results in begun:
        yield from waiting
        waiting = results
    yield from waiting


def do_chunk(task: str, jobs: Sequence[Job]) -> list[Result]:
    """Do some jobs; what a worker does."""
    return [_done(task, job) for job in jobs]


def _done(task: str, job: Job) -> Result:
    try:
        return job[0], TASKS[task](*job)
    except Exception as error:  # noqa: BLE001 - what an enemy wrote costs its own file, not the inspection
        return job[0], f"could not be {'read' if task == 'text' else 'parsed'} ({type(error).__name__})"


def _chunks(jobs: Sequence[Job], limit: int) -> Iterator[list[Job]]:
    chunk: list[Job] = []
    size = 0
    for job in sorted(jobs, key=lambda j: -len(j[2])):
        chunk.append(job)
        size += len(job[2])
        if size >= limit:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _exchange(worker: Worker, request: bytes) -> bytes:
    assert worker.stdin is not None
    assert worker.stdout is not None
    send(worker.stdin, request)
    return message(worker.stdout.read)


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer chunks of jobs with their results, until nobody asks any more."""
    while True:
        try:
            task, jobs = pickle.loads(message(asked.read))  # noqa: S301 - between our own processes
        except EOFError:
            return
        send(answers, pickle.dumps(do_chunk(task, jobs)))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
