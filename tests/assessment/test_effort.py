"""What a saved answer costs: the same, however much was said before, and however many others there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from audit import storage
from audit.assessment import Case, Desk
from audit.model import ledger
from audit.model.assessment import Answer, Assessment, Purpose, Subject
from audit.model.ledger import Entry
from audit.model.rubric import SystemKind
from audit.storage import Ledger


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    kept = Ledger(f"sqlite:///{tmp_path}/phase2.sqlite3")
    yield Desk(kept)
    kept.close()


def opened(desk: Desk, name: str) -> Case:
    subject = Subject(name=name, kinds=tuple(SystemKind))
    found = Assessment(
        subject=subject, purpose=Purpose.READINESS_REVIEW, as_of=date(2026, 11, 23), auditor=name
    )
    return desk.open(found, actor=name)


def say(case: Case, times: int) -> None:
    criteria = [one.id for dimension in case.desk.rubric.dimensions for one in dimension.criteria]
    for n in range(times):
        level = (n // len(criteria)) % 5
        case.answer(
            Answer(criterion=criteria[n % len(criteria)], level=level, narrative=f"said as number {n}")
        )


@contextmanager
def effort(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | int]]:
    """Notes every statement that is sent to a database, and how many entries are folded."""
    noted: list[str | int] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        noted.append(statement)

    def replay(state: dict[str, object], entries: list[Entry]) -> object:
        noted.append(len(entries))
        return ledger.replay(state, entries)

    monkeypatch.setattr(storage, "replay", replay)
    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
        monkeypatch.setattr(storage, "replay", ledger.replay)


def cost_of_one_more(case: Case, monkeypatch: pytest.MonkeyPatch) -> list[str | int]:
    case.read()
    with effort(monkeypatch) as noted:
        case.answer(Answer(criterion="EVAL-01", level=4, narrative="said last"))
        assert case.read().seq == case.last().seq
    return noted


def test_a_save_costs_the_same_after_ten_entries_and_after_hundreds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    young, old = opened(desk, "Young"), opened(desk, "Old")
    say(young, 10)
    say(old, 400)
    first, later = cost_of_one_more(young, monkeypatch), cost_of_one_more(old, monkeypatch)
    assert first == later
    assert [one for one in later if isinstance(one, int)] == [1]
    assert len(later) == 12


def test_a_save_does_not_read_the_people_of_other_assessments(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = opened(desk, "Alone")
    say(alone, 10)
    before = cost_of_one_more(alone, monkeypatch)
    for n in range(30):
        opened(desk, f"Somebody else {n}")
    alone.answer(Answer(criterion="EVAL-01", level=0))
    after = cost_of_one_more(alone, monkeypatch)
    assert before == after
    assert [
        one for one in after if isinstance(one, str) and "FROM people" in one and "WHERE" not in one
    ] == []


def test_the_state_of_few_assessments_is_held_ready(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "MOST_LOADED", 2)
    cases = [opened(desk, name) for name in ("One", "Two", "Three")]
    names = [case.read().assessment.subject.name for case in (*cases, *cases)]
    assert names == ["One", "Two", "Three"] * 2
    assert set(desk.ledger._loaded) == {cases[1].key, cases[2].key}
