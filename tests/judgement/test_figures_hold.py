"""Whatever an assessment may hold, its figures are computed, finite and in range: a file cannot break a conclusion."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from audit.judgement.break_even import break_even
from audit.judgement.costs import project_costs
from audit.judgement.projection import project
from audit.model.business import BusinessCase, CostModel
from audit.model.demo import DemoResult
from tests.judgement.build import RUBRIC

SHARES = st.one_of(st.sampled_from([0.0, 1.0, 5e-324, 1 - 2**-53]), st.floats(0, 1))
AMOUNTS = st.one_of(st.sampled_from([0.0, 5e-324, 1e12]), st.floats(0, 1e12))
COUNTS = st.one_of(st.sampled_from([1, 2, 10**12]), st.integers(1, 10_000))


@st.composite
def demos(draw: st.DrawFn) -> DemoResult:
    trials = draw(COUNTS)
    fields: dict[str, object] = {
        "trials": trials,
        "successes": draw(st.one_of(st.sampled_from([0, trials]), st.integers(0, trials))),
        "target_success": draw(st.none() | st.floats(0.000001, 0.999999)),
        "steps_per_run": draw(st.none() | st.integers(2, 10_000)),
        "repeats": draw(st.none() | st.integers(2, 10_000)),
        "untested_share": draw(SHARES),
        "untested_success": draw(SHARES),
    }
    if draw(st.booleans()):
        fields |= {"cluster_size": draw(st.floats(1, trials)), "cluster_correlation": draw(SHARES)}
    if draw(st.booleans()):
        cases = draw(st.none() | COUNTS)
        good = {"sensitivity": draw(SHARES), "specificity": draw(SHARES)}
        fields["judge"] = good | {"good_cases": cases, "bad_cases": cases}
    try:
        return DemoResult.model_validate(fields)
    except ValidationError:
        assume(False)
        raise


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(demos())
def test_a_figure(demo: DemoResult) -> None:
    found = project(demo)
    intervals = [found.wilson, found.clopper_pearson]
    intervals += [part.interval for part in (found.compounding, found.judge) if part]
    intervals += [found.clustering.wilson] if found.clustering else []
    assert all(0 <= low <= high <= 1 for low, high in intervals)
    assert 0 <= found.failures_predictive.low <= found.failures_predictive.high <= found.runs
    assert 0 <= found.shift_failures <= found.runs
    assert found.target is None or found.target.without_failure <= found.target.with_these_failures


@given(
    st.builds(
        BusinessCase,
        runs_per_month=st.floats(0.01, 1e12),
        benefit_per_success=AMOUNTS,
        loss_per_failure=AMOUNTS,
        cost_per_run=AMOUNTS,
        build_cost=AMOUNTS,
        months=st.floats(0.1, 1200),
        probe_successes=st.just(1),
        probe_trials=COUNTS,
    )
)
def test_a_case_for_building(case: BusinessCase) -> None:
    found = break_even(case)
    assert found.probe is not None
    assert found.net_at_probe is not None
    if found.pays:
        assert found.needed is not None
        assert found.needed <= found.probe.low * (1 + 1e-9)
    if found.needed is not None and found.needed > found.probe.high:
        assert found.pays is False


@given(
    st.builds(
        CostModel,
        runs_per_month=AMOUNTS,
        calls_per_run=st.integers(1, 10_000),
        fixed_tokens=st.floats(0, 1e9),
        added_tokens=st.floats(0, 1e9),
        output_tokens=st.floats(0, 1e9),
        price_input=AMOUNTS,
        price_output=AMOUNTS,
        priced_on=st.dates(),
        failure_rate=SHARES,
        retries=st.integers(0, 100),
        retry_layers=st.integers(1, 5),
        cached_share=SHARES,
        cached_price_ratio=SHARES,
        overhead=st.floats(0, 100),
        fixed=AMOUNTS,
        review=AMOUNTS,
        success_rate=st.none() | SHARES,
        loss_per_failure=AMOUNTS,
        acceptance=st.none() | SHARES,
        highest_day=st.none() | AMOUNTS,
    )
)
def test_a_month_of_calls(model: CostModel) -> None:
    found = project_costs(model, RUBRIC.cost_shocks)
    assert found.monthly.total >= max(found.monthly.calls, found.monthly.fixed, found.monthly.review)
    assert 1 <= found.attempts <= found.attempts_in_outage
    assert [abs(one.change) for one in found.shocks] == sorted(
        (abs(one.change) for one in found.shocks), reverse=True
    )
