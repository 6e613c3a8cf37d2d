"""The forms of knowledge about commands: what starts a program under a tracing agent, and what deploys it."""

from typing import Literal

from audit.inspection.knowledge.entry import Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


class Command(Sourced, frozen=True):
    """A form of a line at the start of a program, in own code, or in a pipeline; `words` come before it.

    Where there are `needs`, the file must hold them; where there is a `without`, it must not.
    """

    id: str
    where: Literal["start", "code", "workload", "composition", "pipeline"]
    words: tuple[str, ...]
    pattern: Pattern
    needs: Pattern | None = None
    without: Pattern | None = None


@remembered
def commands() -> tuple[Command, ...]:
    """Commands that attach a tracing agent or deploy."""
    return load("commands", tuple[Command, ...])
