"""What a filled questionnaire would change in an assessment; nothing is changed by looking."""

from enum import StrEnum

from pydantic import Field

from audit.model.assessment import Answer, Respondent
from audit.model.base import Value
from audit.model.register import EvidenceItem
from audit.model.response import Response
from audit.model.sheet import Note


class Effect(StrEnum):
    """What becomes of a reply."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    KEPT = "kept"


class Side(StrEnum):
    """Which of two conflicting replies is to stand: the file's, or the one on record."""

    THEIRS = "theirs"
    OURS = "ours"


class Change(Value):
    """One reply beside what the same respondent has on record."""

    question: str
    place: str
    effect: Effect
    text: str = Field(description="the wording that the reply was given to")
    before: str = Field(default="", description="the reply on record, in words")
    after: str = Field(default="", description="the reply of the file, in words")
    notes: tuple[str, ...] = ()
    held: Answer | Response | None = None
    given: Answer | Response | None = None
    evidence: tuple[EvidenceItem, ...] = Field(
        default=(), description="what the reply rests on, as entries for the evidence register"
    )


class Preview(Value):
    """A filled questionnaire compared with an assessment."""

    file: str
    pack: str
    version: str
    language: str = Field(default="en", description="in which the file is read")
    current: bool = Field(description="whether the questionnaire is still worded as it was sent out")
    respondent: Respondent
    changes: tuple[Change, ...] = ()
    unknown: tuple[Note, ...] = Field(default=(), description="replies to questions that are not asked")
    errors: tuple[Note, ...] = ()
    notices: tuple[Note, ...] = ()
    blank: int = Field(default=0, ge=0, description="questions without a reply")

    def having(self, effect: Effect) -> tuple[Change, ...]:
        """The replies that have this effect."""
        return tuple(change for change in self.changes if change.effect is effect)
