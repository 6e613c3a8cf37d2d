"""Conditions: when a question is asked, written as comparisons and never as an expression."""

from collections.abc import Iterator, Mapping

from pydantic import ConfigDict, Field, model_validator

from audit.model.base import QuestionId, Value

Given = Mapping[str, frozenset[str]]
"""What was replied to each question, as `told` writes it; a question without a reply is absent."""


class Condition(Value):
    """One comparison, or all, any or none of several.

    A comparison holds if the reply is among the values: a level or a number as a number, a choice by its
    value, yes or no as a truth; `unknown`, `declined` and `not_applicable` stand for replies without a value.
    A question that was not answered, or was not asked itself, equals nothing.
    """

    model_config = ConfigDict(populate_by_name=True)

    question: QuestionId | None = None
    among: tuple[bool | int | str, ...] = Field(
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

    def comparisons(self) -> Iterator["Condition"]:
        """Every comparison in it, however deep."""
        if self.question:
            yield self
        for part in (*self.all, *self.any, *((self.negated,) if self.negated else ())):
            yield from part.comparisons()

    def questions(self) -> Iterator[str]:
        """The ids of the questions that it looks at."""
        return (one.question for one in self.comparisons() if one.question)

    def holds(self, given: Given) -> bool:
        """Whether the question is asked after these replies."""
        if self.question:
            return not given.get(self.question, frozenset()).isdisjoint(map(told, self.among))
        if self.all:
            return all(part.holds(given) for part in self.all)
        if self.any:
            return any(part.holds(given) for part in self.any)
        return self.negated is not None and not self.negated.holds(given)


def told(value: bool | float | str) -> str:
    """A value as conditions compare it: `yes` and True are the same, and so are 3 and 3.0."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
