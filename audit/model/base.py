"""What all values have in common, and the errors that people are shown."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from audit.model.errors import InputError
from audit.model.plain import Plain

__all__ = ["AnyValue", "InputError", "QuestionId", "Value"]

QuestionId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]


class Value(BaseModel):
    """A frozen value: built once, compared by content, with no field beyond the declared ones."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        protected_namespaces=(),
        allow_inf_nan=False,
        defer_build=True,
    )


AnyValue = Value | Plain
"""A value of either kind; both are read, written, copied and gone through alike."""
