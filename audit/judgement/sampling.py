"""What a sample can show: intervals of a success rate, and cases that a statement needs (methodology 7.4).

Rates are 0 to 1, confidence is 95% throughout. scipy takes a second to load and most assessments have no
figure to project, so it is imported where it is used.
"""

from math import ceil, sqrt
from typing import Literal

from audit.model import wording
from audit.model.projection import SampleSize, TargetReading, ZeroFailures
from audit.model.score import Interval
from audit.model.speech import _, counted, marked

CONFIDENCE = 0.95
POWER = 0.8
NORMAL = marked("Normal approximation at 95%.")
INDEPENDENT = marked(
    "Cases have to be independent and drawn as production draws them; clustered cases count for less."
)
BEFOREHAND = marked(
    "The number has to be fixed before the first case; testing until it looks right shows nothing."
)
ONE_SIDED = marked(
    "One-sided at 95%; it covers sampling error only and assumes that production resembles the test."
)
UNPAIRED = marked(
    "Two-sided at 95%, other cases for each version; the same cases for both (paired) need fewer."
)


def wilson_interval(successes: int, trials: int) -> Interval:
    """The Wilson score interval of a proportion at 95%: the default everywhere."""
    return _interval(successes, trials, "wilson")


def clopper_pearson(successes: int, trials: int) -> Interval:
    """The exact interval of a proportion at 95%, for contracts and audits."""
    return _interval(successes, trials, "exact")


def _interval(successes: int, trials: int, method: Literal["wilson", "exact"]) -> Interval:
    from scipy import stats

    interval = stats.binomtest(successes, trials).proportion_ci(CONFIDENCE, method=method)
    return Interval(float(interval.low), float(interval.high))


def wilson_of(rate: float, cases: float) -> Interval:
    """The Wilson interval at 95% for a rate of so many cases, which need not be whole."""
    z2 = quantile((1 + CONFIDENCE) / 2) ** 2
    centre = (rate + z2 / (2 * cases)) / (1 + z2 / cases)
    half = sqrt(z2 * rate * (1 - rate) / cases + z2 * z2 / (4 * cases * cases)) / (1 + z2 / cases)
    return Interval(max(centre - half, 0.0), min(centre + half, 1.0))


def quantile(probability: float) -> float:
    """The quantile of the standard normal distribution."""
    from scipy import stats

    return float(stats.norm.ppf(probability))


def no_failure_seen(trials: int, runs: int) -> ZeroFailures:
    """The failure rate that no failure in `trials` cases leaves open: 1 - 0.05^(1/n), about 3/n."""
    upper = 1 - (1 - CONFIDENCE) ** (1 / trials)
    return ZeroFailures(
        n=trials, upper=upper, rule_of_three=min(3 / trials, 1.0), failures=runs * upper, limit=_(ONE_SIDED)
    )


def cases_needed(success: float, failures: int = 0) -> SampleSize:
    """The fewest cases that show a success rate of `success` (above 0, below 1) with `failures` failures.

    Shown means: were the true rate lower, so few failures would be seen in at most 5% of such tests.
    """
    from scipy import stats

    def too_few(cases: int) -> bool:
        return float(stats.binom.cdf(failures, cases, 1 - success)) > 1 - CONFIDENCE

    low, high = failures, failures + 1
    while too_few(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if too_few(middle) else (low, middle)
    return SampleSize(n=high, claim=_shown(success, failures), limit=f"{_(ONE_SIDED)} {_(BEFOREHAND)}")


def _shown(success: float, failures: int) -> str:
    """What a sample with so many failures shows."""
    rate = wording.exact(success)
    if not failures:
        return _("a success rate of {rate} or more is shown with no failures", rate=rate)
    return counted(
        "a success rate of {rate} or more is shown with {count} failure",
        "a success rate of {rate} or more is shown with {count} failures",
        failures,
        rate=rate,
    )


def cases_for_width(rate: float, half_width: float) -> SampleSize:
    """The fewest cases that give an interval of +- `half_width` around `rate`: z^2 p (1 - p) / h^2.

    By the normal approximation, which is close where so many cases are needed; Wilson's needs about ten more.
    """
    z = quantile((1 + CONFIDENCE) / 2)
    claim = _(
        "{rate} is known to \N{PLUS-MINUS SIGN}{width} points",
        rate=wording.exact(rate),
        width=wording.short(100 * half_width),
    )
    cases = max(ceil(z * z * rate * (1 - rate) / half_width**2), 1)
    return SampleSize(n=cases, claim=claim, limit=f"{_(NORMAL)} {_(INDEPENDENT)}")


def cases_to_tell_apart(before: float, after: float, power: float = POWER) -> SampleSize:
    """The fewest cases for each of two versions so that the difference of two rates is seen with this power.

    Unpaired, two-sided at 95%, by the pooled rate under no difference; raises ValueError for equal rates.
    """
    if before == after:
        raise ValueError("two equal rates cannot be told apart by any number of cases")
    pooled = (before + after) / 2
    alike = quantile((1 + CONFIDENCE) / 2) * sqrt(2 * pooled * (1 - pooled))
    apart = quantile(power) * sqrt(before * (1 - before) + after * (1 - after))
    cases = max(ceil(((alike + apart) / (after - before)) ** 2), 1)
    claim = _(
        "{before} and {after} are told apart with {power} power, for each version",
        before=wording.exact(before),
        after=wording.exact(after),
        power=wording.percent(power),
    )
    return SampleSize(n=cases, claim=claim, limit=_(UNPAIRED))


def read_target(successes: int, trials: int, target: float) -> TargetReading:
    """Whether these cases show the target rate, and how many would."""
    from scipy import stats

    failures, rate = trials - successes, successes / trials
    return TargetReading(
        n=trials,
        failures=failures,
        target=target,
        shown=float(stats.binom.cdf(failures, trials, 1 - target)) <= 1 - CONFIDENCE,
        without_failure=cases_needed(target).n,
        with_these_failures=cases_needed(target, failures).n,
        to_tell_apart=None if rate == target else cases_to_tell_apart(rate, target),
        limit=f"{_(ONE_SIDED)} {_(BEFOREHAND)}",
    )
