"""A repository as it was handed over: the commands take the archive or the bundle, and leave nothing behind."""

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.assessment import unpacking
from tests.cli.conftest import Run

AGENT = (
    "from openai import OpenAI\n\nclient = OpenAI()\nwhile True:\n"
    '    reply = client.responses.create(model="gpt-4.1", input="next")\n'
    "    if not reply.output_text:\n        break\n"
)
FILES = {"shop-main/agent.py": AGENT, "shop-main/docs/guide.md": "Every answer is checked by a person.\n"}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
WHO = {
    f"GIT_{one}_{part}": f"{one}@example.invalid"
    for one in ("AUTHOR", "COMMITTER")
    for part in ("NAME", "EMAIL")
}


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where deliveries are unpacked."""
    monkeypatch.setenv("PHASE2_CACHE", "off")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(unpacking, "_scratch", [])
    monkeypatch.setattr(unpacking, "_unpacked", {})
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    return tmp_path / "scratch"


def zipped(path: Path, files: dict[str, str] = FILES) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 0, 0, 0)), text)
    return path


def taped(path: Path) -> Path:
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as made:
        for name, text in FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(text), 1_777_593_600
            made.addfile(entry, io.BytesIO(text.encode()))
    path.write_bytes(PACKED.get(path.suffix, bytes)(plain.getvalue()))
    return path


def bundled(path: Path) -> Path:
    folder = path.parent / "source"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    root = folder / "shop-main"
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "one"],
        ["tag", "v1"],
        ["bundle", "create", "-q", str(path), "--all"],
    ):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **WHO}, check=True)
    return path


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("shop.zip", zipped),
        ("shop.tar", taped),
        ("shop.tar.gz", taped),
        ("shop.tar.bz2", taped),
        ("shop.tar.xz", taped),
        ("shop.bundle", bundled),
        ("shop.bin", zipped),
    ],
)
def test_a_delivery_is_inspected_under_its_own_name(
    phase2: Run, tmp_path: Path, name: str, make: Callable[[Path], Path]
) -> None:
    given = make(tmp_path / name)
    code, out, err = phase2("inspect", given, "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["path"], found["repository"]) == (str(given), name if name == "shop.bin" else "shop")
    [loops] = [one for one in found["checks"] if one["id"] == "bounded-agent-loops"]
    assert (loops["outcome"], loops["evidence"][0]["path"], loops["evidence"][0]["line"]) == (
        "not_met",
        "agent.py",
        4,
    )


def test_the_same_delivery_is_told_in_the_same_bytes(phase2: Run, tmp_path: Path) -> None:
    given = zipped(tmp_path / "shop.zip")
    first = phase2("inspect", given, "--format", "json")
    unpacking._unpacked.clear()
    assert phase2("inspect", given, "--format", "json") == first


def test_what_was_left_out_is_told(phase2: Run, tmp_path: Path) -> None:
    given = zipped(tmp_path / "shop.zip", {**FILES, "../evil.py": "x = 1\n"})
    _, out, _ = phase2("inspect", given, "--format", "json")
    assert {
        "scope": "../evil.py",
        "reason": "in the archive: its name leads out of the archive",
    } in json.loads(out)["coverage"]["limitations"]
    assert not list(tmp_path.glob("**/evil.py"))


def test_a_revision_of_a_bundle(phase2: Run, tmp_path: Path) -> None:
    given = bundled(tmp_path / "shop.bundle")
    assert phase2("inspect", given, "--revision", "v1", "--format", "json")[0] == 0
    code, _, err = phase2("inspect", given, "--revision", "v9")
    assert code == 2
    assert "v9" in err


@pytest.mark.parametrize(("head", "index"), [("ref: refs/heads/main\n", ""), (f"{'0' * 40}\n", "nothing")])
def test_a_repository_that_is_broken_is_told_by_the_name_of_the_delivery(
    phase2: Run, tmp_path: Path, scratch: Path, head: str, index: str
) -> None:
    broken = {"shop/.git/HEAD": head, "shop/.git/objects/ab/cd": "", "shop/.git/refs/heads/x": "0" * 40}
    given = zipped(tmp_path / "shop.zip", {"shop/agent.py": AGENT, **broken, "shop/.git/index": index})
    code, out, err = phase2("inspect", given)
    assert (code, out) == (2, "")
    assert "shop.zip" in err
    assert str(scratch) not in err


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        (
            "letter.txt",
            b"a letter to the auditor",
            "letter.txt: is a file; give the folder of the repository",
        ),
        ("shop.zip", b"PK\x03\x04 no archive", "shop.zip: cannot be read as a zip or tar archive"),
        ("shop.zip", b"", "shop.zip: cannot be read as a zip or tar archive"),
        ("shop.tar.bz2", b"BZh9 nothing", "shop.tar.bz2: cannot be read as a zip or tar archive"),
        ("shop.tar.xz", b"\xfd7zXZ\x00 nothing", "shop.tar.xz: cannot be read as a zip or tar archive"),
        ("shop.bundle", b"# v2 git bundle\n\nnothing", "shop.bundle: cannot be read as a git bundle"),
    ],
)
def test_what_cannot_be_unpacked_ends_with_2_and_leaves_nothing(
    phase2: Run, tmp_path: Path, scratch: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)
    code, out, err = phase2("inspect", tmp_path / name)
    assert (code, out) == (2, "")
    assert why in err
    assert not list(scratch.glob("*/*"))


CASE = (
    "subject: {{name: Shop, kinds: [rag]}}\nrepositories: [{{path: shop.zip}}]\n"
    "respondents: [{{id: agency, name: Agency}}]\n"
    "claims:\n- {{criterion: HUM-02, level: 2, by: agency, quote: {quote},"
    " place: {{document: docs/guide.md, line: 1}}}}\n"
)
CONCLUDE = "import sys; sys.argv = ['phase2', *sys.argv[1:]]; from audit import cli; cli.main()"


def test_a_claim_is_looked_up_in_a_delivery_that_is_removed_at_the_end(tmp_path: Path, scratch: Path) -> None:
    zipped(tmp_path / "shop.zip")
    (tmp_path / "a.yaml").write_text(CASE.format(quote="Every answer is checked by a person."))
    done = subprocess.run(
        [sys.executable, "-P", "-c", CONCLUDE, "audit", "a.yaml", "--output", "out", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads((tmp_path / "out" / "assessment.json").read_text())
    assert [one["quote_found"] for one in record["assessment"]["claims"]] == [True]
    assert [one["path"] for one in record["assessment"]["inspections"]] == ["shop.zip"]
    assert list(scratch.iterdir()) == []


def test_a_quotation_that_a_delivery_does_not_hold_is_refused(phase2: Run, tmp_path: Path) -> None:
    zipped(tmp_path / "shop.zip")
    (tmp_path / "a.yaml").write_text(CASE.format(quote="Nobody looks at it."))
    code, _, err = phase2("conclude", tmp_path / "a.yaml")
    assert code == 2
    assert "claims.0.quote" in err


def test_a_gate_takes_a_delivery(phase2: Run, tmp_path: Path) -> None:
    (tmp_path / "gate.yaml").write_text("require: {bounded-agent-loops: met}\n")
    code, out, _ = phase2("gate", zipped(tmp_path / "shop.zip"), "--policy", tmp_path / "gate.yaml")
    assert code == 1
    assert "bounded-agent-loops" in out
