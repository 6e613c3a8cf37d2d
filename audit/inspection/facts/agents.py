"""Facts about loops in which a model decides whether to go on."""

from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Fact


class Bound(StrEnum):
    """What ends an agent loop besides the model's reply."""

    SET = "set"
    NONE = "none"
    DEFAULT = "framework default"
    UNRESOLVED = "unresolved"


class AgentLoop(Fact, frozen=True):
    """A loop in which a model's reply decides whether to go on."""

    noun: ClassVar[str] = "agent loop"

    bound: Bound
    how: str
    certain: bool = True
