"""A reply that does not fit its question is refused in words that say what would be right."""

from datetime import date
from typing import Any

import pytest

from audit.model.asking import Reply
from audit.model.assessment import Answer, AnswerState
from audit.model.inapplicability import Inapplicability
from audit.model.questionnaire import Column, Option, Question, QuestionKind
from audit.model.refusal import refusals
from audit.model.response import Nature, ReplyState, Response

DAY = date(2026, 10, 1)
OPTIONS = (Option(value="a", text="A"), Option(value="b", text="B"))


def question(kind: str, **fields: Any) -> Question:
    if kind in ("level", "scale"):
        fields["options"] = [
            {"value": str(n), "text": f"anchor {n}"} for n in range(5 if kind == "level" else 4)
        ]
    return Question(id="EVAL-01", kind=QuestionKind(kind), text="What?", **fields)


LEVEL = question("level", criterion="EVAL-01")
NUMBER = question("number", unit="%", minimum=0, maximum=100)
TABLE = question(
    "table",
    columns=[
        Column(id="when", text="When", kind=QuestionKind.DATE),
        Column(id="cost", text="Cost", kind=QuestionKind.NUMBER),
        Column(id="kind", text="Kind", kind=QuestionKind.CHOICE, options=OPTIONS),
        Column(id="what", text="What"),
    ],
)


def reply(value: Any = None, **fields: Any) -> Response:
    return Response(question="EVAL-01", value=value, **fields)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (LEVEL, Answer(criterion="EVAL-01", level=2)),
        (LEVEL, Answer(criterion="EVAL-01", state=AnswerState.UNKNOWN)),
        (
            LEVEL,
            Answer(
                criterion="EVAL-01",
                state=AnswerState.NOT_APPLICABLE,
                inapplicable=Inapplicability.NOT_THIS_KIND_OF_SYSTEM,
                reason="nothing is retrieved anywhere",
            ),
        ),
        (question("scale"), reply(3)),
        (question("scale"), reply(narrative="We show a trace of order 4711.")),
        (question("choice", options=OPTIONS), reply("a")),
        (question("choices", options=OPTIONS), reply(["a", "b"])),
        (question("yes_no"), reply(False)),
        (NUMBER, reply(0)),
        (NUMBER, reply(100.0)),
        (question("date"), reply(date(2026, 10, 1))),
        (question("date", future=True), reply("2027-01-01")),
        (question("text"), reply("so")),
        (question("text"), reply(narrative="so")),
        (question("evidence"), reply("https://example.org/report.pdf")),
        (question("evidence"), reply(narrative="the report", evidence=["E-1"])),
        (TABLE, reply([{"when": date(2026, 5, 1), "cost": 12.5, "kind": "a", "what": "sign-off"}])),
        (TABLE, reply([{"when": "", "what": "sign-off"}])),
        (question("yes_no", nature=True), reply(True, nature=Nature.FACT)),
        (question("yes_no", nature=True), reply(state=ReplyState.UNKNOWN)),
    ],
)
def test_what_fits_is_taken(asked: Question, given: Reply) -> None:
    assert refusals(asked, given, DAY, {"E-1"}) == ()


