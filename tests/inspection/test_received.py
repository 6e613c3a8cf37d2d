"""What is handed over as one file: hostile archives are unpacked without harm, bundles without being run."""

import gzip
import io
import os
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.inspection.received import bundle, owning, unpack
from audit.inspection.received.unpack import Unpacked
from audit.inspection.repository.snapshot import open_snapshot
from audit.model.base import InputError

DAY = (2026, 5, 1, 12, 0, 0)
SECOND = 1_777_636_800
WHO = {
    f"GIT_{one}_{part}": f"{one}@example.invalid"
    for one in ("AUTHOR", "COMMITTER")
    for part in ("NAME", "EMAIL")
}


def silent(phase: str, done: int, total: int) -> None:
    assert phase == "unpacking"
    assert 0 <= done <= total


def zipped(path: Path, files: dict[str, bytes | str], **modes: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = modes.get(name, stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, text)
    return path


def taped(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix == ".tgz" else "w") as archive:
        for entry, data in members:
            archive.addfile(entry, io.BytesIO(data))
    return path


def entry(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.type, found.linkname, found.mtime = size, kind, link, SECOND
    return found


def unpacked(source: Path) -> Unpacked:
    return unpack.unpack(source, source.parent / "out", source.name, silent)


def files(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir())


def left_out(found: Unpacked) -> dict[str, str]:
    return {one.scope: one.reason.removeprefix("in the archive: ") for one in found.skipped}


OUT = "its name leads out of the archive"


@pytest.mark.parametrize(
    ("name", "shown", "why"),
    [
        ("../evil.py", "../evil.py", OUT),
        ("a/../../evil.py", "a/../../evil.py", OUT),
        ("/etc/evil.py", "/etc/evil.py", OUT),
        ("C:\\evil.py", "C:/evil.py", OUT),
        ("a\\..\\..\\evil.py", "a/../../evil.py", OUT),
        ("line\nbreak.py", "line\\nbreak.py", "its name is no text"),
        ("x" * 300, "x" * 200, "its name is longer than a system keeps"),
        (".GIT/config", ".GIT/config", "its name is one that git keeps for itself"),
        (".git", ".git", "a repository in it: its history is not read"),
        ("deep/er/.git/HEAD", "deep/er/.git/HEAD", "a repository in it: its history is not read"),
    ],
)
def test_a_name_that_leads_astray_is_left_out(tmp_path: Path, name: str, shown: str, why: str) -> None:
    found = unpacked(zipped(tmp_path / "a.zip", {name: "evil", "agent.py": "print()"}))
    assert left_out(found) == {shown: why}
    assert files(tmp_path) == ["a.zip", "out/agent.py"]


def test_links_devices_and_passwords_are_left_out(tmp_path: Path) -> None:
    found = unpacked(
        zipped(
            tmp_path / "a.zip",
            {"link": "/etc/passwd", "pipe": "", "agent.py": "print()"},
            link=stat.S_IFLNK | 0o777,
            pipe=stat.S_IFIFO | 0o644,
        )
    )
    assert left_out(found) == {
        "link": "a link: links are never followed",
        "pipe": "neither a file nor a folder",
    }
    assert files(found.root) == ["agent.py"]


def test_a_tar_with_links_devices_and_names_that_are_no_text(tmp_path: Path) -> None:
    found = unpacked(
        taped(
            tmp_path / "a.tgz",
            (entry("agent.py", 3), b"x=1"),
            (entry("out", kind=tarfile.SYMTYPE, link="/"), b""),
            (entry("out/etc/evil", 4), b"evil"),
            (entry("hard", kind=tarfile.LNKTYPE, link="/etc/passwd"), b""),
            (entry("null", kind=tarfile.CHRTYPE), b""),
            (entry("../../evil", 4), b"evil"),
            (entry("caf\udce9.py", 1), b"x"),
        )
    )
    assert left_out(found) == {
        "out": "a link: links are never followed",
        "hard": "a link: links are never followed",
        "null": "neither a file nor a folder",
        "../../evil": OUT,
        "caf\\udce9.py": "its name is no text",
    }
    assert files(tmp_path) == ["a.tgz", "out/agent.py", "out/out/etc/evil"]
    assert all(not one.is_symlink() for one in tmp_path.rglob("*"))
    assert stat.S_IMODE((found.root / "agent.py").stat().st_mode) == 0o600


def test_of_two_files_of_one_name_the_first_is_taken(tmp_path: Path) -> None:
    found = unpacked(
        taped(tmp_path / "a.tar", (entry("a", 1), b"1"), (entry("a", 1), b"2"), (entry("a/b", 1), b"3"))
    )
    assert (found.root / "a").read_bytes() == b"1"
    assert left_out(found) == {
        "a": "there is another one of this name; the first was taken",
        "a/b": "a file has the name of its folder",
    }


def test_an_archive_in_the_archive_is_kept_closed(tmp_path: Path) -> None:
    found = unpacked(zipped(tmp_path / "a.zip", {"p/agent.py": "", "p/inner.zip": b"PK\x05\x06" + bytes(18)}))
    assert found.root.name == "p"
    assert left_out(found) == {"p/inner.zip": "an archive in the archive: not unpacked"}


def test_a_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    source = zipped(tmp_path / "a.zip", {"bad.py": os.urandom(500), "good.py": "x = 1"})
    data = bytearray(source.read_bytes())
    data[200:220] = bytes(20)
    source.write_bytes(data)
    found = unpacked(source)
    assert files(found.root) == ["good.py"]
    assert list(left_out(found)) == ["bad.py"]


BOMBS: dict[str, tuple[Callable[[Path], Path], dict[str, int], str]] = {
    "ratio": (
        lambda folder: zipped(folder / "a.zip", {"zeros": bytes(40_000_000)}),
        {"UNSUSPICIOUS": 10_000_000},
        "unpacks to more than 200 times its size, as only a trap does",
    ),
    "size": (
        lambda folder: taped(folder / "a.tar", (entry("zeros", 3_000_000), bytes(3_000_000))),
        {"MOST_BYTES": 2_000_000},
        "unpacks to more than 0 GB",
    ),
    "count": (
        lambda folder: zipped(folder / "a.zip", {f"{n}.py": "" for n in range(50)}),
        {"MOST_FILES": 20},
        "holds more than 20 files",
    ),
    "folders": (
        lambda folder: zipped(folder / "a.zip", {f"{n}/": "" for n in range(50)}),
        {"MOST_FILES": 20},
        "holds more than 20 files",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    build, limits, why = BOMBS[name]
    source = build(tmp_path)
    for limit, value in limits.items():
        monkeypatch.setattr(unpack, limit, value)
    with pytest.raises(InputError, match=why):
        unpacked(source)


def test_a_file_that_is_too_large_is_left_out_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "MOST_OF_ONE", 1_000_000)
    found = unpacked(zipped(tmp_path / "a.zip", {"weights.bin": os.urandom(1_500_000), "agent.py": ""}))
    assert left_out(found) == {"weights.bin": "larger than 1 MB"}
    assert files(found.root) == ["agent.py"]


def test_a_header_that_asks_for_gigabytes_is_not_believed(tmp_path: Path) -> None:
    head = entry("pax", 3_000_000_000, kind=tarfile.XHDTYPE).tobuf(tarfile.GNU_FORMAT)
    (tmp_path / "a.tgz").write_bytes(gzip.compress(head + bytes(10_000)))
    with pytest.raises(InputError, match="asks for more than any header is long"):
        unpacked(tmp_path / "a.tgz")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "cannot be read as a zip or tar archive"),
        (b"PK\x03\x04 no archive", "cannot be read as a zip or tar archive"),
        (b"\x1f\x8b no gzip either", "cannot be read as a zip or tar archive"),
        (b"a letter to the auditor", "cannot be read as a zip or tar archive"),
    ],
)
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(InputError, match=why):
        unpacked(tmp_path / "a.zip")


