"""From a demo figure to production: what successes of trials mean over many runs (methodology 7.4)."""

from audit.judgement.corrections import correct, uncluster
from audit.judgement.reliability import compound, repeat
from audit.judgement.sampling import (
    CONFIDENCE,
    cases_for_width,
    clopper_pearson,
    no_failure_seen,
    read_target,
    wilson_interval,
)
from audit.model.demo import DemoResult
from audit.model.projection import Projection
from audit.model.score import Interval
from audit.model.speech import _, marked

RUNS = 50_000
SHIFT_SHARE = 0.05
SHIFT_SUCCESS = 0.0
JEFFREYS = 0.5
HALF_WIDTHS = (0.02, 0.01)
LIMIT = marked("The interval covers sampling error only; it assumes that production resembles the test.")
NOT_KEPT_OUT = marked("The cases were not kept from the builders: the figure is an upper limit at best.")
UNKNOWN_WHETHER_KEPT_OUT = marked("Whether the cases were kept from the builders is not known.")
SHIFT_LIMIT = marked("A scenario, not an estimate: nobody has tested the segment.")


def project(demo: DemoResult, runs: int = RUNS) -> Projection:
    """Intervals at 95% for the success rate, failures to expect in `runs` runs, and what bends both.

    What needs more than successes and trials (steps, groups, clusters, a judge, a target) is there where the
    demo gives it. The shift scenario takes 5% of cases that all fail unless the demo says otherwise.
    """
    x, n = demo.successes, demo.trials
    rate = x / n
    wilson = wilson_interval(x, n)
    share = SHIFT_SHARE if demo.untested_share is None else demo.untested_share
    success = SHIFT_SUCCESS if demo.untested_success is None else demo.untested_success
    shifted = shifted_rate(rate, share, success)
    return Projection(
        successes=x,
        trials=n,
        runs=runs,
        rate=rate,
        wilson=wilson,
        clopper_pearson=clopper_pearson(x, n),
        failures=runs * (n - x) / n,
        failures_wilson=Interval(runs * (1 - wilson.high), runs * (1 - wilson.low)),
        failures_predictive=future_failures(x, n, runs),
        shift_share=share,
        shift_success=success,
        shift_rate=shifted,
        shift_failures=runs * (1 - shifted),
        shift_limit=_(SHIFT_LIMIT),
        what=demo.what,
        trials_source=demo.trials_source,
        held_out=demo.held_out,
        limit=_limit(demo.held_out),
        zero_failures=no_failure_seen(n, runs) if x == n else None,
        widths=tuple(cases_for_width(rate, half) for half in HALF_WIDTHS) if 0 < x < n else (),
        target=read_target(x, n, demo.target_success) if demo.target_success is not None else None,
        compounding=compound(demo, runs),
        repeats=repeat(demo),
        clustering=uncluster(demo, runs),
        judge=correct(demo, runs),
    )


def _limit(held_out: bool | None) -> str:
    if held_out:
        return _(LIMIT)
    return f"{_(LIMIT)} {_(UNKNOWN_WHETHER_KEPT_OUT if held_out is None else NOT_KEPT_OUT)}"


def future_failures(successes: int, trials: int, runs: int) -> Interval:
    """Failures in `runs` future runs: central 95% of the beta-binomial with Jeffreys' prior."""
    from scipy import stats

    failures = stats.betabinom(runs, trials - successes + JEFFREYS, successes + JEFFREYS)
    tail = (1 - CONFIDENCE) / 2
    return Interval(float(failures.ppf(tail)), float(failures.ppf(1 - tail)))


def shifted_rate(rate: float, share: float, success: float) -> float:
    """(1 - q) p + q p_q: the success rate once a share q of cases, never tested, succeeds at p_q."""
    return (1 - share) * rate + share * success
