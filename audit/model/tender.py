"""A tender: several vendors as each was judged, with their comparison; a report is printed from it."""

import hashlib
from collections.abc import Sequence
from datetime import date
from operator import not_
from typing import Annotated, Literal

from pydantic import Field

from audit.model.assessment import Assessment
from audit.model.base import Value
from audit.model.brand import Brand
from audit.model.comparison import Contender, VendorComparison
from audit.model.conclusion import Conclusion
from audit.model.edition import Audience, AudienceWords, Language, ending, handed_on, is_english
from audit.model.rubric import Rubric
from audit.model.speech import ENGLISH, marked

TENDER_NAME = "comparison.json"
"""What the record of a tender is called, beside a report and within it."""
MOST_VENDORS = 12
"""How many stand side by side in one report."""


AUDIENCES = {
    Audience.FULL: AudienceWords(
        marked("Full report"), marked("Every chapter, with what to negotiate and the prices.")
    ),
    Audience.BOARD: AudienceWords(
        marked("Board copy"),
        marked("The decision page, the ranking, and its limits. No excerpts, no notes of the auditor."),
    ),
    Audience.VENDOR: AudienceWords(
        marked("A copy for each vendor"),
        marked("To each the report on it alone, with its own data; not a word of the others."),
    ),
    Audience.PUBLIC: AudienceWords(
        marked("Public copy"),
        marked(
            "Ranking, gates, and claims against proof. No quotations, no excerpts, no names of persons, "
            "no prices and nothing to negotiate."
        ),
    ),
}
"""For whom a report on several vendors is printed, and what of it."""


class Bid(Value):
    """One vendor: its assessment and what was concluded from it."""

    label: str = Field(description="V1, V2 and so on, in the order of the names")
    assessment: Assessment
    conclusion: Conclusion


def _unbranded(brand: Brand | None) -> bool:
    return brand is None


def _for_all(audience: Audience) -> bool:
    return audience is Audience.FULL


# What decides the print; a record names only what is not the rule.
Look = Annotated[Brand | None, Field(exclude_if=_unbranded, description="whose report it is to the eye")]
ForWhom = Annotated[Audience, Field(exclude_if=_for_all, description="for whom it is printed")]
Original = Annotated[
    str, Field(exclude_if=not_, description="number of the full report that a copy is made from")
]


class Tender(Value):
    """Everything that a report on several vendors may print, and nothing else."""

    bids: tuple[Bid, ...]
    comparison: VendorComparison
    rubric: Rubric
    language: Language = ENGLISH
    brand: Look = None
    audience: ForWhom = Audience.FULL
    of: Original = ""

    @property
    def as_of(self) -> date:
        """The latest day that evidence is dated against."""
        return _as_of(self.bids)

    @property
    def content_hash(self) -> str:
        """SHA-256 of all assessments and conclusions and their comparison as JSON."""
        return _digest(self)

    @property
    def number(self) -> str:
        """The report number, such as `P2C-20261122-1A2B3C`."""
        return _number(self.bids, self.content_hash)

    @property
    def suffix(self) -> str:
        """What the names of its files end with, so that no copy is taken for another."""
        return ending(self.audience, self.language)

    @property
    def words(self) -> str:
        """What a reader has to know of a copy; empty for the full report."""
        return "" if self.audience is Audience.FULL else AUDIENCES[self.audience].told(self.of)

    @property
    def classification(self) -> str:
        """How widely it may be handed on."""
        return handed_on(self.audience, self.brand)

    def bid(self, label: str) -> Bid:
        """The vendor with this label."""
        return next(one for one in self.bids if one.label == label)

    @property
    def rows(self) -> tuple[tuple[Contender, Bid], ...]:
        """Each vendor as it is compared and as it was judged, in the order of the ranking."""
        return tuple((one, self.bid(one.label)) for one in self.comparison.contenders)

    def record(self) -> "TenderRecord":
        """The tender as a file: all of it but the rubric, which the comparison names by its hash."""
        return TenderRecord(
            number=self.number,
            content_hash=self.content_hash,
            bids=self.bids,
            comparison=self.comparison,
            language=self.language,
            brand=self.brand,
            audience=self.audience,
            of=self.of,
        )


class TenderRecord(Value):
    """What `comparison.json` holds."""

    schema_name: Literal["phase2-tender"] = "phase2-tender"
    schema_version: Literal["1"] = "1"
    number: str
    content_hash: str
    bids: tuple[Bid, ...] = Field(min_length=2, max_length=MOST_VENDORS)
    comparison: VendorComparison
    language: Language = ENGLISH
    brand: Look = None
    audience: ForWhom = Audience.FULL
    of: Original = ""

    @property
    def fits(self) -> bool:
        """Whether number and hash are those of what it holds."""
        digest = _digest(self)
        return (self.content_hash, self.number) == (digest, _number(self.bids, digest))


def _as_of(bids: Sequence[Bid]) -> date:
    return max(bid.assessment.as_of for bid in bids)


def _digest(held: Tender | TenderRecord) -> str:
    text = "".join(bid.model_dump_json() for bid in held.bids) + held.comparison.model_dump_json()
    if not is_english(held.language):
        text += held.language
    if held.audience is not Audience.FULL:
        text += f"{held.audience} {held.of}"
    return hashlib.sha256(text.encode()).hexdigest()


def _number(bids: Sequence[Bid], digest: str) -> str:
    return f"P2C-{_as_of(bids):%Y%m%d}-{digest[:6].upper()}"
