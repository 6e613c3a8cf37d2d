"""The form of a marker: a word in program text that means something, with the line it must stand in."""

from typing import Literal

from audit.inspection.knowledge.entries import Regex, Sourced
from audit.inspection.knowledge.loading import load, remembered

SUBJECTS = ("guardrails", "approvals", "ingestion", "execution", "tools")


class Marker(Sourced):
    """One thing that a line of code can show: one of its words stands in the line, and its pattern fits.

    `within` names what the file must hold as well, mostly the library; `languages` limits it, where the
    word means something else elsewhere; what is not `certain` only asks.
    """

    id: str
    kind: Literal[
        "guardrail", "filter", "approval", "pause", "confirmation", "validation", "request_model", "entry",
        "execution", "runner", "tool", "foreign_tool",
    ]  # fmt: skip
    words: tuple[str, ...]
    pattern: Regex
    within: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    but_not: Regex | None = None
    certain: bool = True


@remembered
def markers() -> tuple[Marker, ...]:
    """All markers, of every subject."""
    return tuple(sign for subject in SUBJECTS for sign in load(subject, tuple[Marker, ...]))
