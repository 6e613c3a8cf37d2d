"""Git looks at the past while other things are done, and its answer is that of a command that is waited for."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from audit import assessment
from audit.inspection import engine
from audit.inspection.repository import stream
from audit.inspection.repository.git import Git
from audit.inspection.repository.log import commit_rows, expect, tag_rows
from audit.model.base import InputError
from audit.model.repository_ref import RepositoryRef
from tests.checks.test_examples import commit

LOG = "2025-01-01 Ada Quill <ada@a.example>\n2025-01-02 Bo Lind <bo@b.example>"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text("x = 1\n")
    commit(tmp_path, LOG)
    subprocess.run(["git", "-C", str(tmp_path), "tag", "v1.0"], check=True)
    return tmp_path


def test_what_was_begun_is_what_would_be_said(shop: Path) -> None:
    with Git(shop / ".git") as git:
        head = git.commit("HEAD") or ""
        said = list(commit_rows(git, head)), list(tag_rows(git))
        expect(git, head)
        assert (list(commit_rows(git, head)), list(tag_rows(git))) == said
        assert [name for _, name, *_ in said[0]] == ["Bo Lind", "Ada Quill", ""]
        assert [name for _, name in said[1]] == ["v1.0"]
        assert git.failed is False


def test_a_past_that_cannot_be_read_fails_whenever_it_is_begun(shop: Path) -> None:
    with Git(shop / ".git") as git:
        expect(git, "0" * 40)
        assert git.failed is False
        assert list(commit_rows(git, "0" * 40)) == [("", "", "", "")]
        assert git.failed is True


def test_what_nobody_asked_for_is_ended(shop: Path) -> None:
    with Git(shop / ".git") as git:
        git.begin("cat-file", "--batch", "--batch-all-objects")
        (begun,) = git._begun.values()
    assert begun._process.returncode is not None
    assert begun._said.closed


def test_what_takes_too_long_is_ended_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SECONDS", 0.05)
    begun = stream.Begun(["sleep", "60"], {"PATH": "/usr/bin:/bin"}, "log")
    with pytest.raises(InputError, match="`git log` gave no answer"):
        begun.answer()
    assert begun._process.returncode is not None


def test_an_inspection_has_it_begun_before_anything_is_read(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    really = engine.inspect_snapshot

    def noting(shot: Any, *given: Any, **named: Any) -> Any:
        begun.extend(command for command, *_ in shot.git._begun)
        return really(shot, *given, **named)

    monkeypatch.setattr(engine, "inspect_snapshot", noting)
    found = assessment.inspect(RepositoryRef(path=str(shop)), shop, cache=False)
    assert begun == ["log", "for-each-ref"]
    assert [(author.name, author.commits) for author in found.history.authors] == [
        ("Ada Quill", 1),
        ("Bo Lind", 1),
    ]
