"""Facts about what happens to a model's reply, and what happens when there is none."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Fact, Scope


class Parsing(StrEnum):
    """How a reply is turned into data."""

    SCHEMA = "held against a schema"
    REQUESTED = "asked for by a schema"
    HAND = "taken apart by hand"
    TOOLS = "only the arguments of tools are parsed"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class ReplyUse(Fact):
    """A place where a model's reply is turned into data."""

    noun: ClassVar[str] = "place where a model's reply is parsed"

    parsing: Parsing
    how: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Fallback(Fact):
    """A way of trying another model when a call fails; `shown` where its working can be read."""

    scope: ClassVar[Scope] = Scope.MODEL_CALLS
    noun: ClassVar[str] = "fallback to another model"

    how: str
    shown: bool
    certain: bool = True
