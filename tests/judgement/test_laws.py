"""Laws of the scorer (methodology 7.2), on assessments drawn by hypothesis."""

from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from audit import judgement
from audit.judgement.score import score
from audit.model.assessment import Acceptance, Answer, Subject
from audit.model.conclusion import Conclusion, Verdict
from audit.model.finding import Outcome
from audit.model.rubric import SystemKind
from tests.judgement.build import RUBRIC, answer, assessment, finding, inspection

IDS = [c.id for c in RUBRIC.criteria()]
ORDER = [
    Verdict.PHASE_1,
    Verdict.NEEDS_HARDENING,
    Verdict.CONDITIONAL,
    Verdict.PRODUCTION_READY,
    Verdict.INFRASTRUCTURE,
]
LEVELS, GRADES = st.integers(0, 4), st.integers(0, 4)
COMPLETE = st.lists(st.tuples(LEVELS, GRADES), min_size=len(IDS), max_size=len(IDS))
SOME = st.dictionaries(st.sampled_from(IDS), st.tuples(LEVELS, GRADES), min_size=1)


def said(pairs: dict[str, tuple[int, int]]) -> tuple[Answer, ...]:
    return tuple(answer(key, level, grade) for key, (level, grade) in pairs.items())


@given(COMPLETE, st.sampled_from(IDS), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_better_answer_never_lowers_the_score_nor_worsens_the_conclusion(
    pairs: list[tuple[int, int]], key: str, level_up: bool
) -> None:
    before = dict(zip(IDS, pairs, strict=True))
    level, grade = before[key]
    after = before | {key: (min(4, level + level_up), min(4, grade + (not level_up)))}
    one = judgement.conclude(assessment(*said(before)), RUBRIC)
    two = judgement.conclude(assessment(*said(after)), RUBRIC)
    assert one.published is not None
    assert two.published is not None
    assert two.published.low >= one.published.low
    if one.conclusion in ORDER and two.conclusion in ORDER:
        assert ORDER.index(two.conclusion) >= ORDER.index(one.conclusion)


@given(SOME)
@settings(max_examples=40, deadline=None)
def test_intervals_hold_and_gates_are_a_partition(pairs: dict[str, tuple[int, int]]) -> None:
    found = judgement.conclude(assessment(*said(pairs)), RUBRIC)
    assert found.uncapped is not None
    assert found.published is not None
    assert 0 <= found.uncapped.low <= found.uncapped.high <= 100
    assert found.published.high <= found.cap
    gates = [*found.gates.met, *found.gates.unverified, *found.gates.failed]
    applicable = [c.id for c in RUBRIC.criteria() if c.is_gate and c.id in found.standings]
    assert sorted(gates) == sorted(applicable)
    for standing in found.standings.values():
        assert 0 <= standing.low <= standing.high <= 4


@given(st.dictionaries(st.sampled_from(IDS), LEVELS, min_size=1))
@settings(max_examples=30, deadline=None)
def test_claims_alone_top_out_at_25(levels: dict[str, int]) -> None:
    found = judgement.conclude(assessment(*(answer(k, v) for k, v in levels.items())), RUBRIC)
    assert found.published is not None
    assert found.published.low <= 25


@given(SOME)
@settings(max_examples=20, deadline=None)
def test_the_same_input_gives_the_same_conclusion(pairs: dict[str, tuple[int, int]]) -> None:
    subject = assessment(*said(pairs))
    assert judgement.conclude(subject, RUBRIC) == judgement.conclude(subject, RUBRIC)


@given(SOME)
@settings(max_examples=30, deadline=None)
def test_the_order_of_answers_does_not_matter(pairs: dict[str, tuple[int, int]]) -> None:
    one = judgement.conclude(assessment(*said(pairs)), RUBRIC)
    two = judgement.conclude(assessment(*reversed(said(pairs))), RUBRIC)
    assert (one.published, one.gates, one.conclusion) == (two.published, two.gates, two.conclusion)


def concluded(pairs: dict[str, tuple[int, int]], **more: Any) -> Conclusion:
    return judgement.conclude(assessment(*said(pairs), **more), RUBRIC)


@given(SOME, st.sets(st.sampled_from(IDS), max_size=len(IDS) - 1))
@settings(max_examples=40, deadline=None)
def test_the_breakdown_adds_up_to_the_uncapped_score(
    pairs: dict[str, tuple[int, int]], removed: set[str]
) -> None:
    gone = [
        Answer(criterion=key, state="not_applicable", reason="none here", second_person="another")
        for key in removed
    ]
    kept = {key: pair for key, pair in pairs.items() if key not in removed}
    found = judgement.conclude(assessment(*said(kept), *gone), RUBRIC)
    assume(found.uncapped is not None)
    assert found.uncapped is not None
    for side in (0, 1):
        total = sum(one.points[side] for one in found.explain.values())
        assert total == pytest.approx(found.uncapped[side], abs=1e-9)
    for key, one in found.explain.items():
        standing = found.standings[key]
        assert one.credited == (standing.low, standing.high)
        for side in (0, 1):
            assert one.points[side] == pytest.approx(one.credited[side] * one.per_level[side], abs=1e-9)
    assert set(found.explain) == {key for key, standing in found.standings.items() if standing.applicable}


@given(SOME, st.sampled_from(IDS))
@settings(max_examples=40, deadline=None)
def test_what_is_not_applicable_leaves_both_sums(pairs: dict[str, tuple[int, int]], key: str) -> None:
    """Whatever its weight and level would be: score and coverage are those of a rubric without it."""
    rest = {k: pair for k, pair in pairs.items() if k != key}
    gone = Answer(criterion=key, state="not_applicable", reason="none here", second_person="another")
    found = judgement.conclude(assessment(*said(rest), gone), RUBRIC)
    without = {k: standing for k, standing in found.standings.items() if k != key}
    expected = score(without, RUBRIC)
    assert (found.uncapped, found.coverage) == (
        expected.uncapped if rest or found.uncapped else None,
        float(expected.coverage),
    )
    assert key not in (*found.gates.met, *found.gates.unverified, *found.gates.failed)


def test_where_nothing_is_scorable_there_is_no_number() -> None:
    kinds = (SystemKind.DATA_PIPELINE,)
    gone = [
        Answer(criterion=c.id, state="not_applicable", reason="none here", second_person="another")
        for c in RUBRIC.criteria()
    ]
    subject = Subject(name="Subject", kinds=kinds)
    found = judgement.conclude(assessment(*gone).model_copy(update={"subject": subject}), RUBRIC)
    assert (found.conclusion, found.published, found.uncapped) == (Verdict.CANNOT_CONCLUDE, None, None)
    assert (found.as_claimed, found.evidence_gap, found.dimensions, found.explain) == (None, None, {}, {})
    assert found.robustness is None


@given(st.sampled_from(IDS), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_every_weight_matters(key: str, level: int) -> None:
    """A better level anywhere raises the uncapped score, the more so the heavier the criterion is."""
    criterion = RUBRIC.by_id[key]
    assume(key in assessment_levels())
    before, after = (
        concluded({"DOC-04": (1, 4)} | {key: (0, 4)}),
        concluded({"DOC-04": (1, 4)} | {key: (level, 4)}),
    )
    assert before.uncapped is not None
    assert after.uncapped is not None
    assert after.uncapped.low > before.uncapped.low
    heavier = [
        c for d in RUBRIC.dimensions for c in d.criteria
        if c.dimension == criterion.dimension and c.weight > criterion.weight and c.id in after.explain
    ]  # fmt: skip
    for other in heavier:
        assert after.explain[other.id].per_level.low > after.explain[key].per_level.low


def assessment_levels() -> set[str]:
    return {c.id for c in RUBRIC.criteria() if c.applies(assessment().subject.kinds)}


@given(COMPLETE, st.sampled_from([c.id for c in RUBRIC.criteria() if c.is_gate]))
@settings(max_examples=40, deadline=None)
def test_a_gate_can_only_lower_the_conclusion(pairs: list[tuple[int, int]], key: str) -> None:
    """Failing a gate that was met, with the same score, never leads to a better conclusion or a higher cap."""
    before = dict(zip(IDS, pairs, strict=True))
    good = concluded(before | {key: (4, 4)})
    bad = concluded(before | {key: (0, 4)})
    assert bad.cap <= good.cap
    assert bad.published is not None
    assert good.published is not None
    assert bad.published.high <= good.published.high
    if good.conclusion in ORDER and bad.conclusion in ORDER:
        assert ORDER.index(bad.conclusion) <= ORDER.index(good.conclusion)
    assert bad.conclusion in {Verdict.PHASE_1, Verdict.NEEDS_HARDENING}


GATE_CHECKS = tuple(
    finding(f"check-{c.id}", c.id, Outcome.MET, sighted=True, strong=True)
    for c in RUBRIC.criteria()
    if c.is_gate
)


@given(SOME, st.booleans())
@example(pairs={"DOC-01": (1, 2)}, whole=True)
@example(pairs={"DOC-01": (1, 4)}, whole=False)
@settings(max_examples=40, deadline=None)
def test_no_gate_is_met_by_machine_evidence(pairs: dict[str, tuple[int, int]], whole: bool) -> None:
    """Every gate is supported and all support is accepted: met is only what was met without it."""
    accepted: tuple[Acceptance, ...]
    if whole:
        accepted = (Acceptance(all=True, by="auditor", reason="opened each"),)
    else:
        accepted = tuple(
            Acceptance(criterion=f.informs, check=f.id, by="auditor", reason="opened it") for f in GATE_CHECKS
        )
    alone = concluded(pairs)
    found = concluded(pairs, inspections=(inspection(*GATE_CHECKS),), accepted=accepted)
    assert found.gates.met == alone.gates.met


@given(SOME)
@settings(max_examples=30, deadline=None)
def test_weights_drawn_anew_give_the_same_share_again(pairs: dict[str, tuple[int, int]]) -> None:
    one, two = concluded(pairs).robustness, concluded(pairs).robustness
    assert one == two
    assert one is not None
    assert one.draws == 1000
    assert one.borderline is (one.share_same < 0.95)
