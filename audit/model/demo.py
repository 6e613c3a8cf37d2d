"""The figure that a system was accepted on, and what is known about how it came about."""

from typing import Annotated

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.business import Share
from audit.model.place import Place
from audit.model.ranges import Count, check_successes
from audit.model.speech import _
from audit.model.trials import Judge, TaskGroup

SHARES_WITHIN = 0.001


class DemoResult(Value):
    """The figure that the system was accepted on."""

    successes: Count
    trials: Annotated[Count, Field(ge=1)]
    what: str = ""
    trials_source: str = Field(
        default="", description="where the number of trials comes from, or that it is assumed"
    )
    held_out: bool | None = Field(
        default=None, description="whether the cases were kept from the builders; none: not known"
    )
    place: Place | None = None
    target_success: Annotated[float, Field(ge=0.000001, le=0.999999)] | None = Field(
        default=None, description="the success rate that production needs"
    )
    steps_per_run: Annotated[int, Field(ge=2, le=10_000)] | None = Field(
        default=None, description="steps of a run, where the trials were single steps"
    )
    repeats: Annotated[int, Field(ge=2, le=10_000)] | None = Field(
        default=None, description="how often the same task has to succeed in a row"
    )
    groups: tuple[TaskGroup, ...] = Field(
        default=(), description="the kinds of tasks, by share of production"
    )
    cluster_size: Annotated[float, Field(ge=1, le=10**12)] | None = Field(
        default=None, description="mean number of cases that come from one source"
    )
    cluster_correlation: Share | None = Field(default=None, description="correlation within a source (rho)")
    judge: Judge | None = Field(
        default=None, description="none: the judgement of the cases is taken as exact"
    )
    untested_share: Share | None = Field(
        default=None, description="share of production cases from a segment that was not tested"
    )
    untested_success: Share | None = Field(default=None, description="success rate assumed for that segment")

    @model_validator(mode="after")
    def _possible(self) -> "DemoResult":
        check_successes(self.successes, self.trials)
        if (self.cluster_size is None) != (self.cluster_correlation is None):
            raise ValueError(_("give both or neither: cluster_size, and cluster_correlation"))
        if self.cluster_size is not None and self.cluster_size > self.trials:
            raise ValueError(_("cluster_size cannot be larger than the number of trials"))
        if self.untested_success is not None and self.untested_share is None:
            raise ValueError(_("untested_success needs untested_share"))
        if self.groups and abs(sum(group.share for group in self.groups) - 1) > SHARES_WITHIN:
            raise ValueError(_("the shares of the groups have to add up to 1"))
        return self
