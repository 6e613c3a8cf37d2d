"""Laws of the scorer (methodology 7.2), on assessments drawn by hypothesis."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit import judgement
from audit.model.assessment import Answer
from audit.model.conclusion import Verdict
from tests.judgement.build import RUBRIC, answer, assessment

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
