"""Assessment files: what people may write, what comes of it, and what they are told when it is wrong."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from audit import judgement, rubric
from audit.exchange import assessment_file
from audit.model.assessment import Answer, AnswerState, Assessment
from audit.model.base import InputError
from audit.model.finding import Confidence
from tests.storage.examples import ANSWERS, EMPTY, FULL

RUBRIC = rubric.load()
TODAY = date(2026, 11, 22)

SHORTEST = """\
subject: {name: Vendor A, kinds: [agent_with_tools, classic_ml]}
answers:
  EVAL-01: {level: 1, grade: claimed}
  PROV-01: {level: 3, grade: claimed, contradiction: strong}
  SEC-08: {not_applicable: "the system sees no personal data and decides nothing about people"}
"""


def parse(text: str) -> Assessment:
    return assessment_file.parse(text, "case.yaml", RUBRIC, TODAY)


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        parse(text)
    return str(raised.value).splitlines()


def test_the_shortest_file_is_enough() -> None:
    found = parse(SHORTEST)
    assert found.as_of == TODAY
    assert [(a.criterion, a.state.value, a.level) for a in found.answers] == [
        ("EVAL-01", "answered", 1),
        ("PROV-01", "answered", 3),
        ("SEC-08", "not_applicable", None),
    ]
    assert found.answers[1].contradiction is Confidence.STRONG
    conclusion = judgement.conclude(found, RUBRIC)
    assert conclusion.gates.failed == ("EVAL-01", "PROV-01")
    assert not conclusion.standings["SEC-08"].applicable


@pytest.mark.parametrize(
    ("written", "state", "level", "grade"),
    [
        ("{level: 3}", "answered", 3, 1),
        ("{level: 3, grade: documented}", "answered", 3, 2),
        ("{level: 3, grade: E3}", "answered", 3, 3),
        ("{level: 3, grade: 4}", "answered", 3, 4),
        ("{unknown: true}", "unknown", None, 1),
        ("{declined: they said next week}", "declined", None, 1),
        ("{state: unknown}", "unknown", None, 1),
    ],
)
def test_ways_to_write_an_answer(written: str, state: str, level: int | None, grade: int) -> None:
    (answer,) = parse(f"subject: {{name: A, kinds: [rag]}}\nanswers: {{EVAL-01: {written}}}").answers
    assert (answer.state, answer.level, answer.grade) == (AnswerState(state), level, grade)


def test_several_respondents_answer_the_same_question() -> None:
    found = parse(
        "subject: {name: A, kinds: [rag]}\nanswers:\n  EVAL-01:\n  - {level: 1, by: ops}\n  - {level: 3, by: agency}\n"
    )
    assert [(a.by, a.level) for a in found.answers] == [("ops", 1), ("agency", 3)]


SUBJECT = "subject: {name: A, kinds: [rag]}\n"


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ("", snapshot(["case.yaml:1 file: has to hold fields such as `subject:` and `answers:`"])),
        ("- a list", snapshot(["case.yaml:1 file: has to hold fields such as `subject:` and `answers:`"])),
        ("answers: {}\n", snapshot(["case.yaml:1 subject: is required"])),
        (
            SUBJECT + "answers:\n  EVAL-99: {level: 1}\n",
            snapshot(["case.yaml:3 answers.EVAL-99: 'EVAL-99' is not a criterion; did you mean EVAL-07?"]),
        ),
        (
            SUBJECT + "answers:\n  EVAL-01: {level: 7}\n",
            snapshot(["case.yaml:3 answers.EVAL-01.level: input should be less than or equal to 4, not 7"]),
        ),
        (
            SUBJECT + "answers:\n  EVAL-01: {level: 2, grade: shown}\n",
            snapshot(
                [
                    "case.yaml:3 answers.EVAL-01.grade: unknown evidence grade 'shown': use one of none, claimed, documented, demonstrated, verified, or 0 to 4"
                ]
            ),
        ),
        (
            SUBJECT + "answers:\n  EVAL-01:\n  - {level: 1}\n  - {lvl: 2}\n",
            snapshot(
                ["case.yaml:5 answers.EVAL-01.1.lvl: is not a field that is known here; check the spelling"]
            ),
        ),
        (
            SUBJECT + "answers:\n  EVAL-01: 3\n",
            snapshot(
                [
                    "case.yaml:3 answers.EVAL-01: has to be like {level: 1, grade: claimed}, {unknown: true} or {not_applicable: why}"
                ]
            ),
        ),
        (
            SUBJECT + "answers:\n  SEC-08: {not_applicable: ''}\n",
            snapshot(["case.yaml:3 answers.SEC-08: not applicable needs a reason"]),
        ),
        (
            SUBJECT + "answers:\n  EVAL-01: {level: 2, evidence: [E-9]}\n",
            snapshot(["case.yaml:1 evidence: 'E-9' is cited by an answer but not in the register"]),
        ),
        (
            SUBJECT + "symptoms:\n- FP-03.9\n",
            snapshot(["case.yaml:3 symptoms.0: 'FP-03.9' is no symptom; did you mean FP-03.2?"]),
        ),
        (
            SUBJECT + "demo: {successes: 9, trials: 8}\n",
            snapshot(["case.yaml:2 demo: 9 successes of 8 trials is impossible"]),
        ),
        (
            SUBJECT + "inspections: []\n",
            snapshot(["case.yaml:2 inspections: are made, never given: name the `repositories` instead"]),
        ),
        (
            SUBJECT + "subject: {name: B, kinds: [rag]}\n",
            snapshot(["case.yaml:2 subject: given twice; keep one"]),
        ),
        (
            "subject: {name: A\n",
            snapshot(["case.yaml:2 file: not valid YAML: did not find expected ',' or '}'"]),
        ),
        (
            "subject:\n\tname: A\n",
            snapshot(["case.yaml:2 file: not valid YAML: the line begins with a tab; indent with spaces"]),
        ),
        ("? [a]\n: b\n", snapshot(["case.yaml:1 : a key has to be a word"])),
    ],
)
def test_bad_files_are_refused_with_line_field_and_reason(text: str, complaints: list[str]) -> None:
    assert refused(text) == complaints


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("answers: 5\n", "2 answers: has to map criteria, such as EVAL-01, to answers"),
        ("claims: [{criterion: [a], level: 1}]\n", "2 claims.0.criterion: ['a'] is not a criterion"),
        ("answers: {EVAL-01: {level: yes}}\n", "2 answers.EVAL-01.level: has to be a whole number"),
        ("answers: {EVAL-01: {level: '3'}}\n", "2 answers.EVAL-01.level: has to be a whole number"),
        ("answers: {EVAL-01: {level: 3, grade: 2.0}}\n", "2 answers.EVAL-01.grade: an evidence grade is"),
        (
            "answers: {EVAL-01: [{level: 1, by: a}, {level: 2, by: a}]}\n",
            "2 answers.EVAL-01: is answered twice by a; keep one answer",
        ),
        ("demo: {successes: 1, trials: 1" + "0" * 400 + "}\n", "2 demo.trials: input should be less than"),
        ("operation: {spend_per_month: 1e308}\n", "2 operation.spend_per_month: input should be less than"),
        ("as_of: 9999-12-31\n", "2 as_of: input should be less than or equal to 2200-12-31"),
    ],
)
def test_odd_values_are_refused_where_they_stand(text: str, complaint: str) -> None:
    assert refused(SUBJECT + text)[0].startswith(f"case.yaml:{complaint}")


def test_all_complaints_come_at_once_but_no_more_than_can_be_read() -> None:
    lines = refused(SUBJECT + "answers:\n" + "".join(f"  {c.id}: {{level: 9}}\n" for c in RUBRIC.criteria()))
    assert len(lines) == 21
    assert lines[-1] == "and 48 more"


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\n" + "".join(f"c{n}: &c{n} [*b, *b, *b]\n" for n in range(3)),
        "x: &x\n" + "\n".join(f"{'  ' * n}- " for n in range(1, 60)) + "x",
        "x: " + "[" * 3000 + "]" * 3000,
        "x: " + "[" * 200_000,
        "&a [*a]",
        "x: !!python/object/apply:os.system ['true']",
    ],
)
def test_hostile_yaml_is_refused_or_harmless(text: str) -> None:
    assert refused(text) != []


def test_a_laughing_file_is_stopped() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]\n" for n in range(1, 9))
    (complaint,) = refused(text)
    assert "too large or too deeply nested" in complaint


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda p: None, "there is no such file"),
        (lambda p: p.mkdir(), "is a folder"),
        (
            lambda p: p.write_bytes(b"subject:\n  name: M\xfcller\n"),
            r"case\.yaml:2 file: is not written in UTF-8; save it as UTF-8",
        ),
    ],
)
def test_a_path_that_is_no_file(tmp_path: Path, make, complaint: str) -> None:
    path = tmp_path / "case.yaml"
    make(path)
    with pytest.raises(InputError, match=complaint):
        assessment_file.read(path, RUBRIC)


@given(st.lists(ANSWERS, max_size=8), st.sampled_from((EMPTY, FULL)))
@settings(max_examples=40, deadline=None)
def test_what_is_written_reads_back_as_the_same(answers: list[Answer], rest: Assessment) -> None:
    once = {(answer.criterion, answer.by): answer for answer in answers}
    grouped = sorted(once.values(), key=lambda answer: answer.criterion)
    same = rest.model_copy(update={"inspections": (), "answers": tuple(grouped)})
    assert parse(assessment_file.write(same)) == same


@pytest.mark.parametrize(
    "text", ["a\x85b", "a\u2028b", "a\nb\n\nc", "- a: [b", "'", "no", "1e3", "=1+1", "# x"]
)
def test_text_is_written_so_that_it_reads_back_as_it_was(text: str) -> None:
    answer = Answer(criterion="EVAL-01", level=1, narrative=text)
    same = EMPTY.model_copy(update={"answers": (answer,)})
    assert parse(assessment_file.write(same)) == same


def test_an_answer_written_alone_is_no_list() -> None:
    one = Assessment(
        subject={"name": "A", "kinds": ["rag"]}, as_of=TODAY, answers=(Answer(criterion="EVAL-01", level=0),)
    )
    assert "EVAL-01:\n    level: 0\n" in assessment_file.write(one)
