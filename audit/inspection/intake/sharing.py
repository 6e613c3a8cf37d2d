"""Numbered work that this process shares with a copy of itself: each takes the next number that is open."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from typing import IO, TypeVar

from audit.inspection.intake.starting import can_copy, copied, end, message, send

H = TypeVar("H")
T = TypeVar("T")
MOST = 256
"""How many numbers can be shared: each is one byte of a pipe, which gives it to whoever asks first."""


def shared(
    number: int, here: Callable[[Iterator[int]], H], there: Callable[[Iterator[int]], T]
) -> tuple[H, T | None]:
    """What is made of the numbers that this process takes, and of those that a copy of it takes.

    Where none may be made, or it dies, there is nothing of the latter, and it may have taken numbers.
    What it changes beside its answer is lost with it. It ends with this process.
    """
    if not (1 < number <= MOST and (os.cpu_count() or 1) > 1 and can_copy()):
        return here(iter(range(number))), None
    ours, queue = os.getpid(), _queue(number)

    def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
        gc.disable()
        send(answers, pickle.dumps(there(one for one in _taken(asked.fileno()) if os.getppid() == ours)))

    copy = copied(serve, queue)
    try:
        made = here(_taken(queue))
        return made, _answered(copy.stdout)
    finally:
        end(copy)
        os.close(queue)


def _queue(number: int) -> int:
    """A pipe that gives each number once, and then ends."""
    queue, fill = os.pipe()
    os.write(fill, bytes(range(number)))
    os.close(fill)
    return queue


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, 1):
        yield number[0]


def _answered(answers: IO[bytes]) -> T | None:
    try:
        answer: T = pickle.loads(message(answers.read))  # noqa: S301 - between our own processes
    except EOFError:
        return None
    return answer
