"""An event: something that happened on a day, how that is known, and what kind of statement it is."""

from datetime import date
from typing import Annotated

from pydantic import Field

from audit.model.base import Value
from audit.model.response import Nature


class Event(Value):
    """Something that happened to the subject, as the auditor or a respondent tells it."""

    at: Annotated[date, Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))]
    what: str = Field(min_length=1, max_length=600)
    source: str = Field(default="", max_length=300, description="how it is known: document, log, person")
    by: str = Field(default="", description="id of the respondent who told it; empty: the auditor")
    nature: Nature = Nature.FACT
