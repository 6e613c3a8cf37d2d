"""Work without end, told by how it grows and by patience that runs out; never by how fast a machine is."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

LENGTHENING = 16
SPREAD: float = LENGTHENING**1.5
"""Work in proportion to its length takes 16 times as long, work in its square 256 times: 64 lies in the middle."""

SHORTEST = 0.01
"""Seconds below which a clock tells nothing."""

PATIENCE = 60
"""Seconds after which a few hundred kilobytes are taken to be read for ever."""


def outgrows(work: Callable[[int], object], length: int) -> bool:
    """Whether the time that work takes grows faster than the length it is given."""

    def seconds(size: int) -> float:
        start = time.process_time()
        work(size)
        return time.process_time() - start

    def stands_out() -> bool:
        long = seconds(length)
        if long <= SPREAD * SHORTEST:
            return False
        short = max(seconds(length // LENGTHENING) for _ in range(2))
        return long > SPREAD * max(short, SHORTEST)

    return stands_out() and stands_out()


@contextmanager
def patience(seconds: int = PATIENCE) -> Iterator[None]:
    """A stretch of work that is broken off, as failed, where it doesn't end."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"it had not ended after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
