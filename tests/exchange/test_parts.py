"""Replies, partner scores and week one in an assessment file: short forms, and errors with line and field."""

from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from audit import rubric
from audit.assessment.questionnaires import questions
from audit.exchange import assessment_file
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.response import BuildabilityRating, Nature, PartnerRating, ReplyState, Response

RUBRIC = rubric.load()
HEAD = "subject: {name: A, kinds: [rag]}\nas_of: 2026-10-01\n"


def parse(text: str) -> Assessment:
    return assessment_file.parse(HEAD + text, "case.yaml", RUBRIC, questions=questions)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "responses: {PQ-04: {narrative: 'trace 4711', by: v, at: 2026-09-30}}",
            {
                "responses": (
                    Response(question="PQ-04", narrative="trace 4711", by="v", at=date(2026, 9, 30)),
                )
            },
        ),
        ("responses: {PQ-04: 2}", {"responses": (Response(question="PQ-04", value=2.0),)}),
        (
            "responses: {PQ-04: {unknown: true}}",
            {"responses": (Response(question="PQ-04", state=ReplyState.UNKNOWN),)},
        ),
        (
            "responses: {PQ-04: {declined: our lawyers forbid it}}",
            {
                "responses": (
                    Response(question="PQ-04", state=ReplyState.DECLINED, narrative="our lawyers forbid it"),
                )
            },
        ),
        (
            "responses: {FP-03.1: [{value: yes, nature: fact, by: a}, {value: no, nature: opinion, by: b}]}",
            {
                "responses": (
                    Response(question="FP-03.1", value=True, nature=Nature.FACT, by="a"),
                    Response(question="FP-03.1", value=False, nature=Nature.OPINION, by="b"),
                )
            },
        ),
        ("responses: [{question: PQ-04, value: 1}]", {"responses": (Response(question="PQ-04", value=1.0),)}),
        ("partner: {PQ-01: 2}", {"partner": (PartnerRating(question="PQ-01", score=2),)}),
        (
            "partner: {PQ-01: {score: 0, refused: true, red_flags: [1], by: Mara}}",
            {"partner": (PartnerRating(question="PQ-01", score=0, refused=True, red_flags=(1,), by="Mara"),)},
        ),
        ("buildability: {WB-06: 3}", {"buildability": (BuildabilityRating(item="WB-06", score=3),)}),
        (
            "buildability: [{item: WB-06, score: 3, fires: true}]",
            {"buildability": (BuildabilityRating(item="WB-06", score=3, fires=True),)},
        ),
        (
            # Asked when it took larger numbers: kept as it was given.
            "responses: {exit_days: {value: 9999, asked: {pack: vendor_evaluation, version: old, text: How long}}}",
            {"responses": ("exit_days",)},
        ),
        (
            "responses: {own.1: {value: x, asked: {pack: acme, version: abc, text: 'What?'}}}",
            {"responses": ("own.1",)},
        ),
    ],
)
def test_what_is_written_is_read_and_written_again(written: str, read: dict[str, Any]) -> None:
    found = parse(written)
    for field, entries in read.items():
        held = getattr(found, field)
        assert (tuple(one.question for one in held) if isinstance(entries[0], str) else held) == entries
    assert (
        parse(assessment_file.write(found).replace(HEAD, "", 1).partition("as_of:")[2].partition("\n")[2])
        == found
    )
    jsonschema.validate(_plain(HEAD + written), assessment_file.schema())


def _plain(text: str) -> Any:
    """The file as an editor sees it: dates as text."""
    loader = type(
        "Loader",
        (yaml.SafeLoader,),
        {
            "yaml_implicit_resolvers": {
                key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
                for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
            }
        },
    )
    return yaml.load(text, Loader=loader)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (
            "responses:\n  PQ-4: {value: 2}",
            "case.yaml:4 responses.PQ-4: there is no question 'PQ-4'; did you mean PQ-",
        ),
        (
            "responses:\n- {question: zzzzzz, value: 2}",
            "case.yaml:4 responses.0: there is no question 'zzzzzz'; a question of your own needs `asked:",
        ),
        (
            "responses:\n  EVAL-01: {value: 2}",
            "case.yaml:4 responses.EVAL-01: EVAL-01 is a criterion: give its level under `answers`",
        ),
        (
            "responses:\n  PQ-04: 7",
            "case.yaml:4 responses.PQ-04: PQ-04: has to be a number from 0 to 3, or words under narrative",
        ),
        (
            "responses:\n  FP-03.1: {value: yes}",
            "case.yaml:4 responses.FP-03.1: FP-03.1: has to say whether it is a fact, an inference or an opinion",
        ),
        (
            "responses:\n  PQ-04: {value: 1, evidence: [E-1]}",
            "case.yaml:4 responses.PQ-04: PQ-04: cites 'E-1', which is not in the evidence register",
        ),
        (
            "responses:\n  PQ-04: {value: 1, at: 2026-10-02}",
            "case.yaml:4 responses.PQ-04: PQ-04: cannot be given on 2026-10-02, after the day of the assessment",
        ),
        (
            "responses:\n  PQ-04:\n",
            "case.yaml:4 responses.PQ-04: has to be like {value: yes, by: ops} or {unknown: true}",
        ),
        (
            "responses:\n- PQ-04\n",
            "case.yaml:4 responses.0: has to name the question and be like {value: yes, by: ops}",
        ),
        ("responses: yes", "case.yaml:3 responses: has to name the question"),
        (
            "responses:\n- {question: PQ-04, value: 1}\n- {question: PQ-04, value: 2}",
            "case.yaml:5 responses.1: PQ-04 is given twice; keep one",
        ),
        (
            "responses:\n- {question: PQ-04, value: 1, by: v}\n- {question: PQ-04, value: 2, by: v}",
            "case.yaml:5 responses.1: PQ-04 is given twice by v; keep one",
        ),
        (
            "responses:\n  PQ-04: {valu: 2}",
            "case.yaml:4 responses.PQ-04.valu: is not a field that is known here",
        ),
        (
            "partner:\n  PQ-19: 2",
            "case.yaml:4 partner.PQ-19: 'PQ-19' is not in the rubric; did you mean PQ-1",
        ),
        (
            "partner:\n  PQ-01: 4",
            "case.yaml:4 partner.PQ-01.score: input should be less than or equal to 3, not 4",
        ),
        ("partner:\n  PQ-01: high", "case.yaml:4 partner.PQ-01.score: has to be a whole number, not 'high'"),
        (
            "partner:\n- {question: PQ-01, score: 1}\n- {question: PQ-01, score: 2}",
            "case.yaml:5 partner.1: PQ-01 is given twice; keep one",
        ),
        (
            "buildability:\n  WB-13: 2",
            "case.yaml:4 buildability.WB-13: 'WB-13' is not in the rubric; did you mean WB-1",
        ),
        ("buildability:\n  WB-01: {fires: true}", "case.yaml:4 buildability.WB-01.score: is required"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(written: str, complaint: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(written)
    assert complaint in str(raised.value)
