"""What the tests of the use cases share: a ledger with its desk and one case, and a user's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit import rubric
from audit.assessment import Case, Desk
from audit.storage import Ledger
from tests.storage.examples import EMPTY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ledger = Ledger(f"sqlite:///{tmp_path}/l.sqlite3")
    yield Desk(ledger, rubric.load())
    ledger.close()


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.open(EMPTY, actor="Mara Lind")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the use cases keep what is the user's; the ledger that they open by themselves lies beside it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHASE2_DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    return tmp_path / "home"
