"""Evidence: a verifiable fact with its citation, and the grades that say how it was obtained."""

from datetime import date
from enum import IntEnum, StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from audit.model.base import Value
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


def _grade(value: object) -> object:
    """Accept `E0` to `E4`, the word, or the number of an evidence grade."""
    if isinstance(value, str):
        if value.upper().startswith("E") and value[1:].isdigit():
            return int(value[1:])
        words = {grade.name.lower(): grade for grade in Grade}
        if value.lower() not in words:
            raise ValueError(f"unknown evidence grade {value!r}: use one of {', '.join(words)}, or 0 to 4")
        return words[value.lower()]
    if isinstance(value, bool | float):
        raise ValueError("an evidence grade is a word or a number from 0 to 4")
    return value


_WORDS = [*(grade.name.lower() for grade in Grade), *(f"E{grade.value}" for grade in Grade), *map(int, Grade)]
GradeField = Annotated[Grade, BeforeValidator(_grade), WithJsonSchema({"enum": _WORDS}, mode="validation")]
"""An evidence grade as people write it: a word, `E0` to `E4`, or the number."""


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
        return f"{_('whole repository') if self.path == '.' else self.path}{line}{commit}"


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
    grade: GradeField
    source: Source
    place: str = Field(default="", description="document and page, URL, or who was interviewed")
    date: date
    seen_by: str = ""
    file: str = Field(default="", description="path beside the assessment file; hashed when that is read")
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$", description="of the file, in hexadecimal")
    short_lived: bool = Field(
        default=False, description="a drill or an evaluation: loses a grade after 6 months instead of 12"
    )
