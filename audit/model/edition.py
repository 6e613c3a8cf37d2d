"""An edition: for whom a report is printed, and so what of it; the same assessment may have several."""

from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from audit.model import wording
from audit.model.base import Value
from audit.model.brand import Brand
from audit.model.speech import ENGLISH, _, marked

WITHHELD = marked("[withheld in this copy]")
"""Stands where something was said that an edition does not show."""
NAME_WITHHELD = marked("[name withheld]")
"""Stands where the auditor is named and an edition names no persons."""


class Audience(StrEnum):
    """For whom an edition is printed."""

    FULL = "full"
    BOARD = "board"
    VENDOR = "vendor"
    PUBLIC = "public"


class AudienceWords(NamedTuple):
    """How the edition for an audience is called, and what it holds."""

    name: str
    content: str

    @property
    def title(self) -> str:
        """How it is called, in the language spoken now."""
        return _(self.name)

    @property
    def holds(self) -> str:
        """What it holds, in the language spoken now."""
        return _(self.content)

    def told(self, number: str) -> str:
        """What a reader of a copy has to know, of the full report with this number."""
        return _("{copy} of report {number}. {holds}", copy=self.title, number=number, holds=self.holds)


AUDIENCES = {
    Audience.FULL: AudienceWords(marked("Full report"), marked("Every chapter, quotation and excerpt.")),
    Audience.BOARD: AudienceWords(
        marked("Board copy"),
        marked("Two pages: the decision page, and summary with plan. No excerpts, no notes of the auditor."),
    ),
    Audience.VENDOR: AudienceWords(
        marked("Vendor copy"),
        marked(
            "What the vendor said and what its own repository shows. Others by their role, "
            "without their words; no notes of the auditor, no costs and no business case."
        ),
    ),
    Audience.PUBLIC: AudienceWords(
        marked("Public copy"),
        marked(
            "Levels, findings and figures. No quotations, no excerpts, no names of persons, "
            "no file below the folder it lies in, no costs."
        ),
    ),
}


def is_english(language: str) -> bool:
    """Whether a language is the one that what is embedded need not name."""
    return language == ENGLISH


Language = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2}(-[A-Z]{2})?$",
        exclude_if=is_english,
        description="in which its fixed words, numbers and dates are",
    ),
]


def ending(audience: Audience, language: str) -> str:
    """What the names of files end with, so that no copy is taken for another."""
    copy = "" if audience is Audience.FULL else f"-{audience}"
    return copy if is_english(language) else f"{copy}-{language}"


def handed_on(audience: Audience, brand: Brand | None) -> str:
    """How widely what is printed for somebody may be handed on."""
    if audience is Audience.PUBLIC:
        return _("Public")
    return (brand and brand.classification) or _(wording.CLASSIFICATION)


class Edition(Value):
    """What decides the print beside the assessment itself; it stands within the report."""

    audience: Audience = Audience.FULL
    of: str = Field(default="", description="number of the full report that this edition is made from")
    brand: Brand | None = Field(default=None, description="whose look it has; none: our own")
    ledger: str = Field(
        default="", description="hash of the newest entry of the ledger that was judged; empty: a file was"
    )
    advice: bool = Field(
        default=True, description="false: the advice rests on what is withheld, and is left out with it"
    )

    language: Language = ENGLISH

    @property
    def unbranded(self) -> "Edition":
        """The same edition in our own look: the number of a report does not hang on its look."""
        return self.model_copy(update={"brand": None})

    @property
    def suffix(self) -> str:
        """What the names of its files end with, so that no edition is taken for another."""
        return ending(self.audience, self.language)

    @property
    def classification(self) -> str:
        """How widely it may be handed on."""
        return handed_on(self.audience, self.brand)

    @property
    def words(self) -> str:
        """What a reader has to know of this edition; empty for the full report."""
        if self.audience is Audience.FULL:
            return ""
        said = AUDIENCES[self.audience].told(self.of)
        if self.advice:
            return said
        return f"{said} {_('The advice rests on what is withheld, and is left out.')}"
