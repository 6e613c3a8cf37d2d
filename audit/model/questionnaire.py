"""A questionnaire: what is asked of whom, in which order, and on which condition."""

import hashlib
import json
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from audit.model.assessment import Party, Purpose
from audit.model.base import QuestionId, Value
from audit.model.condition import Condition, told
from audit.model.ids import CriterionId
from audit.model.response import Asked
from audit.model.rubric import SystemKind

VALID_MONTHS = 12


class QuestionKind(StrEnum):
    """What form an answer has.

    A level (0 to 4) is the respondent's claim about a criterion. A scale (0 to 3) is answered in words;
    the number is the auditor's, as a PartnerRating or a BuildabilityRating.
    """

    LEVEL = "level"
    SCALE = "scale"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    TABLE = "table"
    EVIDENCE = "evidence"


_ANCHORED = {
    QuestionKind.LEVEL: ("0", "1", "2", "3", "4"),
    QuestionKind.SCALE: ("0", "1", "2", "3"),
}
_CHOSEN = (QuestionKind.CHOICE, QuestionKind.CHOICES)


def _as_told(value: object) -> object:
    """YAML reads `yes` and `3` as a truth and a number; here they are words."""
    return told(value) if isinstance(value, bool | int | float) else value


_Word = Annotated[str, BeforeValidator(_as_told), Field(min_length=1)]


class Option(Value):
    """One thing that can be chosen; `value` is what an answer and a condition hold."""

    value: _Word
    text: _Word


class Column(Value):
    """A column of a table question; a choice has options, everything else is written."""

    id: QuestionId
    text: str = Field(min_length=1)
    kind: QuestionKind = QuestionKind.TEXT
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> "Column":
        allowed = (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.CHOICE)
        if self.kind not in allowed:
            raise ValueError(f"a column is one of {', '.join(allowed)}, not {self.kind}")
        _refuse_unfit_options(self.kind, self.options)
        return self


class Question(Value):
    """One question; a level is about a criterion, a scale about a partner question or week one."""

    id: QuestionId
    kind: QuestionKind
    text: str = Field(min_length=1)
    help: str = ""
    criterion: CriterionId | None = None
    applies_to: tuple[SystemKind, ...] = Field(default=(), description="system kinds; none given: every kind")
    options: tuple[Option, ...] = Field(default=(), description="anchors of a level or scale, or the choices")
    columns: tuple[Column, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    future: bool = Field(default=False, description="a date to come may be given")
    required: bool = False
    nature: bool = Field(default=False, description="the reply says whether it is fact, inference or opinion")
    valid_months: int = Field(
        default=VALID_MONTHS, ge=1, le=120, description="after which an earlier reply has to be given anew"
    )
    when: Condition | None = None
    original: str = Field(default="", description="of a translated question: the wording that it translates")

    @model_validator(mode="after")
    def _fits(self) -> "Question":
        if (self.kind is QuestionKind.LEVEL) != (self.criterion is not None):
            raise ValueError("a level names the criterion that it is about; no other kind does")
        if (self.kind is QuestionKind.TABLE) != bool(self.columns):
            raise ValueError("a table, and nothing else, has columns")
        if len({column.id for column in self.columns}) < len(self.columns):
            raise ValueError("two columns have the same id")
        if self.kind is not QuestionKind.NUMBER and (self.unit, self.minimum, self.maximum) != (
            "",
            None,
            None,
        ):
            raise ValueError("only a number has a unit, a minimum or a maximum")
        if self.future and self.kind is not QuestionKind.DATE:
            raise ValueError("only a date can lie in the future")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"the minimum {self.minimum:g} lies above the maximum {self.maximum:g}")
        _refuse_unfit_options(self.kind, self.options)
        return self

    def applies(self, kinds: Collection[SystemKind]) -> bool:
        """Whether it concerns a system of any of these kinds."""
        return not self.applies_to or not set(kinds).isdisjoint(self.applies_to)

    @property
    def wording(self) -> str:
        """A short hash of everything that a respondent reads and answers by: text, options, columns, unit.

        A translation has that of its original: who is asked in another language is asked the same.
        """
        if self.original:
            return self.original
        read = self.model_dump(mode="json", include={"kind", "text", "options", "columns", "unit"})
        return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:16]


def _refuse_unfit_options(kind: QuestionKind, options: tuple[Option, ...]) -> None:
    values = tuple(option.value for option in options)
    if kind in _ANCHORED and values != _ANCHORED[kind]:
        raise ValueError(f"a {kind.value} has the anchors {', '.join(_ANCHORED[kind])}, in this order")
    if kind in _CHOSEN and len(values) < 2:
        raise ValueError("a choice needs at least two options")
    if kind not in _ANCHORED and kind not in _CHOSEN and options:
        raise ValueError(f"a {kind.value} question has no options")
    if len(set(values)) < len(values):
        raise ValueError("two options have the same value")


_NOT_HASHED: Any = {
    "content_hash": True,
    "sections": {"__all__": {"questions": {"__all__": {"original"}}}},
}


class Section(Value):
    """Questions that are asked together."""

    id: QuestionId
    title: str = Field(min_length=1)
    intro: str = ""
    questions: tuple[Question, ...]


class Pack(Value):
    """A questionnaire as it is asked; the hash names this very wording."""

    id: QuestionId
    title: str = Field(min_length=1)
    intro: str = ""
    purpose: Purpose | None = Field(default=None, description="none: it serves every purpose")
    party: Party = Field(description="who fills it in; words the questions of criteria")
    language: str = "en"
    minutes: int = Field(ge=1, description="how long it takes")
    sections: tuple[Section, ...] = Field(min_length=1)
    content_hash: str = ""

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the sections."""
        return (question for section in self.sections for question in section.questions)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Every question by its id."""
        return {question.id: question for question in self.questions()}

    def narrowed(self, kinds: Collection[SystemKind]) -> "Pack":
        """The pack without questions that do not concern these kinds; same wording, same hash."""
        sections = tuple(
            section.model_copy(update={"questions": kept})
            for section in self.sections
            if (kept := tuple(question for question in section.questions if question.applies(kinds)))
        )
        return self.changed(sections=sections)

    def asked(self, question: Question) -> Asked:
        """The wording and the condition that a reply to this question keeps."""
        return Asked(
            pack=self.id,
            version=self.content_hash,
            text=question.text,
            wording=question.wording,
            when=question.when,
        )

    def hashed(self) -> "Pack":
        """The pack with the hash of its content."""
        text = self.model_dump_json(exclude=_NOT_HASHED)
        return self.changed(content_hash=hashlib.sha256(text.encode()).hexdigest())

    def changed(self, **fields: Any) -> "Pack":
        """The pack with other fields; a copy would keep what was computed from the old ones."""
        return Pack(**{name: getattr(self, name) for name in Pack.model_fields} | fields)
