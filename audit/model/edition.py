"""An edition: for whom a report is printed, and so what of it; the same assessment may have several."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from audit.model.base import Value


class Audience(StrEnum):
    """For whom an edition is printed."""

    FULL = "full"


class AudienceWords(NamedTuple):
    """How an audience is called, and what its edition holds."""

    title: str
    holds: str


AUDIENCES = {
    Audience.FULL: AudienceWords("Full report", "everything: every chapter, quotation and excerpt"),
}


class Edition(Value):
    """What decides the print beside the assessment itself; it stands within the report."""

    audience: Audience = Audience.FULL
    of: str = Field(default="", description="number of the full report that this edition is made from")

    @property
    def suffix(self) -> str:
        """What the names of its files end with, so that no edition is taken for another."""
        return "" if self.audience is Audience.FULL else f"-{self.audience}"
