"""Each flaw is found in a file that has it, and only there; what ships has none."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from audit import rubric
from audit.model.lint import Flaw
from audit.rubric import lint, packs
from audit.rubric.lint import tables
from audit.rubric.translate import texts

RUBRIC = rubric.load()
HEAD = "id: own\ntitle: Own\nparty: client\nminutes: 5\nsections:\n- id: s\n  title: S\n"
TEXT = "{id: a, kind: text, text: 'What is it?'}"
YES = "{id: y, kind: yes_no, text: 'Is it so?'}"


def remarks(folder: Path, text: str, name: str = "own.yaml") -> list[tuple[str, str]]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return [(one.flaw.value, one.text.removeprefix(f"{folder}/")) for one in lint.lint_file(file, RUBRIC)]


def test_what_ships_has_no_flaw() -> None:
    assert lint.lint_shipped(RUBRIC) == ()


def question(condition: str = "", **fields: str) -> str:
    own = "".join(f", {name}: {value}" for name, value in fields.items())
    when = f", when: {condition}" if condition else ""
    return f"  - {{id: x, kind: text, text: 'And then?'{own}{when}}}\n"


@pytest.mark.parametrize(
    ("flaw", "text", "complaint"),
    [
        (
            Flaw.UNKNOWN_ID,
            "  criteria: [EVAL, EVL-01]\n",
            "own.yaml:8 sections.0.criteria.1: 'EVL-01' is not in the rubric; did you mean EVAL-01?",
        ),
        (
            Flaw.UNKNOWN_ID,
            "  partner_questions: [PQ-01, PQ-91]\n",
            "own.yaml:8 sections.0.partner_questions.1: 'PQ-91' is not in the rubric; did you mean PQ-1",
        ),
        (
            Flaw.UNKNOWN_ID,
            f"  questions:\n  - {YES}\n{question('{question: z, in: [yes]}')}",
            "own.yaml:10 sections.0.questions.1.when: x hangs on z, which is no question of it",
        ),
        (
            Flaw.UNKNOWN_ID,
            "  questions:\n  - {id: x, kind: level, text: 'How?', criterion: EVAL-99, options: ["
            + ", ".join(f"{{value: '{n}', text: a record of step {n}}}" for n in range(5))
            + "]}\n",
            "own.yaml:9 sections.0.questions.0.criterion: EVAL-99 is not a criterion of the rubric",
        ),
        (
            Flaw.UNREACHABLE_QUESTION,
            f"  questions:\n  - {YES}\n"
            + question("{all: [{question: y, in: [yes]}, {question: y, in: [no]}]}"),
            "own.yaml:10 sections.0.questions.1.when: x is never asked, whatever is replied",
        ),
        (
            Flaw.UNREACHABLE_QUESTION,
            f"  questions:\n  - {YES}\n  - {{id: b, kind: yes_no, text: 'B?', when: {{question: y, in: [yes]}}}}\n"
            + question("{all: [{question: b, in: [yes]}, {not: {question: y, in: [yes]}}]}"),
            "own.yaml:11 sections.0.questions.2.when: x is never asked, whatever is replied",
        ),
        (
            Flaw.CYCLIC_CONDITION,
            "  questions:\n  - {id: b, kind: yes_no, text: 'B?', when: {question: c, in: [yes]}}\n"
            "  - {id: c, kind: yes_no, text: 'C?', when: {not: {question: b, in: [yes]}}}\n",
            "own.yaml:9 sections.0.questions.0.when: asked only after itself: b → c → b",
        ),
        (
            Flaw.CYCLIC_CONDITION,
            "  questions:\n  - {id: b, kind: yes_no, text: 'B?', when: {question: b, in: [yes]}}\n",
            "own.yaml:9 sections.0.questions.0.when: asked only after itself: b → b",
        ),
        (
            Flaw.DEAD_RULE,
            f"  questions:\n  - {YES}\n"
            + question("{any: [{question: y, in: [yes]}, {not: {question: y, in: [yes]}}]}"),
            "own.yaml:10 sections.0.questions.1.when: the condition of x always holds; drop it",
        ),
        (
            Flaw.DEAD_RULE,
            f"  questions:\n  - {YES}\n{question('{question: y, in: [yes, perhaps]}')}",
            "own.yaml:10 sections.0.questions.1.when: no reply to y can be 'perhaps'",
        ),
        (
            Flaw.DEAD_RULE,
            f"  questions:\n  - {TEXT}\n{question('{question: a, in: [unknown, blue]}')}",
            "own.yaml:10 sections.0.questions.1.when: no reply to a can be 'blue'",
        ),
        (
            Flaw.DEAD_RULE,
            "  criteria: [EVAL-01]\n  questions:\n" + question("{question: EVAL-01, in: [0, 5]}"),
            "own.yaml:10 sections.0.questions.0.when: no reply to EVAL-01 can be 5",
        ),
        (
            Flaw.LEVEL_WITHOUT_ANCHOR,
            "  criteria: [EVAL-01]\n- id: t\n  title: T\n  questions:\n"
            + "  - {id: EVAL-01, options: ["
            + ", ".join(
                f"{{value: '{n}', text: {t}}}"
                for n, t in enumerate(["none", "a talk", "adequate testing of the system", "a b c", "x y z"])
            )
            + "]}\n",
            "own.yaml:12 sections.1.questions.0.options.2: level 2 of EVAL-01 says 'adequate', which everybody sees",
        ),
        (
            Flaw.DUPLICATE_WORDING,
            f"  questions:\n  - {TEXT}\n  - {{id: b, kind: date, text: 'what  is it'}}\n",
            "own.yaml:10 sections.0.questions.1.text: b is asked in the same words as a",
        ),
        (
            Flaw.DUPLICATE_WORDING,
            "  questions:\n  - {id: c, kind: choice, text: 'Which?', options: [{value: a, text: So}, {value: b, text: 'so.'}]}\n",
            "own.yaml:9 sections.0.questions.0.options.1: c offers the same words twice",
        ),
        (
            Flaw.INVALID,
            f"  questions:\n  - {TEXT}\n  - {TEXT}\n",
            "own.yaml:10 sections.0.questions.1.id: question a is given twice; keep one",
        ),
        (
            Flaw.INVALID,
            "  criteria: [EVAL-01, EVAL-01]\n",
            "own.yaml:8 sections.0.criteria.1: question EVAL-01 is asked already; a question stands in one place",
        ),
        (
            Flaw.INVALID,
            "  questions:\n  - {id: a, kind: number, text: 'How many?', minimum: 2, maximum: 1}\n",
            "own.yaml:9 sections.0.questions.0: the minimum 2 lies above the maximum 1",
        ),
        (
            Flaw.INVALID,
            "  questions:\n  - {id: a, kind: text, txt: 'What?'}\n",
            "own.yaml:9 sections.0.questions.0.txt: is not a field that is known here; check the spelling",
        ),
        (Flaw.INVALID, "  questions: []\n", "own.yaml:1 file: has no question"),
        (
            Flaw.INVALID,
            f"  questions:\n  - {YES}\nextends: gate_triage\nid: gate_triage\n",
            "own.yaml:11 id: given twice; keep one",
        ),
        (Flaw.INVALID, "  - [\n", "own.yaml:8 file: not valid YAML"),
    ],
)
def test_a_flaw_of_a_questionnaire(tmp_path: Path, flaw: Flaw, text: str, complaint: str) -> None:
    found = remarks(tmp_path, HEAD + text)
    assert flaw.value in {name for name, _ in found}
    assert any(name == flaw.value and one.startswith(complaint[:100]) for name, one in found), found


@pytest.mark.parametrize(
    "text",
    [
        f"  questions:\n  - {YES}\n{question('{question: y, in: [yes]}')}",
        f"  questions:\n  - {YES}\n{question('{question: y, in: [unknown, declined]}')}",
        f"  questions:\n  - {YES}\n{question('{not: {question: y, in: [no]}}')}",
        "  criteria: all\n  questions:\n" + question("{question: EVAL-01, in: [0, 1]}"),
        "  questions:\n  - {id: n, kind: number, text: 'How many?', minimum: 0}\n"
        + question("{not: {question: n, in: [0]}}"),
        "  questions:\n  - {id: c, kind: choices, text: 'Which?', options: [{value: a, text: A}, {value: b, text: B}]}\n"
        + question("{all: [{question: c, in: [a]}, {question: c, in: [b]}]}"),
    ],
)
def test_what_is_sound_is_left_alone(tmp_path: Path, text: str) -> None:
    assert remarks(tmp_path, HEAD + text) == []


@pytest.mark.parametrize(
    ("flaw", "file", "old", "new", "complaint"),
    [
        (
            Flaw.GATE_WITHOUT_EVIDENCE,
            "rubric/doc.yaml",
            "  gate_min_evidence: E2\n",
            "",
            "rubric/doc.yaml:7 criteria.0: DOC-01 is a gate and does not say gate_min_evidence",
        ),
        (
            Flaw.GATE_WITHOUT_EVIDENCE,
            "rubric/doc.yaml",
            "gate_min_evidence: E2",
            "gate_min_evidence: E1",
            "rubric/doc.yaml:12 criteria.0.gate_min_evidence: DOC-01 is a gate that words alone would meet",
        ),
        (
            Flaw.LEVEL_WITHOUT_ANCHOR,
            "rubric/eval.yaml",
            "    L2: Written intended use, out-of-scope list and numeric thresholds, dated before the acceptance run.",
            "    L2: Appropriate thresholds are agreed with all stakeholders.",
            "rubric/eval.yaml:22 criteria.0.levels.L2: level 2 of EVAL-01 says 'appropriate'",
        ),
        (
            Flaw.LEVEL_WITHOUT_ANCHOR,
            "rubric/eval.yaml",
            "    L2: Written intended use, out-of-scope list and numeric thresholds, dated before the acceptance run.",
            "    L2: Done.",
            "rubric/eval.yaml:22 criteria.0.levels.L2: level 2 of EVAL-01 says nothing that could be observed",
        ),
        (
            Flaw.DUPLICATE_WORDING,
            "rubric/eval.yaml",
            "    L1: Verbal goal or one headline metric chosen after results were seen.",
            "    L1: No statement of intended use or success beyond 'it should work'.",
            "rubric/eval.yaml:21 criteria.0.levels.L1: level 1 of EVAL-01 has the words of level 0",
        ),
        (
            Flaw.DUPLICATE_WORDING,
            "rubric/eval.yaml",
            "    internal: Show the eval report. Is there an n, an interval and a per-segment table? How were repeated runs handled?",
            "    internal: Where is the evaluation set, who labelled it, when was it last changed, and which production segments are missing from it?",
            "EVAL-03 asks in the same words as EVAL-02",
        ),
        (
            Flaw.DEAD_RULE,
            "decisions.yaml",
            "- decision: stop\n",
            "- decision: wait\n  rule: whatever\n- decision: stop\n",
            "'stop' is never reached: row 1 holds whenever this one would",
        ),
        (
            Flaw.DEAD_RULE,
            "decisions.yaml",
            "  when_all: [code_is_replaced, data_is_replaced]\n",
            "  when_all: [code_is_replaced, rights_cannot_be_had]\n",
            "'rebuild' is never reached: row 1 holds whenever this one would",
        ),
        (
            Flaw.DEAD_RULE,
            "decisions.yaml",
            "    weak_contradiction: a weak contradiction\n",
            "    failed_gate: a failed gate\n",
            "failed_gate decided in row 2 already",
        ),
        (
            Flaw.DEAD_RULE,
            "decisions.yaml",
            "- {when: refused, question: PQ-11, rule:",
            "- {when: refused, question: PQ-04, rule:",
            "vendor_knock_outs.1: knocks out what is out already",
        ),
        (
            Flaw.DEAD_RULE,
            "stages.yaml",
            "    levels: {EVAL-01: 2, EVAL-02: 2,",
            "    levels: {EVAL-01: 1, EVAL-02: 2,",
            "EVAL-01 at 1 asks nothing: S1 asks for 2 already",
        ),
        (
            Flaw.DEAD_RULE,
            "failure_patterns.yaml",
            "  min_supporting: 1\n",
            "  min_supporting: 9\n",
            "failure_patterns.yaml:10 patterns.0.min_supporting: FP-01 is never exposed",
        ),
        (
            Flaw.INVALID,
            "rubric/doc.yaml",
            "weight: 5\n",
            "weight: heavy\n",
            "rubric/doc.yaml:4 weight: has to be a whole number, not 'heavy'",
        ),
        (Flaw.INVALID, "rubric.yaml", "scale]", "scales]", "rubric/scales.yaml: cannot be read"),
    ],
)
def test_a_flaw_of_a_rubric(
    tmp_path: Path, flaw: Flaw, file: str, old: str, new: str, complaint: str
) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(str(files("questionnaires")), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [one.text for one in lint.lint_rubric(folder) if one.flaw is flaw]
    assert any(complaint in one for one in found), lint.lint_rubric(folder)


def test_a_criterion_that_stands_alone_weighs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(str(files("questionnaires")), folder)
    file = folder / "rubric" / "scale.yaml"
    kinds = re.compile(r"applies_to: \[.*\]")
    text = kinds.sub("applies_to: [classic_ml]", file.read_text(encoding="utf-8"))
    file.write_text(text.replace("applies_to: [classic_ml]", "applies_to: [rag]", 1), encoding="utf-8")
    (found,) = lint.lint_rubric(folder)
    assert found.flaw is Flaw.WEIGHT_WITHOUT_EFFECT
    assert "criteria.0.weight: wherever SCALE-01 applies, nothing else of SCALE does" in found.text


def test_the_weight_of_a_single_dimension_changes_nothing() -> None:
    folder = files("questionnaires")
    documents = {
        name: packs.parsed(folder.joinpath(*name.split("/")), name)
        for name in ("rubric/eval.yaml", "failure_patterns.yaml", "stages.yaml", "decisions.yaml")
    }
    alone = RUBRIC.model_copy(update={"dimensions": RUBRIC.dimensions[:1]})
    assert [one.text for one in tables.lint(alone, documents)] == [
        "rubric/eval.yaml:4 weight: the weight of EVAL changes nothing: it is the only dimension"
    ]


def test_a_translation_lacks_texts_and_has_some_too_many(tmp_path: Path) -> None:
    own = HEAD + f"  questions:\n  - {YES}\n"
    (tmp_path / "own.yaml").write_text(own)
    translation = "translates: own.yaml\nlanguage: de\ntexts:\n  title: Eigenes\n  sections.s.title: S\n  questions.z.text: Wer?\n"
    assert remarks(tmp_path, translation, "own.de.yaml") == [
        ("missing-translation", "own.de.yaml:3 texts: questions.y.text is not translated to de"),
        ("unknown-id", "own.de.yaml:6 texts.questions.z.text: own has no text questions.z.text"),
    ]
    whole = translation.replace("questions.z.text: Wer?", "questions.y.text: Ist es so?")
    assert remarks(tmp_path, whole, "own.de.yaml") == []


def test_every_text_that_a_respondent_reads_has_a_key() -> None:
    keys = texts(packs.load("readiness_review", RUBRIC))
    assert keys["questions.reviewed_before.text"] == "Has this system been reviewed before?"
    assert keys["questions.EVAL-01.options.0"] == RUBRIC.by_id["EVAL-01"].levels[0]
    assert keys["questions.changes.columns.area.model"] == "model"
    assert keys["questions.runs_last_month.unit"] == "runs"
