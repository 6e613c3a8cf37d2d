"""A repository is read safely: nothing it configures acts, nothing outside it is read, nothing is lost in silence."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection.engine import inspect
from audit.inspection.repository.snapshot import open_snapshot
from audit.model.base import InputError
from audit.model.finding import Outcome

ENVIRONMENT = {
    "PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org", "GIT_AUTHOR_DATE": "2024-05-01T12:00:00Z",
    "GIT_COMMITTER_DATE": "2024-05-01T12:00:00Z",
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "service").mkdir(parents=True)
    (folder / "service" / "app.py").write_text("print('one')\n")
    (folder / "README.md").write_text("# Shop\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def paths(folder: Path, revision: str | None = None) -> list[str]:
    with open_snapshot(folder, revision) as shot:
        return sorted(entry.path for entry in shot.entries)


def test_a_worktree_is_read_as_it_stands(repository: Path) -> None:
    (repository / "service" / "app.py").write_text("print('two')\n")
    (repository / "untracked.py").write_text("x = 1\n")
    with open_snapshot(repository) as shot:
        read = {entry.path: data for entry, data in shot.read(shot.entries)}
        assert read == {"README.md": b"# Shop\n", "service/app.py": b"print('two')\n"}
        assert shot.modified is True
        assert shot.commit == git(repository, "rev-parse", "HEAD")


def test_a_clean_worktree_is_not_modified(repository: Path) -> None:
    assert inspect(repository, []).modified is False


def test_a_revision_is_read_from_the_objects(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    (repository / "later.py").write_text("x = 1\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    git(repository, "tag", "v2")
    assert paths(repository, first[:10]) == ["README.md", "service/app.py"]
    assert paths(repository, "HEAD~1") == ["README.md", "service/app.py"]
    assert paths(repository, "v2") == ["README.md", "later.py", "service/app.py"]
    assert paths(repository, "main") == ["README.md", "later.py", "service/app.py"]


def test_a_subfolder_is_read_alone(repository: Path) -> None:
    assert paths(repository / "service") == ["app.py"]
    assert paths(repository / "service", "HEAD") == ["app.py"]
    assert inspect(repository / "service", []).history.commits == 1


def test_a_git_directory_without_configuration_is_read(repository: Path, tmp_path: Path) -> None:
    bare = tmp_path / "owner+shop" / "repo"
    shutil.copytree(repository / ".git", bare)
    (bare / "config").unlink()
    seen = inspect(bare, [])
    assert (seen.repository, seen.revision, seen.coverage.files) == ("owner+shop", "HEAD", 2)
    assert seen.commit == git(repository, "rev-parse", "HEAD")
    assert [(a.name, a.commits) for a in seen.history.authors] == [("Ada", 1)]


def test_a_plain_folder_has_no_commit(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 1\n")
    (tmp_path / "node_modules" / "left").mkdir(parents=True)
    (tmp_path / "node_modules" / "left" / "index.js").write_text("x\n")
    seen = inspect(tmp_path, [])
    assert (seen.commit, seen.coverage.files, seen.history.commits) == ("", 1, 0)


def test_an_untracked_folder_inside_a_repository_is_a_plain_folder(repository: Path) -> None:
    (repository / "build").mkdir()
    (repository / "build" / "made.py").write_text("x = 1\n")
    assert paths(repository / "build") == ["made.py"]


@pytest.mark.parametrize(
    ("path", "revision", "words"),
    [
        ("nowhere", None, "there is no such file or folder"),
        ("shop/README.md", None, "is no folder; give the path of the repository that holds it"),
        ("shop", "v9", "there is no commit 'v9'"),
        ("shop", "--upload-pack=touch /tmp/x", "there is no commit"),
        ("plain", "HEAD", "is not under version control"),
        ("empty", None, "the folder is empty"),
        ("unborn", None, "the repository is empty"),
        ("broken", None, "its .git is no git directory"),
    ],
)
def test_bad_input_is_named(repository: Path, path: str, revision: str | None, words: str) -> None:
    root = repository.parent
    for name in ("plain", "empty", "unborn", "broken"):
        (root / name).mkdir()
    (root / "plain" / "a.py").write_text("x = 1\n")
    (root / "broken" / ".git").write_text("nonsense\n")
    git(root / "unborn", "init", "-q")
    with pytest.raises(InputError, match=words):
        inspect(root / path, [], revision=revision)


def test_a_bare_empty_repository_is_named(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "store.git")
    with pytest.raises(InputError, match="its HEAD names no commit"):
        inspect(tmp_path / "store.git", [])


def test_missing_objects_become_limitations_and_absence_is_not_concluded(repository: Path) -> None:
    oid = git(repository, "rev-parse", "HEAD:service/app.py")
    (repository / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    seen = inspect(repository, all_checks(), revision="HEAD")
    assert [(item.scope, item.reason) for item in seen.coverage.limitations] == [
        ("service/app.py", "its object is missing from the repository")
    ]
    outcomes = {finding.id: finding.outcome for finding in seen.checks}
    assert outcomes["automated-tests"] is Outcome.INCONCLUSIVE
    assert outcomes["lockfile"] is Outcome.NOT_MET


def test_a_missing_tree_is_named(repository: Path) -> None:
    oid = git(repository, "rev-parse", "HEAD:service")
    (repository / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(InputError, match=r"objects of commit \w+ are missing"):
        inspect(repository, [], revision="HEAD")


def test_nothing_that_the_repository_configures_runs(repository: Path, tmp_path: Path) -> None:
    oid = git(repository, "rev-parse", "HEAD:README.md")
    touched = tmp_path / "touched"
    trap = tmp_path / "trap.sh"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> {touched}\n')
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "diff.external",
        "credential.helper",
    ):
        git(repository, "config", key, str(trap))
    git(repository, "config", "core.hooksPath", str(tmp_path))
    git(repository, "config", "filter.trap.clean", str(trap))
    git(repository, "config", "filter.trap.smudge", str(trap))
    git(repository, "config", "filter.trap.process", str(trap))
    git(repository, "config", "remote.origin.url", str(tmp_path / "gone"))
    git(repository, "config", "remote.origin.uploadpack", str(trap))
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "core.repositoryformatversion", "1")
    (repository / ".gitattributes").write_text("* filter=trap diff=trap\n")
    for hook in ("post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction"):
        shutil.copy(trap, repository / ".git" / "hooks" / hook)
        shutil.copy(trap, tmp_path / hook)
    (repository / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    touched.unlink(missing_ok=True)
    before = sorted(str(p) for p in (repository / ".git").rglob("*"))
    inspect(repository, all_checks())
    inspect(repository, all_checks(), revision="HEAD")
    inspect(repository / ".git", all_checks())
    assert sorted(str(p) for p in (repository / ".git").rglob("*")) == before
    assert not touched.exists()
    subprocess.run(["git", "status"], cwd=repository, env=ENVIRONMENT, check=False, capture_output=True)
    assert touched.exists(), "the trap itself must work, or this test proves nothing"


def test_symbolic_links_are_never_followed(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "key.py").write_text("secret = 1\n")
    (repository / "link.py").symlink_to(outside / "key.py")
    (repository / "folder").symlink_to(outside)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "links")
    assert paths(repository) == ["README.md", "service/app.py"]
    assert paths(repository, "HEAD") == ["README.md", "service/app.py"]
    shutil.rmtree(repository / "service")
    (outside / "app.py").write_text("outside = 1\n")
    (repository / "service").symlink_to(outside)
    with open_snapshot(repository) as shot:
        assert b"outside = 1\n" not in [data for _, data in shot.read(shot.entries)]
    shutil.rmtree(repository / ".git")
    assert paths(repository) == ["README.md"]


def test_odd_names_are_printable(repository: Path) -> None:
    name = os.fsencode(repository) + b"/caf\xe9.py"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(b"x = 1\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "odd")
    assert "caf\\xe9.py" in paths(repository)
    seen = inspect(repository, all_checks(), revision="HEAD")
    assert json.loads(seen.model_dump_json())["coverage"]["files"] == 3


HOSTILE = {
    "huge.py": (b"x = 1\n" * 400_000, "2.4 MB: too large to be read"),
    "pointer.py": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        "a Git LFS pointer: its content is not in the repository",
    ),
    "binary.py": (b"\x00\x01\x02" * 99, "binary content"),
    "deep.py": (b"import openai\nx = " + b"(" * 5000 + b")" * 5000, "brackets nested deeper than 400: not parsed"),
    "broken.ipynb": (b'{"cells": [{"cell_type": "code", "source": ["import openai', "no readable notebook: its JSON is broken"),
    "deep.ipynb": (b'{"cells": ' + b"[" * 50_000, "no readable notebook: its JSON is broken"),
    "syntax.py": (
        b"import openai\ny = 1\nz = 2\nx = = 3\nopenai.OpenAI(timeout=3).responses.create(model='m')\n",
        "syntax error near line 4; the rest of the file was read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_become_limitations(tmp_path: Path, name: str) -> None:
    data, reason = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "app.py").write_text("import openai\n")
    seen = inspect(tmp_path, all_checks())
    found = [item.reason for item in seen.coverage.limitations if item.scope == name]
    if name.endswith(".ipynb"):
        assert found == [] or found == [reason]
    else:
        assert found == [reason]


def test_a_syntax_error_does_not_lose_the_file(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_bytes(HOSTILE["syntax.py"][0])
    (call,) = [f for f in inspect(tmp_path, all_checks()).checks if f.id == "model-call-timeout"]
    assert (call.outcome, [e.line for e in call.evidence]) == (Outcome.MET, [5])


def test_progress_is_reported(repository: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    inspect(repository, all_checks(), progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert {stage for stage, _, _ in seen} >= {"reading", "checking"}
    assert all(done <= total for _, done, total in seen)
