"""The ledger on disk: nothing lost, nothing overwritten, names apart, clear words when it cannot be used."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit import storage
from audit.model.assessment import Answer
from audit.model.base import InputError
from audit.model.ledger import Kind
from audit.model.steps import step_of, steps_between
from audit.storage import ERASED, ConflictError, Ledger
from audit.storage.connection import data_folder
from tests.storage.examples import EMPTY, FULL, INSPECTION, NAMES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "phase2.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    ledger = Ledger(f"sqlite:///{path}")
    yield ledger
    ledger.close()


def answer(level: int, criterion: str = "EVAL-01"):
    return step_of(Kind.ANSWERED, Answer(criterion=criterion, level=level, by="ops"))


def test_what_is_recorded_is_loaded_by_another_process(ledger: Ledger, path: Path) -> None:
    last = ledger.record("a1", steps_between(None, FULL), actor="Mara Lind", after=0)
    other = Ledger(f"sqlite:///{path}")
    content, entry = other.load_at("a1")
    assert (content, entry.seq) == (FULL, last)
    assert {entry.actor for entry in other.history("a1")} == {"Mara Lind"}
    other.close()


def test_the_summary_row_follows_every_record(ledger: Ledger) -> None:
    last = ledger.record("a1", steps_between(None, FULL), after=0)
    ledger.record("b2", steps_between(None, EMPTY), after=0)
    ledger.note_conclusion("a1", "Phase 1 (demo)", last)
    [newest, oldest] = ledger.summaries()
    assert (newest.id, newest.name, newest.kind, newest.purpose, newest.conclusion, newest.seq) == (
        "b2",
        "Tidewater Desk",
        "llm_app",
        "readiness_review",
        "",
        1,
    )
    assert (oldest.id, oldest.conclusion, oldest.seq, oldest.outdated) == (
        "a1",
        "Phase 1 (demo)",
        last,
        False,
    )
    assert oldest.head == ledger.head("a1").hash
    ledger.record("a1", [answer(2)], after=last)
    assert [(row.id, row.seq, row.outdated) for row in ledger.summaries()] == [
        ("a1", last + 1, True),
        ("b2", 1, False),
    ]


def test_a_second_writer_gets_a_conflict_and_nothing_is_overwritten(ledger: Ledger, path: Path) -> None:
    ledger.record("a1", steps_between(None, EMPTY), after=0)
    other = Ledger(f"sqlite:///{path}")
    ledger.record("a1", [answer(3)], after=1)
    with pytest.raises(ConflictError, match="assessment a1 was changed by somebody else after entry 1"):
        other.record("a1", [answer(0)], after=1)
    with pytest.raises(ConflictError):
        other.record("a1", steps_between(None, FULL), after=0)
    assert [a.level for a in other.load("a1").answers] == [3]
    assert len(other.summaries()) == 1
    other.close()


def test_a_writer_who_comes_between_reading_and_writing_gets_a_conflict(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.record("a1", steps_between(None, EMPTY), after=0)
    seen = ledger.head("a1")
    ledger.record("a1", [answer(3)], after=1)
    monkeypatch.setattr(ledger, "head", lambda _: seen)
    with pytest.raises(ConflictError, match="nothing was written over it"):
        ledger.record("a1", [answer(0)], actor="a new name", after=1)
    monkeypatch.undo()
    assert [a.level for a in ledger.load("a1").answers] == [3]


def test_what_another_process_adds_is_seen_and_verified(ledger: Ledger, path: Path) -> None:
    ledger.record("a1", steps_between(None, EMPTY), after=0)
    assert ledger.load("a1").answers == ()
    other = Ledger(f"sqlite:///{path}")
    other.record("a1", [answer(3)], after=1)
    assert [a.level for a in ledger.load("a1").answers] == [3]
    other.record("a1", [answer(1)], after=2)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET actor = 'x' WHERE seq = 3")
    connection.close()
    with pytest.raises(InputError, match="assessment a1 was changed at entry 3"):
        ledger.load("a1")
    other.close()


def test_names_stand_in_their_own_table_only(ledger: Ledger, path: Path) -> None:
    ledger.record("a1", steps_between(None, FULL), actor="Mara Lind", after=0)
    ledger.close()
    with sqlite3.connect(path) as connection:
        stored = str(connection.execute("SELECT * FROM entries").fetchall())
        people = {name for (name,) in connection.execute("SELECT name FROM people")}
    connection.close()
    assert not [name for name in NAMES if name in stored]
    assert people == set(NAMES)


def test_erasing_a_person_is_one_row_and_the_chain_holds(ledger: Ledger) -> None:
    ledger.record("a1", steps_between(None, FULL), actor="Mara Lind", after=0)
    assert ledger.load("a1").auditor == "Mara Lind"
    assert ledger.erase_person("Mara Lind") is True
    assert ledger.erase_person("Mara Lind") is False
    erased = ledger.load("a1")
    assert (erased.auditor, erased.ratings[0].by, erased.accepted[0].by) == (ERASED, ERASED, ERASED)
    assert erased.respondents[0].name == "Jon Farrow"
    assert "Mara Lind" not in erased.model_dump_json()


def test_a_changed_row_is_noticed(ledger: Ledger, path: Path) -> None:
    ledger.record("a1", [*steps_between(None, EMPTY), answer(1), answer(2)], after=0)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET body = replace(body, '\"level\":1', '\"level\":4')")
    connection.close()
    with pytest.raises(InputError, match="assessment a1 was changed at entry 2"):
        ledger.load("a1")


def test_a_cut_off_end_is_noticed(ledger: Ledger, path: Path) -> None:
    ledger.record("a1", [*steps_between(None, EMPTY), answer(1), answer(2)], after=0)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM entries WHERE seq = 3")
    connection.close()
    with pytest.raises(InputError, match="assessment a1 lacks its last entries"):
        ledger.load("a1")


def test_a_large_inspection_is_kept_whole(ledger: Ledger) -> None:
    finding = INSPECTION.checks[0]
    many = tuple(
        finding.evidence[0].model_copy(update={"line": n, "excerpt": "x" * 200}) for n in range(1, 20_001)
    )
    large = INSPECTION.model_copy(update={"checks": (finding.model_copy(update={"evidence": many}),)})
    ledger.record("a1", [*steps_between(None, EMPTY), step_of(Kind.INSPECTED, large)], after=0)
    assert ledger.load("a1").inspections == (large,)


def test_only_the_user_may_read_the_files(ledger: Ledger, path: Path) -> None:
    ledger.record("a1", steps_between(None, EMPTY), after=0)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["phase2.sqlite3", "phase2.sqlite3-shm", "phase2.sqlite3-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_ledger_lies_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PHASE2_DATABASE_URL", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert storage.default_url() == f"sqlite:///{tmp_path}/phase2-audit/phase2.sqlite3"
    monkeypatch.setenv("PHASE2_DATABASE_URL", "sqlite:////elsewhere/l.sqlite3")
    assert storage.default_url() == "sqlite:////elsewhere/l.sqlite3"


def test_an_unknown_assessment_is_a_clear_error(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="there is no assessment zz in sqlite"):
        ledger.load("zz")


def test_a_corrupt_database_is_a_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite3"
    file.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(InputError, match=r"l.sqlite3 cannot be used: file is not a database"):
        Ledger(f"sqlite:///{file}")


def test_a_read_only_database_can_be_read_and_says_why_it_cannot_be_written(
    ledger: Ledger, path: Path
) -> None:
    ledger.record("a1", steps_between(None, EMPTY), after=0)
    ledger.close()
    reader = Ledger(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert reader.load("a1") == EMPTY
    with pytest.raises(InputError, match="cannot be used: attempt to write a readonly database"):
        reader.record("a1", [answer(1)], after=1)
    reader.close()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("no address", "address in PHASE2_DATABASE_URL cannot be read"),
        ("nodatabase://here/x", "address in PHASE2_DATABASE_URL cannot be read"),
        ("postgresql+psycopg://u:secret@localhost/x", "driver is not installed.*pip install psycopg"),
        (
            "sqlite:////dev/null/x/l.sqlite3",
            "ledger cannot be kept at /dev/null/x/l.sqlite3: Not a directory",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_a_clear_error(url: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        Ledger(url)
    assert "secret" not in str(caught.value)


def test_no_test_touches_the_data_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert data_folder().is_relative_to(tmp_path_factory.getbasetemp())
