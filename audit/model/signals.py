"""What becomes of the repository signals that criteria name: which checks look for them, or why none does."""

from audit.model.base import Value
from audit.model.ids import CriterionId


class LeftOut(Value):
    """Signals that no check looks for, and the one reason for all of them."""

    reason: str
    signals: tuple[str, ...]


class SignalUse(Value):
    """Every signal of the rubric, once, as `CRITERION/signal`, and the gates that no check speaks to."""

    seen: dict[str, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    silent_gates: dict[CriterionId, str]