def test_an_empty_archive_says_why_nothing_was_taken(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no file that could be read; its name leads out"):
        unpacked(zipped(tmp_path / "a.zip", {"../evil": "x"}))


# What a repository in an archive could do


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "proj"
    folder.mkdir()
    (folder / "agent.py").write_text("print()\n")
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **WHO}, check=True)
    return folder


def test_of_a_git_folder_only_what_is_read_is_taken(tmp_path: Path, repository: Path) -> None:
    commit = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=repository, text=True).strip()
    git = repository / ".git"
    (git / "hooks" / "post-checkout").write_text("#!/bin/sh\ntouch /tmp/pwned\n")
    (git / "objects" / "info").mkdir(exist_ok=True)
    (git / "objects" / "info" / "alternates").write_text("/home/somebody/.git/objects\n")
    (git / "commondir").write_text("/home/somebody/.git\n")
    with tarfile.open(tmp_path / "a.tgz", "w:gz") as archive:
        archive.add(repository, arcname="proj")
    found = unpacked(tmp_path / "a.tgz")
    kept = files(found.root / ".git")
    assert not [one for one in kept if one.startswith(("hooks", "objects/info", "commondir", "info", "logs"))]
    assert "HEAD" in kept
    with open_snapshot(found.root) as shot:
        assert [one.path for one in shot.entries] == ["agent.py"]
        assert shot.commit == commit


