"""The success rate at which building pays, held against what a probe showed (methodology 6, WB-08)."""

from math import isfinite

from audit.judgement.sampling import wilson_interval
from audit.model.buildability import BreakEven
from audit.model.business import BusinessCase
from audit.model.score import Interval
from audit.model.speech import _, marked

LIMIT = marked(
    "The amounts are taken as certain and the same in every month of the intended life; the probe's interval "
    "covers sampling error only and assumes that production resembles the probe."
)
NO_PROBE = marked("There is no probe yet, so nothing shows whether the needed success rate is within reach.")


def break_even(case: BusinessCase) -> BreakEven:
    """p* = (l + c + F / (T V)) / (b + l), and the net benefit a month at the bounds of the probe.

    It pays only if the net benefit is above zero at the lower bound; it does not where p* lies above the
    upper bound, or where not even a success rate of 100% brings a benefit.
    """
    needed = needed_success(case, case.build_cost, case.months)
    probe, net, pays = None, None, None
    if case.probe_trials is not None and case.probe_successes is not None:
        probe = wilson_interval(case.probe_successes, case.probe_trials)
        net = Interval(net_benefit(case, probe.low), net_benefit(case, probe.high))
        pays = True if net.low > 0 else None
    if never_pays(case) or (needed is not None and probe is not None and needed > probe.high):
        pays = False
    return BreakEven(
        needed=needed,
        probe_successes=case.probe_successes,
        probe_trials=case.probe_trials,
        probe=probe,
        net_at_probe=net,
        pays=pays,
        limit=_(LIMIT if probe else NO_PROBE),
    )


def needed_success(case: BusinessCase, cost: float, months: float) -> float | None:
    """(l + c + F / (T V)) / (b + l): the success rate p* at which a cost F is earned back in T months.

    Above 1 it never is; none where neither a success nor a failure is worth anything that counts.
    """
    stake = case.benefit_per_success + case.loss_per_failure
    if stake == 0:
        return None
    spread = cost / (months * case.runs_per_month)
    needed = (case.loss_per_failure + case.cost_per_run + spread) / stake
    return needed if isfinite(needed) else None


def benefit(case: BusinessCase, success: float, months: float = 1) -> float:
    """V (p b - (1 - p) l - c) a month: what so many months bring at success rate p, before F is paid."""
    a_run = success * case.benefit_per_success - (1 - success) * case.loss_per_failure - case.cost_per_run
    return months * case.runs_per_month * a_run


def net_benefit(case: BusinessCase, success: float) -> float:
    """What a month brings at success rate p once the build cost is spread over the intended life: - F / T."""
    return benefit(case, success) - case.build_cost / case.months


def never_pays(case: BusinessCase) -> bool:
    """Whether not even a success rate of 100% brings a net benefit."""
    return net_benefit(case, 1.0) <= 0
