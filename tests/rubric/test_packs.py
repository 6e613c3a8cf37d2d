"""Questionnaires are read whole, and what is wrong with one is said with file, line, field and reason."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from audit import rubric
from audit.model.assessment import Party
from audit.model.base import InputError
from audit.model.questionnaire import Pack, Question, QuestionKind
from audit.rubric import pack_file, packs
from audit.rubric.translate import Translation, translated

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
    triage = [q.criterion for q in packs.load("gate_triage", RUBRIC).questions()]
    assert sorted(str(one) for one in triage) == sorted(c.id for c in RUBRIC.criteria() if c.is_gate)
    week = packs.load("buildability", RUBRIC).questions()
    assert [q.id for q in week if q.kind is QuestionKind.SCALE] == [one.id for one in RUBRIC.buildability]
    for name in ("vendor_evaluation", "failed_project_audit", "readiness_review"):
        levels = {q.criterion for q in packs.load(name, RUBRIC).questions() if q.criterion}
        assert levels == set(RUBRIC.by_id)
    partner = packs.load("vendor_evaluation", RUBRIC).questions()
    assert [q.id for q in partner if q.kind is QuestionKind.SCALE] == [q.id for q in RUBRIC.partner_questions]


def test_every_statement_about_a_failed_project_says_what_kind_it_is() -> None:
    pack = packs.load("failed_project_audit", RUBRIC)
    assert all(pack.by_id[key].nature for key in RUBRIC.symptoms)
    natures = ["fact", "inference", "opinion"]
    for key in ("promises", "events"):
        (column,) = [one for one in pack.by_id[key].columns if one.id == "nature"]
        assert [option.value for option in column.options] == natures


def test_a_question_has_the_same_wording_wherever_it_is_asked() -> None:
    for questions in _by_id().values():
        assert len({q.wording for q in questions}) == 1, questions[0].id


def test_every_kind_of_question_is_asked_somewhere() -> None:
    asked = {q.kind for questions in _by_id().values() for q in questions}
    assert asked | {QuestionKind.LEVEL} == set(QuestionKind)


def _by_id() -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for name in packs.names():
        for question in packs.load(name, RUBRIC).questions():
            if question.criterion is None:
                found.setdefault(question.id, []).append(question)
    return found


def test_examples_and_red_flags_never_reach_a_respondent() -> None:
    sent = packs.load("vendor_evaluation", RUBRIC).model_dump_json()
    for question in RUBRIC.partner_questions:
        for secret in (question.vague, question.specific, question.evidenced, *question.red_flags[:1]):
            assert len(secret) < 12 or secret not in sent


def test_the_schema_of_questionnaire_files_is_current() -> None:
    schema = json.loads(files("questionnaires").joinpath("schema.json").read_text("utf-8"))
    assert schema == pack_file.schema(), "run: phase2 questionnaire schema > questionnaires/schema.json"
    jsonschema.Draft202012Validator.check_schema(schema)
    for name in packs.names():
        jsonschema.validate(packs.parsed(packs.shipped(name)).data, schema)
    with pytest.raises(jsonschema.ValidationError, match="txt"):
        jsonschema.validate(
            {"id": "a", "sections": [{"id": "s", "questions": [{"id": "q", "txt": ""}]}]}, schema
        )


OVERLAY = """\
id: acme
extends: vendor_evaluation
title: Acme asks
without: [price_model, SCALE-04]
sections:
- id: terms
  intro: As agreed with purchasing.
  questions:
  - {id: exit_days, text: How many days does it take until somebody else runs it?, maximum: 60}
  - {id: acme_cloud, kind: yes_no, text: Can it run in the cloud of Acme?, after: where_it_runs}
- id: acme_own
  title: Acme
  questions:
  - {id: acme_why, kind: text, text: Why not?, when: {question: acme_cloud, in: [no]}}
