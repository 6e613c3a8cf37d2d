"""Questionnaires are read whole, and what is wrong with one is said with file, line, field and reason."""

from pathlib import Path

import pytest

from audit import rubric
from audit.model.assessment import Party
from audit.model.questionnaire import Pack
from audit.rubric import packs

RUBRIC = rubric.load()
HEAD = "id: own\ntitle: Own\nparty: client\nminutes: 5\n"


def read(folder: Path, text: str, name: str = "own.yaml") -> Pack:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return packs.read(file, RUBRIC)


@pytest.mark.parametrize("name", packs.names())
def test_a_shipped_questionnaire_survives_a_round_trip(name: str) -> None:
    pack = packs.load(name, RUBRIC)
    assert pack.id == name
    assert Pack.model_validate_json(pack.model_dump_json()) == pack


def test_the_five_questionnaires() -> None:
    assert packs.names() == (
        "vendor_evaluation",
        "failed_project_audit",
        "readiness_review",
        "gate_triage",
        "buildability",
    )
    assert [q.criterion for q in packs.load("gate_triage", RUBRIC).questions()] == [
        c.id for c in RUBRIC.criteria() if c.is_gate
    ]
    assert len(packs.load("buildability", RUBRIC).by_id) == 12


def test_a_level_is_worded_for_the_side_that_answers() -> None:
    criterion = RUBRIC.by_id["EVAL-02"]
    asked = packs.load("gate_triage", RUBRIC).by_id["EVAL-02"]
    assert asked.text == criterion.ask.internal
    assert [option.text for option in asked.options] == [criterion.levels[n] for n in range(5)]
    assert asked.applies_to == criterion.applies_to
    vendor = packs.load("gate_triage", RUBRIC, Party.VENDOR)
    assert vendor.by_id["EVAL-02"].text == criterion.ask.vendor
    assert vendor.content_hash != packs.load("gate_triage", RUBRIC).content_hash


def test_a_pack_is_narrowed_to_the_kinds_of_a_system() -> None:
    whole = packs.load("gate_triage", RUBRIC)
    narrowed = whole.narrowed(("llm_app",))  # type: ignore[arg-type]
    assert len(narrowed.by_id) == 17
    assert "REL-03" not in narrowed.by_id
    assert narrowed.content_hash == whole.content_hash
