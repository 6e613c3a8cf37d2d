"""What a reported figure is worth once its cases hang together, or its judge errs (methodology 7.4)."""

from math import sqrt

from audit.judgement.sampling import CONFIDENCE, quantile, wilson_interval, wilson_of
from audit.model.demo import DemoResult
from audit.model.projection import Clustering, JudgeCorrection
from audit.model.score import Interval
from audit.model.speech import _, marked
from audit.model.trials import Judge

CLUSTER_LIMIT = marked(
    "The correlation is an input, and the groups are taken to be of about the same size. "
    "The interval covers sampling error only."
)
EXACT_JUDGE = marked(
    "Sensitivity and specificity are taken as exact, because the cases behind them were not given."
)
UNSURE_JUDGE = marked(
    "The uncertainty of sensitivity and specificity is included (Lang and Reiczigel's interval)."
)
SAME_JUDGE = marked(
    "The judge is assumed to err in production cases as it erred in those it was measured on."
)
CUT = marked("The correction left the range from 0 to 1 and was cut: judge and figure do not fit together.")


def effective_cases(cases: float, size: float, correlation: float) -> float:
    """N / (1 + (m - 1) rho): what n cases in groups of m count for."""
    return cases / (1 + (size - 1) * correlation)


def uncluster(demo: DemoResult, runs: int) -> Clustering | None:
    """The interval with the number of cases that clustered ones count for."""
    size, correlation = demo.cluster_size, demo.cluster_correlation
    if size is None or correlation is None:
        return None
    cases = effective_cases(demo.trials, size, correlation)
    wilson = wilson_of(demo.successes / demo.trials, cases)
    return Clustering(
        n=demo.trials,
        cluster_size=size,
        correlation=correlation,
        effective_n=cases,
        wilson=wilson,
        failures=_failures(wilson, runs),
        limit=_(CLUSTER_LIMIT),
    )


def true_rate(observed: float, judge: Judge) -> float:
    """(p_obs + spec - 1) / (sens + spec - 1), by Rogan and Gladen; it may leave the range from 0 to 1."""
    return (observed + judge.specificity - 1) / (judge.sensitivity + judge.specificity - 1)


def correct(demo: DemoResult, runs: int) -> JudgeCorrection | None:
    """The success rate behind what the judge reported, with the uncertainty of the judge where n is known."""
    judge = demo.judge
    if judge is None:
        return None
    observed = demo.successes / demo.trials
    raw = true_rate(observed, judge)
    rate = _within(raw)
    reported = wilson_interval(demo.successes, demo.trials)
    interval = _judged(demo, judge) or Interval(*(_within(true_rate(end, judge)) for end in reported))
    limits = (
        SAME_JUDGE,
        EXACT_JUDGE if judge.good_cases is None else UNSURE_JUDGE,
        *([CUT] if raw != rate else []),
    )
    return JudgeCorrection(
        n=demo.trials,
        sensitivity=judge.sensitivity,
        specificity=judge.specificity,
        good_cases=judge.good_cases,
        bad_cases=judge.bad_cases,
        observed=observed,
        rate=rate,
        interval=interval,
        failures=runs * (1 - rate),
        failures_interval=_failures(interval, runs),
        more_failures=(1 - rate) / (1 - observed) if observed < 1 else None,
        limit=" ".join(map(_, limits)),
    )


def _judged(demo: DemoResult, judge: Judge) -> Interval | None:
    """Lang and Reiczigel's interval (2014) for a rate seen through an imperfect judge of unsure quality.

    A normal interval around counts that z^2 pseudo-cases pull to the middle (one good and one bad for each
    property of the judge), shifted for the skew that dividing by an unsure number brings.
    """
    good, bad = judge.good_cases, judge.bad_cases
    if good is None or bad is None:
        return None
    z2 = quantile((1 + CONFIDENCE) / 2) ** 2
    n = demo.trials + z2
    observed = (demo.successes + z2 / 2) / n
    sensitivity = (judge.sensitivity * good + 1) / (good + 2)
    specificity = (judge.specificity * bad + 1) / (bad + 2)
    power = sensitivity + specificity - 1
    if power <= 0:  # so few cases that the judge may as well guess
        return Interval(0.0, 1.0)
    rate = (observed + specificity - 1) / power
    of_good = sensitivity * (1 - sensitivity) / (good + 2)
    of_bad = specificity * (1 - specificity) / (bad + 2)
    shift = 2 * z2 * (rate * of_good - (1 - rate) * of_bad)
    spread = observed * (1 - observed) / n + rate * rate * of_good + (1 - rate) ** 2 * of_bad
    half = sqrt(z2 * spread) / power
    low, high, point = (
        rate + shift - half,
        rate + shift + half,
        true_rate(demo.successes / demo.trials, judge),
    )
    # With very few cases the pseudo-cases pull the interval past the figure: it then reaches back to it.
    return Interval(_within(min(low, point)), _within(max(high, point)))


def _within(rate: float) -> float:
    return min(max(rate, 0.0), 1.0)


def _failures(rates: Interval, runs: int) -> Interval:
    return Interval(runs * (1 - rates.high), runs * (1 - rates.low))
