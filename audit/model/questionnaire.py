"""A questionnaire: what is asked of whom, in which order, and on which condition."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator

from audit.model.assessment import Party, Purpose
from audit.model.base import Value
from audit.model.rubric import CriterionId

QuestionId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]


class QuestionKind(StrEnum):
    """What form an answer has."""

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


class Option(Value):
    """One thing that can be chosen; `value` is what an answer and a condition hold."""

    value: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Column(Value):
    """A column of a table question; `options` makes it a choice."""

    id: QuestionId
    text: str
    kind: QuestionKind = QuestionKind.TEXT
    options: tuple[Option, ...] = ()


class Condition(Value):
    """When a question is asked: one comparison, or all, any or none of several; never an expression."""

    question: QuestionId | None = None
    among: tuple[str | bool | int, ...] = Field(
        default=(), alias="in", description="the values for which it is asked"
    )
    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    negated: "Condition | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_form(self) -> "Condition":
        if sum(map(bool, (self.question, self.all, self.any, self.negated))) != 1:
            raise ValueError("a condition is either {question: …, in: […]}, or one of all, any, not")
        if bool(self.question) != bool(self.among):
            raise ValueError("a comparison needs both: question, and in")
        return self

    def questions(self) -> Iterator[str]:
        """The ids of the questions that it looks at."""
        if self.question:
            yield self.question
        for part in (*self.all, *self.any, *((self.negated,) if self.negated else ())):
            yield from part.questions()


class Question(Value):
    """One question; a level is about a criterion, a scale (0 to 3) about a partner question or week one."""

    id: QuestionId
    kind: QuestionKind
    text: str = Field(min_length=1)
    help: str = ""
    criterion: CriterionId | None = None
    options: tuple[Option, ...] = Field(default=(), description="anchors of a level or scale, or the choices")
    columns: tuple[Column, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    required: bool = False
    when: Condition | None = None


class Section(Value):
    """Questions that are asked together."""

    id: QuestionId
    title: str
    intro: str = ""
    questions: tuple[Question, ...]


class Pack(Value):
    """A questionnaire as it is asked; the hash names this very wording."""

    id: QuestionId
    title: str
    intro: str = ""
    purpose: Purpose
    party: Party = Field(description="who fills it in; words the questions of criteria")
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
