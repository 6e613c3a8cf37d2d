"""The figures of methodology 7.4 and 7.5, to the printed digit."""

from datetime import date

import pytest
from scipy import stats

from audit.judgement.exposure import expose
from audit.judgement.projection import project
from audit.model.demo import DemoResult
from audit.model.operation import Operation


@pytest.mark.parametrize(
    ("successes", "trials", "wilson", "exact", "failures", "by_wilson", "predictive"),
    [
        (16, 17, (73.0, 99.0), (71.3, 99.9), 2_941, (523, 13_491), (320, 12_182)),
        (47, 50, (83.8, 97.9), (83.5, 98.7), 3_000, (1_031, 8_109), (858, 7_579)),
        (94, 100, (87.5, 97.2), (87.4, 97.8), 3_000, (1_389, 6_238), (1_269, 5_977)),
        (188, 200, (89.8, 96.5), (89.8, 96.9), 3_000, (1_733, 5_097), (1_658, 4_973)),
        (470, 500, (91.6, 95.8), (91.5, 95.9), 3_000, (2_117, 4_218), (2_079, 4_175)),
        (940, 1000, (92.4, 95.3), (92.3, 95.4), 3_000, (2_345, 3_824), (2_320, 3_808)),
    ],
)
def test_94_percent_over_50_000_runs(
    successes, trials, wilson, exact, failures, by_wilson, predictive
) -> None:
    found = project(DemoResult(successes=successes, trials=trials))
    assert round(found.failures) == failures
    assert tuple(round(100 * x, 1) for x in found.wilson) == wilson
    assert tuple(round(100 * x, 1) for x in found.clopper_pearson) == exact
    assert tuple(map(round, found.failures_wilson)) == by_wilson
    assert tuple(map(round, found.failures_predictive)) == predictive


def test_an_untested_segment_shifts_the_figure() -> None:
    found = project(DemoResult(successes=188, trials=200))
    assert (found.shift_share, round(found.shift_rate, 3), round(found.shift_failures)) == (0.05, 0.893, 5350)


@pytest.mark.parametrize(("trials", "upper"), [(20, 6_955), (100, 1_476), (300, 497), (3_000, 50)])
def test_no_failure_seen_is_not_no_failure(trials: int, upper: int) -> None:
    """The exact one-sided bound of the methodology, 1 - 0.05^(1/n), lies below the two-sided one printed."""
    found = project(DemoResult(successes=trials, trials=trials))
    assert round(50_000 * (1 - 0.05 ** (1 / trials))) == upper
    assert found.failures == 0
    assert 50_000 * (1 - found.clopper_pearson.low) > upper


def test_the_predictive_interval_holds_95_percent_of_the_beta_binomial() -> None:
    found = project(DemoResult(successes=188, trials=200))
    outcomes = stats.betabinom(50_000, 12.5, 188.5)
    low, high = found.failures_predictive
    assert outcomes.cdf(high) - outcomes.cdf(low - 1) >= 0.95
    assert outcomes.cdf(high - 1) - outcomes.cdf(low) <= 0.95


def test_spend_until_somebody_stops_it() -> None:
    operation = Operation(
        runs_per_month=20_000,
        spend_per_month=4_000,
        spend_since=date(2026, 7, 1),
        last_accepted_output=date(2026, 7, 16),
    )
    found = expose(operation, date(2026, 10, 15), 0.94)
    assert found is not None
    assert (found.per_year, found.per_month, round(found.per_day, 2)) == (48_000, 4_000, 131.42)
    assert (round(found.spent_so_far or 0), round(found.spent_without_value or 0)) == (13_930, 11_959)
    assert (found.cost_per_run, round(found.cost_per_success or 0, 4)) == (0.2, 0.2128)
    assert "billed throughout" in found.limit
    assert found.limit.endswith("Counted to 15 October 2026.")


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (Operation(), None),
        (Operation(spend_per_month=10), (None, None, None)),
        (Operation(spend_per_month=10, spend_since=date(2027, 1, 1)), (None, None, None)),
        (Operation(spend_per_month=10, runs_per_month=0), (None, None, None)),
    ],
)
def test_what_is_not_known_is_not_computed(operation: Operation, expected: object) -> None:
    found = expose(operation, date(2026, 10, 1), None)
    assert (found and (found.spent_so_far, found.spent_without_value, found.cost_per_run)) == expected
