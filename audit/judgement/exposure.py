"""What the spend comes to until somebody stops it (methodology 7.5, the zombie-spend check)."""

from datetime import date

from audit.model import wording
from audit.model.exposure import Exposure
from audit.model.operation import Operation
from audit.model.speech import _, marked

DAYS_A_YEAR = 365.25
MONTHS_A_YEAR = 12
LIMIT = marked(
    "It is assumed that the stated spend was billed throughout. "
    "Review time, wrong actions and repair are left out; a cost of a success takes the demo at its word."
)


def expose(operation: Operation, as_of: date, success_rate: float | None) -> Exposure | None:
    """Spend a day, month and year, so far and without value; months are twelfths of a year of 365.25 days."""
    monthly = operation.spend_per_month
    if monthly is None:
        return None
    so_far = _months(operation.spend_since, as_of)
    idle = _months(operation.last_accepted_output, as_of)
    per_run = monthly / operation.runs_per_month if operation.runs_per_month else None
    return Exposure(
        currency=operation.currency,
        per_month=monthly,
        per_day=monthly * MONTHS_A_YEAR / DAYS_A_YEAR,
        per_year=monthly * MONTHS_A_YEAR,
        months_so_far=so_far,
        spent_so_far=None if so_far is None else monthly * so_far,
        months_without_value=idle,
        spent_without_value=None if idle is None else monthly * idle,
        cost_per_run=per_run,
        cost_per_success=per_run / success_rate if per_run is not None and success_rate else None,
        limit=" ".join((_(LIMIT), _("Counted to {day}.", day=wording.day(as_of)))),
    )


def _months(since: date | None, as_of: date) -> float | None:
    if since is None or since > as_of:
        return None
    return (as_of - since).days * MONTHS_A_YEAR / DAYS_A_YEAR
