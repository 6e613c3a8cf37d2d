"""Facts about calls of models: the settings in force and the model chosen."""

from enum import StrEnum
from typing import ClassVar, Self

from msgspec.structs import replace

from audit.inspection.facts.base import Fact
from audit.inspection.intake.sending import Value
from audit.inspection.quantity import quantity
from audit.model.calls import Origin, State

__all__ = ["ModelCall", "ModelChoice", "Origin", "Pin", "Setting", "State"]

BOUNDLESS = 1e8
"""More than a day in milliseconds, and more attempts or tokens than any call of a model has use for."""


class Setting(Value, frozen=True):
    """One setting of a model call: its state, its value where known, and where it was decided.

    `others` are the further values that it may have; without `certain` it may also be decided elsewhere.
    """

    state: State
    value: str = ""
    path: str = ""
    line: int | None = None
    certain: bool = True
    others: tuple[str, ...] = ()
    origin: Origin = Origin.UNKNOWN

    @property
    def boundless(self) -> bool:
        """Whether its value is a number so great that it limits nothing, in whatever unit."""
        return (quantity(self.value) or 0) >= BOUNDLESS


class ModelCall(Fact, frozen=True):
    """A place where a model is called, or a framework's chat model is made, with its settings in force."""

    noun: ClassVar[str] = "model call"

    provider: str
    function: str
    timeout: Setting
    retries: Setting
    model: Setting
    output_limit: Setting
    structured: Setting = Setting(State.UNRESOLVED)
    handled: bool | None = None

    def where(self, setting: Setting) -> Self:
        """The same call, cited at the place where one of its settings is decided, if that is known."""
        return replace(self, path=setting.path, line=setting.line) if setting.path and setting.line else self


class Pin(StrEnum):
    """Whether a model name can silently come to mean another model."""

    EXACT = "exact"
    FLOATING = "floating"
    DEFAULT = "library default"
    UNRESOLVED = "unresolved"


class ModelChoice(Fact, frozen=True):
    """The model that a call, a constant or a configuration names."""

    noun: ClassVar[str] = "model choice"

    name: str
    pin: Pin
    certain: bool = True
