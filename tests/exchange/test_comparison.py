"""What a filled questionnaire changes, what it must not, and what two people at once make of it."""

from datetime import date

import pytest
from hypothesis import given, settings

from audit.exchange import comparison, reply_file, statement
from audit.exchange.merge import ALL, merged
from audit.model.assessment import Answer, Assessment, Respondent
from audit.model.base import InputError
from audit.model.evidence import Grade
from audit.model.finding import Confidence
from audit.model.preview import Effect, Preview, Side
from audit.model.questionnaire import Pack
from audit.model.register import EvidenceItem, Source
from audit.model.response import Response
from audit.model.rubric import SystemKind
from audit.model.sheet import Sheet, Typed
from tests.exchange.filling import assessments
from tests.exchange.packs import ASSESSMENT, PACK, reworded


def sheet(
    *replies: Typed, by: str = "agency", name: str = "Ann Lee", filled: str = "", pack: Pack = PACK
) -> Sheet:
    """A whole sheet with these replies, sent out from `pack`."""
    given = {typed.question: typed for typed in replies}
    rest = [
        Typed(question=q.id, place=f"{q.id}!", asked=q.text, wording=q.wording)
        for q in pack.questions()
        if q.id not in given
    ]
    return Sheet(
        file="back.xlsx",
        pack=pack.id,
        version=pack.content_hash,
        respondent=by,
        name=name,
        filled=filled,
        replies=(*replies, *rest),
    )


def said(question: str, reply: object, **fields: object) -> Typed:
    return Typed.model_validate({"question": question, "place": f"S!{question}", "reply": reply, **fields})


def against(
    assessment: Assessment, *replies: Typed, by: str = "agency", name: str = "Ann Lee", filled: str = ""
) -> Preview:
    return comparison.preview(sheet(*replies, by=by, name=name, filled=filled), PACK, assessment, {"EVAL-01"})


def effects(found: Preview) -> dict[str, str]:
    return {change.question: change.effect.value for change in found.changes}


def with_level(level: int, by: str = "agency") -> Assessment:
    return merged(ASSESSMENT, against(ASSESSMENT, said("EVAL-01", level), by=by))


def base(assessment: Assessment, question: str) -> str:
    return statement.outgoing(PACK, assessment, "agency").filled[question].base


def test_a_reply_is_kept_with_who_when_and_how_it_was_asked() -> None:
    found = merged(
        ASSESSMENT,
        against(
            ASSESSMENT, said("EVAL-01", 3, evidence=("plan.pdf",)), said("Q1", True), filled="2026-11-20"
        ),
    )
    (answer,), (response,) = found.answers, found.responses
    asked = PACK.asked(PACK.by_id["EVAL-01"])
    assert (answer.level, answer.grade, answer.by, answer.at) == (
        3,
        Grade.CLAIMED,
        "agency",
        date(2026, 11, 20),
    )
    assert answer.asked == asked
    assert (response.question, response.value, response.at) == ("Q1", True, date(2026, 11, 20))
    assert found.respondents == (Respondent(id="agency", name="Ann Lee", party=PACK.party),)
    (item,) = found.evidence
    assert (item.title, item.grade, item.source) == ("plan.pdf", Grade.CLAIMED, Source.DOCUMENT)
    assert answer.evidence == (item.id,)


@pytest.mark.parametrize(
    ("held", "sent_out_with", "file_says", "effect"),
    [
        (None, None, 2, "new"),
        (2, None, 2, "unchanged"),
        (2, None, 3, "conflict"),
        (2, 2, 2, "unchanged"),
        (2, 2, 3, "changed"),
        (2, 1, 1, "kept"),
        (2, 1, 3, "conflict"),
        (2, 1, 2, "unchanged"),
        (2, 2, None, "kept"),
        (None, 2, 3, "new"),
    ],
)
def test_three_states_are_compared(
    held: int | None, sent_out_with: int | None, file_says: int | None, effect: str
) -> None:
    before = ASSESSMENT if held is None else with_level(held)
    sent = "" if sent_out_with is None else base(with_level(sent_out_with), "EVAL-01")
    found = against(before, said("EVAL-01", file_says, base=sent))
    assert effects(found) == {"EVAL-01": effect}


