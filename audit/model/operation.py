"""What a system does and costs while it runs."""

from pydantic import Field

from audit.model.base import Value
from audit.model.ranges import Count, Day, Money


class Operation(Value):
    """What the system does and costs in a month."""

    runs_per_month: Count | None = None
    spend_per_month: Money | None = None
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    spend_since: Day | None = None
    last_accepted_output: Day | None = None
    day_rate: Money | None = Field(default=None, description="what a person-day costs, as stated")
