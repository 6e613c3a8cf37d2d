"""The rubric is whole, and what is wrong with one is said with file, line, field and reason."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from audit import rubric
from audit.judgement.gaps import _CONDITIONS
from audit.model.base import InputError
from audit.model.rubric import SystemKind

RUBRIC = rubric.load()


def test_counts() -> None:
    assert len(RUBRIC.dimensions) == 12
    assert len(RUBRIC.by_id) == 68
    assert sum(c.is_gate for c in RUBRIC.criteria()) == 21
    assert sum(d.weight for d in RUBRIC.dimensions) == 100
    assert [
        len(x) for x in (RUBRIC.patterns, RUBRIC.stages, RUBRIC.partner_questions, RUBRIC.buildability)
    ] == [
        15,
        5,
        18,
        12,
    ]


@pytest.mark.parametrize(
    ("kind", "criteria", "gates"),
    [
        ("llm_app", 60, 17),
        ("agent_with_tools", 67, 21),
        ("rag", 65, 19),
        ("classic_ml", 55, 17),
        ("data_pipeline", 46, 18),
    ],
)
def test_criteria_by_kind(kind: str, criteria: int, gates: int) -> None:
    found = [c for c in RUBRIC.criteria() if c.applies((SystemKind(kind),))]
    assert (len(found), sum(c.is_gate for c in found)) == (criteria, gates)


def test_signals_and_mappings_arrived_whole() -> None:
    criteria = list(RUBRIC.criteria())
    assert sum(len(c.signals.support) for c in criteria) == 139
    assert sum(len(c.signals.contradict) for c in criteria) == 100
    assert sum(len(c.maps_to) for c in criteria) == 548
    prefixes = tuple(RUBRIC.frameworks)
    assert [m for c in criteria for m in c.maps_to if not m.startswith(prefixes)] == []


def test_the_severity_table_names_conditions_that_are_known() -> None:
    assert {name for row in RUBRIC.decisions.severity for name in row.when} <= set(_CONDITIONS)


def test_no_criterion_speaks_of_one_subject() -> None:
    text = RUBRIC.model_dump_json()
    assert "Coastal" not in text
    assert "the seed" not in text


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "rubric/doc.yaml",
            "weight: 5\n",
            "weight: heavy\n",
            "rubric/doc.yaml:4 weight: has to be a whole number, not 'heavy'",
        ),
        (
            "rubric/doc.yaml",
            "gate_min_level: 2",
            "gate_min_level: 9",
            "rubric/doc.yaml:11 criteria.0.gate_min_level: input should be less than or equal to 4, not 9",
        ),
        (
            "rubric/doc.yaml",
            "  gate_min_level: 2\n",
            "",
            "rubric/doc.yaml:7 criteria.0: DOC-01 is a gate and needs gate_min_level and gate_min_evidence",
        ),
        (
            "rubric/doc.yaml",
            "- id: DOC-02",
            "- id: DUC-02",
            "rubric/doc.yaml:36 criteria.1.id: DUC-02 does not belong to dimension DOC",
        ),
        (
            "failure_patterns.yaml",
            "core: [DATA-03]",
            "core: [DATA-33]",
            "failure_patterns.yaml:44 patterns.2.core: DATA-33 is not a criterion of the rubric",
        ),
        (
            "failure_patterns.yaml",
            "id: FP-02",
            "id: FP-03",
            "failure_patterns.yaml:1 id: FP-03 is given twice",
        ),
        (
            "stages.yaml",
            "name: Hardening",
            "nam: Hardening",
            "stages.yaml:37 stages.3.nam: is not a field that is known here; check the spelling",
        ),
        (
            "order_of_work.yaml",
            "criterion: EVAL-02, after: [EVAL-01]",
            "criterion: EVAL-02, after: [EVAL-05]",
            "order_of_work.yaml:3 order: runs in a circle: EVAL-02 after EVAL-05 after EVAL-02",
        ),
        (
            "order_of_work.yaml",
            "criterion: OBS-04",
            "criterion: OBS-44",
            "order_of_work.yaml:12 order.8.criterion: OBS-44 is not a criterion of the rubric",
        ),
        (
            "order_of_work.yaml",
            "after: [OWN-01]",
            "after: [OWN-11]",
            "order_of_work.yaml:12 order.8.after: OWN-11 is not a criterion of the rubric",
        ),
        ("rubric.yaml", "scale]", "scales]", "rubric/scales.yaml:1 file: cannot be read"),
        ("decisions.yaml", "basis: judgement", "basis: [", "decisions.yaml:"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, complaint: str
) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(str(files("questionnaires")), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        rubric.read(folder)
    assert complaint in str(raised.value)
