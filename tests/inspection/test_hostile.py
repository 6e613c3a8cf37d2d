"""A repository made by an enemy reads nothing outside itself, and ends in time and in words."""

import hashlib
import json
import os
import shutil
import struct
from pathlib import Path

import pytest

from audit.inspection.engine import inspect
from audit.inspection.repository import snapshot, stream
from audit.inspection.repository.snapshot import open_snapshot, under_version_control
from audit.inspection.repository.store import references
from audit.model.base import InputError
from tests.inspection.test_snapshot import git, paths

EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"


def make(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "first")
    return folder


def forge_index(folder: Path, *names: str) -> None:
    """Write an index that git itself would refuse to write."""
    body = b"DIRC" + struct.pack(">II", 2, len(names))
    for name in sorted(os.fsencode(name) for name in names):
        entry = struct.pack(">10I", 0, 0, 0, 0, 0, 0, 0o100644, 0, 0, 0) + bytes.fromhex(EMPTY)
        entry += struct.pack(">H", len(name)) + name
        body += entry + b"\0" * (8 - len(entry) % 8)
    (folder / ".git" / "index").write_bytes(body + hashlib.sha1(body).digest())


@pytest.mark.parametrize(
    "name", ["../key.py", "/{root}/key.py", "a/../../key.py", ".git/config", "sub//x.py"]
)
def test_a_forged_index_reads_nothing_outside(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    (tmp_path / "key.py").write_text("key = 1\n")
    listed = name.replace("/{root}", str(tmp_path))
    forge_index(folder, "app.py", listed)
    with open_snapshot(folder) as shot:
        assert [data for _, data in shot.read(shot.entries)] == [b"x = 1\n"]
        assert [(item.scope, item.reason) for item in shot.limitations] == [
            (listed, "its name leads out of the repository: not read")
        ]


def test_a_tracked_folder_replaced_by_a_link_is_not_read(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    forge_index(folder, "app.py", "service/config")
    (folder / "service").symlink_to(folder / ".git")
    with open_snapshot(folder) as shot:
        assert [data for _, data in shot.read(shot.entries)] == [b"x = 1\n", None]
        assert shot.missing == ["service/config"]


def test_a_tree_that_names_its_parent_is_not_listed(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    blob = bytes.fromhex(git(folder, "rev-parse", "HEAD:app.py"))
    (tmp_path / "tree").write_bytes(b"100644 app.py\0" + blob + b"100644 ..\0" + blob)
    tree = git(folder, "hash-object", "-t", "tree", "-w", "--literally", str(tmp_path / "tree"))
    commit = git(folder, "commit-tree", "-m", "forged", tree)
    assert paths(folder, commit) == ["app.py"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b]0;owned\x07.py", r"\x1b]0;owned\x07.py"),
        ("a\u202egpj.py", r"a\u202egpj.py"),
        ("a\u2028b.py", r"a\u2028b.py"),
        ("a\U000e0041.py", r"a\U000e0041.py"),
        ("café 日本.py", "café 日本.py"),
    ],
)
def test_a_name_cannot_steer_the_terminal(tmp_path: Path, name: str, shown: str) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    (folder / name).write_text("x = 2\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "odd")
    assert paths(folder) == sorted(["app.py", shown])
    assert paths(folder, "HEAD") == sorted(["app.py", shown])
    with open_snapshot(folder) as shot:
        assert all(data is not None for _, data in shot.read(shot.entries))
    assert inspect(folder, []).coverage.files == 2


def redirect(folder: Path, victim: Path, way: str) -> None:
    own = folder / ".git"
    if way == "alternates":
        (own / "objects" / "info" / "alternates").write_text(f"{victim / 'objects'}\n")
    elif way == "commondir":
        (own / "commondir").write_text("../../victim/.git\n")
    elif way in ("gitdir", "link"):
        shutil.rmtree(own)
        if way == "link":
            own.symlink_to(victim)
        else:
            own.write_text("gitdir: ../victim/.git\n")
    else:
        shutil.rmtree(own / way)
        (own / way).symlink_to(victim / way)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("gitdir", "which does not name this folder"),
        ("link", "is a symbolic link to another repository"),
        ("alternates", "borrows the objects of another repository"),
        ("commondir", "commondir: leads to another repository"),
        ("objects", "objects: is a symbolic link to another repository"),
        ("objects/pack", "objects/pack: is no regular file"),
        ("refs", "refs: is a symbolic link to another repository"),
    ],
)
def test_the_objects_of_another_repository_are_refused(tmp_path: Path, way: str, words: str) -> None:
    victim = make(tmp_path / "victim", key="key = 1\n")
    folder = make(tmp_path / "shop", app="x = 1\n")
    redirect(folder, victim / ".git", way)
    for revision in (None, "HEAD"):
        with pytest.raises(InputError, match=words):
            paths(folder, revision)


