"""An assessment that is no longer wanted: out of the list and back, or gone for good with what was its alone."""

import json
import os
import sqlite3
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from audit import assessment as use_cases
from audit.assessment import Case, Desk, Jobs, Sought, listed
from audit.assessment.receiving import NOT_USED, receive, received_folder, sweep
from audit.model.assessment import Answer, Assessment, Subject
from audit.model.base import InputError
from audit.model.ledger import Entry, Kind, verify_chain
from audit.model.repository_ref import RepositoryRef
from audit.model.rubric import SystemKind
from audit.storage import ConflictError, Ledger, drafts

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "jobs")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def opened(desk: Desk, name: str, actor: str = "Mara Lind") -> Case:
    subject = Subject(name=name, kinds=(SystemKind.RAG,))
    answers = (Answer(criterion="EVAL-01", level=2), Answer(criterion="EVAL-02", level=1))
    made = Assessment(subject=subject, as_of=date(2026, 11, 23), auditor=actor, answers=answers)
    return desk.open(made, actor=actor)


def silent(_phase: str, _done: int, _total: int) -> None:
    pass


def delivered(case: Case, folder: Path, name: str = "delivery.zip") -> RepositoryRef:
    with zipfile.ZipFile(folder / name, "w") as made:
        made.writestr(zipfile.ZipInfo("main.py", (2026, 5, 1, 0, 0, 0)), f"print('{name}')\n")
    given = receive(folder / name, name, silent, case.desk.ledger.place)
    case.inspect(given, folder)
    return given


def test_what_is_archived_is_out_of_the_list_and_stays_as_it_is(desk: Desk) -> None:
    case = opened(desk, "Harbour Desk")
    before = case.history()
    use_cases.archive(case)
    [summary] = desk.summaries()
    assert summary.archived is True
    now = summary.updated
    assert listed([summary], Sought(), now) == []
    assert listed([summary], Sought(archived=True), now) == [summary]
    assert case.history() == before
    use_cases.archive(case)
    use_cases.archive(case, away=False)
    assert [one.archived for one in desk.summaries()] == [False]


def test_what_is_lost_is_told_before(desk: Desk, tmp_path: Path) -> None:
    case = opened(desk, "Harbour Desk")
    delivered(case, tmp_path)
    case.keep_draft("reason", "half a sentence")
    found = use_cases.loss(case)
    assert found.counts == ("5 entries of its history", "2 replies", "1 inspected repository", "1 draft")
    assert [(one.name, one.size > 0) for one in found.deliveries] == [("delivery.zip", True)]


def test_what_is_deleted_is_gone_and_that_it_was_there_is_told(
    desk: Desk, jobs: Jobs, tmp_path: Path
) -> None:
    case, other = opened(desk, "Harbour Desk", "Jon Farrow"), opened(desk, "Tidewater Desk")
    given = delivered(case, tmp_path)
    case.keep_draft("reason", "half a sentence")
    seq = case.last().seq
    use_cases.delete(Case(desk, case.key, "Mara Lind"), use_cases.loss(case), jobs)
    assert [one.name for one in desk.summaries()] == ["Tidewater Desk"]
    assert case.drafts() == {}
    assert not Path(given.path).exists()
    for again in (desk, Desk()):
        with pytest.raises(InputError, match=rf"was deleted on .*, after {seq} entries"):
            again.case(case.key).read()
        with pytest.raises(InputError, match="was deleted on"):
            again.case(case.key).answer(Answer(criterion="EVAL-03", level=1))
    assert other.read().assessment.auditor == "Mara Lind"
    stored = (tmp_path / "ledger.sqlite3").read_bytes() + (tmp_path / "ledger.sqlite3-wal").read_bytes()
    assert b"Mara Lind" in stored
    assert desk.ledger.erase_person("Jon Farrow") is False, "nothing of this assessment named anybody else"


def test_what_was_recorded_since_is_not_deleted_unseen(desk: Desk, jobs: Jobs) -> None:
    case = opened(desk, "Harbour Desk")
    seen = use_cases.loss(case)
    case.answer(Answer(criterion="EVAL-03", level=1))
    with pytest.raises(ConflictError, match="was changed by somebody else"):
        use_cases.delete(case, seen, jobs)
    assert len(case.read().assessment.answers) == 3


