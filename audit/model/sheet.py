"""A filled questionnaire as it came back: every reply as it was typed, with its place in the file."""

from datetime import date

from pydantic import Field

from audit.model.base import Value
from audit.model.questionnaire import Pack

Cell = str | bool | int | float | date
Raw = Cell | tuple[str, ...] | tuple[dict[str, Cell], ...]


class Note(Value):
    """Something to tell about a place of a file, such as `case.xlsx Evaluation!D7` or `case.yaml:12`."""

    place: str
    why: str
    question: str = ""

    def __str__(self) -> str:
        return f"{self.place}{f' {self.question}' if self.question else ''}: {self.why}"


class Typed(Value):
    """One reply as it was typed; what it means is decided against the questionnaire, not here."""

    question: str
    place: str
    asked: str = Field(default="", description="the wording that the file showed")
    wording: str = Field(default="", description="hash of all that the file showed to answer by")
    base: str = Field(default="", description="fingerprint of what was on record when the file went out")
    reply: Raw | None = None
    no_reply: str = Field(default="", description="unknown, declined or not applicable")
    reason: str = ""
    narrative: str = ""
    nature: str = ""
    second_person: str = ""
    evidence: tuple[str, ...] = ()
    grade: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.no_reply or self.narrative or self.evidence) and self.reply in (None, "", ())


class Sheet(Value):
    """One respondent's questionnaire, out of a workbook, a YAML file or an HTML form."""

    file: str
    pack: str
    version: str = Field(default="", description="content hash of the questionnaire that went out")
    language: str = Field(default="", description="in which it asked; none told: English")
    party: str = Field(default="", description="the side that it was worded for; none told: the usual one")
    respondent: str = Field(default="", description="id of the respondent")
    name: str = ""
    role: str = ""
    filled: str = Field(default="", description="the day it was filled in, as typed")
    replies: tuple[Typed, ...] = ()
    errors: tuple[Note, ...] = Field(default=(), description="what could not be read")
    notices: tuple[Note, ...] = ()


class Outgoing(Value):
    """A questionnaire on its way out: for whom, and what he has said already."""

    pack: Pack
    respondent: str = ""
    name: str = ""
    role: str = ""
    filled: dict[str, Typed] = Field(default_factory=dict, description="replies on record, by question")
    dimensions: dict[str, str] = Field(default_factory=dict, description="names of dimensions by id")
