"""Files parsed in this process or in several; a file that kills its worker becomes a reason, not a crash.

Workers are interpreters of our own (`python -P -m audit.inspection.workers`), started without the
folder one stands in on their path: it may be the repository under audit.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from audit.inspection.classify import FileClass
from audit.inspection.expressions import Module
from audit.inspection.files import parse_file

Job = tuple[str, FileClass, bytes]
Parsed = tuple[str, Module | str]
IN_PROCESS = 2_500_000
ALONE = 200_000
_SECONDS_PER_MEGABYTE = 30
_WORKERS = min(os.cpu_count() or 1, 8)


def parse_all(
    jobs: Sequence[Job], tick: Callable[[int], None], executor: Executor | None = None
) -> Iterator[Parsed]:
    """Every job's module, or why there is none; in the given executor, or in processes if it is much.

    Large files are parsed in processes even where they are few: only a process can be ended in time.
    """
    size = sum(len(data) for _, _, data in jobs)
    if executor is None and size <= IN_PROCESS:
        for job in (job for job in jobs if len(job[2]) <= ALONE):
            yield _parse(job)
            tick(1)
        jobs = [job for job in jobs if len(job[2]) > ALONE]
        if not jobs:
            return
    chunks = list(_chunks(jobs, size // (_WORKERS * 3) + 1))
    own = ThreadPoolExecutor(_WORKERS) if executor is None else None
    try:
        run = own.submit if own is not None else executor.submit  # type: ignore[union-attr]
        task = parse_apart if own is not None else parse_chunk
        for chunk, future in [(chunk, run(task, chunk)) for chunk in chunks]:
            yield from future.result()
            tick(len(chunk))
    finally:
        if own is not None:
            own.shutdown()


def parse_chunk(jobs: Sequence[Job]) -> list[Parsed]:
    """Parse some files; what a worker does."""
    return [_parse(job) for job in jobs]


def parse_apart(jobs: Sequence[Job]) -> list[Parsed]:
    """Parse some files in a process of their own, and one by one if it dies."""
    done = _in_process(jobs)
    if done is not None:
        return done
    if len(jobs) == 1:
        return [(jobs[0][0], "its parser died or took too long: not parsed")]
    middle = len(jobs) // 2
    return parse_apart(jobs[:middle]) + parse_apart(jobs[middle:])


def _in_process(jobs: Sequence[Job]) -> list[Parsed] | None:
    limit = 20 + _SECONDS_PER_MEGABYTE * sum(len(data) for _, _, data in jobs) / 1e6
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "audit.inspection.workers"],
            input=pickle.dumps(list(jobs)), capture_output=True, timeout=limit, check=True, env=environment,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    result: list[Parsed] = pickle.loads(done.stdout)  # noqa: S301 - between our own processes
    return result


def _parse(job: Job) -> Parsed:
    try:
        return job[0], parse_file(*job)
    except (RecursionError, MemoryError, ValueError, RuntimeError) as error:
        return job[0], f"could not be parsed ({type(error).__name__})"


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


def main() -> None:
    """Answer one chunk of jobs on standard input with their modules on standard output."""
    jobs: list[Job] = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - between our own processes
    sys.stdout.buffer.write(pickle.dumps(parse_chunk(jobs)))


if __name__ == "__main__":
    main()
