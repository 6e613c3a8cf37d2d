"""What the spend comes to until somebody stops it."""

from audit.model.base import Value


class Exposure(Value):
    """What the spend comes to until somebody stops it, in `currency`."""

    currency: str
    per_month: float
    per_day: float
    per_year: float
    months_so_far: float | None = None
    spent_so_far: float | None = None
    months_without_value: float | None = None
    spent_without_value: float | None = None
    cost_per_run: float | None = None
    cost_per_success: float | None = None
    limit: str = ""
