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
        return Worth(_open("the expected benefit"), _without_case(assessment, gaps))
    success = lower_success(case, projection)
    if case.repair_cost is None:
        most = None if success is None else max(0.0, benefit(case, success, MONTHS))
        up_to = "" if most is None else f"break-even: a repair of up to {_money(assessment, most)}"
        return Worth(_open("the cost of the repair"), up_to)
    upper = case.repair_cost[1]
    break_even = _break_even(case, upper)
    if success is None:
        return Worth(_open("a measured success rate"), break_even)
    year = benefit(case, success, MONTHS)
    said = (
        f"the repair costs up to {_money(assessment, upper)}, a year brings {_money(assessment, year)} "
        f"at the lower bound of the success rate, {wording.percent(success)}"
    )
    return Worth(Condition(upper > year, (said,)), break_even)


def _open(missing: str) -> Condition:
    return Condition(None, (f"whether to stop cannot be decided without {missing}",))


def _break_even(case: BusinessCase, cost: float) -> str:
    needed = needed_success(case, cost, MONTHS)
    if needed is None or needed > 1:
        return "break-even: at no success rate, within a year"
    return f"break-even: at a success rate of {wording.percent(max(0.0, needed))}, within a year"


def _without_case(assessment: Assessment, gaps: Sequence[Gap]) -> str:
    planned = [gap.effort for gap in gaps if gap.severity in PLANNED and not gap.silent]
    low, high = sum(effort.low for effort in planned), sum(effort.high for effort in planned)
    monthly = assessment.operation.spend_per_month if assessment.operation else None
    running = f" and {_money(assessment, MONTHS * monthly)} of running fees" if monthly else ""
    if not high:
        return ""
    return (
        f"break-even: a year of benefit, at the lower bound of the success rate, has to exceed "
        f"{wording.effort((low, high))} of repair{running}"
    )


def _money(assessment: Assessment, amount: float) -> str:
    if assessment.costs:
        return wording.money(amount, assessment.costs.currency)
    if assessment.operation:
        return wording.money(amount, assessment.operation.currency)
    return wording.count(amount)
