"""Facts about what whoever runs the system can see and read."""

from dataclasses import dataclass
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


@dataclass(frozen=True, slots=True)
class Telemetry(Fact):
    """A tracing, metrics or error-tracking library that code imports and starts."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "use of a tracing or metrics library"

    tool: str
    active: bool


@dataclass(frozen=True, slots=True)
class OperationsText(Fact):
    """A passage of documentation for whoever runs the system."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "passage of operating guidance"

    heading: str
    certain: bool
