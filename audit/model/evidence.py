"""Evidence: a verifiable fact with its citation, and the grades that say how it was obtained."""

from enum import IntEnum, StrEnum
from typing import Annotated

from audit.model.plain import Plain, Trimmed, Within
from audit.model.speech import _, marked, meant


class Grade(IntEnum):
    """How a statement is supported; the number is also the highest level it can earn (methodology 7.1)."""

    NONE = 0
    CLAIMED = 1
    DOCUMENTED = 2
    DEMONSTRATED = 3
    VERIFIED = 4

    @property
    def label(self) -> str:
        """The word for it on screen and paper."""
        return meant("evidence grade", "none") if self is Grade.NONE else _(_LABELS[self])


_LABELS = {
    Grade.CLAIMED: marked("claimed"),
    Grade.DOCUMENTED: marked("documented"),
    Grade.DEMONSTRATED: marked("demonstrated"),
    Grade.VERIFIED: marked("independently verified"),
}


class Direction(StrEnum):
    """Which way a sighting points."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot_tell"


class Evidence(Plain):
    """One sighting in a repository: `path:line@commit`, what it means, and a redacted excerpt."""

    path: str
    line: Annotated[int | None, Within(1)] = None
    """1-based; none for a whole file"""
    commit: Annotated[str, Trimmed()] = ""
    direction: Direction
    note: str
    excerpt: str = ""

    @property
    def place(self) -> str:
        """The citation as it is printed: `path:line@abcdef12`."""
        line = f":{self.line}" if self.line else ""
        commit = f"@{self.commit[:8]}" if self.commit else ""
        return f"{_('whole repository') if self.path == '.' else self.path}{line}{commit}"
