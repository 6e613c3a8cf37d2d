"""What it takes to close the critical and high findings."""

from audit.model.base import Value
from audit.model.score import Interval


class Repair(Value):
    """The work on all critical and high findings in person-days, and what it costs where a rate is stated."""

    effort: Interval
    day_rate: float | None = None
    currency: str = ""

    def cost(self, effort: Interval) -> Interval | None:
        """What so many person-days cost, in `currency`; none where nobody said what a day costs."""
        if self.day_rate is None:
            return None
        return effort.times(self.day_rate)
