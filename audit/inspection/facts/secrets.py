"""Facts about secrets: leaked, searched for, and read from where they belong."""

from dataclasses import dataclass
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


@dataclass(frozen=True, slots=True)
class Leak(Fact):
    """Text of the form of a working secret; the text itself is never kept."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "secret"

    kind: str
    certain: bool


@dataclass(frozen=True, slots=True)
class SecretSearch(Fact):
    """The search of all text for secrets, and what it found."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "text file"

    count: int
    complete: bool
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True)
class SecretRead(Fact):
    """A place where own code reads a secret from its environment or a secret store."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "read of a secret"

    name: str
