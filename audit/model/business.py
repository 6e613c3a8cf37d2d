"""What a run costs and brings: inputs with a date, never truths of ours (methodology 6 and 7.5)."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.ranges import check_successes
from audit.model.speech import _

Share = Annotated[float, Field(ge=0, le=1)]
Tokens = Annotated[float, Field(ge=0, le=10**9)]
Amount = Annotated[float, Field(ge=0, le=10**12)]


class CostModel(Value):
    """What a month of calls costs; amounts in `currency`, prices a million tokens as of `priced_on`."""

    runs_per_month: Amount
    calls_per_run: Annotated[int, Field(ge=1, le=10_000)]
    fixed_tokens: Tokens = Field(description="prompt that every call sends again")
    added_tokens: Tokens = Field(description="history that each call adds for the next")
    output_tokens: Tokens = Field(description="output of one call")
    price_input: Amount
    price_output: Amount
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    priced_on: date
    failure_rate: Share = 0.0
    retries: Annotated[int, Field(ge=0, le=100)] = 0
    retry_layers: Annotated[int, Field(ge=1, le=5)] = Field(
        default=1, description="layers that each retry so often: client, framework, queue"
    )
    cached_share: Share = 0.0
    cached_price_ratio: Share = Field(default=1.0, description="price of a cached token over the full price")
    overhead: Annotated[float, Field(ge=0, le=100)] = Field(
        default=0.0, description="evaluation, monitoring and shadow traffic, as a share of the calls"
    )
    fixed: Amount = 0.0
    review: Amount = Field(default=0.0, description="review time a month")
    success_rate: Share | None = None
    loss_per_failure: Amount = 0.0
    acceptance: Share | None = Field(default=None, description="share of results that people accept")
    highest_day: Amount | None = Field(
        default=None, description="the most that a named owner accepts in a day: the hard cap needed"
    )
    cap_owner: str = ""


class BusinessCase(Value):
    """What decides whether it pays (WB-08); amounts in one currency."""

    runs_per_month: Annotated[float, Field(ge=0.01, le=10**12)]
    benefit_per_success: Amount
    loss_per_failure: Amount
    cost_per_run: Amount = Field(description="variable cost, review time included")
    build_cost: Amount = Field(
        description="what is still to be spent on building it; money already spent is gone either way"
    )
    months: Annotated[float, Field(ge=0.1, le=1200)] = Field(description="intended life")
    probe_successes: Annotated[int, Field(ge=0, le=10**12)] | None = None
    probe_trials: Annotated[int, Field(ge=1, le=10**12)] | None = None
    baseline_rate: Share | None = Field(
        default=None, description="success of the simplest rule, query or lookup on the same cases (WB-06)"
    )
    threshold: Share | None = Field(
        default=None, description="the success rate that was asked for beforehand"
    )
    repair_cost: tuple[Amount, Amount] | None = Field(default=None, description="low and high")

    @model_validator(mode="after")
    def _possible(self) -> "BusinessCase":
        succeeded, tried = self.probe_successes, self.probe_trials
        if (succeeded is None) != (tried is None):
            raise ValueError(_("a probe needs both: probe_successes and probe_trials"))
        if succeeded is not None and tried is not None:
            check_successes(succeeded, tried)
        if self.repair_cost is not None and self.repair_cost[0] > self.repair_cost[1]:
            raise ValueError(_("repair_cost has to be [low, high]"))
        return self
