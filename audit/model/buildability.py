"""Whether something should be built at all: the items of week one read together, and the break-even."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.score import Interval


class BuildVerdict(StrEnum):
    """The advice of week one (methodology 6); it is rule-based, never an average."""

    BUILD = "build"
    PROBE = "probe"
    HOLD = "hold"
    DO_NOT_BUILD = "do not build"


class RuleState(StrEnum):
    """Whether the rule of an item holds; open is never read as no."""

    FIRES = "fires"
    DOES_NOT_FIRE = "does not fire"
    OPEN = "open"


class ItemReading(Value):
    """One item of week one: its score, if it was answered, and whether its rule holds."""

    item: str
    rule: Literal["stop", "hold", "condition"]
    score: int | None = Field(description="0 to 3; none: not answered")
    state: RuleState
    why: str


class BreakEven(Value):
    """The success rate at which it pays, beside what a probe showed; money a month, rates 0 to 1.

    `needed` is p* = (l + c + F / (T V)) / (b + l) (methodology 6). It may lie above 1, and is none where
    neither a success nor a failure is worth anything: then no success rate pays.
    """

    needed: float | None
    probe_successes: int | None = None
    probe_trials: int | None = Field(default=None, description="n of the interval; none: no probe was made")
    probe: Interval | None = Field(default=None, description="Wilson interval at 95%")
    net_at_probe: Interval | None = Field(
        default=None,
        description="net benefit a month at the bounds of the probe, build cost spread over life",
    )
    pays: bool | None = Field(description="none: the probe's interval does not settle it, or there is none")
    limit: str


class BuildabilityReading(Value):
    """The verdict of week one with the rule that fired, the facts, and the conditions it carries."""

    verdict: BuildVerdict | None = Field(description="none: nobody scored week one, and no stop rule fires")
    rule: str
    decided_by: tuple[str, ...] = Field(default=(), description="ids of the items that led to the verdict")
    facts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = Field(default=(), description="what the verdict is bound to")
    disagreements: tuple[str, ...] = Field(
        default=(), description="where the numbers contradict what was rated"
    )
    stops: tuple[str, ...] = Field(default=(), description="ids of items whose stop rule fires")
    unanswered: tuple[str, ...] = ()
    items: tuple[ItemReading, ...] = ()
    break_even: BreakEven | None = None
