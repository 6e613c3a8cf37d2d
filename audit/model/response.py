"""Replies to questions that are not about the level of a criterion, and what the auditor makes of them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from audit.model.base import Value
from audit.model.condition import Condition
from audit.model.inapplicability import Inapplicability
from audit.model.speech import _


class Asked(Value):
    """What a reply was given to, and on which condition; it stays when the questionnaire changes."""

    pack: str
    version: str = Field(description="content hash of the questionnaire")
    text: str
    wording: str = Field(default="", description="hash of text, options, columns and unit together")
    when: Condition | None = None


class Nature(StrEnum):
    """What kind of statement a reply is."""

    FACT = "fact"
    INFERENCE = "inference"
    OPINION = "opinion"


class ReplyState(StrEnum):
    """Whether somebody replied, and how."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


Row = dict[str, str]


def _plain(value: object) -> object:
    """A reply in the few forms that are kept: a day as text, an item list as texts, cells as texts."""
    if isinstance(value, list | tuple):
        if any(isinstance(one, Mapping) for one in value):
            return tuple(_row(one) for one in value)
        return tuple(_cell(one) for one in value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise ValueError(
        _("a reply is text, yes or no, a number, a date, a list of choices, or the rows of a table")
    )


def _row(value: object) -> Row:
    if not isinstance(value, Mapping):
        raise ValueError(_("a table has rows such as {column: text}"))
    return {str(key): _cell(cell) for key, cell in value.items()}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return "" if value is None else str(value)
    raise ValueError(_("a cell or a choice is text, a number or a date"))


ReplyValue = Annotated[
    str | bool | float | tuple[str, ...] | tuple[Row, ...],
    BeforeValidator(_plain),
]
"""Text, a choice and a day as text; yes or no; a number; several choices; the rows of a table by column."""


class Response(Value):
    """One respondent's reply to one question of a questionnaire; it is never scored by itself."""

    question: str = Field(min_length=1)
    by: str = ""
    at: date | None = None
    state: ReplyState = ReplyState.ANSWERED
    value: ReplyValue | None = None
    narrative: str = ""
    inapplicable: Inapplicability | None = Field(default=None, description="why it does not apply")
    nature: Nature | None = None
    evidence: tuple[str, ...] = Field(default=(), description="ids of the evidence register")
    asked: Asked | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Response":
        answered = self.state is ReplyState.ANSWERED
        if answered and self.value is None and not self.narrative and not self.evidence:
            raise ValueError(
                _("a reply has a value or a narrative, or says unknown, declined or not_applicable")
            )
        if not answered and self.value is not None:
            raise ValueError(
                _("a reply that is {value} has no value", value=self.state.value.replace("_", " "))
            )
        return self


Score = Annotated[int, Field(ge=0, le=3, strict=True)]


class PartnerRating(Value):
    """The auditor's score of a partner question: 0 vague, 1 specific, 2 document shown, 3 demonstrated."""

    question: str = Field(pattern=r"^PQ-\d{2}$")
    score: Score
    reference_confirmed: bool = False
    refused: bool = False
    red_flags: tuple[int, ...] = Field(default=(), description="numbers of the red flags seen, from 1")
    rationale: str = ""
    by: str = ""


class BuildabilityRating(Value):
    """An item of week one: 0 no or refused, 1 believed, 2 shown on paper, 3 measured this week."""

    item: str = Field(pattern=r"^WB-\d{2}$")
    score: Score
    fires: bool | None = Field(
        default=None, description="whether its stop or hold rule holds; none: not known"
    )
    note: str = ""
    by: str = ""
