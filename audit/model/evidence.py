"""Evidence: a verifiable fact with its citation, and the grades that say how it was obtained."""

from datetime import date
from enum import IntEnum, StrEnum

from pydantic import Field

from audit.model.base import Value


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
        return "independently verified" if self is Grade.VERIFIED else self.name.lower()


class Direction(StrEnum):
    """Which way a sighting points."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot_tell"


class Evidence(Value):
    """One sighting in a repository: `path:line@commit`, what it means, and a redacted excerpt."""

    path: str
    line: int | None = Field(default=None, ge=1, description="1-based; none for a whole file")
    commit: str = ""
    direction: Direction
    note: str
    excerpt: str = ""

    @property
    def place(self) -> str:
        """The citation as it is printed: `path:line@abcdef12`."""
        line = f":{self.line}" if self.line else ""
        commit = f"@{self.commit[:8]}" if self.commit else ""
        return f"{self.path}{line}{commit}"


class Source(StrEnum):
    """Where an item of the evidence register comes from."""

    REPOSITORY = "repository"
    DOCUMENT = "document"
    URL = "url"
    INTERVIEW = "interview"
    DEMONSTRATION = "demonstration"


class EvidenceItem(Value):
    """An entry of the evidence register, graded by the auditor."""

    id: str
    title: str
    grade: Grade
    source: Source
    place: str = Field(default="", description="document and page, URL, or who was interviewed")
    date: date
    seen_by: str = ""
    sha256: str = ""
    short_lived: bool = Field(
        default=False, description="a drill or an evaluation: loses a grade after 6 months instead of 12"
    )