def test_nothing_is_written_while_a_conflict_is_undecided() -> None:
    before = with_level(2)
    found = against(before, said("EVAL-01", 4), said("Q1", True))
    with pytest.raises(InputError) as raised:
        merged(before, found)
    assert "--take theirs (the file's), --take ours" in str(raised.value)
    assert "EVAL-01 (S!EVAL-01): on record level 2 – " in str(raised.value)
    assert "; the file says level 4 – " in str(raised.value)
    assert [a.level for a in merged(before, found, {ALL: Side.THEIRS}).answers] == [4]
    ours = merged(before, found, {"EVAL-01": Side.OURS})
    assert [a.level for a in ours.answers] == [2]
    assert [r.question for r in ours.responses] == ["Q1"]
    with pytest.raises(InputError, match="Q1 is in no conflict"):
        merged(before, found, {"Q1": Side.OURS})


def test_two_respondents_stand_side_by_side() -> None:
    one = with_level(2)
    found = against(one, said("EVAL-01", 4), by="operations", name="Bo Kim")
    assert effects(found) == {"EVAL-01": "new"}
    assert [(a.by, a.level) for a in merged(one, found).answers] == [("agency", 2), ("operations", 4)]


def test_somebody_else_under_a_taken_id_is_refused() -> None:
    found = against(with_level(2), said("EVAL-01", 4), name="Mallory")
    assert "is signed 'Mallory', but respondent 'agency' is 'Ann Lee'" in str(found.errors[0])


def test_an_unsigned_file_is_refused_and_a_signed_one_names_itself() -> None:
    assert "does not say who filled it in" in str(
        against(ASSESSMENT, said("Q1", True), by="", name="").errors[0]
    )
    assert against(ASSESSMENT, said("Q1", True), by="", name="Ann Lee").respondent.id == "ann-lee"


def test_a_respondent_cannot_grade_himself_nor_shed_a_contradiction() -> None:
    answer = (
        with_level(2)
        .answers[0]
        .model_copy(update={"grade": Grade.DEMONSTRATED, "contradiction": Confidence.STRONG})
    )
    before = with_level(2).model_copy(update={"answers": (answer,)})
    changed = said("EVAL-01", 4, grade="verified", base=base(before, "EVAL-01"))
    found = against(before, changed)
    (new,) = merged(before, found).answers
    assert (new.level, new.grade, new.contradiction) == (4, Grade.CLAIMED, Confidence.STRONG)
    assert found.changes[0].notes == (
        "evidence was called 'verified'; a respondent's file is taken as claimed, and the auditor grades what was shown",
        "the grade demonstrated was given to the earlier answer; the new one is claimed",
        "the contradiction established against the earlier answer stays with it",
    )
    assert merged(before, against(before, said("EVAL-01", 2))).answers == (answer,)


def test_an_item_that_the_auditor_graded_keeps_its_grade() -> None:
    item = EvidenceItem(
        id="E-01", title="Plan", grade=Grade.DOCUMENTED, source=Source.DOCUMENT, date=date(2026, 1, 1)
    )
    before = ASSESSMENT.model_copy(update={"evidence": (item,)})
    found = merged(before, against(before, said("EVAL-01", 2, evidence=("E-01", "other.pdf", "other.pdf"))))
    assert found.evidence[0] == item
    assert [len(found.evidence), len(found.answers[0].evidence)] == [2, 2]


def test_what_shows_it_is_one_line() -> None:
    odd = said("EVAL-01", 2, evidence=("a\rb.pdf", "c\u2028d.pdf", "e\x1bf.pdf"))
    assert [item.title for item in merged(ASSESSMENT, against(ASSESSMENT, odd)).evidence] == [
        "a b.pdf",
        "c d.pdf",
        "e\ufffdf.pdf",
    ]


