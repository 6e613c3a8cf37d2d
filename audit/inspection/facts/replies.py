"""Facts about what happens to a model's reply, and what happens when there is none."""

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


class ReplyUse(Fact, frozen=True):
    """A place where a model's reply is turned into data."""

    noun: ClassVar[str] = "place where a model's reply is parsed"

    parsing: Parsing
    how: str
    certain: bool = True


class Fallback(Fact, frozen=True):
    """A way of trying another model when a call fails; `shown` where its working can be read."""

    scope: ClassVar[Scope] = Scope.MODEL_CALLS
    noun: ClassVar[str] = "fallback to another model"

    how: str
    shown: bool
    certain: bool = True
