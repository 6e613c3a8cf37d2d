"""What an earlier review still says: its replies, until when they count, and what changed since."""

from datetime import date
from enum import StrEnum

from audit.model.asking import Reply
from audit.model.base import Value


class CarriedState(StrEnum):
    """What becomes of a reply of an earlier review."""

    KEPT = "kept"
    EXPIRED = "expired"
    REWORDED = "reworded"


class Carried(Value):
    """A reply of an earlier review; only a kept one is taken over, the others are shown and asked again."""

    question: str
    reply: Reply
    given: date
    until: date
    state: CarriedState


class Change(Value):
    """A reply that differs from the one of the earlier review, and the respondent's reason."""

    question: str
    by: str
    before: Reply
    now: Reply
    why: str

    @property
    def unexplained(self) -> bool:
        """Whether it is not said why."""
        return not self.why
