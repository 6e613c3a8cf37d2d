"""Steps of a run, repeats of a task, clusters and an imperfect judge: methodology 7.4 to the printed digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy import stats

from audit.judgement.corrections import correct, effective_cases, true_rate, uncluster
from audit.judgement.projection import project
from audit.judgement.reliability import all_succeed, compound, needed_each, repeat
from audit.model.demo import DemoResult
from audit.model.projection import Projection
from audit.model.trials import Judge, TaskGroup

RUNS = 50_000
GROUPS = (
    TaskGroup(name="usual orders", share=0.8, successes=199, trials=200),
    TaskGroup(name="new suppliers", share=0.2, successes=36, trials=50),
)


@pytest.mark.parametrize(
    ("rate", "steps", "percent"), [(0.94, 5, 73), (0.94, 10, 54), (0.99, 10, 90), (0.99, 20, 82)]
)
def test_steps_compound(rate: float, steps: int, percent: int) -> None:
    demo = DemoResult(successes=round(100 * rate), trials=100, steps_per_run=steps)
    found = compound(demo, RUNS)
    assert found is not None
    assert (found.n, found.steps, round(100 * found.rate)) == (100, steps, percent)
    assert found.failures == pytest.approx(RUNS * (1 - rate**steps))
    assert found.interval.low < found.rate < found.interval.high
    assert "Measure end to end" in found.limit


def test_what_each_step_needs_for_95_percent_over_ten() -> None:
    found = compound(DemoResult(successes=94, trials=100, steps_per_run=10), RUNS)
    assert found is not None
    assert (found.wanted, round(100 * found.needed_per_step, 2)) == (0.95, 99.49)
    wanted = compound(DemoResult(successes=94, trials=100, steps_per_run=10, target_success=0.9), RUNS)
    assert wanted is not None
    assert (wanted.wanted, round(100 * wanted.needed_per_step, 2)) == (0.9, 98.95)


@given(st.floats(0.01, 1), st.integers(1, 100))
def test_steps_that_have_what_they_need_reach_the_whole(whole: float, steps: int) -> None:
    assert all_succeed(needed_each(whole, steps), steps) == pytest.approx(whole)


def test_repeats_by_group_and_as_if_all_tasks_were_alike() -> None:
    found = repeat(DemoResult(successes=235, trials=250, repeats=8, groups=GROUPS))
    assert (found.n, round(100 * (found.mean or 0)), round(100 * (found.by_group or 0))) == (250, 94, 78)
    assert round(100 * found.identical) == 61
    assert [(one.name, one.n, round(one.all_succeed, 3)) for one in found.groups] == [
        ("usual orders", 200, 0.961),
        ("new suppliers", 50, 0.072),
    ]
    assert "report by task" in found.limit
    assert found.interval is None
    assert [tuple(round(100 * bound) for bound in one.interval) for one in found.groups] == [
        (80, 99),
        (1, 22),
    ]


def test_repeats_without_groups_are_for_tasks_that_are_alike() -> None:
    found = repeat(DemoResult(successes=188, trials=200))
    assert (found.repeats, round(100 * found.identical), found.by_group) == (8, 61, None)
    assert "Where tasks differ" in found.limit
    assert found.interval is not None
    assert [round(100 * bound) for bound in found.interval] == [42, 75]
    perfect = repeat(DemoResult(successes=20, trials=20))
    assert perfect.interval is not None
    assert [round(100 * bound) for bound in perfect.interval] == [25, 100]


@given(
    st.lists(st.tuples(st.integers(1, 100), st.integers(0, 50)), min_size=1, max_size=6), st.integers(2, 20)
)
def test_tasks_that_differ_never_succeed_less_often_every_time(
    groups: list[tuple[int, int]], repeats: int
) -> None:
    whole = sum(share for share, _ in groups)
    given_groups = tuple(
        TaskGroup(name=str(n), share=share / whole, successes=successes, trials=50)
        for n, (share, successes) in enumerate(groups)
    )
    found = repeat(DemoResult(successes=1, trials=2, repeats=repeats, groups=given_groups))
    assert (found.by_group or 0) >= found.identical - 1e-12


def test_500_cases_in_groups_of_ten_count_as_135() -> None:
    demo = DemoResult(successes=470, trials=500, cluster_size=10, cluster_correlation=0.3)
    found = uncluster(demo, RUNS)
    assert found is not None
    assert (found.n, round(found.effective_n)) == (500, 135)
    alone = project(demo)
    assert found.wilson.low < alone.wilson.low < alone.wilson.high < found.wilson.high
    assert found.failures == pytest.approx((RUNS * (1 - found.wilson.high), RUNS * (1 - found.wilson.low)))


@given(st.integers(1, 10_000), st.floats(1, 100), st.floats(0, 1))
def test_clusters_never_make_more_of_the_cases(cases: int, size: float, correlation: float) -> None:
    effective = effective_cases(cases, size, correlation)
    assert cases / size * (1 - 1e-9) <= effective <= cases


def test_a_lenient_judge_hides_failures() -> None:
    judge = Judge(sensitivity=0.99, specificity=0.60)
    found = correct(DemoResult(successes=188, trials=200, judge=judge), RUNS)
    assert found is not None
    assert (round(100 * found.rate, 1), round(100 * (found.more_failures or 0) - 100)) == (91.5, 41)
    assert found.failures == pytest.approx(RUNS * (1 - found.rate))
    assert "taken as exact" in found.limit


def test_the_method_rounds_the_failures_before_it_divides() -> None:
    """Methodology 7.4 says 42% more failures: 8.5 over 6 points. The formula gives 8.475 over 6, so 41%."""
    rate = true_rate(0.94, Judge(sensitivity=0.99, specificity=0.60))
    assert round(rate, 5) == 0.91525
    assert ((1 - rate) / 0.06, round(1 - rate, 3) / 0.06) == pytest.approx((1.41243, 1.41667), abs=1e-5)


def test_an_unsure_judge_makes_the_interval_wider() -> None:
    def width(cases: int | None) -> float:
        judge = Judge(sensitivity=0.99, specificity=0.60, good_cases=cases, bad_cases=cases)
        found = correct(DemoResult(successes=188, trials=200, judge=judge), RUNS)
        assert found is not None
        assert found.interval.low <= found.rate <= found.interval.high
        return found.interval.high - found.interval.low

    assert width(30) > width(300) > width(3_000_000) == pytest.approx(width(None), abs=0.01)


@pytest.mark.parametrize(
    ("rate", "sensitivity", "specificity", "n", "judged"),
    [
        (0.92, 0.95, 0.7, 200, 50),
        (0.85, 0.9, 0.8, 100, 100),
        (0.7, 0.97, 0.6, 500, 40),
        (0.5, 0.8, 0.8, 80, 60),
    ],
)
def test_the_judged_interval_holds_the_true_rate_about_95_times_in_100(
    rate: float, sensitivity: float, specificity: float, n: int, judged: int
) -> None:
    """Demo and measurement of the judge are drawn 2,000 times; the interval has to hold the truth in 94 to 98%."""
    draw = np.random.default_rng(0)
    observed = rate * sensitivity + (1 - rate) * (1 - specificity)
    held = total = 0
    for successes, good, bad in zip(
        draw.binomial(n, observed, 2_000),
        draw.binomial(judged, sensitivity, 2_000),
        draw.binomial(judged, specificity, 2_000),
        strict=True,
    ):
        if good + bad <= judged:
            continue
        judge = Judge(
            sensitivity=good / judged, specificity=bad / judged, good_cases=judged, bad_cases=judged
        )
        found = correct(DemoResult(successes=int(successes), trials=n, judge=judge), RUNS)
        assert found is not None
        total += 1
        held += found.interval.low <= rate <= found.interval.high
    assert total > 1_900
    assert 0.94 <= held / total <= 0.98


@pytest.mark.parametrize(("successes", "rate"), [(200, 1.0), (0, 0.0)])
def test_a_figure_that_the_judge_cannot_have_given_is_cut_and_told(successes: int, rate: float) -> None:
    judge = Judge(sensitivity=0.9, specificity=0.9)
    found = correct(DemoResult(successes=successes, trials=200, judge=judge), RUNS)
    assert found is not None
    assert (found.rate, "do not fit together" in found.limit) == (rate, True)
    assert (found.more_failures is None) is (successes == 200)


@pytest.mark.parametrize(
    ("successes", "trials", "good", "bad"),
    [(4, 500, 30, 2), (0, 2, 1, 1_000), (1, 1, 1_000, 1), (0, 1, 1, 1)],
)
def test_the_judged_interval_holds_its_own_figure_even_with_few_cases(
    successes: int, trials: int, good: int, bad: int
) -> None:
    judge = Judge(sensitivity=0.99, specificity=0.9, good_cases=good, bad_cases=bad)
    found = correct(DemoResult(successes=successes, trials=trials, judge=judge), RUNS)
    assert found is not None
    assert found.interval.low <= found.rate <= found.interval.high


@given(st.integers(1, 500), st.data(), st.floats(0, 1), st.floats(0, 1))
def test_judged_figures_stay_in_range(
    trials: int, data: st.DataObject, sensitivity: float, specificity: float
) -> None:
    if sensitivity + specificity <= 1:
        with pytest.raises(ValidationError, match="such a judge tells nothing"):
            Judge(sensitivity=sensitivity, specificity=specificity)
        return
    cases = data.draw(st.one_of(st.none(), st.integers(1, 100)))
    judge = Judge(sensitivity=sensitivity, specificity=specificity, good_cases=cases, bad_cases=cases)
    successes = data.draw(st.integers(0, trials))
    found = correct(DemoResult(successes=successes, trials=trials, judge=judge), RUNS)
    assert found is not None
    assert 0 <= found.interval.low <= found.rate <= found.interval.high <= 1


@pytest.mark.parametrize(
    ("share", "success", "rate", "failures"),
    [
        (None, None, 0.893, 5_350),
        (0.05, 0.0, 0.893, 5_350),
        (0.1, 0.5, 0.896, 5_200),
        (0.0, None, 0.94, 3_000),
    ],
)
def test_a_segment_that_was_not_tested(
    share: float | None, success: float | None, rate: float, failures: int
) -> None:
    found = project(DemoResult(successes=188, trials=200, untested_share=share, untested_success=success))
    assert (round(found.shift_rate, 3), round(found.shift_failures)) == (rate, failures)
    assert found.shift_limit == "A scenario, not an estimate: nobody has tested the segment."


def every_value(found: Projection) -> list[object]:
    parts = (
        found.zero_failures,
        found.target,
        found.compounding,
        found.repeats,
        found.clustering,
        found.judge,
    )
    return [part for part in (*parts, *found.widths) if part is not None]


def test_a_plain_figure_gets_what_follows_from_it_alone() -> None:
    found = project(DemoResult(successes=188, trials=200))
    assert [type(part).__name__ for part in every_value(found)] == [
        "RepeatReliability",
        "SampleSize",
        "SampleSize",
    ]
    assert [size.n for size in found.widths] == [542, 2_167]
    perfect = project(DemoResult(successes=20, trials=20))
    assert perfect.zero_failures is not None
    assert (round(perfect.zero_failures.failures), perfect.widths) == (6_955, ())


@pytest.mark.parametrize(
    ("held_out", "limit"),
    [
        (True, ""),
        (None, " Whether the cases were kept from the builders is not known."),
        (False, " The cases were not kept from the builders: the figure is an upper limit at best."),
    ],
)
def test_every_value_carries_its_n_and_its_limit(held_out: bool | None, limit: str) -> None:
    demo = DemoResult(
        successes=200,
        trials=200,
        held_out=held_out,
        target_success=0.9,
        steps_per_run=3,
        groups=GROUPS,
        cluster_size=4,
        cluster_correlation=0.1,
        judge=Judge(sensitivity=0.99, specificity=0.6, good_cases=80, bad_cases=20),
    )
    found = project(demo)
    sampling = "The interval covers sampling error only; it assumes that production resembles the test."
    assert found.limit == sampling + limit
    dumped = [part.model_dump() for part in every_value(found)]  # type: ignore[attr-defined]
    assert len(dumped) == 6
    assert all(part["n"] == 200 and part["limit"].endswith(".") for part in dumped)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"cluster_size": 3}, "give both or neither: cluster_size, and cluster_correlation"),
        ({"cluster_size": 30, "cluster_correlation": 0.1}, "cannot be larger than the number of trials"),
        ({"untested_success": 0.1}, "untested_success needs untested_share"),
        ({"target_success": 1}, "less than or equal to 0.999999"),
        ({"steps_per_run": 1}, "greater than or equal to 2"),
        ({"groups": [{"name": "a", "share": 0.5, "successes": 1, "trials": 2}]}, "have to add up to 1"),
        ({"groups": [{"name": "a", "share": 1, "successes": 3, "trials": 2}]}, "3 successes of 2 trials"),
        ({"judge": {"sensitivity": 0.5, "specificity": 0.5}}, "such a judge tells nothing"),
        ({"judge": {"sensitivity": 0.9, "specificity": 0.9, "bad_cases": 2}}, "give both or neither"),
    ],
)
def test_details_of_a_demo_that_do_not_fit(fields: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        DemoResult.model_validate({"successes": 9, "trials": 10, **fields})


def test_the_predictive_interval_is_the_same_by_drawing_rates_first() -> None:
    """Rates from Jeffreys' posterior, then failures from the binomial: another way to the same quantiles."""
    draw = np.random.default_rng(0)
    failures = draw.binomial(RUNS, stats.beta(12.5, 188.5).rvs(200_000, random_state=draw))
    low, high = np.quantile(failures, [0.025, 0.975])
    assert project(DemoResult(successes=188, trials=200)).failures_predictive == pytest.approx(
        (low, high), rel=0.01
    )
