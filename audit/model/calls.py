"""Sighted calls of models: which settings are in force at each, and where they were decided."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from audit.model.plain import Plain, Within
from audit.model.speech import _, listed, marked, meant


class State(StrEnum):
    """How a setting of a call stands."""

    SET = "set"
    NONE = "switched off"
    DEFAULT = "library default"
    ABSENT = "absent"
    UNRESOLVED = "cannot tell"


class Origin(StrEnum):
    """Where a setting was decided."""

    CALL = "call"
    CLIENT = "client"
    WRAPPER = "wrapper or parameter"
    CONSTANT = "constant"
    ENVIRONMENT = "environment"
    SETTINGS = "file of settings"
    LIBRARY = "library"
    UNKNOWN = "cannot tell"


class EffectiveSetting(Plain):
    """A setting in force: how it stands, its value where known, and the place that decided it."""

    state: State
    value: str = ""
    """empty where it is not written in the code"""
    others: tuple[str, ...] = ()
    """what it may be as well"""
    origin: Origin = Origin.UNKNOWN
    path: str = ""
    line: Annotated[int | None, Within(1)] = None

    @property
    def words(self) -> str:
        """The setting as it is printed: `30 (client)`, `600 s (library)`, `switched off (call)`."""
        match self.state:
            case State.UNRESOLVED:
                return _("cannot tell")
            case State.ABSENT:
                return _("not set")
            case State.NONE:
                text = _("switched off")
            case State.DEFAULT:
                text = self.value or meant("value of a setting", "default")
            case State.SET:
                text = _either((self.value or meant("value of a setting", "set"), *self.others))
        return f"{text} ({_(_ORIGINS[self.origin])})" if self.origin is not Origin.UNKNOWN else text


def _either(values: Sequence[str]) -> str:
    """Values one of which is in force: `30 or 60 or 90`."""
    said = values[0]
    for value in values[1:]:
        said = listed((said, value), choice=True)
    return said


_ORIGINS = {
    Origin.CALL: marked("call"),
    Origin.CLIENT: marked("client"),
    Origin.WRAPPER: marked("wrapper or parameter"),
    Origin.CONSTANT: marked("constant"),
    Origin.ENVIRONMENT: marked("environment"),
    Origin.SETTINGS: marked("file of settings"),
    Origin.LIBRARY: marked("library"),
}


class SightedCall(Plain):
    """One call of a model, or a framework's model being made, with the settings in force there."""

    path: str
    line: Annotated[int | None, Within(1)] = None
    provider: str
    function: str
    model: EffectiveSetting
    timeout: EffectiveSetting
    retries: EffectiveSetting
    output_limit: EffectiveSetting
    structured_output: EffectiveSetting
    handled: bool | None
    """it stands in a `try` with a handler (one around its callers is not followed); none where not parsed"""

    @property
    def place(self) -> str:
        """Where it stands: `path:line`."""
        return f"{self.path}:{self.line}" if self.line else self.path
