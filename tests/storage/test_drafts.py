"""What was typed and is not on record: kept apart from the ledger, found by anybody, gone when it is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.model.steps import steps_between
from audit.storage import Ledger
from tests.storage.examples import EMPTY


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    found.record("a1", steps_between(None, EMPTY), after=0)
    yield found
    found.close()


def test_a_draft_is_found_by_another_process_and_is_no_entry(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep_draft("a1", "reason-C-01", "shown to us")
    ledger.keep_draft("a1", "reason-C-01", "shown to us in another repository")
    ledger.keep_draft("a2", "reason-C-01", "of another assessment")
    again = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    assert again.drafts("a1") == {"reason-C-01": "shown to us in another repository"}
    assert len(again.entries("a1")) == 1
    again.close()


def test_what_is_done_needs_no_draft(ledger: Ledger) -> None:
    for field in ("one", "two", "three"):
        ledger.keep_draft("a1", field, "text")
    ledger.drop_drafts("a1", ["one", "three", "never kept"])
    assert ledger.drafts("a1") == {"two": "text"}


def test_erasing_a_person_takes_drafts_with_the_name(ledger: Ledger) -> None:
    ledger.keep_draft("a1", "reply", "100% sure, says Tom_Reed")
    ledger.keep_draft("a1", "reason", "100 sure, says TomXReed")
    ledger.erase_person("Tom_Reed")
    assert ledger.drafts("a1") == {"reason": "100 sure, says TomXReed"}


def test_an_endless_draft_is_cut(ledger: Ledger) -> None:
    ledger.keep_draft("a1", "reply", "x" * 1_000_000)
    assert len(ledger.drafts("a1")["reply"]) == 20_000
