"""What a fact is, and what a check may say about it."""

from enum import Enum
from typing import ClassVar

from audit.inspection.intake.sending import Value
from audit.model.evidence import Direction
from audit.model.finding import Confidence


class Scope(Enum):
    """What it means that a repository holds no fact of a kind."""

    OCCURRENCE = "not applicable"
    REPOSITORY = "absent"
    MODEL_CALLS = "absent where models are called, else not applicable"
    AI_SYSTEM = "absent where there is an AI surface, else not applicable"


class Basis(Enum):
    """What must have been read for absence to mean anything."""

    NAMES = "names"
    TEXT = "text"
    CODE = "code"


class Sighting(Value, frozen=True):
    """What a check saw at one place, and which way it points; `weak` marks a sighting that only asks.

    `commit` is given where the place is not in the inspected commit.
    """

    path: str
    line: int | None
    direction: Direction
    note: str
    weak: bool = False
    excerpt: str = ""
    commit: str | None = None

    @property
    def confidence(self) -> Confidence | None:
        """The confidence this sighting is limited to, if it is limited."""
        return Confidence.WEAK if self.weak else None


class Fact(Value, frozen=True):
    """Something a reader established at one place of the repository."""

    scope: ClassVar[Scope] = Scope.OCCURRENCE
    basis: ClassVar[Basis] = Basis.CODE
    noun: ClassVar[str] = "place"
    of_text: ClassVar[bool] = False  # its line is one of the file even where code was taken out of a notebook

    path: str
    line: int | None

    def supports(self, note: str, *, weak: bool = False) -> Sighting:
        """A sighting here that speaks for the criterion."""
        return Sighting(self.path, self.line, Direction.SUPPORTS, note, weak)

    def contradicts(self, note: str, *, weak: bool = False) -> Sighting:
        """A sighting here that speaks against the criterion."""
        return Sighting(self.path, self.line, Direction.CONTRADICTS, note, weak)

    def cannot_tell(self, note: str) -> Sighting:
        """A sighting here that points neither way, and says why."""
        return Sighting(self.path, self.line, Direction.CANNOT_TELL, note)
