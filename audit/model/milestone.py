"""A milestone: a named mark in the history of an assessment, for comparing with what came later."""

from datetime import date

from pydantic import Field

from audit.model.base import Value


class Milestone(Value):
    """A name for the assessment as it stood at one moment."""

    name: str = Field(min_length=1, max_length=80)
    at: date | None = None
    note: str = ""
