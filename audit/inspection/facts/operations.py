"""Facts about what whoever runs the system can see and read."""

from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


class Telemetry(Fact, frozen=True):
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


class OperationsText(Fact, frozen=True):
    """A passage of documentation for whoever runs the system."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "passage of operating guidance"

    heading: str
    certain: bool


class LogRecords(Fact, frozen=True):
    """A logger that writes keys and values, or JSON; `sure` if it does so for the whole program."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "use of a structured logger"
    of_text: ClassVar[bool] = True

    tool: str
    setup: bool
    sure: bool


class Explanation(Fact, frozen=True):
    """A passage or diagram that tells how parts of the system work together."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "explanation of the architecture"

    heading: str
    shown: str
    whole: bool
    strong: bool
