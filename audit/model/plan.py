"""What to do, what to show, and what to decide."""

from datetime import date
from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.score import Interval

Horizon = Literal["now", "30 days", "90 days"]
"""When a step is due; quick wins are due now."""
DUE_DAYS: dict[Horizon, int] = {"now": 7, "30 days": 30, "90 days": 90}
"""Until when an action is due by its horizon, in days from the day of the audit."""


class Action(Value):
    """A step of the plan; horizon says when: now, 30 or 90 days."""

    criterion: str
    title: str
    text: str
    effort: Interval = Field(description="person-days")
    horizon: Horizon
    why: str
    unlocks: tuple[str, ...] = ()
    stage: str = Field(default="", description="the delivery stage that asks for it")
    after: tuple[str, ...] = Field(default=(), description="criteria of this plan that come first")
    proof: tuple[str, ...] = Field(default=(), description="the evidence that will prove it done")
    occasion: str = Field(
        default="", description="the condition that asks for it at once; empty: its criterion does"
    )


class EvidenceRequest(Value):
    """What to show so that an open criterion can be decided."""

    criterion: str
    show: tuple[str, ...]
    question: str
    who: str
    by: str
    changes: str = Field(description="what it would make of the criterion")
    conclusion: str = Field(
        default="", description="what it alone would make of the conclusion; empty: it stays the same"
    )


class KnockOutReading(Value):
    """Whether a knock-out holds for a vendor; none where nobody has looked."""

    rule: str
    holds: bool | None
    why: str = Field(default="", description="what is not known, or what it rests on")


class ComponentFate(Value):
    """What becomes of a component of a failed project."""

    component: str
    fate: Literal["keep", "repair", "replace", "undecided"]
    why: str = Field(default="", description="what that fate means, in the words of the table")
    criteria: tuple[str, ...] = Field(default=(), description="ids of the criteria that decide it")


class Decision(Value):
    """The advice of a decision table with the rule and the facts that fired it."""

    decision: str
    rule: str
    facts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = Field(default=(), description="what it is tied to, one sentence each")
    expires: date | None = None
    knock_outs: tuple[KnockOutReading, ...] = Field(default=(), description="of a vendor, all of them")
    components: tuple[ComponentFate, ...] = Field(default=(), description="of a failed project, all of them")
    beside: tuple[str, ...] = Field(
        default=(), description="of a failed project, the facts that are not the fate of a component"
    )
