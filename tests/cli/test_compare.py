"""The command that compares: runs, vendors, and what it says to what it cannot compare."""

import json
from pathlib import Path

import jsonschema
import pytest

from audit import delivery
from tests.cli.conftest import Run

FILE = """subject: {{name: {name}, kinds: [llm_app]}}
as_of: {day}
answers:
  EVAL-01: {{level: {level}, grade: documented, narrative: "was asked"}}
  DOC-04: {{level: 2, grade: documented}}
"""


def write(folder: Path, file: str, name: str, level: int, day: str = "2026-10-01") -> Path:
    path = folder / file
    path.write_text(FILE.format(name=name, level=level, day=day), "utf-8")
    return path


def test_two_files_about_one_subject_are_two_runs(phase2: Run, tmp_path: Path) -> None:
    old, new = write(tmp_path, "old.yaml", "Desk", 1), write(tmp_path, "new.yaml", "desk", 2, "2026-11-01")
    code, out, err = phase2("compare", old, new)
    assert (code, err) == (0, "")
    assert "EVAL-01  1 → 2, gate failed → met: was asked" in out
    code, out, _ = phase2("compare", old, new, "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(delivery.schema_json("run-comparison")))
    assert (code, found["schema_name"], found["levels"][0]["after"]) == (0, "phase2-run-comparison", [2, 2])


def test_an_export_is_compared_with_a_file(phase2: Run, tmp_path: Path) -> None:
    old, new = write(tmp_path, "old.yaml", "Desk", 1), write(tmp_path, "new.yaml", "Desk", 2)
    export = tmp_path / "assessment.json"
    export.write_text(delivery.record_json(delivery.judge(old)), "utf-8")
    code, out, err = phase2("compare", export, new)
    assert (code, err) == (0, "")
    assert "EVAL-01  1 → 2" in out


def test_files_about_several_subjects_are_vendors(phase2: Run, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.yaml", name, n) for n, name in ((1, "Ada"), (2, "Grace"))]
    code, out, err = phase2("compare", *files)
    assert (code, err) == (0, "")
    assert out.index("1.  Grace") < out.index("2.  Ada")
    assert "Compared on 2 questions that all were asked." in out
    code, out, _ = phase2("compare", *files, "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(delivery.schema_json("vendor-comparison")))
    assert [one["name"] for one in found["contenders"]] == ["Grace", "Ada"]


@pytest.mark.parametrize(
    ("names", "more", "told"),
    [
        (["Ada"], (), "a comparison needs two files at least"),
        (["Ada", "Ada", "Ada"], (), "two runs are compared at a time, not 3"),
        (["Ada", "Ada", "Grace"], (), "some of these are about the same subject and some are not"),
    ],
)
def test_what_cannot_be_compared(
    phase2: Run, tmp_path: Path, names: list[str], more: tuple[str, ...], told: str
) -> None:
    files = [write(tmp_path, f"{n}.yaml", name, 1) for n, name in enumerate(names)]
    code, out, err = phase2("compare", *files, *more)
    assert (code, out) == (2, "")
    assert told in err


def test_a_file_twice_or_a_broken_export(phase2: Run, tmp_path: Path) -> None:
    file, broken = write(tmp_path, "a.yaml", "Ada", 1), tmp_path / "b.json"
    assert "is given twice" in phase2("compare", file, file)[2]
    assert "there is no such file" in phase2("compare", file, broken)[2]
    broken.write_text("{}")
    code, _, err = phase2("compare", file, broken)
    assert (code, "give an exported assessment.json" in err) == (2, True)


def test_a_report_on_vendors_is_written_and_verified(phase2: Run, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.yaml", name, n) for n, name in ((1, "Ada"), (2, "Grace"))]
    code, out, err = phase2("compare", *files, "--output", tmp_path / "one")
    assert (code, err) == (0, "")
    assert "Grace comes first; whether to select it cannot be decided yet." in out
    assert str(tmp_path / "one" / "comparison.pdf") in out.replace("\n", "")
    found = json.loads((tmp_path / "one" / "comparison.json").read_text("utf-8"))
    jsonschema.validate(found, json.loads(delivery.schema_json("tender")))
    code, out, _ = phase2("compare", *reversed(files), "--output", tmp_path / "two", "--format", "json")
    assert (code, json.loads(out)["contenders"][0]["name"]) == (0, "Grace")
    for name in ("comparison.pdf", "comparison.html", "comparison.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    code, out, err = phase2("verify", tmp_path / "one" / "comparison.pdf")
    assert (code, err) == (0, "")
    assert "the very same, byte by byte" in out


@pytest.mark.parametrize(
    ("names", "more", "told"),
    [
        (["Ada", "Ada"], (), "leave out --output to compare two runs, or say --as vendors"),
        (["Ada", "Grace"], ("--as", "runs"), "leave out --output, or --as runs"),
    ],
)
def test_a_report_is_made_of_vendors(
    phase2: Run, tmp_path: Path, names: list[str], more: tuple[str, ...], told: str
) -> None:
    files = [write(tmp_path, f"{n}.yaml", name, n) for n, name in enumerate(names)]
    code, out, err = phase2("compare", *files, "--output", tmp_path / "out", *more)
    assert (code, out) == (2, "")
    assert told in err
    assert not (tmp_path / "out").exists()
