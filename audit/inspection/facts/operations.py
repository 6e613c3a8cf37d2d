"""Facts about what whoever runs the system can see and read."""

from dataclasses import dataclass
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


@dataclass(frozen=True, slots=True)
class Telemetry(Fact):
    """A tracing, metrics or error-tracking library that code imports and starts.

    It stands `aside` in a file of its own that no other own code uses.
    """

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "use of a tracing or metrics library"

    tool: str
    active: bool
    started: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class OperationsText(Fact):
    """A passage of documentation for whoever runs the system."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "passage of operating guidance"

    heading: str
    certain: bool


@dataclass(frozen=True, slots=True)
class LogRecords(Fact):
    """A logger that writes keys and values, or JSON; `sure` if it does so for the whole program."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "use of a structured logger"
    of_text: ClassVar[bool] = True

    tool: str
    setup: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Explanation(Fact):
    """A passage or diagram that tells how parts of the system work together."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "explanation of the architecture"

    heading: str
    shown: str
    whole: bool
    strong: bool