def test_an_assessment_that_was_deleted_elsewhere_is_not_remembered(desk: Desk, jobs: Jobs) -> None:
    case = opened(desk, "Harbour Desk")
    assert case.read().assessment.subject.name == "Harbour Desk"
    elsewhere = Desk()
    there = elsewhere.case(case.key)
    use_cases.delete(there, use_cases.loss(there), jobs)
    with pytest.raises(InputError, match="was deleted on"):
        case.read()


def test_a_delivery_goes_with_the_last_assessment_that_used_it(
    desk: Desk, jobs: Jobs, tmp_path: Path
) -> None:
    first, second = opened(desk, "North"), opened(desk, "South")
    given = delivered(first, tmp_path)
    assert delivered(second, tmp_path) == given
    assert use_cases.loss(first).deliveries == ()
    use_cases.delete(first, use_cases.loss(first), jobs)
    assert Path(given.path).is_dir()
    second.withdraw(Kind.REPOSITORY_ADDED, second.read().assessment.repositories[0])
    assert [one.name for one in use_cases.loss(second).deliveries] == ["delivery.zip"], "it can be undone"
    use_cases.delete(second, use_cases.loss(second), jobs)
    assert list(received_folder().iterdir()) == []


def test_a_delivery_stays_while_another_ledger_holds_it(
    desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(desk, "North")
    given = delivered(case, tmp_path)
    monkeypatch.setenv("PHASE2_DATABASE_URL", f"sqlite:///{tmp_path / 'another.sqlite3'}")
    elsewhere = opened(Desk(), "North")
    assert delivered(elsewhere, tmp_path) == given
    use_cases.delete(case, use_cases.loss(case), jobs)
    assert Path(given.path).is_dir()
    use_cases.delete(elsewhere, use_cases.loss(elsewhere), jobs)
    assert not Path(given.path).exists()


def test_what_nobody_uses_is_swept_after_a_day(desk: Desk, tmp_path: Path) -> None:
    used = delivered(opened(desk, "North"), tmp_path)
    (tmp_path / "b.zip").write_bytes((tmp_path / "delivery.zip").read_bytes() + b"\0" * 30)
    stray = receive(tmp_path / "b.zip", "b.zip", silent, desk.ledger.place)
    unfinished = received_folder() / ".new-half"
    unfinished.mkdir()
    ledger = desk.ledger

    def swept() -> list[bool]:
        sweep(ledger.place, lambda key: bool(ledger.holding(key)))
        return [Path(used.path).exists(), Path(stray.path).exists(), unfinished.exists()]

    assert swept() == [True, True, True], "an inspection of them may be going on"
    old = time.time() - NOT_USED - 60
    for path in (unfinished, *received_folder().glob("*/owners/*")):
        os.utime(path, (old, old))
    assert swept() == [True, False, False]


def test_the_history_that_is_kept_can_be_verified(desk: Desk) -> None:
    case = opened(desk, "Harbour Desk")
    case.answer(Answer(criterion="EVAL-03", level=1))
    told = json.loads(use_cases.history_text(case))
    entries = [Entry.model_validate({"assessment": told["assessment"], **one}) for one in told["entries"]]
    verify_chain(entries)
    assert [one.hash for one in entries] == [one.hash for one in case.desk.ledger.entries(case.key)]
    assert list(told["people"].values()) == ["Mara Lind"]
    assert {one.actor for one in entries} == set(told["people"])


def test_what_is_begun_and_never_created_is_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = desk.begun()
    desk.case(begun).keep_draft("new.name", "Vendor North")
    assert desk.case(begun).drafts() == {"new.name": "Vendor North"}
    case = opened(desk, "Harbour Desk")
    case.keep_draft("reason", "half a sentence")
    desk.begun()
    assert desk.case(begun).drafts() != {}
    monkeypatch.setattr(drafts, "DAYS", -1)
    desk.begun()
    assert (desk.case(begun).drafts(), case.drafts()) == ({}, {"reason": "half a sentence"})


def test_a_ledger_made_before_can_be_archived_in(tmp_path: Path, desk: Desk) -> None:
    case = opened(desk, "Harbour Desk")
    desk.ledger.close()
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as connection:
        connection.execute("DROP TABLE archived")
        connection.execute("DROP TABLE deleted")
    connection.close()
    ledger = Ledger()
    ledger.archive(case.key)
    assert [one.archived for one in ledger.summaries()] == [True]
    ledger.close()
