"""What a system does and costs while it runs."""

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.ranges import Count, Day, Money
from audit.model.speech import _


def _unstated(value: object) -> bool:
    return value is None


class Operation(Value):
    """What the system does and costs in a month."""

    runs_per_month: Count | None = None
    spend_per_month: Money | None = None
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    spend_since: Day | None = None
    last_accepted_output: Day | None = None
    day_rate: Money | None = Field(default=None, description="what a person-day costs, as stated")
    rebuild_cost: tuple[Money, Money] | None = Field(
        default=None,
        exclude_if=_unstated,  # what was signed before one could state it stays signed
        description="low and high: what building it anew would cost, as stated",
    )

    @model_validator(mode="after")
    def _ordered(self) -> "Operation":
        if self.rebuild_cost is not None and self.rebuild_cost[0] > self.rebuild_cost[1]:
            raise ValueError(_("rebuild_cost has to be [low, high]"))
        return self
