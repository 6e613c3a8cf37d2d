"""A commitment: who takes on an action of the plan, until when, and how far it is."""

import hashlib
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.ids import CriterionId
from audit.model.plan import Action
from audit.model.speech import _


class Status(StrEnum):
    """How far somebody says an action is; whether it helped, the next evidence says."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


class Commitment(Value):
    """What was agreed on an action, which its criterion and its occasion name, or its title."""

    criterion: CriterionId
    title: str = Field(
        min_length=1, max_length=200, description="in the language in which it was agreed first"
    )
    occasion: str | None = Field(
        default=None,
        max_length=100,
        description="of the action, the same in every language; none: the title alone names it",
    )
    owner: str = ""
    due: Annotated[date, Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))] | None = None
    status: Status = Status.OPEN
    note: str = ""

    @model_validator(mode="after")
    def _reasoned(self) -> "Commitment":
        if self.status is Status.DROPPED and not self.note:
            raise ValueError(_("an action that is dropped needs a note that says why"))
        return self

    @property
    def key(self) -> str:
        """A short name of the action, for addresses and lists."""
        named = self.title if self.occasion is None else self.occasion
        return f"{self.criterion}-{hashlib.sha256(named.encode()).hexdigest()[:6]}"

    @property
    def settled(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.status in {Status.DONE, Status.DROPPED}

    def about(self, action: Action) -> bool:
        """Whether it was made on this action."""
        if self.criterion != action.criterion:
            return False
        return self.title == action.title if self.occasion is None else self.occasion == action.occasion

    def late(self, today: date) -> bool:
        """Whether its day is over and it is not settled."""
        return self.due is not None and self.due < today and not self.settled