"""


def test_an_overlay_adds_overrides_and_leaves_out(tmp_path: Path) -> None:
    base, pack = packs.load("vendor_evaluation", RUBRIC), read(tmp_path, OVERLAY)
    assert (pack.id, pack.title, pack.party, pack.minutes) == ("acme", "Acme asks", base.party, base.minutes)
    assert set(base.by_id) - set(pack.by_id) == {"price_model", "SCALE-04"}
    assert set(pack.by_id) - set(base.by_id) == {"acme_cloud", "acme_why"}
    assert pack.by_id["exit_days"].maximum == 60
    assert pack.by_id["exit_days"].unit == base.by_id["exit_days"].unit
    assert pack.by_id["exit_days"].wording != base.by_id["exit_days"].wording
    order = list(pack.by_id)
    assert order.index("acme_cloud") == order.index("where_it_runs") + 1
    assert [s.id for s in pack.sections] == [*(s.id for s in base.sections), "acme_own"]
    assert next(s for s in pack.sections if s.id == "terms").intro == "As agreed with purchasing."
    assert pack.content_hash != base.content_hash


def test_an_overlay_lies_over_an_overlay(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text(OVERLAY)
    second = "id: b\nextends: first.yaml\nsections:\n- id: acme_own\n  questions: [{id: acme_why, required: true}]\n"
    pack = read(tmp_path, second)
    assert pack.by_id["acme_why"].required
    assert pack.title == "Acme asks"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("id: a\nextends: vendor\n", "own.yaml:2 extends: there is no questionnaire 'vendor'"),
        (
            "id: a\nextends: own.yaml\n",
            "own.yaml:2 extends: more than 5 files over each other, or one over itself",
        ),
        ("id: a\nextends: gone.yaml\n", "gone.yaml: cannot be read"),
        ("id: a\nextends: ../..\n", "own.yaml:2 extends: there is no questionnaire '../..'"),
        (
            "id: a\nextends: gate_triage\nwithout: [EVAL-03]\n",
            "own.yaml:3 without.0: there is no question EVAL-03 that could be left out",
        ),
        (
            "id: a\nextends: gate_triage\nsections:\n- id: power\n  questions:\n  - {id: EVAL-01, kind: text}\n",
            "own.yaml:6 sections.0.questions.0.kind: EVAL-01 stays what it is, level: ask a question of your own",
        ),
        (
            "id: a\nextends: gate_triage\nsections:\n- id: power\n  questions:\n  - {id: EVAL-01, after: X}\n",
            "own.yaml:6 sections.0.questions.0.after: there is no question X to come after",
        ),
        (
            "id: a\nextends: gate_triage\nsections:\n- id: new\n  questions: []\n",
            "own.yaml:4 sections.0: a new section needs a title",
        ),
        (
            "id: a\n",
            "own.yaml:1 file: needs title, party, minutes, or `extends` and the questionnaire it changes",
        ),
        (HEAD, "own.yaml:1 file: needs sections with questions"),
        (HEAD + "sections: [{id: s, title: S}]\n", "own.yaml:1 file: has no question"),
        ("- a\n", "own.yaml:1 file: has to hold fields such as `id:` and `sections:`"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_where_it_stands(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, text)
    assert complaint in str(raised.value)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no regular file; give the path of a questionnaire in YAML"):
        packs.read(tmp_path, RUBRIC)
    with pytest.raises(InputError, match="cannot be read"):
        packs.read(tmp_path / "gone.yaml", RUBRIC)
    with pytest.raises(InputError, match="there is no questionnaire 'gate_triag'; did you mean gate_triage"):
        packs.load("gate_triag", RUBRIC)
    with pytest.raises(InputError, match="is not translated to 'xx'"):
        packs.load("gate_triage", RUBRIC, language="xx")
    with pytest.raises(InputError, match=r"is not translated to .*rubric'"):
        packs.load("gate_triage", RUBRIC, language="../rubric")


def test_a_translated_questionnaire_keeps_what_is_not_translated() -> None:
    pack = packs.load("gate_triage", RUBRIC)
    said = {
        "title": "Die Tore",
        "questions.EVAL-01.text": "Was gilt?",
        "questions.EVAL-01.options.0": "nichts",
    }
    german = translated(pack, Translation(translates="gate_triage", language="de", texts=said))
    assert (german.title, german.language) == ("Die Tore", "de")
    assert german.by_id["EVAL-01"].text == "Was gilt?"
    assert german.by_id["EVAL-01"].options[0].text == "nichts"
    assert german.by_id["EVAL-01"].options[1] == pack.by_id["EVAL-01"].options[1]
    assert german.by_id["EVAL-02"] == pack.by_id["EVAL-02"]
    assert german.content_hash != pack.content_hash


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


def test_yes_and_numbers_can_be_choices(tmp_path: Path) -> None:
    question = "{id: q, kind: choice, text: Which?, options: [{value: yes, text: yes}, {value: 3, text: 3}]}"
    pack = read(tmp_path, f"{HEAD}sections: [{{id: s, title: S, questions: [{question}]}}]\n")
    assert [(one.value, one.text) for one in pack.by_id["q"].options] == [("yes", "yes"), ("3", "3")]
