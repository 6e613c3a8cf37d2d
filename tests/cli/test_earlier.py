"""The trend of a readiness review, drawn from the exports of its earlier reports."""

import json
from pathlib import Path

import pytest

from audit import delivery
from tests.cli.conftest import Run

FILE = """subject: {{name: {name}, kinds: [llm_app]}}
as_of: {day}
answers:
  EVAL-01: {{level: {level}, grade: documented}}
"""


def file(folder: Path, day: str, level: int = 1, name: str = "Desk") -> Path:
    path = folder / f"{day}.yaml"
    path.write_text(FILE.format(name=name, day=day, level=level), "utf-8")
    return path


def export(folder: Path, day: str, earlier: tuple[Path, ...] = (), name: str = "Desk") -> Path:
    path = folder / f"{day}.json"
    path.write_text(
        delivery.record_json(delivery.judge(file(folder, day, name=name), earlier=earlier)), "utf-8"
    )
    return path


def test_earlier_exports_and_what_stands_in_them_are_the_trend(phase2: Run, tmp_path: Path) -> None:
    september = export(tmp_path, "2026-09-01")
    october = export(tmp_path, "2026-10-01", (september,))
    now = file(tmp_path, "2026-11-01", level=3)
    out = tmp_path / "out"
    code, _, err = phase2("audit", now, "--earlier", october, "--format", "json", "--output", out)
    assert (code, err) == (0, "")
    kept = json.loads((out / "assessment.json").read_text())
    held = json.loads(october.read_text())["conclusion"]
    runs = kept["assessment"]["earlier"]
    assert [run["name"] for run in runs] == ["Review of 1 September 2026", "Review of 1 October 2026"]
    assert runs[1]["score"] == held["published"]
    assert (runs[1]["failed"], runs[1]["rubric"]) == (len(held["gates"]["failed"]), held["rubric"])


@pytest.mark.parametrize(
    ("day", "name", "told"),
    [
        (
            "2026-09-01",
            "Shop",
            "is about Shop, not about Desk; give the assessment.json of an earlier report",
        ),
        ("2026-11-01", "Desk", "is of 2026-11-01, and this assessment of 2026-11-01; an earlier run has"),
        ("2026-12-01", "desk", "is of 2026-12-01, and this assessment of 2026-11-01; an earlier run has"),
    ],
)
def test_what_is_no_earlier_run_is_refused(
    phase2: Run, tmp_path: Path, day: str, name: str, told: str
) -> None:
    other = export(tmp_path, day, name=name)
    now = file(tmp_path, "2026-11-01")
    code, out, err = phase2("audit", now, "--earlier", other, "--output", tmp_path / "out")
    assert (code, out) == (2, "")
    assert told in err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_export_is_named(phase2: Run, tmp_path: Path) -> None:
    now = file(tmp_path, "2026-11-01")
    code, _, err = phase2("audit", now, "--earlier", now, "--output", tmp_path / "out")
    assert code == 2
    assert "2026-11-01.yaml" in err
    assert "give an exported assessment.json" in err
