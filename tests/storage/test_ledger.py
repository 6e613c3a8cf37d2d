"""The laws of the ledger: what is folded, what is noticed, what is never appended twice."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from audit.model.assessment import Answer, Assessment
from audit.model.base import InputError
from audit.model.ledger import FIRST_HASH, Entry, Kind, Step, fold, verify_chain
from audit.model.named_people import with_names
from audit.model.steps import step_of, steps_between
from tests.storage.examples import ANSWERS, EMPTY, FULL, NAMES

AT = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)


def chained(steps: tuple[Step, ...]) -> list[Entry]:
    entries: list[Entry] = []
    for step in steps:
        last = entries[-1] if entries else None
        entries.append(Entry.following(last, step, assessment="a1", at=AT, actor="mara"))
    return entries


def test_an_assessment_taken_apart_into_entries_folds_into_the_same() -> None:
    entries = chained(steps_between(None, FULL))
    assert fold(entries) == FULL
    assert [entry.kind.value for entry in entries] == snapshot(
        [
            "opened",
            "profile_set",
            "demo_set",
            "operation_set",
            "symptoms_seen",
            "imprint_set",
            "respondent_named",
            "respondent_named",
            "answered",
            "answered",
            "answered",
            "claimed",
            "claimed",
            "rated",
            "ruled",
            "accepted",
            "waived",
            "committed",
            "evidence_registered",
            "repository_added",
            "inspected",
            "event_told",
            "signed",
        ]
    )


def test_the_chain_begins_with_zeros_and_every_entry_names_the_one_before() -> None:
    entries = chained(steps_between(None, FULL))
    assert entries[0].previous_hash == FIRST_HASH
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(entries))
    verify_chain(entries)


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        (lambda e: [e[0], e[1].model_copy(update={"actor": "somebody"}), *e[2:]], 2),
        (lambda e: [e[0], e[1].model_copy(update={"body": {}}), *e[2:]], 2),
        (lambda e: [e[0], e[1].model_copy(update={"hash": "f" * 64}), *e[2:]], 2),
        (lambda e: [e[0], *e[2:]], 2),
        (lambda e: [e[0], e[2], e[1], *e[3:]], 2),
        (lambda e: e[1:], 1),
        (lambda e: [*e[:3], e[2], *e[3:]], 4),
    ],
    ids=["actor", "body", "hash", "removed", "swapped", "beheaded", "doubled"],
)
def test_tampering_is_noticed_where_it_begins(change, entry) -> None:
    tampered = change(chained(steps_between(None, FULL)))
    with pytest.raises(InputError, match=f"ledger of assessment a1 was changed at entry {entry}:"):
        verify_chain(tampered)


def test_a_newer_answer_of_the_same_respondent_replaces_his_earlier_one() -> None:
    first = Answer(criterion="EVAL-01", level=3, by="ops")
    other = Answer(criterion="EVAL-01", level=0, by="agency")
    newer = Answer(criterion="EVAL-01", level=1, by="ops")
    steps = [step_of(Kind.ANSWERED, answer) for answer in (first, other, newer)]
    entries = chained((*steps_between(None, EMPTY), *steps))
    assert fold(entries).answers == (newer, other)
    assert [entry.body["level"] for entry in entries if entry.kind is Kind.ANSWERED] == [3, 0, 1]


def test_what_is_withdrawn_is_gone_from_the_fold() -> None:
    removed = FULL.model_copy(update={"answers": FULL.answers[1:], "demo": None, "symptoms": ()})
    steps = steps_between(FULL, removed)
    assert [step.kind.value for step in steps] == ["demo_set", "symptoms_seen", "withdrawn"]
    assert fold(chained((*steps_between(None, FULL), *steps))) == removed


def test_entries_must_begin_with_an_opening() -> None:
    with pytest.raises(InputError, match="does not begin with its opening"):
        fold(chained((step_of(Kind.ANSWERED, FULL.answers[0]),)))
    with pytest.raises(InputError, match="without entries"):
        fold([])


def test_a_damaged_entry_is_named() -> None:
    with pytest.raises(InputError, match=r"ledger holds a bad answers.0.*level from 0 to 4"):
        fold(chained((*steps_between(None, EMPTY), Step(Kind.ANSWERED, {"criterion": "EVAL-01"}))))


def test_no_difference_takes_no_step() -> None:
    assert steps_between(FULL, FULL) == ()


def test_every_name_is_found_and_nothing_else() -> None:
    seen: list[str] = []

    def note(name: str) -> str:
        seen.append(name)
        return "key"

    for step in steps_between(None, FULL):
        with_names(step, note)
    assert set(seen) == set(NAMES)


@given(st.lists(ANSWERS, max_size=8), st.lists(ANSWERS, max_size=8))
def test_any_answers_lead_to_any_other_answers(before: list[Answer], after: list[Answer]) -> None:
    old: Assessment = EMPTY.model_copy(update={"answers": tuple(before)})
    new: Assessment = EMPTY.model_copy(update={"answers": tuple(after), "claims": tuple(before)})
    entries = chained((*steps_between(None, old), *steps_between(old, new)))
    verify_chain(entries)
    assert fold(entries) == new
    assert steps_between(new, new) == ()
