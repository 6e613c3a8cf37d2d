"""How many cases a statement needs: the figures of methodology 7.4 to the printed digit, and the laws."""

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from audit.judgement.sampling import (
    cases_for_width,
    cases_needed,
    cases_to_tell_apart,
    no_failure_seen,
    read_target,
    wilson_interval,
    wilson_of,
)


@pytest.mark.parametrize(
    ("trials", "percent", "failures"),
    [(20, 13.9, 6_955), (100, 2.95, 1_476), (300, 1.0, 497), (3_000, 0.1, 50)],
)
def test_no_failure_seen_leaves_some_open(trials: int, percent: float, failures: int) -> None:
    found = no_failure_seen(trials, 50_000)
    digits = 2 if trials == 100 else 1
    assert (found.n, round(100 * found.upper, digits), round(found.failures)) == (trials, percent, failures)
    assert found.rule_of_three == 3 / trials
    assert "One-sided at 95%" in found.limit


@given(st.integers(1, 100_000))
def test_the_bound_of_no_failure_is_where_none_is_seen_once_in_twenty(trials: int) -> None:
    found = no_failure_seen(trials, 1)
    assert stats.binom.pmf(0, trials, found.upper) == pytest.approx(0.05)
    assert found.upper <= found.rule_of_three


@pytest.mark.parametrize(
    ("success", "cases"),
    [(0.95, 59), (0.98, 149), (0.99, 299), (0.995, 598), (0.999, 2_995), (0.9999, 29_956)],
)
def test_cases_without_failure(success: float, cases: int) -> None:
    found = cases_needed(success)
    assert found.n == cases
    assert found.claim == f"a success rate of {100 * success:g}% or more is shown with no failures"


@pytest.mark.parametrize(("failures", "cases"), [(0, 299), (1, 473), (2, 628), (3, 773), (5, 1_049)])
def test_cases_for_a_failure_rate_of_one_percent(failures: int, cases: int) -> None:
    assert cases_needed(0.99, failures).n == cases


@given(st.floats(0.001, 0.999), st.integers(0, 30))
def test_one_case_fewer_would_not_show_it(success: float, failures: int) -> None:
    """By the sum of binomial terms, written out; the product asks scipy."""
    needed = cases_needed(success, failures).n

    def chance(cases: int) -> float:
        return sum(
            comb(cases, k) * (1 - success) ** k * success ** (cases - k)
            for k in range(min(failures, cases) + 1)
        )

    if needed < 1_000:  # beyond, the terms leave the range of floats
        assert chance(needed) <= 0.05 * (1 + 1e-9)
        assert chance(needed - 1) > 0.05 * (1 - 1e-9)


@pytest.mark.parametrize(("points", "cases"), [(2, 542), (1, 2_167)])
def test_cases_for_a_width(points: int, cases: int) -> None:
    found = cases_for_width(0.94, points / 100)
    assert (found.n, found.claim) == (cases, f"94% is known to ±{points} points")


@pytest.mark.parametrize(("points", "cases"), [(2, 542), (1, 2_167)])
def test_wilsons_interval_is_as_wide_with_about_ten_more(points: int, cases: int) -> None:
    """The figures of the method are those of the normal approximation; Wilson's interval asks for 9 more."""
    widths = {more: wilson_of(0.94, cases + more) for more in (8, 9)}
    half = {more: (high - low) / 2 for more, (low, high) in widths.items()}
    assert half[8] > points / 100 >= half[9]


@pytest.mark.parametrize(("before", "after", "cases"), [(0.90, 0.94, 721), (0.94, 0.96, 1_863)])
def test_cases_to_see_an_improvement(before: float, after: float, cases: int) -> None:
    found = cases_to_tell_apart(before, after)
    assert found.n == cases
    assert found.claim == f"{before:.0%} and {after:.0%} are told apart with 80% power, for each version"
    assert cases_to_tell_apart(after, before).n == cases


def test_two_equal_rates_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="cannot be told apart by any number"):
        cases_to_tell_apart(0.9, 0.9)


@pytest.mark.parametrize(
    ("successes", "trials", "shown", "with_these"),
    [(299, 299, True, 299), (298, 298, False, 299), (472, 473, True, 473), (298, 299, False, 473)],
)
def test_whether_a_target_is_shown(successes: int, trials: int, shown: bool, with_these: int) -> None:
    found = read_target(successes, trials, 0.99)
    assert (found.n, found.failures, found.shown) == (trials, trials - successes, shown)
    assert (found.without_failure, found.with_these_failures) == (299, with_these)
    assert "fixed before the first case" in found.limit


@settings(max_examples=50)
@given(st.integers(1, 500), st.data(), st.floats(0.01, 0.99))
def test_a_target_is_shown_by_as_many_cases_as_it_is_said_to_need(
    trials: int, data: st.DataObject, target: float
) -> None:
    successes = data.draw(st.integers(0, trials))
    found = read_target(successes, trials, target)
    assert found.shown is (trials >= found.with_these_failures)
    assert (found.to_tell_apart is None) is (successes / trials == target)


@given(st.integers(1, 3_000), st.data())
def test_both_ways_to_wilsons_interval_agree(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    assert wilson_of(successes / trials, trials) == pytest.approx(
        wilson_interval(successes, trials), abs=1e-12
    )
