"""What all values have in common, and the errors that people are shown."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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


class InputError(Exception):
    """Something given from outside cannot be used; the message names the thing, the place and the way out."""
