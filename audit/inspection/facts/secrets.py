"""Facts about secrets: leaked, searched for, and read from where they belong."""

from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope, Sighting
from audit.model.evidence import Direction


class Leak(Fact, frozen=True):
    """Text of the form of a working secret; the text itself is never kept."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "secret"

    kind: str
    certain: bool


class PastLeak(Leak, frozen=True):
    """A secret that an older commit holds; `commit` brought it, and is empty if the log does not tell."""

    commit: str
    excerpt: str

    def contradicts(self, note: str, *, weak: bool = False) -> Sighting:
        """A sighting in the commit that brought it."""
        against = Direction.CONTRADICTS
        return Sighting(self.path, self.line, against, note, weak, self.excerpt or "[removed]", self.commit)


class SecretSearch(Fact, frozen=True):
    """The search of all text for secrets, and what it found; `older` counts texts of older commits."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "text file"

    count: int
    complete: bool
    leaks: tuple[Leak, ...]
    past: tuple[PastLeak, ...] = ()
    older: int | None = None


class SecretRead(Fact, frozen=True):
    """A place where own code reads a secret from its environment or a secret store."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "read of a secret"
    of_text: ClassVar[bool] = True

    name: str
