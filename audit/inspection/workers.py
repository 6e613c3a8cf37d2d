"""Files parsed in this process or in several; a file that kills a worker becomes a reason, not a crash."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from audit.inspection.classify import FileClass
from audit.inspection.expressions import Module
from audit.inspection.files import parse_file

Job = tuple[str, FileClass, bytes]
Parsed = tuple[str, Module | str]
IN_PROCESS = 2_500_000
_CHUNK = 400_000
_WORKERS = 2


def parse_all(
    jobs: Sequence[Job], tick: Callable[[int], None], executor: Executor | None = None
) -> Iterator[Parsed]:
    """Every job's module, or why there is none; in the given executor, or in processes if it is much."""
    if executor is None and sum(len(data) for _, _, data in jobs) <= IN_PROCESS:
        for job in jobs:
            yield _parse(job)
            tick(1)
        return
    chunks = list(_chunks(jobs))
    if executor is not None:
        yield from _gather([(chunk, executor.submit(parse_chunk, chunk)) for chunk in chunks], tick)
        return
    with _pool() as pool:
        yield from _gather([(chunk, pool.submit(parse_chunk, chunk)) for chunk in chunks], tick)


def parse_chunk(jobs: Sequence[Job]) -> list[Parsed]:
    """Parse some files; runs in a worker."""
    return [_parse(job) for job in jobs]


def _parse(job: Job) -> Parsed:
    try:
        return job[0], parse_file(*job)
    except (RecursionError, MemoryError, ValueError, RuntimeError) as error:
        return job[0], f"could not be parsed ({type(error).__name__})"


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(_WORKERS, mp_context=multiprocessing.get_context("spawn"))


def _gather(
    submitted: Iterable[tuple[list[Job], "Future[list[Parsed]]"]], tick: Callable[[int], None]
) -> Iterator[Parsed]:
    for chunk, future in submitted:
        try:
            yield from future.result()
        except BrokenProcessPool:
            yield from _one_by_one(chunk)
        tick(len(chunk))


def _one_by_one(chunk: Sequence[Job]) -> Iterator[Parsed]:
    """Parse the files of a chunk that killed its worker, each where it can only harm itself."""
    pool = _pool()
    for job in chunk:
        try:
            yield from pool.submit(parse_chunk, [job]).result()
        except BrokenProcessPool:
            yield job[0], "its parser died: not parsed"
            pool.shutdown()
            pool = _pool()
    pool.shutdown()


def _chunks(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    chunk: list[Job] = []
    size = 0
    for job in sorted(jobs, key=lambda j: -len(j[2])):
        chunk.append(job)
        size += len(job[2])
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