def test_files_without_history_get_a_commit_of_ours(tmp_path: Path) -> None:
    given = {
        ".gitattributes": "* text=auto eol=crlf filter=evil\n",
        ".gitignore": "*\n",
        "agent.py": "x = 1\r\n",
    }
    found = unpacked(zipped(tmp_path / "a.zip", dict(given)))
    commit = owning.commit_all(found.root, "a.zip", found.newest)
    with open_snapshot(found.root) as shot:
        assert (shot.commit, shot.modified) == (commit, False)
        held = {one.path: data for one, data in shot.read(shot.entries)}
        assert held == {name: text.encode() for name, text in given.items()}
        assert shot.git is not None
        assert shot.git.shallow is True
    again = unpack.unpack(tmp_path / "a.zip", tmp_path / "again", "a.zip", silent)
    assert owning.commit_all(again.root, "a.zip", again.newest) == commit


@pytest.fixture
def bundled(tmp_path: Path, repository: Path) -> Path:
    path = tmp_path / "all.bundle"
    subprocess.run(["git", "bundle", "create", "-q", path, "--all"], cwd=repository, check=True)
    return path


def test_a_bundle_brings_its_history(tmp_path: Path, bundled: Path) -> None:
    assert bundle.is_bundle(bundled)
    directory = bundle.unbundle(bundled, tmp_path / "bare", "all.bundle")
    assert (directory / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (directory / "hooks").exists()
    with open_snapshot(directory) as shot:
        assert [one.path for one in shot.entries] == ["agent.py"]


def test_a_bundle_that_is_not_whole_says_how_to_make_one(tmp_path: Path, repository: Path) -> None:
    (repository / "more.py").write_text("")
    for command in (["add", "."], ["commit", "-q", "-m", "second"]):
        subprocess.run(["git", *command], cwd=repository, env={**os.environ, **WHO}, check=True)
    part = tmp_path / "part.bundle"
    subprocess.run(["git", "bundle", "create", "-q", part, "HEAD~1..main"], cwd=repository, check=True)
    with pytest.raises(InputError, match="which are not in it; make a full one with: git bundle create"):
        bundle.unbundle(part, tmp_path / "bare", "part.bundle")


def test_a_damaged_bundle_says_so(tmp_path: Path, bundled: Path) -> None:
    bundled.write_bytes(bundled.read_bytes()[:-40])
    with pytest.raises(InputError, match="cannot be read as a git bundle"):
        bundle.unbundle(bundled, tmp_path / "bare", "all.bundle")
