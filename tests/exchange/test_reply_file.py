"""Questionnaires as YAML: written, filled in by hand, read, and wrong in every way that people find."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.exchange import comparison, reply_file, statement
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.preview import Effect, Preview
from tests.exchange.filling import assessments
from tests.exchange.packs import ASSESSMENT, PACK

BLANK = reply_file.write(statement.outgoing(PACK, None, "agency", "Ann Lee"))


def filled(**replies: str) -> str:
    """The blank questionnaire with lines of it typed over: question, then its fields."""
    text = BLANK
    for question, entry in replies.items():
        name = question.replace("_", "-")
        head, _, rest = text.partition(f"\n  {name}:\n")
        _, _, tail = rest.partition("\n\n")
        text = f"{head}\n  {name}: {entry}\n\n{tail}"
    return text


def previewed(text: str, assessment: Assessment = ASSESSMENT) -> Preview:
    return comparison.preview(reply_file.read(text, "back.yaml"), PACK, assessment)


@settings(max_examples=40, deadline=None)
@given(assessments())
def test_what_goes_out_comes_back_unchanged(assessment: Assessment) -> None:
    out = statement.outgoing(PACK, assessment, "agency", "Ann Lee", "lead")
    sheet = reply_file.read(reply_file.write(out), "back.yaml")
    found = comparison.preview(sheet, PACK, assessment)
    assert (found.errors, found.unknown, found.notices) == ((), (), ())
    assert {(change.question, change.effect) for change in found.changes} == {
        (question, Effect.UNCHANGED) for question in out.filled
    }
    assert found.respondent.model_dump() == {
        "id": "agency",
        "name": "Ann Lee",
        "role": "lead",
        "party": "vendor",
        "asked_on": None,
    }


def test_a_blank_one_says_nothing() -> None:
    found = previewed(BLANK)
    assert (found.changes, found.errors, found.notices, found.blank) == ((), (), (), 11)
    assert found.current


def test_the_questions_stand_above_their_fields() -> None:
    lines = BLANK.splitlines()
    at = lines.index("  EVAL-01:")
    asked = PACK.by_id["EVAL-01"]
    assert [line.strip() for line in lines[at - 7 : at]] == [
        f"# EVAL-01 {asked.text}",
        f"# {asked.help}",
        *(f"# {option.value} – {option.text}" for option in asked.options),
    ]
    assert "  # Only if Q1 is yes." in lines


@pytest.mark.parametrize(
    ("question", "entry", "after"),
    [
        ("EVAL_01", "2", "level 2 – Written intended use"),
        ("EVAL_01", "{reply: 3, narrative: Three segments.}", "“Three segments.”"),
        ("EVAL_01", "{no_reply: unknown}", "unknown"),
        ("Q1", "no", "no"),
        ("Q2", "Vendor pays", "Vendor pays"),
        ("Q3", "[red, blue]", "Red box; Blue box"),
        ("Q3", "red; blue", "Red box; Blue box"),
        ("Q4", "1250.5", "1250.5 runs"),
        ("Q4", "1.234.567,5", "1234567.5 runs"),
        ("Q4", "0.125", "0.125 runs"),
        ("Q5", "2026-10-01", "2026-10-01"),
        ("Q5", "1.10.2026", "2026-10-01"),
        ("Q6", "{reply: 1.10, nature: Opinion}", "1.10 · opinion"),
        ("Q6", "{reply: yes, nature: fact}", "yes"),
        ("Q6", "{reply: 2026-10-01T00:00:00, nature: fact}", "2026-10-01T00:00:00"),
        ("Q7", "[{day: 2026-10-01, what: Demo}]", "day: 2026-10-01, what: Demo"),
        ("PQ_01", "With 300 cases.", "“With 300 cases.”"),
        ("Q8", "contract.pdf page 2", "contract.pdf page 2 · evidence agency-"),
    ],
)
def test_ways_to_reply(question: str, entry: str, after: str) -> None:
    found = previewed(filled(**{question: entry}))
    assert found.errors == ()
    (change,) = found.changes
    assert change.effect is Effect.NEW
    assert after in change.after


@pytest.mark.parametrize(
    ("question", "entry", "why"),
    [
        ("EVAL_01", "5", "'5' is no level; give a whole number from 0 to 4"),
        ("EVAL_01", "-1", "'-1' is no level; give a whole number from 0 to 4"),
        ("EVAL_01", "2 or 3", "'2 or 3' is no level; give a whole number from 0 to 4"),
        ("EVAL_01", "2-3", "'2-3' is no level; give a whole number from 0 to 4"),
        (
            "EVAL_01",
            "{narrative: We test a lot.}",
            "has words but no level; give a level from 0 to 4, or say unknown or declined",
        ),
        ("EVAL_01", "{reply: 2, no_reply: unknown}", "has both a reply ('2') and 'unknown'; keep one"),
        ("EVAL_01", "{no_reply: perhaps}", "'perhaps' is none of: unknown, declined, not applicable"),
        (
            "EVAL_01",
            "{no_reply: not applicable, narrative: The bank does it.}",
            "not applicable needs a kind of reason: not_this_kind_of_system, covered_elsewhere, out_of_scope_of_audit, not_yet_required",
        ),
        ("Q1", "maybe", "'maybe' is neither yes nor no"),
        ("Q2", "Nobody", "'Nobody' is none of the choices: client, vendor"),
        ("Q4", "many", "'many' is no number; write digits only, such as 1250.5"),
        ("Q4", "1.234", "'1.234' may mean 1234 or 1.2340; write it so"),
        ("Q4", "1,234", "'1,234' may mean 1234 or 1.2340; write it so"),
        ("Q4", "-5", "has to be a number from 0 to 1e+09 runs, not '-5.0'"),
        ("Q4", "1e300", "is larger than 10^15, which no figure of a project is"),
        ("Q5", "03/04/2026", "'03/04/2026' is no day that can be told for certain; write 2026-10-31"),
        ("Q5", "2026-02-30", "'2026-02-30' is no day that can be told for certain; write 2026-10-31"),
        ("Q6", "[a, b]", "has to be one reply, not a list: \"('a', 'b')\""),
        ("Q6", "a", "has to say whether it is a fact, an inference or an opinion"),
        ("Q6", "{reply: a, nature: rumour}", "'rumour' is none of: fact, inference, opinion"),
        ("Q7", "[{when: now}]", "row 1 has a column 'when', which is none of day, what, who"),
        ("Q7", "[{day: now}]", "row 1: 'now' is no day that can be told for certain; write 2026-10-31"),
        ("Q7", "a lot", "has to be rows, each with the columns day, what, who"),
    ],
)
def test_wrong_replies(question: str, entry: str, why: str) -> None:
    text = filled(**{question: entry})
    found = previewed(text)
    name = question.replace("_", "-")
    line = text.splitlines().index(f"  {name}: {entry}") + 1
    assert [str(note) for note in found.errors] == [f"back.yaml:{line} {name}: {why}"]
    assert found.changes == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: 1", "back.yaml:1: is no filled questionnaire: it has no `replies:`"),
        ("replies: [1]", "back.yaml:1: is no filled questionnaire"),
        ("{", "back.yaml: is no whole JSON file"),
        ('{"replies": {"Q1": 1, "Q1": 2}}', "back.yaml: is no whole JSON file (a name is given twice)"),
        ('{"replies": {"Q4": NaN}}', "back.yaml: is no whole JSON file (NaN is no number)"),
        ("{" * 9 + '"a":' * 100_000, "back.yaml: is no whole JSON file"),
        ('{"replies": ' + "[" * 100_000, "back.yaml: is no whole JSON file"),
        ("replies: " + "[" * 100, "back.yaml:1 file: too large or too deeply nested"),
        ("a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(6)
        ), "too large or too deeply nested"),
        ("replies:\n  Q1: yes\n  Q1: no", "back.yaml:3 replies.Q1: given twice; keep one"),
        ("replies: {Q1: !!python/object/apply:os.system [ls]}", ""),
    ],
)  # fmt: skip
def test_broken_files(text: str, why: str) -> None:
    if not why:
        assert reply_file.read(text, "back.yaml").replies[0].reply == ("ls",)
        return
    with pytest.raises(InputError) as raised:
        reply_file.read(text, "back.yaml")
    assert why in str(raised.value)


def test_the_file_of_a_form_is_read_the_same() -> None:
    data = {
        "form": reply_file.FORM,
        "questionnaire": PACK.id,
        "version": PACK.content_hash,
        "respondent": {"id": "agency", "name": "Ann Lee"},
        "replies": {
            "EVAL-01": {"reply": 7},
            "Q4": {"reply": 12.5},
            "Q1": {"reply": True},
            "Q11": {"reply": "x"},
        },
        "mood": "good",
    }
    found = previewed(json.dumps(data))
    assert [(change.question, change.after) for change in found.changes] == [
        ("Q1", "yes"),
        ("Q4", "12.5 runs"),
    ]
    assert [str(note) for note in found.errors] == [
        "back.yaml replies.EVAL-01 EVAL-01: '7' is no level; give a whole number from 0 to 4"
    ]
    assert [str(note) for note in found.unknown] == [
        "back.yaml replies.Q11 Q11: is no question of review; did you mean Q1? It says 'x'"
    ]
    assert str(found.notices[0]) == "back.yaml mood: 'mood' is not known here, and was left out"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["reply", "no_reply", "reason", "narrative", "nature", "second_person", "evidence", "grade", "mood"]
ENTRIES = VALUES | st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4)
NAMES = st.sampled_from([*PACK.by_id, "Q99", ""])


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(NAMES, ENTRIES, max_size=4),
    st.dictionaries(NAMES, VALUES, max_size=2),
    VALUES,
    VALUES,
)
def test_whatever_stands_in_a_file_is_told_or_taken(
    replies: dict[str, object], sent: dict[str, object], respondent: object, date: object
) -> None:
    data = {
        "questionnaire": PACK.id,
        "replies": replies,
        "sent": sent,
        "respondent": respondent,
        "date": date,
    }
    found = previewed(json.dumps(data))
    told = [note.question for note in (*found.errors, *found.unknown)] + [
        one.question for one in found.changes
    ]
    sheet = reply_file.read(json.dumps(data), "back.json")
    assert {typed.question[:60] for typed in sheet.replies if not typed.blank} <= set(told)
    assert all("\n" not in note.why for note in found.errors)
