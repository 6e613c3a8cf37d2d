"""A questionnaire as people write it in YAML: with shorthands, and with what an overlay changes."""

from typing import Any, Literal

from pydantic import Field, model_validator

from audit.model.assessment import Party, Purpose
from audit.model.base import QuestionId, Value
from audit.model.condition import Condition
from audit.model.ids import CriterionId
from audit.model.questionnaire import Column, Option, QuestionKind
from audit.model.rubric import SystemKind

EVERY = "all"
GATES = "gates"


class QuestionFile(Value):
    """A question, or what changes in a question that is there already; only what is given counts."""

    id: QuestionId
    kind: QuestionKind | None = None
    text: str | None = Field(default=None, min_length=1)
    help: str | None = None
    criterion: CriterionId | None = None
    applies_to: tuple[SystemKind, ...] | None = None
    options: tuple[Option, ...] | None = None
    columns: tuple[Column, ...] | None = None
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    future: bool | None = None
    required: bool | None = None
    nature: bool | None = None
    valid_months: int | None = Field(default=None, ge=1, le=120)
    when: Condition | None = None
    after: QuestionId | None = Field(default=None, description="the question behind which it is put")


class SectionFile(Value):
    """A section: questions written out, and questions that the rubric words already."""

    id: QuestionId
    title: str | None = Field(default=None, min_length=1)
    intro: str | None = None
    criteria: Literal["all", "gates"] | tuple[str, ...] | None = Field(
        default=None, description="all, gates, or dimensions (EVAL) and criteria (EVAL-01)"
    )
    partner_questions: Literal["all"] | tuple[str, ...] | None = None
    buildability: Literal["all"] | tuple[str, ...] | None = None
    symptoms: Literal["all"] | tuple[str, ...] | None = Field(
        default=None, description="all, or failure patterns (FP-03)"
    )
    required: bool = Field(default=False, description="for every question that the rubric words")
    valid_months: int | None = Field(default=None, ge=1, le=120, description="for every question of it")
    questions: tuple[QuestionFile, ...] = ()


class PackFile(Value):
    """A questionnaire, or an overlay that extends another one."""

    id: QuestionId
    extends: str | None = Field(
        default=None, min_length=1, description="the questionnaire that it changes: a name, or a file beside"
    )
    title: str | None = Field(default=None, min_length=1)
    intro: str | None = None
    purpose: Purpose | None = Field(default=None, description="none: it serves every purpose")
    party: Party | None = Field(default=None, description="who fills it in")
    minutes: int | None = Field(default=None, ge=1)
    without: tuple[QuestionId, ...] = Field(default=(), description="questions left out of what is extended")
    sections: tuple[SectionFile, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "PackFile":
        if self.extends is None:
            if lacking := [name for name in ("title", "party", "minutes") if getattr(self, name) is None]:
                raise ValueError(f"needs {', '.join(lacking)}, or `extends` and the questionnaire it changes")
            if not self.sections:
                raise ValueError("needs sections with questions")
            if self.without:
                raise ValueError("`without` leaves questions out of what is extended; nothing is")
        return self


def schema() -> dict[str, Any]:
    """The JSON Schema of questionnaire files, for editors that complete and check while one types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PackFile.model_json_schema(by_alias=True),
        "title": "Questionnaire",
    }
