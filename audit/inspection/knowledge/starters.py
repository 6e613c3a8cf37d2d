"""The form of knowledge about settings that a framework reads by itself and gives the models it makes."""

from typing import Literal

from audit.inspection.knowledge.entries import Regex, Sourced
from audit.inspection.knowledge.loading import load, remembered


class Starter(Sourced):
    """A setting of a framework by its whole name: what it decides about the calls of a provider.

    What `counts_first` is a number of attempts in all; another number is one of further attempts.
    """

    provider: str
    decides: Literal["model", "timeout", "retries", "limit"]
    name: Regex
    counts_first: bool = False


@remembered
def starters() -> tuple[Starter, ...]:
    """Settings that frameworks give the models they make."""
    return tuple(load("starters", tuple[Starter, ...]))
