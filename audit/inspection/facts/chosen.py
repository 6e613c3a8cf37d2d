"""Facts about where the model of a call is chosen."""

from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Fact


class Chosen(StrEnum):
    """Where the name of a model comes from."""

    OUTSIDE = "outside the code"
    CODE = "the code"
    LIBRARY = "the library"
    UNRESOLVED = "unresolved"


class ModelOrigin(Fact, frozen=True):
    """A place that decides which model is called: a setting, an option, or a name in the code."""

    noun: ClassVar[str] = "choice of a model"

    origin: Chosen
    how: str
    certain: bool = True
