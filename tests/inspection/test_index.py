"""The repository index: worked by hand, and the laws that it obeys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.inspection.index import repository_index
from audit.model.finding import Confidence, Finding, Outcome

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
NA, OPEN = Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE
CRITERIA = ("REL-01", "REL-03", "SEC-01", "DEP-01", "OBS-01")


def finding(number: int, informs: str, outcome: Outcome) -> Finding:
    return Finding(
        id=f"check-{number}", informs=informs, title="A", outcome=outcome, confidence=Confidence.WEAK,
        examined=1, searched="one file", reason="",
    )  # fmt: skip


BY_HAND = {
    "all met": ([("REL-01", MET), ("SEC-01", MET), ("DEP-01", MET)], (100.0, 100.0, 100.0)),
    "a criterion counts once": (
        [("REL-01", MET), ("REL-01", MET), ("REL-01", MET), ("SEC-01", NOT_MET), ("DEP-01", NOT_MET)], (33.3, 33.3, 33.3),
    ),
    "the checks of a criterion share it": (
        [("REL-01", MET), ("REL-01", NOT_MET), ("SEC-01", MET), ("DEP-01", MET)], (83.3, 83.3, 83.3),
    ),
    "what is open spans": ([("REL-01", OPEN), ("SEC-01", MET), ("DEP-01", NOT_MET), ("OBS-01", MET)], (66.7, 50.0, 75.0)),
    "what cannot apply is left out": ([("REL-01", NA), ("SEC-01", MET), ("DEP-01", NOT_MET), ("OBS-01", MET)], (66.7, 66.7, 66.7)),
}  # fmt: skip


@pytest.mark.parametrize("case", BY_HAND)
def test_worked_by_hand(case: str) -> None:
    outcomes, expected = BY_HAND[case]
    index = repository_index([finding(n, c, o) for n, (c, o) in enumerate(outcomes)])
    assert index is not None
    assert (index.value, index.low, index.high) == expected


def test_dimensions_are_means_of_their_own_criteria() -> None:
    outcomes = [("REL-01", MET), ("REL-03", NOT_MET), ("SEC-01", MET), ("DEP-01", OPEN)]
    index = repository_index([finding(n, c, o) for n, (c, o) in enumerate(outcomes)])
    assert index is not None
    assert {name: (v.value, v.low, v.high) for name, v in index.dimensions.items()} == {
        "REL": (50.0, 50.0, 50.0),
        "SEC": (100.0, 100.0, 100.0),
    }


@pytest.mark.parametrize("outcome", [OPEN, NA])
def test_too_little_gives_no_index(outcome: Outcome) -> None:
    assert repository_index([finding(n, c, outcome) for n, c in enumerate(CRITERIA)]) is None
    assert repository_index([finding(0, "REL-01", MET), finding(1, "SEC-01", MET)]) is None


@given(st.lists(st.tuples(st.sampled_from(CRITERIA), st.sampled_from(list(Outcome))), max_size=20))
def test_the_value_lies_in_its_interval_and_more_met_never_lowers_it(
    outcomes: list[tuple[str, Outcome]],
) -> None:
    index = repository_index([finding(n, c, o) for n, (c, o) in enumerate(outcomes)])
    if index is None:
        return
    assert index.low <= index.value <= index.high
    better = [(c, MET if o is NOT_MET else o) for c, o in outcomes]
    raised = repository_index([finding(n, c, o) for n, (c, o) in enumerate(better)])
    assert raised is not None
    assert (raised.value, raised.low) >= (index.value, index.low)