def test_a_gate_is_not_left_out_by_one_person() -> None:
    absent = said(
        "EVAL-01", None, no_reply="not applicable", reason="covered_elsewhere", narrative="The bank does it."
    )
    (change,) = against(ASSESSMENT, absent).changes
    assert change.notes == ("a gate is left out only when a second person agrees; it counts until then",)
    named = absent.model_copy(update={"second_person": "Sue Orr"})
    (change,) = against(ASSESSMENT, named).changes
    assert change.notes == (
        "the file says that Sue Orr agreed: nobody agrees in a respondent's file, so that was left out; ask, "
        "and put it on record yourself (second_person)",
    )
    taken = merged(ASSESSMENT, against(ASSESSMENT, named))
    assert [(one.state, one.second_person) for one in taken.answers] == [("not_applicable", "")]


def test_a_second_person_on_record_stays_when_the_file_repeats_it() -> None:
    absent = said(
        "EVAL-01", None, no_reply="not applicable", reason="covered_elsewhere", narrative="The bank does it."
    )
    before = merged(ASSESSMENT, against(ASSESSMENT, absent))
    agreed = before.model_copy(
        update={"answers": tuple(a.model_copy(update={"second_person": "Sue Orr"}) for a in before.answers)}
    )
    for name, effect in (("Sue Orr", Effect.UNCHANGED), ("Bo Kim", Effect.CONFLICT)):
        (change,) = against(agreed, absent.model_copy(update={"second_person": name})).changes
        assert change.effect is effect


def test_a_question_of_another_kind_of_system_is_said_to_be_one() -> None:
    rag = {"applies_to": (SystemKind.RAG,)}
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    question.model_copy(update=rag) if question.id == "REL-01" else question
                    for question in section.questions
                )
            }
        )
        for section in PACK.sections
    )
    pack = PACK.changed(sections=sections)
    (note,) = comparison.preview(sheet(said("REL-01", 2), pack=pack), pack, ASSESSMENT).unknown
    assert note.why.startswith(
        "is no question of review for a system of this kind (agent_with_tools); if it is"
    )


def test_a_questionnaire_that_changed_keeps_the_wording_that_was_answered() -> None:
    new = reworded("Q6", "What was promised in writing?")
    old = PACK.by_id
    replies = [
        said(key, reply, nature="fact", asked=old[key].text, wording=old[key].wording)
        for key, reply in (("Q6", "all"), ("Q8", "c.pdf"))
    ]
    found = comparison.preview(sheet(*replies), new, ASSESSMENT)
    assert not found.current
    assert "the questionnaire has changed since this file went out" in str(found.notices[0])
    changes = {change.question: change for change in found.changes}
    assert changes["Q6"].notes == ("was asked as 'What was promised?', and is worded differently now",)
    assert changes["Q8"].notes == ()
    asked = {r.question: r.asked for r in merged(ASSESSMENT, found).responses}
    assert asked["Q6"] == PACK.asked(old["Q6"])
    assert asked["Q8"] == new.asked(new.by_id["Q8"])


def test_a_wording_that_was_changed_in_the_file_is_not_believed() -> None:
    forged = said("Q6", "Yes", nature="fact", asked="Is the sky blue?", wording=PACK.by_id["Q6"].wording)
    found = against(ASSESSMENT, forged)
    assert found.changes[0].text == "What was promised?"
    assert "the file reworded the question ('Is the sky blue?')" in found.changes[0].notes[0]


def test_questions_that_are_gone_and_questions_that_never_were() -> None:
    found = comparison.preview(
        sheet(said("Q66", "hello")).model_copy(update={"replies": (said("Q66", "hello"), said("Q1", True))}),
        PACK,
        ASSESSMENT,
    )
    assert effects(found) == {"Q1": "new"}
    assert "is no question of review; did you mean Q6? It says 'hello'" in str(found.unknown[0])
    assert "10 questions are not in the file: EVAL-01, REL-01, Q2" in str(found.notices[0])


