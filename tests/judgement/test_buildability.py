"""Week one: which rule decides, what an open item does, and the break-even beside the probe's interval."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.judgement.break_even import break_even, needed_success, net_benefit
from audit.judgement.buildability import read_buildability
from audit.model.buildability import BuildabilityReading, BuildVerdict
from audit.model.business import BusinessCase
from audit.model.response import BuildabilityRating
from tests.judgement.build import RUBRIC, assessment

ITEMS = [item.id for item in RUBRIC.buildability]
STOPS = ["WB-01", "WB-06", "WB-08", "WB-10"]
HOLDS = ["WB-02", "WB-04", "WB-07", "WB-09", "WB-11"]
CONDITIONS = ["WB-03", "WB-05", "WB-12"]
SHOWN_FIRST = ["WB-04", "WB-05", "WB-11"]
MEASURED_FIRST = ["WB-02", "WB-03", "WB-06", "WB-07"]

Changes = dict[str, dict[str, Any] | None]


def rated(changes: Changes | None = None) -> tuple[BuildabilityRating, ...]:
    """All items measured, no rule holds; but for what is changed. None leaves an item without answer."""
    given: Changes = {key: {"score": 3, "fires": False} for key in ITEMS}
    given |= changes or {}
    return tuple(
        BuildabilityRating(item=key, **fields) for key, fields in given.items() if fields is not None
    )


def read(changes: Changes | None = None, business: BusinessCase | None = None) -> BuildabilityReading:
    found = read_buildability(assessment(buildability=rated(changes), business=business), RUBRIC)
    assert found is not None
    return found


def verdict(changes: Changes, business: BusinessCase | None = None) -> str:
    found = read(changes, business).verdict
    assert found is not None
    return found.value


def case(**changes: Any) -> BusinessCase:
    """400 runs a month; a success brings 10, a failure costs 20, so that p* = (20 + 1 + 1) / 30."""
    fields: dict[str, Any] = {
        "runs_per_month": 400,
        "benefit_per_success": 10,
        "loss_per_failure": 20,
        "cost_per_run": 1,
        "build_cost": 4_800,
        "months": 12,
    }
    return BusinessCase(**(fields | changes))


def test_the_rules_of_the_rubric_are_those_of_the_method() -> None:
    by_rule = {
        rule: [i.id for i in RUBRIC.buildability if i.rule == rule] for rule in ("stop", "hold", "condition")
    }
    assert by_rule == {"stop": STOPS, "hold": HOLDS, "condition": CONDITIONS}
    assert [i.id for i in RUBRIC.buildability if i.hold_below == 2] == SHOWN_FIRST
    assert [i.id for i in RUBRIC.buildability if i.build_from == 3] == MEASURED_FIRST


def test_everything_measured_and_no_rule_fires() -> None:
    found = read()
    assert (found.verdict, found.decided_by, found.conditions) == (BuildVerdict.BUILD, (), ())
    assert found.rule == "no stop or hold rule fires, and what it rests on was measured"


@pytest.mark.parametrize("item", STOPS)
def test_any_stop_rule_forbids_whatever_else_is_known(item: str) -> None:
    found = read({"WB-04": {"score": 0}, "WB-02": None, item: {"score": 2, "fires": True}})
    assert (found.verdict, found.decided_by, found.stops) == (BuildVerdict.DO_NOT_BUILD, (item,), (item,))
    text = next(i.rule_text for i in RUBRIC.buildability if i.id == item)
    assert found.facts == (f"{item}: {text} (scored 2, shown on paper)",)


@pytest.mark.parametrize("item", HOLDS)
def test_any_hold_rule_holds(item: str) -> None:
    found = read({item: {"score": 3, "fires": True}})
    assert (found.verdict, found.decided_by, found.rule) == (BuildVerdict.HOLD, (item,), "a hold rule fires")


@pytest.mark.parametrize("item", SHOWN_FIRST)
@pytest.mark.parametrize(("score", "expected"), [(0, "hold"), (1, "hold"), (2, "build"), (3, "build")])
def test_what_has_to_be_shown_before_the_start(item: str, score: int, expected: str) -> None:
    assert verdict({item: {"score": score, "fires": False}}) == expected


@pytest.mark.parametrize("item", MEASURED_FIRST)
@pytest.mark.parametrize(("score", "expected"), [(0, "probe"), (2, "probe"), (3, "build")])
def test_what_a_build_rests_on_has_to_be_measured(item: str, score: int, expected: str) -> None:
    found = read({item: {"score": score, "fires": False}})
    assert found.verdict is not None
    assert found.verdict.value == expected
    assert found.decided_by == ((item,) if expected == "probe" else ())


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("WB-01", "hold"),
        ("WB-02", "probe"),
        ("WB-03", "probe"),
        ("WB-04", "hold"),
        ("WB-05", "hold"),
        ("WB-06", "probe"),
        ("WB-07", "probe"),
        ("WB-08", "probe"),
        ("WB-09", "hold"),
        ("WB-10", "hold"),
        ("WB-11", "hold"),
        ("WB-12", "probe"),
    ],
)
def test_an_item_without_answer_is_never_read_as_no_and_cannot_be_build(item: str, expected: str) -> None:
    found = read({item: None})
    assert found.verdict is not None
    assert (found.verdict.value, found.unanswered) == (expected, (item,))
    assert f"{item}: not answered" in found.facts
    assert next(one.score for one in found.items if one.item == item) is None


@pytest.mark.parametrize(
    ("item", "score", "expected"),
    [
        ("WB-01", 3, "build"),  # measured: it matters
        ("WB-10", 1, "build"),  # believed to be permitted
        ("WB-10", 0, "hold"),  # no, or refused: not known which
        ("WB-06", 3, "probe"),  # measured, but nobody says whether the baseline suffices
        ("WB-07", 3, "probe"),
        ("WB-08", 3, "probe"),
    ],
)
def test_what_a_score_alone_tells_of_the_rule(item: str, score: int, expected: str) -> None:
    assert verdict({item: {"score": score}}) == expected


@pytest.mark.parametrize(
    ("changes", "conditions"),
    [
        (
            {"WB-03": {"score": 3, "fires": True}},
            ("advisory use only (WB-03: never knowable: only advisory use (scored 3, measured this week))",),
        ),
        (
            {"WB-12": {"score": 0}},
            (
                "treat as high risk (WB-12: sponsor refuses to set one: treat as high risk (scored 0, no or refused))",
            ),
        ),
        ({"WB-05": None}, ("advisory use only, until WB-05 is answered",)),
        ({"WB-05": {"score": 1}}, ()),
    ],
)
def test_conditions_stand_beside_the_verdict(changes: Changes, conditions: tuple[str, ...]) -> None:
    assert read(changes).conditions == conditions


def test_a_condition_alone_forbids_nothing() -> None:
    assert verdict({"WB-05": {"score": 2, "fires": True}}) == "build"


def test_nothing_asked_nothing_said() -> None:
    assert read_buildability(assessment(), RUBRIC) is None


def test_a_business_case_alone_gives_the_break_even_and_no_verdict() -> None:
    found = read_buildability(assessment(business=case()), RUBRIC)
    assert found is not None
    assert (found.verdict, found.rule, found.conditions) == (None, "week one was not scored", ())
    assert found.break_even is not None
    assert round(found.break_even.needed or 0, 4) == 0.7333


def test_a_business_case_that_can_never_pay_is_a_stop_by_itself() -> None:
    found = read_buildability(assessment(business=case(cost_per_run=11)), RUBRIC)
    assert found is not None
    assert (found.verdict, found.stops) == (BuildVerdict.DO_NOT_BUILD, ("WB-08",))
    assert found.facts == (
        "WB-08: needed success above upper bound of probe: stop (not answered; no success rate pays)",
    )


@pytest.mark.parametrize(
    ("successes", "trials", "pays", "expected"),
    [
        (95, 100, True, "build"),  # 88.8 to 97.8%: pays at the lower bound
        (80, 100, None, "probe"),  # 71.1 to 86.7%: break-even lies inside
        (15, 20, None, "probe"),  # the same rate from fewer cases
        (60, 100, False, "do not build"),  # 50.2 to 69.1%: needed success above the upper bound
    ],
)
def test_break_even_beside_the_probe(successes: int, trials: int, pays: bool | None, expected: str) -> None:
    business = case(probe_successes=successes, probe_trials=trials)
    found = read({"WB-08": {"score": 3}}, business)
    assert found.break_even is not None
    assert found.verdict is not None
    assert (found.break_even.pays, found.verdict.value) == (pays, expected)
    assert (found.break_even.probe_successes, found.break_even.probe_trials) == (successes, trials)


def test_the_numbers_and_the_interval_are_told() -> None:
    found = read({"WB-08": {"score": 3}}, case(probe_successes=80, probe_trials=100))
    assert found.facts == ("break-even needs 73.3%; the probe shows 71.1\N{EN DASH}86.7% (80 of 100, 95%)",)
    assert found.rule.startswith("no probe shows that it pays at its lower bound: two to four weeks")


@pytest.mark.parametrize(
    ("baseline", "fires"), [(0.711, "does not fire"), (0.7112, "fires"), (0.5, "does not fire")]
)
def test_the_lower_bound_of_the_probe_against_the_baseline(baseline: float, fires: str) -> None:
    business = case(
        probe_successes=80, probe_trials=100, baseline_rate=baseline, loss_per_failure=0, threshold=0.9
    )
    found = read({"WB-07": {"score": 3}, "WB-06": {"score": 3}}, business)
    assert next(one.state.value for one in found.items if one.item == "WB-07") == fires
    assert found.verdict is not None
    assert found.verdict.value == ("hold" if fires == "fires" else "build")


@pytest.mark.parametrize(("baseline", "expected"), [(0.9, "do not build"), (0.899, "build")])
def test_a_baseline_that_suffices_is_built_instead(baseline: float, expected: str) -> None:
    business = case(probe_successes=99, probe_trials=100, baseline_rate=baseline, threshold=0.9)
    assert verdict({"WB-06": {"score": 3}}, business) == expected


@pytest.mark.parametrize(("fires", "successes"), [(False, 60), (True, 95)])
def test_numbers_that_contradict_a_rating_are_told_and_the_worse_holds(fires: bool, successes: int) -> None:
    found = read({"WB-08": {"score": 3, "fires": fires}}, case(probe_successes=successes, probe_trials=100))
    assert found.verdict is BuildVerdict.DO_NOT_BUILD
    (said,) = found.disagreements
    rated = "holds" if fires else "does not hold"
    assert said.startswith(f"WB-08 is rated as a rule that {rated}, but the numbers say otherwise: ")
    assert read({}, case(probe_successes=95, probe_trials=100)).disagreements == ()


@pytest.mark.parametrize(
    ("benefit", "loss", "needed", "pays"),
    [
        (0, 0, None, False),  # nothing to win and nothing to lose
        (0, 5, 1.0, False),  # success only avoids a loss, and costs nothing
        (5, 0, 0.0, True),  # every success pays, even one in a thousand
    ],
)
def test_the_edges_of_break_even(benefit: float, loss: float, needed: float | None, pays: bool) -> None:
    found = break_even(
        case(
            benefit_per_success=benefit,
            loss_per_failure=loss,
            cost_per_run=0,
            build_cost=0,
            probe_successes=1,
            probe_trials=1_000,
        )
    )
    assert (found.needed, found.pays) == (needed, pays)


AMOUNTS = st.floats(0.01, 10_000)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.floats(1, 100_000), st.floats(1, 120))
def test_at_the_needed_success_rate_nothing_is_won_and_nothing_lost(
    benefit: float, loss: float, cost: float, build: float, runs: float, months: float
) -> None:
    business = case(
        runs_per_month=runs,
        benefit_per_success=benefit,
        loss_per_failure=loss,
        cost_per_run=cost,
        build_cost=build,
        months=months,
    )
    needed = needed_success(business, build, months)
    assert needed is not None
    assert net_benefit(business, needed) == pytest.approx(
        0, abs=1e-6 * runs * (benefit + loss + cost + build)
    )


@given(st.lists(st.tuples(st.sampled_from(ITEMS), st.integers(0, 3), st.sampled_from([None, True, False]))))
def test_an_item_left_out_never_reads_better_than_the_best_answer(
    given_items: list[tuple[str, int, bool | None]],
) -> None:
    """Silence buys nothing: answering an item with 3 and no rule firing is never worse than leaving it out."""
    order = [BuildVerdict.DO_NOT_BUILD, BuildVerdict.HOLD, BuildVerdict.PROBE, BuildVerdict.BUILD]
    changes: Changes = dict.fromkeys(ITEMS)
    changes |= {item: {"score": score, "fires": fires} for item, score, fires in given_items}
    answered = {key: fields for key, fields in changes.items() if fields is not None}
    if not answered:
        return
    best: Changes = {key: changes[key] or {"score": 3, "fires": False} for key in ITEMS}
    silent, spoken = read(changes).verdict, read(best).verdict
    assert silent is not None
    assert spoken is not None
    assert order.index(silent) <= order.index(spoken)
    assert silent is not BuildVerdict.BUILD or not read(changes).unanswered
