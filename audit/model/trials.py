"""How a demo was tested: the kinds of tasks in it, and how well its cases were judged."""

from typing import Annotated

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.business import Share
from audit.model.ranges import check_successes
from audit.model.speech import _

Cases = Annotated[int, Field(ge=1, le=10**12)]


class TaskGroup(Value):
    """Tasks of one kind: their share of production, and how many of their trials succeeded."""

    name: str = Field(min_length=1)
    share: Share
    successes: Annotated[int, Field(ge=0, le=10**12)]
    trials: Cases

    @model_validator(mode="after")
    def _possible(self) -> "TaskGroup":
        check_successes(self.successes, self.trials)
        return self


class Judge(Value):
    """How well the cases were judged, measured on cases whose truth is known."""

    sensitivity: Share = Field(description="share of good results that the judge calls good")
    specificity: Share = Field(description="share of bad results that the judge calls bad")
    good_cases: Cases | None = Field(default=None, description="good results that it was measured on")
    bad_cases: Cases | None = Field(default=None, description="bad results that it was measured on")

    @model_validator(mode="after")
    def _tells(self) -> "Judge":
        if self.sensitivity + self.specificity <= 1:
            raise ValueError(
                _(
                    "sensitivity and specificity add up to 1 or less: such a judge tells nothing; have "
                    "people judge the cases"
                )
            )
        if (self.good_cases is None) != (self.bad_cases is None):
            raise ValueError(_("give both or neither: good_cases, and bad_cases"))
        return self
