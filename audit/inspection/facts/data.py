"""Facts about data that the running system reads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Fact


class Use(StrEnum):
    """What the code that reads a data file does with it, as far as it can be told."""

    ACTS = "acts on it"
    SERVES = "serves it"
    REFRESHES = "also writes it"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReferenceRead(Fact):
    """Code that runs in operation reads a data file committed beside it."""

    noun: ClassVar[str] = "read of a committed data file"

    data: str
    rows: int
    use: Use
