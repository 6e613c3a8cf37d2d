"""The cost of a month, its shocks and its cap: the table of methodology 7.5 to the printed digit, and the laws."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import judgement
from audit.judgement.break_even import break_even
from audit.judgement.costs import attempts, cost_per_run, input_tokens, monthly_cost, project_costs, under
from audit.model.business import BusinessCase, CostModel
from audit.model.costs import CostProjection
from audit.model.demo import DemoResult
from audit.model.operation import Operation
from audit.model.shocks import Shock
from audit.model.trials import Judge
from tests.judgement.build import RUBRIC, assessment

SHOCKS = RUBRIC.cost_shocks


def model(**changes: Any) -> CostModel:
    """The illustration of methodology 7.5; its prices are assumed."""
    fields: dict[str, Any] = {
        "runs_per_month": 20_000,
        "calls_per_run": 6,
        "fixed_tokens": 4_000,
        "added_tokens": 1_500,
        "output_tokens": 400,
        "price_input": 3,
        "price_output": 15,
        "priced_on": date(2026, 10, 1),
        "failure_rate": 0.02,
        "retries": 3,
        "overhead": 0.05,
    }
    return CostModel(**(fields | changes))


def project(**changes: Any) -> CostProjection:
    return project_costs(model(**changes), SHOCKS)


def test_the_table_of_the_method() -> None:
    found = project()
    assert found.input_tokens == 46_500
    assert round(found.monthly.total) == 3_761
    assert {shock.name: round(shock.total) for shock in found.shocks} == {
        "three times the volume": 11_282,
        "prices up by half": 5_641,
        "one call in ten fails": 4_095,
        "four calls in ten fail": 5_985,
        "twice the steps": 10_993,
        "70% of the input cached at a tenth of its price": 1_877,
    }
    assert (round(found.combined.total), round(found.combined.factor or 0)) == (49_724, 13)
    assert found.combined.inputs["calls_per_run"] == 9


def test_twice_the_steps_cost_more_than_twice_because_history_is_quadratic() -> None:
    steps = next(shock for shock in project().shocks if shock.name == "twice the steps")
    assert round(steps.factor or 0, 1) == 2.9


def test_the_tornado_has_the_largest_change_first_in_either_direction() -> None:
    changes = [round(shock.change) for shock in project().shocks]
    assert changes == [7_521, 7_232, 2_225, -1_883, 1_880, 334]


@pytest.mark.parametrize(
    ("failure", "retries", "layers", "expected"),
    [
        (0.0, 3, 1, 1),
        (0.5, 0, 3, 1),
        (0.02, 3, 1, 1.020408),
        (0.22288852360344197, 0, 1, 1),
        (0.4, 3, 1, 1.624),
        (1.0, 3, 1, 4),
        (1.0, 3, 3, 64),
        (1.0, 0, 1, 1),
        (0.5, 1, 2, 1.875),  # four attempts at most: 1 + 1/2 + 1/4 + 1/8
    ],
)
def test_attempts(failure: float, retries: int, layers: int, expected: float) -> None:
    found = attempts(failure, retries, layers)
    assert found == pytest.approx(expected)
    assert 1 <= found <= (retries + 1) ** layers


def test_three_layers_of_three_retries_make_64_attempts_in_an_outage() -> None:
    assert project(retry_layers=3).attempts_in_outage == 64


@given(st.floats(0, 1), st.integers(0, 20), st.integers(1, 3))
def test_attempts_are_the_sum_of_the_chances_to_come_so_far(
    failure: float, retries: int, layers: int
) -> None:
    most = (retries + 1) ** layers
    assert attempts(failure, retries, layers) == pytest.approx(
        sum(failure**tried for tried in range(most)), rel=1e-6
    )


def test_input_tokens_are_those_of_every_call_with_its_history() -> None:
    base = model(calls_per_run=13)
    assert input_tokens(base) == sum(4_000 + 1_500 * call for call in range(13))


def test_every_part_of_the_month() -> None:
    found = project(fixed=100, review=2_000, loss_per_failure=3, success_rate=0.94)
    assert found.monthly.errors == pytest.approx(20_000 * 0.06 * 3)
    assert (found.monthly.fixed, found.monthly.review) == (100, 2_000)
    assert found.monthly.total == pytest.approx(3_760.71 + 100 + 2_000 + 3_600, abs=0.01)
    volume = next(shock for shock in found.shocks if shock.name == "three times the volume")
    assert volume.change == pytest.approx(2 * (3_760.71 + 3_600), abs=0.05)
    assert (found.success_from, found.errors_between) == ("stated with the costs, without n", None)


@pytest.mark.parametrize(
    ("demo", "rate", "source", "errors"),
    [
        ({}, 0.94, "the demo figure, 188 of 200", (2_079, 6_116)),
        ({"successes": 200}, 1.0, "the demo figure, 200 of 200", (0, 1_131)),
        (
            {"judge": Judge(sensitivity=0.99, specificity=0.6)},
            0.9153,
            "the demo figure, 188 of 200, corrected for its judge",
            (2_507, 9_349),
        ),
        (
            {"steps_per_run": 10},
            0.5386,
            "the demo figure, 188 of 200, over 10 steps",
            (17_831, 39_524),
        ),
        (
            {"cluster_size": 10, "cluster_correlation": 0.3},
            0.94,
            "the demo figure, 188 of 200, clustered",
            (1_285, 9_419),
        ),
    ],
)
def test_the_demo_gives_the_success_rate_that_the_costs_lack(
    demo: dict[str, Any], rate: float, source: str, errors: tuple[int, int]
) -> None:
    """20,000 runs that lose 3 each when wrong: at the rate of the run, and at the bounds of its interval."""
    figure = DemoResult(**({"successes": 188, "trials": 200} | demo))
    found = judgement.conclude(assessment(costs=model(loss_per_failure=3), demo=figure), RUBRIC).costs
    assert found is not None
    assert found.success_from == source
    assert found.success_rate == pytest.approx(rate, abs=5e-5)
    assert found.monthly.errors == pytest.approx(60_000 * (1 - (found.success_rate or 0)))
    assert found.errors_between is not None
    assert tuple(round(bound) for bound in found.errors_between) == errors


def test_calls_without_retries_say_what_their_failures_leave_out() -> None:
    assert [text for text in project(retries=0).notes if "no retries" in text]
    assert not [text for text in project().notes if "no retries" in text]


def test_errors_of_unknown_rate_are_told_and_left_out() -> None:
    found = project(loss_per_failure=3)
    assert (found.monthly.errors, found.success_rate) == (None, None)
    assert "wrong results cost money, but their rate is not known: their cost is left out" in found.notes
    assert project().monthly.errors == 0


def test_no_costs_given_none_projected() -> None:
    assert judgement.conclude(assessment(), RUBRIC).costs is None


@pytest.mark.parametrize(
    ("acceptance", "per_accepted", "note"),
    [
        (0.5, 0.3761, None),
        (None, None, "the share of results that people accept is not known: no cost of an accepted result"),
        (0.0, None, "nothing is accepted: there is a cost, and no result to divide it by"),
    ],
)
def test_an_accepted_result(acceptance: float | None, per_accepted: float | None, note: str | None) -> None:
    found = project(acceptance=acceptance)
    assert (found.per_accepted and round(found.per_accepted, 4)) == per_accepted
    assert [text for text in found.notes if "accept" in text and "day" not in text] == (
        [note] if note else []
    )


def test_break_even_acceptance_is_where_a_result_costs_what_it_brings() -> None:
    business = BusinessCase(
        runs_per_month=20_000,
        benefit_per_success=0.5,
        loss_per_failure=0,
        cost_per_run=0,
        build_cost=0,
        months=12,
    )
    found = project_costs(model(), SHOCKS, business=business)
    assert found.break_even_acceptance is not None
    again = project_costs(model(acceptance=found.break_even_acceptance), SHOCKS, business=business)
    assert again.per_accepted == pytest.approx(0.5)
    assert project().break_even_acceptance is None


@pytest.mark.parametrize(
    ("day", "owner", "notes"),
    [
        (
            None,
            "",
            ["nobody has said which is the highest acceptable day: that figure is the hard cap needed"],
        ),
        (2_000, "head of purchasing", []),
        (2_000, "", ["the highest acceptable day has no named owner"]),
        (
            200,
            "head of purchasing",
            ["a mean day of the combined case costs USD 1,634, above the cap of USD 200"],
        ),
        (
            100,
            "head of purchasing",
            [
                "a mean day costs USD 124, above the cap of USD 100",
                "a mean day of the combined case costs USD 1,634, above the cap of USD 100",
            ],
        ),
    ],
)
def test_the_hard_cap_needed(day: float | None, owner: str, notes: list[str]) -> None:
    found = project(highest_day=day, cap_owner=owner, acceptance=1)
    assert (found.cap_per_day, found.cap_owner) == (day, owner)
    assert list(found.notes) == notes


@pytest.mark.parametrize(
    ("operation", "share", "note"),
    [
        (Operation(spend_per_month=4_000, runs_per_month=20_000), 0.9402, None),
        (
            Operation(spend_per_month=4_000, currency="EUR"),
            None,
            "the spend is stated in EUR, the costs in USD: not compared",
        ),
        (
            Operation(runs_per_month=5_000),
            None,
            "the costs are for 20,000 runs a month, the operation states 5,000",
        ),
    ],
)
def test_the_model_beside_the_bill(operation: Operation, share: float | None, note: str | None) -> None:
    found = project_costs(model(highest_day=1e6, cap_owner="x", acceptance=1), SHOCKS, operation=operation)
    assert (found.share_of_bill and round(found.share_of_bill, 4)) == share
    assert list(found.notes) == ([note] if note else [])


def test_prices_are_told_with_their_day() -> None:
    assert "prices as of 1 October 2026" in project().limit


def test_a_month_without_runs_divides_by_nothing() -> None:
    found = project(runs_per_month=0, acceptance=1)
    assert (found.monthly.total, found.per_accepted, found.break_even_acceptance) == (0, None, None)
    assert {shock.factor for shock in found.shocks} == {None}


def test_a_part_of_a_call_counts_as_a_whole_one() -> None:
    assert under(model(calls_per_run=5), SHOCKS.combined).calls_per_run == 8
    assert under(model(calls_per_run=1), Shock(name="more", times={"calls_per_run": 1.1})).calls_per_run == 2


def test_figures_stay_finite_at_the_limits_of_the_input() -> None:
    limits = {"runs_per_month": 1e12, "calls_per_run": 10_000, "price_input": 1e12, "price_output": 1e12}
    tokens = {"fixed_tokens": 1e9, "added_tokens": 1e9, "output_tokens": 1e9}
    found = project(**limits, **tokens, failure_rate=1, retries=100, retry_layers=5, overhead=100)
    assert 0 < found.combined.total < float("inf")


def test_what_no_number_says_is_not_computed() -> None:
    tiny = 5e-324
    business = BusinessCase(
        runs_per_month=1,
        benefit_per_success=tiny,
        loss_per_failure=0,
        cost_per_run=0,
        build_cost=0,
        months=12,
    )
    operation = Operation(spend_per_month=tiny)
    found = project_costs(model(acceptance=tiny), SHOCKS, business=business, operation=operation)
    assert (found.per_accepted, found.break_even_acceptance, found.share_of_bill) == (None, None, None)
    assert break_even(business.model_copy(update={"cost_per_run": 1.0})).needed is None


@given(
    st.floats(0, 1), st.integers(0, 5), st.floats(0, 1), st.floats(0, 1), st.integers(1, 50), st.floats(0, 2)
)
def test_laws_of_the_month(
    failure: float, retries: int, cached: float, ratio: float, calls: int, overhead: float
) -> None:
    """More volume, dearer tokens, more steps, failures or retries never cost less; caching never costs more."""
    base = model(
        failure_rate=failure,
        retries=retries,
        cached_share=cached,
        cached_price_ratio=ratio,
        calls_per_run=calls,
        overhead=overhead,
    )
    total = monthly_cost(base, None).total
    slack = total * (1 - 1e-9)
    for field, value in {
        "runs_per_month": base.runs_per_month * 2,
        "price_input": base.price_input * 2,
        "price_output": base.price_output * 2,
        "calls_per_run": calls + 1,
        "retries": retries + 1,
        "retry_layers": 2,
        "failure_rate": (failure + 1) / 2,
        "cached_share": cached / 2,
        "overhead": overhead + 1,
    }.items():
        assert monthly_cost(base.model_copy(update={field: value}), None).total >= slack
    assert monthly_cost(base, None).calls == pytest.approx(base.runs_per_month * cost_per_run(base))
