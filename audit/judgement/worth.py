"""Whether a repair pays for itself within a year, at the lower bound of the success rate (7.4, WB-08)."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.judgement.break_even import benefit, needed_success
from audit.judgement.sampling import wilson_interval
from audit.judgement.tables import Condition
from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.business import BusinessCase
from audit.model.gap import Gap, Severity
from audit.model.projection import Projection
from audit.model.score import total
from audit.model.speech import _

MONTHS = 12
PLANNED = {Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM}


def lower_success(case: BusinessCase, projection: Projection | None) -> float | None:
    """The lower bound of the success rate at 95%: of the probe, else of the figure it was accepted on."""
    if case.probe_successes is not None and case.probe_trials:
        return wilson_interval(case.probe_successes, case.probe_trials).low
    return projection.wilson.low if projection else None


class Worth(NamedTuple):
    """Whether the repair costs more than a year brings, and from which point on it would not."""

    costs_more: Condition
    break_even: str = ""


def worth(assessment: Assessment, projection: Projection | None, gaps: Sequence[Gap]) -> Worth:
    """The upper end of the repair against a year of the benefit; open where one of them is not stated."""
    case = assessment.business
    if case is None:
        missing = _("whether to stop cannot be decided without the expected benefit")
        return Worth(Condition(None, (missing,)), _without_case(assessment, gaps))
    success = lower_success(case, projection)
    if case.repair_cost is None:
        most = None if success is None else max(0.0, benefit(case, success, MONTHS))
        missing = _("whether to stop cannot be decided without the cost of the repair")
        return Worth(Condition(None, (missing,)), "" if most is None else _up_to(assessment, most))
    upper = case.repair_cost[1]
    break_even = _break_even(case, upper)
    if success is None:
        missing = _("whether to stop cannot be decided without a measured success rate")
        return Worth(Condition(None, (missing,)), break_even)
    year = benefit(case, success, MONTHS)
    said = _(
        "the repair costs up to {cost}, a year brings {benefit} "
        "at the lower bound of the success rate, {rate}",
        cost=_money(assessment, upper),
        benefit=_money(assessment, year),
        rate=wording.percent(success),
    )
    return Worth(Condition(upper > year, (said,)), break_even)


def _up_to(assessment: Assessment, most: float) -> str:
    return _("break-even: a repair of up to {cost}", cost=_money(assessment, most))


def _break_even(case: BusinessCase, cost: float) -> str:
    needed = needed_success(case, cost, MONTHS)
    if needed is None or needed > 1:
        return _("break-even: at no success rate, within a year")
    return _("break-even: at a success rate of {rate}, within a year", rate=wording.percent(max(0.0, needed)))


def _without_case(assessment: Assessment, gaps: Sequence[Gap]) -> str:
    planned = total(gap.effort for gap in gaps if gap.severity in PLANNED and not gap.silent)
    monthly = assessment.operation.spend_per_month if assessment.operation else None
    if not planned.high:
        return ""
    effort = wording.effort(planned)
    if not monthly:
        return _(
            "break-even: a year of benefit, at the lower bound of the success rate, has to exceed "
            "{effort} of repair",
            effort=effort,
        )
    return _(
        "break-even: a year of benefit, at the lower bound of the success rate, has to exceed "
        "{effort} of repair and {fees} of running fees",
        effort=effort,
        fees=_money(assessment, MONTHS * monthly),
    )


def _money(assessment: Assessment, amount: float) -> str:
    if assessment.costs:
        return wording.money(amount, assessment.costs.currency)
    if assessment.operation:
        return wording.money(amount, assessment.operation.currency)
    return wording.count(amount)
