"""Facts about what stands between a model and the world: guards, approvals, data checks, execution."""

from enum import Enum
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


class Idle(Enum):
    """Why a check holds nothing back."""

    DROPPED = "nothing looks at what it says"
    UNCALLED = "nothing calls it"


class Mark(Fact, frozen=True):
    """A place where something was recognised; what is not `certain` is recognised by its name only."""

    basis: ClassVar[Basis] = Basis.TEXT

    what: str
    certain: bool = True
    idle: Idle | None = None


class InputGuards(Fact, frozen=True):
    """A program that gives input to a model, and the checks that it runs on it."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "program that gives input to a model"

    calls: tuple[Mark, ...]
    guards: tuple[Mark, ...]
    filters: tuple[Mark, ...]
    complete: bool


class ModelActions(Fact, frozen=True):
    """What a model may set going beyond reading, and where a person is asked before it happens.

    `unclear` are tools of which the name does not tell whether they only read.
    """

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "set of tools that act"

    actions: tuple[Mark, ...]
    unclear: tuple[Mark, ...]
    approvals: tuple[Mark, ...]
    pauses: tuple[Mark, ...]
    complete: bool


class DataEntries(Fact, frozen=True):
    """Where data enters an AI system, and what looks at its form or quality there.

    `refusals` are places that turn something away, whatever they look at.
    """

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "program that takes in data"

    entries: tuple[Mark, ...]
    checks: tuple[Mark, ...]
    request_models: tuple[Mark, ...]
    refusals: tuple[Mark, ...]
    complete: bool


class ExecutionSearch(Fact, frozen=True):
    """The search for text that is run as a program or loaded as objects.

    `followed` comes from a model, a request or a download, as far as `certain` says; `unclear` comes
    from where cannot be seen.
    """

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.CODE
    noun: ClassVar[str] = "search for text that is run"

    followed: tuple[Mark, ...]
    unclear: tuple[Mark, ...]
    gap: str
