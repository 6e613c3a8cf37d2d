"""The form of knowledge about settings that a framework reads by itself and gives the models it makes."""

from typing import Literal

from audit.inspection.knowledge.entry import Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


class Starter(Sourced, frozen=True):
    """A setting of a framework by its whole name: what it decides about the calls of a provider.

    What `counts_first` is a number of attempts in all; another number is one of further attempts.
    """

    provider: str
    decides: Literal["model", "timeout", "retries", "limit"]
    name: Pattern
    counts_first: bool = False


@remembered
def starters() -> tuple[Starter, ...]:
    """Settings that frameworks give the models they make."""
    return load("starters", tuple[Starter, ...])
