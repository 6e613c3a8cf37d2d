"""Intervals and sample sizes held against statsmodels, which computes them apart from scipy."""

from math import ceil
from typing import Any

import pytest

from audit.judgement.sampling import (
    cases_for_width,
    cases_to_tell_apart,
    clopper_pearson,
    wilson_interval,
    wilson_of,
)


def peer() -> Any:
    """The other library, which takes seconds to import: not where tests are only collected."""
    from statsmodels.stats import proportion

    return proportion


SAMPLES = [(x, n) for n in (1, 2, 17, 20, 50, 200, 1_000, 50_000) for x in sorted({0, 1, n // 2, n - 1, n})]


@pytest.mark.parametrize(("successes", "trials"), SAMPLES)
def test_intervals(successes: int, trials: int) -> None:
    wilson = peer().proportion_confint(successes, trials, alpha=0.05, method="wilson")
    assert wilson_interval(successes, trials) == pytest.approx(wilson, abs=1e-12)
    exact = peer().proportion_confint(successes, trials, alpha=0.05, method="beta")
    assert clopper_pearson(successes, trials) == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize(("rate", "cases"), [(0.94, 135.135), (0.5, 1.5), (0.999, 40.25), (1.0, 12.5)])
def test_intervals_of_a_number_of_cases_that_is_not_whole(rate: float, cases: float) -> None:
    low, high = peer().proportion_confint(rate * cases, cases, alpha=0.05, method="wilson")
    assert wilson_of(rate, cases) == pytest.approx((max(low, 0), min(high, 1)), abs=1e-12)


@pytest.mark.parametrize("rate", [0.5, 0.8, 0.94, 0.99])
@pytest.mark.parametrize("half", [0.005, 0.01, 0.02, 0.05])
def test_cases_for_a_width(rate: float, half: float) -> None:
    assert cases_for_width(rate, half).n == ceil(peer().samplesize_confint_proportion(rate, half))


@pytest.mark.parametrize(
    ("before", "after"), [(0.9, 0.94), (0.94, 0.96), (0.94, 0.9), (0.5, 0.6), (0.99, 1.0)]
)
@pytest.mark.parametrize("power", [0.8, 0.9])
def test_cases_to_tell_two_rates_apart(before: float, after: float, power: float) -> None:
    known = peer().samplesize_proportions_2indep_onetail(
        after - before, before, power, alpha=0.05, alternative="two-sided"
    )
    assert cases_to_tell_apart(before, after, power).n == ceil(known)