@pytest.mark.parametrize(
    ("asked", "given", "why"),
    [
        (LEVEL, reply(2), "EVAL-01 is answered with a level, from 0 to 4"),
        (question("text"), Answer(criterion="EVAL-01", level=2), "EVAL-01 is no level"),
        (
            LEVEL,
            Answer(criterion="EVAL-01", level=2, at=date(2026, 10, 2)),
            "EVAL-01: cannot be given on 2026-10-02, after the day of the assessment (2026-10-01)",
        ),
        (
            LEVEL,
            Answer(criterion="EVAL-01", level=2, evidence=("E-9",)),
            "EVAL-01: cites 'E-9', which is not in the evidence register",
        ),
        (
            LEVEL,
            Answer(criterion="EVAL-01", state=AnswerState.NOT_APPLICABLE, reason="we do not need it"),
            "EVAL-01: not applicable needs a kind of reason: not_this_kind_of_system, covered_elsewhere, "
            "out_of_scope_of_audit, not_yet_required",
        ),
        (
            question("text"),
            reply(
                state=ReplyState.NOT_APPLICABLE,
                inapplicable=Inapplicability.COVERED_ELSEWHERE,
                narrative="no",
            ),
            "EVAL-01: not applicable needs a sentence that says why",
        ),
        (
            question("scale"),
            reply(4),
            "EVAL-01: has to be a number from 0 to 3, or words under narrative, not '4.0'",
        ),
        (
            question("scale"),
            reply(True),
            "EVAL-01: has to be a number from 0 to 3, or words under narrative, not 'True'",
        ),
        (question("choice", options=OPTIONS), reply("c"), "EVAL-01: has to be one of a, b, not 'c'"),
        (question("choices", options=OPTIONS), reply("a"), "EVAL-01: has to be a list of a, b, not 'a'"),
        (
            question("choices", options=OPTIONS),
            reply(["a", "c"]),
            "EVAL-01: has to be a list of a, b, not 'c'",
        ),
        (question("choices", options=OPTIONS), reply(["a", "a"]), "EVAL-01: names a choice twice; keep one"),
        (question("choices", options=OPTIONS), reply([]), "EVAL-01: has to be a list of a, b, not '()'"),
        (question("yes_no"), reply("maybe"), "EVAL-01: has to be yes or no, not 'maybe'"),
        (NUMBER, reply(101), "EVAL-01: has to be a number from 0 to 100 %, not '101.0'"),
        (NUMBER, reply(-0.1), "EVAL-01: has to be a number from 0 to 100 %, not '-0.1'"),
        (NUMBER, reply("94%"), "EVAL-01: has to be a number from 0 to 100 %, not '94%'"),
        (NUMBER, reply(True), "EVAL-01: has to be a number from 0 to 100 %, not 'True'"),
        (
            NUMBER,
            reply(narrative="about ninety"),
            "EVAL-01: needs a value: a number from 0 to 100 %; a narrative alone does not answer it",
        ),
        (
            question("date"),
            reply("2026-02-30"),
            "EVAL-01: has to be a date such as 2026-10-31, not '2026-02-30'",
        ),
        (question("date"), reply("20261001"), "EVAL-01: has to be a date such as 2026-10-31, not '20261001'"),
        (
            question("date"),
            reply("2026-10-02"),
            "EVAL-01: 2026-10-02 lies after the day of the assessment (2026-10-01)",
        ),
        (question("text"), reply(3), "EVAL-01: has to be text, not '3.0'"),
        (
            question("evidence"),
            reply(narrative="it is somewhere"),
            "EVAL-01: has to name a document, a link, or an item of the evidence register",
        ),
        (TABLE, reply("x"), "EVAL-01: has to be rows such as {column: text}, not 'x'"),
        (
            TABLE,
            reply([{"when": "May"}]),
            "EVAL-01: row 1, when: has to be a date such as 2026-10-31, not 'May'",
        ),
        (TABLE, reply([{"cost": "nan"}]), "EVAL-01: row 1, cost: has to be a number, not 'nan'"),
        (TABLE, reply([{"kind": "c"}]), "EVAL-01: row 1, kind: has to be one of a, b, not 'c'"),
        (TABLE, reply([{"what": "x"}, {"what": ""}]), "EVAL-01: row 2 is empty"),
        (
            TABLE,
            reply([{"wat": "x"}]),
            "EVAL-01: row 1 has no column 'wat'; there are when, cost, kind, what",
        ),
        (TABLE, reply([{"what": "x"}] * 501), "EVAL-01: has more than 500 rows; name a document instead"),
        (
            question("yes_no", nature=True),
            reply(True),
            "EVAL-01: has to say whether it is a fact, an inference or an opinion",
        ),
        (
            question("text"),
            reply("x" * 20_001),
            "EVAL-01: is longer than 20,000 characters; name a document instead",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_a_way_out(asked: Question, given: Reply, why: str) -> None:
    assert refusals(asked, given, DAY, {"E-1"}) == (why,)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "text", "criterion": "EVAL-01"}, "a level names the criterion"),
        ({"kind": "level"}, "a level names the criterion"),
        ({"kind": "choice", "options": [{"value": "a", "text": "A"}]}, "a choice needs at least two options"),
        ({"kind": "choice", "options": [{"value": "a", "text": "A"}] * 2}, "two options have the same value"),
        ({"kind": "scale", "options": [{"value": "1", "text": "A"}]}, "a scale has the anchors 0, 1, 2, 3"),
        ({"kind": "text", "options": [{"value": "1", "text": "A"}]}, "a text question has no options"),
        ({"kind": "table"}, "a table, and nothing else, has columns"),
        ({"kind": "text", "columns": [{"id": "a", "text": "A"}]}, "a table, and nothing else, has columns"),
        ({"kind": "table", "columns": [{"id": "a", "text": "A"}] * 2}, "two columns have the same id"),
        ({"kind": "table", "columns": [{"id": "a", "text": "A", "kind": "level"}]}, "a column is one of"),
        ({"kind": "text", "unit": "%"}, "only a number has a unit"),
        ({"kind": "number", "minimum": 2, "maximum": 1}, "the minimum 2 lies above the maximum 1"),
        ({"kind": "text", "future": True}, "only a date can lie in the future"),
        ({"kind": "text", "when": {"question": "q"}}, "a comparison needs both: question, and in"),
        ({"kind": "text", "when": {"question": "q", "in": [1], "not": {}}}, "either {question: …, in: […]}"),
        ({"kind": "text", "when": {}}, "either {question: …, in: […]}"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match="validation error") as raised:
        Question.model_validate({"id": "q", "text": "What?", **fields})
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "a reply has a value or a narrative"),
        ({"narrative": ""}, "a reply has a value or a narrative"),
        ({"value": "x", "state": "declined"}, "a reply that is declined has no value"),
        ({"value": {"a": 1}}, "a reply is text, yes or no, a number, a date, a list"),
        ({"value": [{"a": 1}, "b"]}, "a table has rows such as {column: text}"),
        ({"value": [["a"]]}, "a cell or a choice is text, a number or a date"),
    ],
)
def test_a_reply_that_says_nothing_or_two_things_is_refused(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match="validation error") as raised:
        Response.model_validate({"question": "q", **fields})
    assert why in str(raised.value)


def test_cells_are_kept_as_text() -> None:
    row = {"when": date(2026, 5, 1), "cost": 12.5, "held": True, "note": None}
    assert reply([row]).value == ({"when": "2026-05-01", "cost": "12.5", "held": "yes", "note": ""},)
