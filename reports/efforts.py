"""Efforts for who plans and who pays: person-days, person-weeks, and money where a rate is stated."""

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.score import Interval
from audit.model.speech import _

DAYS_A_WEEK = 5


def weeks(days: Interval) -> str:
    """An effort in person-weeks of five days: `7.2` to `17`."""
    return wording.days(Interval(days.low / DAYS_A_WEEK, days.high / DAYS_A_WEEK))


def told(dossier: Dossier, days: Interval) -> str:
    """An effort with what it costs; where nobody said what a day costs, that is said."""
    effort = _("{effort} ({weeks} person-weeks)", effort=wording.effort(days), weeks=weeks(days))
    amount = cost(dossier, days)
    if not amount:
        return _("{effort}; what a day costs is not stated", effort=effort)
    return _("{effort}, {amount} at the day rate that was stated", effort=effort, amount=amount)


def cost(dossier: Dossier, days: Interval) -> str:
    """What so many person-days cost, as a range; empty where nobody said what a day costs."""
    repair = dossier.conclusion.repair
    found = repair.cost(days) if repair else None
    if repair is None or found is None:
        return ""
    low, high = (wording.money(amount, repair.currency) for amount in found)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def of_this_audit(dossier: Dossier) -> str:
    """When the work on this audit began and ended and what it took, as far as that is stated."""
    imprint = dossier.assessment.imprint
    parts = []
    if imprint.began:
        parts.append(
            _(
                "{first} to {last}",
                first=wording.day(imprint.began),
                last=wording.day(dossier.assessment.as_of),
            )
        )
    if imprint.person_days:
        days = Interval(imprint.person_days, imprint.person_days)
        parts.append(_("{effort} ({weeks} person-weeks)", effort=wording.effort(days), weeks=weeks(days)))
    return "; ".join(parts)
