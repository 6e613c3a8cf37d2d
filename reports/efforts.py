"""Efforts for who plans and who pays: person-days, person-weeks, and money where a rate is stated."""

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.score import Interval
from audit.model.speech import _
from reports.audiences import PROFILES

DAYS_A_WEEK = 5


def weeks(days: Interval) -> str:
    """An effort in person-weeks of five days: `7.2` to `17`."""
    return wording.days(Interval(days.low / DAYS_A_WEEK, days.high / DAYS_A_WEEK))


def told(dossier: Dossier, days: Interval) -> str:
    """An effort with what it costs; that nobody said what a day costs is told to whoever sees money."""
    effort = _("{effort} ({weeks} person-weeks)", effort=wording.effort(days), weeks=weeks(days))
    amount = cost(dossier, days)
    if not amount:
        return _("{effort}; what a day costs is not stated", effort=effort) if priced(dossier) else effort
    return _("{effort}, {amount} at the day rate that was stated", effort=effort, amount=amount)


def priced(dossier: Dossier) -> bool:
    """Whether this audience sees money: to others nothing is said of it, not even that it is not stated."""
    return "operation" not in PROFILES[dossier.edition.audience].leaves_out


def cost(dossier: Dossier, days: Interval) -> str:
    """What so many person-days cost, as a range; empty where nobody said what a day costs."""
    repair = dossier.conclusion.repair
    found = repair.cost(days) if repair else None
    if repair is None or found is None:
        return ""
    return wording.amounts(found, repair.currency)


def not_compared(dossier: Dossier) -> str:
    """Why the plan is not compared with rebuilding in money; empty for an audience that sees no money."""
    if not priced(dossier):
        return ""
    operation = dossier.assessment.operation
    rate = operation.day_rate if operation else None
    rebuild = operation.rebuild_cost if operation else None
    if rate is None and rebuild is None:
        return _(
            "Neither what a person-day costs nor what rebuilding would cost is stated, so that the plan is "
            "not compared with rebuilding in money."
        )
    if rebuild is None:
        return _(
            "What rebuilding would cost is not stated, so that the plan is not compared with it in money."
        )
    if rate is None:
        return _(
            "What a person-day costs is not stated, so that the plan is not compared with rebuilding in "
            "money."
        )
    return _("The plan has no step whose cost could be compared with that of rebuilding.")


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