def test_a_linked_worktree_and_a_submodule_are_read(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    part = make(tmp_path / "part", part="y = 1\n")
    git(folder, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "other")
    git(folder, "submodule", "add", "-q", str(part), "libs/part")
    assert paths(tmp_path / "linked") == paths(tmp_path / "linked", "HEAD") == ["app.py"]
    assert paths(folder / "libs" / "part") == paths(folder / "libs" / "part", "HEAD") == ["part.py"]


def test_what_is_no_regular_file_is_no_reference(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    own = folder / ".git"
    for name in ("refs/heads/pipe", "packed-refs", "shallow", "commondir"):
        os.mkfifo(own / name)
    (own / "refs" / "heads" / "long").write_text("0" * 5_000)
    (own / "refs" / "everything").symlink_to("/")
    assert list(references(own)) == ["refs/heads/main"]
    assert paths(folder, "main") == ["app.py"]


@pytest.mark.parametrize("name", ["HEAD", "objects/pipe"])
def test_a_pipe_in_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    (folder / ".git" / name).unlink(missing_ok=True)
    os.mkfifo(folder / ".git" / name)
    with pytest.raises(InputError, match=r"its .git is no git directory|is no regular file"):
        paths(folder)


def nest(folder: Path, depth: int, row: bytes) -> str:
    """A commit of trees in trees, ten times as many at every depth."""
    for _ in range(depth):
        (folder / "tree").write_bytes(row)
        tree = git(folder, "hash-object", "-t", "tree", "-w", "--literally", "tree")
        row = b"".join(b"40000 %d\0" % n + bytes.fromhex(tree) for n in range(10))
    return git(folder, "commit-tree", "-m", "bomb", tree)


def test_a_tree_of_countless_files_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    blob = bytes.fromhex(git(folder, "rev-parse", "HEAD:app.py"))
    commit = nest(folder, 12, b"100644 app.py\0" + blob)
    monkeypatch.setattr(snapshot, "FILE_LIMIT", 500)
    with open_snapshot(folder, commit) as shot:
        assert (len(shot.entries), shot.truncated) == (500, True)
        assert [item.reason for item in shot.limitations] == ["only the first 500 files were looked at"]


def test_a_tree_of_countless_folders_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    commit = nest(folder, 12, b"")
    monkeypatch.setattr(stream, "SECONDS", 1.0)
    with pytest.raises(InputError, match="takes too long: `git ls-tree` gave no answer"):
        open_snapshot(folder, commit)


def test_an_index_that_is_broken_is_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    (folder / ".git" / "index").write_bytes(b"DIRC" + b"\xff" * 40)
    with pytest.raises(InputError, match="its index cannot be read"):
        open_snapshot(folder)


@pytest.mark.parametrize("revision", ["HEAD:app.py", "^HEAD", "HEAD^{tree}", "HEAD:", "v9"])
def test_what_is_no_commit_is_called_so(tmp_path: Path, revision: str) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    with pytest.raises(InputError, match="there is no commit"):
        open_snapshot(folder, revision)


@pytest.mark.parametrize("path", ["a" * 5_000, "a\0b", "~no-such-person/shop"])
def test_what_cannot_be_a_path_is_named(path: str) -> None:
    with pytest.raises(InputError, match="cannot be a path"):
        open_snapshot(Path(path))
    with pytest.raises(InputError, match="cannot be a path"):
        under_version_control(Path(path))


def test_a_repository_is_named_in_letters_that_show(tmp_path: Path) -> None:
    folder = make(tmp_path / os.fsdecode(b"caf\xe9\x1b"), app="x = 1\n")
    for place, revision in ((folder, None), (folder, "HEAD"), (folder / ".git", None)):
        with open_snapshot(place, revision) as shot:
            assert shot.name == r"caf\xe9\x1b"


@pytest.mark.parametrize("name", ["app.py", "app.ipynb"])
def test_a_line_longer_than_people_write_is_not_parsed(tmp_path: Path, name: str) -> None:
    line = "x=1;" * 6_000
    cell = {"cell_type": "code", "source": f"import openai\n{line}", "metadata": {}, "outputs": []}
    notebook = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    (tmp_path / name).write_text(notebook if name.endswith("ipynb") else f"import openai\n{line}\n")
    assert [(item.scope, item.reason) for item in inspect(tmp_path, []).coverage.limitations] == [
        (name, "has a line of 24,000 characters; searched by words only")
    ]
