"""Facts about data that the running system reads."""

from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


class Use(StrEnum):
    """What the code that reads a data file does with it, as far as it can be told."""

    ACTS = "acts on it"
    SERVES = "serves it"
    REFRESHES = "also writes it"
    UNKNOWN = "unknown"


class ReferenceRead(Fact, frozen=True):
    """Code that runs in operation reads a data file committed beside it.

    It is not `certain` that the data ages, or that this copy is used, where anything near says otherwise.
    """

    noun: ClassVar[str] = "read of a committed data file"

    data: str
    rows: int
    use: Use
    certain: bool = True


class KeptVersion(Fact, frozen=True):
    """A place that names one exact version of data or of a trained model."""

    scope: ClassVar[Scope] = Scope.AI_SYSTEM
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "version of data or of a model"
    of_text: ClassVar[bool] = True

    tool: str
    sure: bool


class PromptSource(Fact, frozen=True):
    """A file of prompts, or a read from a registry of prompts; `reader` is the code that reads it, if any."""

    scope: ClassVar[Scope] = Scope.MODEL_CALLS
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "prompt kept outside the code"
    of_text: ClassVar[bool] = True

    what: str
    reader: str
    sure: bool = True
