"""From a demo figure to production: what successes of trials mean over many runs (methodology 7.4)."""

from typing import Literal

from audit.model.assessment import DemoResult
from audit.model.conclusion import Projection
from audit.model.score import Interval

RUNS = 50_000
CONFIDENCE = 0.95
SHIFT_SHARE = 0.05
SHIFT_SUCCESS = 0.0
JEFFREYS = 0.5


def project(demo: DemoResult, runs: int = RUNS) -> Projection:
    """Intervals at 95% for the success rate, and failures to expect in `runs` runs.

    Wilson and Clopper-Pearson by scipy; the predictive interval is beta-binomial with Jeffreys' prior.
    The shift scenario has a share of 5% of cases from a segment that was never tested and always fails.
    """
    from scipy import stats  # takes a second to load, and most assessments have no demo figure

    x, n = demo.successes, demo.trials
    rate = x / n
    wilson, exact = wilson_interval(x, n), clopper_pearson(x, n)
    failures = stats.betabinom(runs, n - x + JEFFREYS, x + JEFFREYS)
    tail = (1 - CONFIDENCE) / 2
    shifted = (1 - SHIFT_SHARE) * rate + SHIFT_SHARE * SHIFT_SUCCESS
    return Projection(
        successes=x,
        trials=n,
        runs=runs,
        rate=rate,
        wilson=wilson,
        clopper_pearson=exact,
        failures=runs * (n - x) / n,
        failures_wilson=Interval(runs * (1 - wilson.high), runs * (1 - wilson.low)),
        failures_predictive=Interval(float(failures.ppf(tail)), float(failures.ppf(1 - tail))),
        shift_share=SHIFT_SHARE,
        shift_rate=shifted,
        shift_failures=runs * (1 - shifted),
        what=demo.what,
        trials_source=demo.trials_source,
        held_out=demo.held_out,
    )


def wilson_interval(successes: int, trials: int) -> Interval:
    """The Wilson score interval of a proportion at 95%."""
    return _interval(successes, trials, "wilson")


def clopper_pearson(successes: int, trials: int) -> Interval:
    """The exact interval of a proportion at 95%."""
    return _interval(successes, trials, "exact")


def _interval(successes: int, trials: int, method: Literal["wilson", "exact"]) -> Interval:
    from scipy import stats

    interval = stats.binomtest(successes, trials).proportion_ci(CONFIDENCE, method=method)
    return Interval(float(interval.low), float(interval.high))
