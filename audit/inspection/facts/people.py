"""Facts about the people behind a repository."""

from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact


class Activity(StrEnum):
    """What the log shows of somebody in the twelve months before the last commit."""

    ACTIVE = "active"
    PAST = "past"
    NEVER = "never"
    UNKNOWN = "unknown"


class NamedOwner(Fact, frozen=True):
    """Somebody whom a file of the repository names as its owner, and what the log shows of him."""

    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "owner named in a file"

    name: str
    activity: Activity
    because: str
