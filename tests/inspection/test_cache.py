"""The cache: it never changes what is found, it is used, and what is damaged in it is read again."""

import logging
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection import knowledge
from audit.inspection.classify import FileClass
from audit.inspection.engine import inspect
from audit.inspection.intake import workers
from audit.inspection.intake.cache import Cache
from audit.inspection.intake.first_read import FirstRead, first_read
from audit.model.inspection import Inspection

CODE = "from openai import OpenAI\nfrom settings import LIMIT\nOpenAI(timeout=LIMIT).responses.create(model='gpt-4o')\n"
FILES = {
    "app.py": CODE, "settings.py": "LIMIT = 3\n", "README.md": "# Shop\n", "requirements.txt": "openai\n",
    "items.csv": "sku,name\n1,rope\n2,buoy\n", "broken.py": "def f(:\n", "ui.ts": "import OpenAI from 'openai'\n",
}  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "a"),
    ):
        subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)
    return folder


def look(folder: Path, kept: Path | None, revision: str | None = None) -> Inspection:
    return inspect(folder, all_checks(), revision=revision, cache=kept)


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_the_same_is_found_without_reading_again(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str | None
) -> None:
    kept = tmp_path / "cache.sqlite3"
    plain = look(repository, None, revision)
    assert look(repository, kept, revision) == plain

    def unread(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("audit.inspection.intake.workers.TASKS", {"text": unread, "code": unread})
    assert look(repository, kept, revision) == plain


def test_only_what_changed_is_read_again(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "cache.sqlite3"
    look(repository, kept)
    (repository / "settings.py").write_text("LIMIT = None\n")
    read: list[str] = []

    def noting(path: str, kind: FileClass, data: bytes) -> FirstRead:
        read.append(path)
        return first_read(path, kind, data)

    monkeypatch.setitem(workers.TASKS, "text", noting)
    found = look(repository, kept)
    assert read == ["settings.py"]
    assert found.checks == look(repository, None).checks


def damaged_bytes(kept: Path) -> None:
    kept.write_bytes(b"no database at all" * 100)


def damaged_entries(kept: Path) -> None:
    with sqlite3.connect(kept) as connection:
        connection.execute("update entry set body = x'80'")
    connection.close()


def another_table(kept: Path) -> None:
    with sqlite3.connect(kept) as connection:
        connection.execute("drop table entry")
        connection.execute("create table entry (other text)")
    connection.close()


@pytest.mark.parametrize("damage", [damaged_bytes, damaged_entries, another_table])
def test_damage_is_noticed_and_mended(
    repository: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    kept = tmp_path / "cache.sqlite3"
    plain = look(repository, kept)
    damage(kept)
    with caplog.at_level(logging.WARNING):
        assert look(repository, kept) == plain
    assert "damaged" in caplog.text
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        assert look(repository, kept) == plain
    assert caplog.text == ""


def test_a_place_that_cannot_be_written_is_told_and_does_without(
    repository: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        assert look(repository, tmp_path / "file" / "cache.sqlite3") == look(repository, None)
    assert "nothing can be kept there" in caplog.text


def test_other_knowledge_reads_anew(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "telemetry: [{id: Watchtower, source: 'https://watchtower.example/', python: [watchtower_sdk]}]\n"
    )
    with Cache(tmp_path / "cache.sqlite3") as kept:
        kept.put("text", [("a.py", "1" * 40, "known")])
        assert kept.get("text", [("a.py", "1" * 40), ("b.py", "1" * 40), ("a.py", "2" * 40)]) == {
            "a.py": "known"
        }
        assert kept.get("code", [("a.py", "1" * 40)]) == {}
    knowledge.use(own)
    try:
        with Cache(tmp_path / "cache.sqlite3") as kept:
            assert kept.get("text", [("a.py", "1" * 40)]) == {}
    finally:
        knowledge.use(None)