def test_two_replies_in_one_file() -> None:
    assert effects(against(ASSESSMENT, said("Q1", True), said("Q1", True))) == {"Q1": "new"}
    found = against(ASSESSMENT, said("Q1", True), said("Q1", False, place="S!Q9"))
    assert str(found.errors[0]) == "S!Q1 Q1: is answered differently in two places, S!Q1 and S!Q9; keep one"


@pytest.mark.parametrize(
    ("filled", "why"),
    [
        ("2026-11-24", "lies after the day of the assessment (2026-11-23)"),
        ("soon", "is no day that can be told for certain"),
    ],
)
def test_the_day_it_was_filled_in(filled: str, why: str) -> None:
    assert why in str(against(ASSESSMENT, said("Q1", True), filled=filled).errors[0])


def test_a_file_of_another_questionnaire_is_refused() -> None:
    with pytest.raises(InputError, match="is filled in for the questionnaire 'review', not for 'other'"):
        comparison.preview(sheet(), PACK.changed(id="other"), ASSESSMENT)


@settings(max_examples=25, deadline=None)
@given(assessments(), assessments())
def test_importing_twice_changes_nothing_more_and_the_others_stay(one: Assessment, other: Assessment) -> None:
    """What one file says goes into any assessment whole; nobody else's statement is touched."""
    text = reply_file.write(statement.outgoing(PACK, one, "agency", "Ann Lee"))
    theirs = Answer(criterion="EVAL-01", level=1, by="operations")
    before = other.model_copy(update={"answers": (*other.answers, theirs)})

    def brought(into: Assessment) -> tuple[Preview, Assessment]:
        fresh = reply_file.read(text, "back.yaml")
        fresh = fresh.model_copy(
            update={"replies": tuple(typed.model_copy(update={"base": ""}) for typed in fresh.replies)}
        )
        found = comparison.preview(fresh, PACK, into)
        sides = {ALL: Side.THEIRS}
        return found, merged(into, found, sides)

    _, once = brought(before)
    again, twice = brought(once)
    assert twice == once
    assert {change.effect for change in again.changes} <= {Effect.UNCHANGED}
    assert theirs in once.answers
    spoken: dict[str, Answer | Response] = {a.criterion: a for a in once.answers if a.by == "agency"}
    spoken |= {r.question: r for r in once.responses}
    for key, typed in statement.outgoing(PACK, one, "agency").filled.items():
        said_by_agency = spoken[key]
        if isinstance(said_by_agency, Answer):  # who is said to agree is never taken from a file
            said_by_agency = said_by_agency.model_copy(update={"second_person": typed.second_person})
        assert statement.fingerprint(said_by_agency) == typed.base


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (said("EVAL-01", 2, evidence=tuple(f"{n}.pdf" for n in range(51))), "names more than 50 things"),
        (said("EVAL-01", 2, evidence=("x" * 501,)), "or one in more than 500 letters"),
        (said("EVAL-01", 2, second_person="x" * 501), "names a second person in too many words"),
        (said("EVAL-01", 2, narrative="x" * 20_001), "the narrative is longer than 20,000 characters"),
    ],
)
def test_what_is_too_much(typed: Typed, why: str) -> None:
    assert why in str(against(ASSESSMENT, typed).errors[0])


def test_an_id_that_is_no_word_and_a_respondent_of_the_other_side() -> None:
    assert "is no short word" in str(against(ASSESSMENT, said("Q1", True), by="x" * 65).errors[0])
    client = ASSESSMENT.model_copy(update={"respondents": (Respondent(id="bo", name="Bo Kim"),)})
    found = against(client, said("Q1", True), by="bo", name="Bo Kim")
    assert "asks a vendor, and 'bo' is on record as client" in str(found.notices[0])


def test_thousands_of_unknown_questions_are_told_in_little_time() -> None:
    strange = tuple(said(f"X{n}", "hello") for n in range(5_000))
    assert len(against(ASSESSMENT, *strange).unknown) == 5_000
