"""What could happen to the inputs of a cost model: changes that are tried one at a time, and together."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.business import Share

Factor = Annotated[float, Field(gt=0, le=1_000)]
Scaled = Literal[
    "runs_per_month",
    "calls_per_run",
    "fixed_tokens",
    "added_tokens",
    "output_tokens",
    "price_input",
    "price_output",
    "review",
]
Replaced = Literal["failure_rate", "cached_share", "cached_price_ratio"]


class Shock(Value):
    """One change: inputs that are multiplied, and shares that become another value."""

    name: str = Field(min_length=1)
    times: dict[Scaled, Factor] = Field(default_factory=dict)
    becomes: dict[Replaced, Share] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _changes(self) -> "Shock":
        if not self.times and not self.becomes:
            raise ValueError("a shock needs times: {input: factor}, or becomes: {share: value}")
        return self


class Shocks(Value):
    """The changes that a cost projection tries: one at a time, then all of `combined` together."""

    basis: Literal["judgement"]
    shocks: tuple[Shock, ...] = Field(min_length=1)
    combined: Shock
