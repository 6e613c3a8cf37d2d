"""The commands about questionnaires."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from audit.assessment import pack, pack_names

Run = Callable[..., tuple[int, str, str]]


def test_list(phase2: Run) -> None:
    code, out, _ = phase2("questionnaire", "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(pack_names())
    assert "Gate triage: 21 questions, client, 60 minutes" in out


def test_show_tells_ids_kinds_conditions_and_anchors(phase2: Run) -> None:
    code, out, _ = phase2("questionnaire", "show", "readiness_review")
    assert code == 0
    assert "  reviewed_before  Has this system been reviewed before?  [yes_no, required]" in out
    assert "asked if anything_changed is unchanged or unknown" in out
    assert "asked if not (incidents_counted is 0 or unknown or declined or not_applicable)" in out
    assert "      0  No statement of intended use or success beyond 'it should work'." in out
    assert "drill  Drill  [choice: rollback | provider_outage | bad_output_injection | other]" in out


def test_show_for_programs(phase2: Run) -> None:
    code, out, _ = phase2("questionnaire", "show", "gate_triage", "--format", "json")
    assert code == 0
    assert json.loads(out)["content_hash"] == pack("gate_triage").content_hash


def test_lint_of_what_ships(phase2: Run) -> None:
    assert phase2("questionnaire", "lint") == (0, "nothing to remark\n", "")


def test_lint_of_a_file_and_of_a_folder(phase2: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("id: a\nextends: gate_triage\nwithout: [EVAL-03]\n")
    code, out, _ = phase2("questionnaire", "lint", file)
    assert code == 1
    assert out == f"{file}:3 without.0: there is no question EVAL-03 that could be left out [unknown-id]\n"
    code, out, _ = phase2("questionnaire", "lint", tmp_path)
    assert code == 1
    assert out.endswith("[invalid]\n")


def test_schema(phase2: Run) -> None:
    code, out, _ = phase2("questionnaire", "schema")
    assert code == 0
    assert out == files("questionnaires").joinpath("schema.json").read_text("utf-8")


@pytest.mark.parametrize("command", ["show", "lint"])
def test_what_does_not_exist_is_told(phase2: Run, command: str) -> None:
    code, out, err = phase2("questionnaire", command, "gone.yaml")
    assert "gone.yaml: cannot be read" in out + err
    assert code == (2 if command == "show" else 1)
