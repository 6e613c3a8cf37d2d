"""What a month of calls costs, and under which shocks it costs more (methodology 7.5)."""

from datetime import date

from pydantic import Field

from audit.model.base import Value
from audit.model.score import Interval


class MonthlyCost(Value):
    """A month by its parts, in the currency of the model; `total` is their sum."""

    calls: float = Field(description="model calls with retries, and what evaluation and monitoring add")
    fixed: float
    review: float
    errors: float | None = Field(description="failed results times the loss of one; none: rate not known")
    total: float


class ShockedCost(Value):
    """A month under one change of the inputs; `factor` is its total over that of the base."""

    name: str
    inputs: dict[str, float] = Field(description="the changed inputs, as they are under the shock")
    total: float
    change: float = Field(description="total minus that of the base")
    factor: float | None = Field(description="none: the base costs nothing")


class CostProjection(Value):
    """What a month of calls costs, what changes it, and what one accepted result costs; raw figures."""

    currency: str
    priced_on: date
    input_tokens: float = Field(description="input tokens of a run, history replayed")
    output_tokens: float
    attempts: float = Field(description="mean attempts a call, at the failure rate of the model")
    attempts_in_outage: float = Field(description="attempts a call while every attempt fails")
    monthly: MonthlyCost
    success_rate: float | None = Field(default=None, description="the rate behind the cost of errors")
    success_from: str = Field(default="", description="where that rate comes from, with its n if it has one")
    errors_between: Interval | None = Field(
        default=None, description="the cost of errors at the 95% bounds of a rate that was sampled"
    )
    shocks: tuple[ShockedCost, ...] = Field(default=(), description="one at a time, largest change first")
    combined: ShockedCost
    per_accepted: float | None = Field(default=None, description="cost of one accepted result")
    break_even_acceptance: float | None = Field(
        default=None, description="share of results to accept so that they bring what they cost; may pass 1"
    )
    cap_per_day: float | None = Field(
        default=None, description="the hard cap needed: the highest day that a named owner accepts"
    )
    cap_owner: str = ""
    share_of_bill: float | None = Field(
        default=None,
        description="cost of calls over the stated spend; none: not stated, or in another currency",
    )
    mean_day: float = Field(description="a day at the monthly total, months of 365.25 / 12 days")
    notes: tuple[str, ...] = Field(default=(), description="what is not known, and what exceeds the cap")
    limit: str
