"""An inspection is given again whole only while everything that it was made of is the same."""

import ast
import hashlib
import logging
import os
import sqlite3
import struct
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import audit.checks
import audit.inspection
from audit import assessment
from audit.checks import all_checks
from audit.checks.sec.no_committed_secrets import NoCommittedSecrets
from audit.inspection import edition, engine, knowledge
from audit.inspection.repository.git import Git
from audit.model.inspection import Inspection
from audit.model.repository_ref import RepositoryRef

CODE = "from openai import OpenAI\nOpenAI(timeout=3).responses.create(model='gpt-4o')\n"
FILES = {
    "app.py": CODE, "README.md": "# Shop\n", "requirements.txt": "openai\n", "logo.png": "png",
    "tests/test_app.py": "def test_app():\n    assert True\n", "uv.lock": "version = 1\n",
}  # fmt: skip
OWN = "telemetry: [{id: Watchtower, source: 'https://watchtower.example/', python: [openai]}]\n"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@a.example", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    (folder / "app.py").write_text(f"{CODE}# more\n")
    git(folder, "commit", "-qam", "second")
    return folder


@pytest.fixture(autouse=True)
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The repositories that were really inspected, with a cache of this test."""
    names: list[str] = []
    really = engine.inspect_snapshot

    def noting(shot, *arguments, **options):
        names.append(shot.revision)
        return really(shot, *arguments, **options)

    monkeypatch.setattr(engine, "inspect_snapshot", noting)
    monkeypatch.setenv("PHASE2_CACHE", str(tmp_path / "cache"))
    yield names
    knowledge.use(None)


def look(folder: Path, revision: str | None = None, **options: Any) -> Inspection:
    return assessment.inspect(RepositoryRef(path=str(folder), revision=revision), Path("/"), **options)


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_what_has_not_changed_is_not_inspected_again(
    shop: Path, made: list[str], revision: str | None
) -> None:
    first = look(shop, revision)
    assert look(shop, revision) == first == look(shop, revision, cache=False)
    assert made == [revision or "worktree"] * 2


def same_size_and_time(shop: Path) -> None:
    times = (shop / "app.py").stat()
    (shop / "app.py").write_text(f"{CODE.replace('timeout=3', 'maximum=3')}# more\n")
    os.utime(shop / "app.py", ns=(times.st_atime_ns, times.st_mtime_ns))


def a_file_more(shop: Path) -> None:
    (shop / "CODEOWNERS").write_text("* @a\n")
    git(shop, "add", ".")


def a_file_less(shop: Path) -> None:
    (shop / "uv.lock").unlink()


def another_name(shop: Path) -> None:
    git(shop, "mv", "app.py", "main.py")


def another_commit(shop: Path) -> None:
    git(shop, "commit", "-q", "--allow-empty", "-m", "nothing")


def a_release(shop: Path) -> None:
    git(shop, "tag", "v1.0")


def less_of_the_past(shop: Path) -> None:
    (shop / ".git" / "shallow").write_text(f"{git(shop, 'rev-parse', 'HEAD')}\n")


def an_address(shop: Path) -> None:
    git(shop, "remote", "add", "origin", "https://forge.example/shop.git")


def a_link(shop: Path) -> None:
    (shop / "app.py").rename(shop / "kept.py")
    (shop / "app.py").symlink_to("kept.py")


def own_knowledge(shop: Path) -> None:
    (shop.parent / "own.yaml").write_text(OWN)
    knowledge.use(shop.parent / "own.yaml")


CHANGES = [
    same_size_and_time, a_file_more, a_file_less, another_name, another_commit, a_release, less_of_the_past,
    an_address, a_link, own_knowledge,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen(shop: Path, made: list[str], change: Callable[[Path], None]) -> None:
    before = look(shop)
    change(shop)
    after = look(shop)
    assert made == ["worktree", "worktree"]
    assert after == look(shop, cache=False)
    assert after != before


def test_knowledge_that_changes_in_its_file_is_seen(shop: Path, made: list[str]) -> None:
    own_knowledge(shop)
    look(shop)
    (shop.parent / "own.yaml").write_text(OWN.replace("openai", "nothing"))
    knowledge.use(shop.parent / "own.yaml")
    assert look(shop) == look(shop, cache=False)
    assert len(made) == 3


def test_what_is_never_read_changes_nothing(shop: Path, made: list[str]) -> None:
    before = look(shop)
    (shop / "logo.png").write_text("PNG")
    assert look(shop) == before == look(shop, cache=False)
    assert len(made) == 2


@pytest.mark.parametrize("part", ["_installed", "_added"])
def test_another_edition_inspects_anew(
    shop: Path, made: list[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    look(shop)
    monkeypatch.setattr(edition, part, lambda: b"another")
    look(shop)
    assert len(made) == 2


@pytest.mark.parametrize("room", ["inspection", "checks", "model"])
def test_other_code_inspects_anew(
    shop: Path, made: list[str], monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    look(shop)
    really = edition._code
    monkeypatch.setattr(edition, "_code", lambda name: b"another" if name == room else really(name))
    look(shop)
    assert len(made) == 2


def test_an_installed_package_is_part_of_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    edition._installed.cache_clear()
    before = edition._installed()
    (tmp_path / "acme-1.0.dist-info").mkdir()
    edition._installed.cache_clear()
    assert b"acme-1.0.dist-info" in edition._installed().replace(before, b"")
    edition._installed.cache_clear()


def test_with_checks_of_others_nothing_is_kept_whole(
    shop: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = type("Theirs", (NoCommittedSecrets,), {"__doc__": NoCommittedSecrets.__doc__, "id": "theirs"})
    monkeypatch.setattr(audit.checks, "all_checks", lambda: (*all_checks(), theirs))
    assert [len(look(shop).checks) for _ in range(2)] == [len(all_checks()) + 1] * 2
    assert len(made) == 2


@pytest.mark.parametrize("options", [{"cache": False}, {"past": True}])
def test_who_wants_it_read_gets_it_read(shop: Path, made: list[str], options: dict[str, Any]) -> None:
    look(shop)
    look(shop, **options)
    look(shop, **options)
    assert len(made) == 3


def test_a_file_that_changes_meanwhile_is_no_state_to_keep(shop: Path, made: list[str]) -> None:
    text = (shop / "app.py").read_text()

    def meanwhile(what: str, done: int, total: int) -> None:
        if what == "checking":
            (shop / "app.py").write_text(text.replace("timeout=3", "retries=3"))

    look(shop, progress=meanwhile)
    (shop / "app.py").write_text(text)
    assert look(shop) == look(shop, cache=False)
    assert len(made) == 3


def test_a_past_that_could_not_be_read_may_be_there_later(shop: Path, made: list[str]) -> None:
    lost = git(shop, "rev-parse", "HEAD~1")
    kept = shop / ".git" / "objects" / lost[:2] / lost[2:]
    content = kept.read_bytes()
    kept.unlink()
    without = look(shop)
    kept.write_bytes(content)
    assert look(shop) != without
    assert len(made) == 2


def test_a_damaged_entry_is_noticed(
    shop: Path, tmp_path: Path, made: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    before = look(shop)
    with sqlite3.connect(tmp_path / "cache" / "inspection.sqlite3") as connection:
        connection.execute("update entry set body = substr(body, 1, 200)")
    connection.close()
    with caplog.at_level(logging.WARNING):
        assert look(shop) == before
    assert "damaged" in caplog.text
    assert len(made) == 2


def test_only_the_last_state_of_a_place_is_kept_whole(shop: Path, tmp_path: Path) -> None:
    def rows() -> int:
        connection = sqlite3.connect(tmp_path / "cache" / "inspection.sqlite3")
        (number,) = connection.execute("select count(*) from entry").fetchone()
        connection.close()
        return int(number)

    look(shop)
    before = rows()
    git(shop, "tag", "v1.0")
    look(shop)
    assert rows() == before


def test_a_list_of_commits_that_lies_is_not_believed(shop: Path) -> None:
    git(shop, "commit-graph", "write", "--reachable")
    graph = shop / ".git" / "objects" / "info" / "commit-graph"
    data, tree = bytearray(graph.read_bytes()), bytes.fromhex(git(shop, "rev-parse", "HEAD^{tree}"))
    parent = data.index(tree) + len(tree)
    data[parent : parent + 4] = struct.pack(">I", 0x70000000)  # says that the commit has no parent
    data[-20:] = hashlib.sha1(data[:-20]).digest()
    graph.chmod(0o600)
    graph.write_bytes(data)
    assert git(shop, "log", "--format=%s") == "second"
    with Git(shop / ".git") as opened:
        assert opened.run("log", "--format=%s", "HEAD") == b"second\nfirst\n"


def test_no_part_of_an_inspection_asks_for_the_day() -> None:
    clocks = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
    asked = [
        f"{path.name}:{node.lineno}"
        for room in (audit.inspection, audit.checks)
        for path in Path(str(room.__file__)).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in clocks
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date", "time")
    ]
    assert asked == []
