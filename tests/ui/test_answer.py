"""Answering: every kind of question, saved as it is answered, and never over what somebody else said."""

from datetime import date

from streamlit.testing.v1 import AppTest

from audit.assessment import Desk
from audit.model.assessment import Answer, AnswerState, Assessment, Respondent
from audit.model.evidence import Grade
from audit.model.inapplicability import Inapplicability
from audit.model.response import BuildabilityRating, Nature, PartnerRating, ReplyState
from audit.storage import Ledger
from audit.ui.asking import exchange, table
from tests.ui.driving import (
    click,
    create,
    draft,
    fine,
    in_german,
    opened,
    page_of,
    section,
    shown,
    start,
    unfold,
)


def answering(name: str = "evaluation", pack: str = "") -> AppTest:
    app = create(start())
    if pack:
        fine(app.selectbox(key="pack").set_value(pack).run())
    return section(app, name)


def kept(database: str, app: AppTest) -> Assessment:
    ledger = Ledger(database)
    try:
        return ledger.load(opened(app))
    finally:
        ledger.close()


def replied(database: str, app: AppTest, question: str) -> object:
    [found] = [one for one in kept(database, app).responses if one.question == question]
    return found.value


def test_what_was_answered_is_there_in_a_new_session(database: str) -> None:
    first = answering()
    fine(first.segmented_control(key="EVAL-01").set_value("2").run())
    unfold(first, "EVAL-01.more")
    fine(first.selectbox(key="EVAL-01.grade").set_value(Grade.DOCUMENTED).run())
    fine(first.text_area(key="EVAL-01.note").set_value("A <b>dated</b> protocol.").run())
    fine(first.segmented_control(key="EVAL-02").set_value("not_applicable").run())
    assert first.text_input(key="EVAL-02.reason").disabled
    fine(first.selectbox(key="EVAL-02.kind").set_value(Inapplicability.COVERED_ELSEWHERE).run())
    fine(first.text_input(key="EVAL-02.reason").set_value("nothing is generated").run())
    fine(first.segmented_control(key="EVAL-03").set_value("unknown").run())

    answers = kept(database, first).answers
    today = date.today()  # noqa: DTZ011 - as the app does
    assert [one.model_copy(update={"asked": None}) for one in answers] == [
        Answer(
            criterion="EVAL-01",
            level=2,
            grade=Grade.DOCUMENTED,
            narrative="A <b>dated</b> protocol.",
            at=today,
        ),
        Answer(
            criterion="EVAL-02",
            state=AnswerState.NOT_APPLICABLE,
            reason="nothing is generated",
            inapplicable=Inapplicability.COVERED_ELSEWHERE,
            at=today,
        ),
        Answer(criterion="EVAL-03", state=AnswerState.UNKNOWN, at=today),
    ]
    assert {one.asked.pack if one.asked else "" for one in answers} == {"failed_project_audit"}
    ledger = Ledger(database)
    assert {entry.actor for entry in ledger.history(opened(first))} == {"Mara Lind"}
    ledger.close()

    second = section(click(start(), "Open"), "evaluation")
    assert second.segmented_control(key="EVAL-01").value == "2"
    unfold(second, "EVAL-01.more")
    assert second.selectbox(key="EVAL-01.grade").value is Grade.DOCUMENTED
    assert second.text_area(key="EVAL-01.note").value == "A <b>dated</b> protocol."
    assert second.text_input(key="EVAL-02.reason").value == "nothing is generated"
    assert second.segmented_control(key="EVAL-03").value == "unknown"


def test_an_answer_in_another_tab_is_not_overwritten_but_shown(database: str) -> None:
    one = answering()
    other = section(click(start(opened(one)), "Open"), "evaluation")
    fine(one.segmented_control(key="EVAL-01").set_value("3").run())
    fine(other.segmented_control(key="EVAL-01").set_value("0").run())
    [message] = other.error
    assert message.value.startswith("The answer to EVAL\\-01 was changed by somebody else in the meantime")
    assert message.value.replace("\\", "").endswith("record yours again. Typed was: 0")
    assert other.segmented_control(key="EVAL-01").value == "3"
    fine(other.segmented_control(key="EVAL-02").set_value("1").run())
    assert not other.error
    fine(one.run())
    assert one.segmented_control(key="EVAL-02").value == "1"


def test_an_answer_can_be_taken_back(database: str) -> None:
    app = answering()
    fine(app.segmented_control(key="EVAL-01").set_value("3").run())
    fine(app.segmented_control(key="EVAL-01").set_value(None).run())
    assert app.segmented_control(key="EVAL-01").value == "3"  # a second click on it is a slip
    assert len(kept(database, app).answers) == 1
    unfold(app, "EVAL-01.more")
    fine(app.button(key="EVAL-01.back").click().run())
    assert kept(database, app).answers == ()


def test_somebody_else_can_answer_the_same_question(database: str) -> None:
    app = answering()
    fine(app.segmented_control(key="EVAL-01").set_value("3").run())
    fine(app.selectbox(key="who").set_value("+").run())
    app.text_input(key=draft(app, "respondent-name")).set_value("Jon Farrow")
    app.text_input(key=draft(app, "respondent-role")).set_value("operations")
    click(app, "Add")
    assert app.selectbox(key="who").value == "r1"
    assert app.segmented_control(key="EVAL-01").value is None
    fine(app.segmented_control(key="EVAL-01").set_value("0").run())
    assert [(one.by, one.level) for one in kept(database, app).answers] == [("", 3), ("r1", 0)]


def test_the_next_unanswered_question_is_one_click_away(database: str) -> None:
    app = answering("cost")
    for criterion in ("COST-01", "COST-02", "COST-03", "COST-04", "COST-05"):
        fine(app.segmented_control(key=criterion).set_value("1").run())
    click(app, "Next unanswered")
    assert app.selectbox(key="section").value == "deployment"
    click(app, "Previous section")
    assert app.selectbox(key="section").value == "cost"
    section(app, "scale")
    for _ in range(5):  # four on this page, then round to the first
        click(app, "Next unanswered")
    assert app.selectbox(key="section").value == "mandate"


def test_the_questionnaire_of_the_purpose_comes_first_and_others_can_be_chosen(database: str) -> None:
    app = create(start())
    assert app.selectbox(key="pack").value == "failed_project_audit"
    assert app.selectbox(key="section").value == "mandate"
    assert app.query_params["pack"] == "failed_project_audit"
    assert app.query_params["section"] == "mandate"
    fine(app.selectbox(key="pack").set_value("gate_triage").run())
    assert app.header[0].value == "How good it is, and how that is known"
    assert "0 of 21 questions answered · about 60 minutes in all" in shown(app)


def test_every_kind_of_question_is_kept_and_shown_again(database: str) -> None:
    app = answering("reference", "vendor_evaluation")
    fine(app.text_area(key="reference_system").set_value("Order desk of a wholesaler").run())
    fine(app.radio(key="reference_status").set_value("assisting").run())
    section(app, "terms")
    fine(app.number_input(key="paid_after_use").set_value(30).run())
    section(app, "to_show")
    [evidence, *_] = [one for one in app.text_input if one.label.startswith("A document with its page")]
    fine(evidence.set_value("contract.pdf, page 4").run())
    question = str(evidence.key)
    fine(app.selectbox(key="pack").set_value("failed_project_audit").run())
    fine(app.date_input(key="decision_by").set_value(date(2027, 1, 31)).run())
    fine(app.segmented_control(key="dispute_open").set_value("no").run())

    assert replied(database, app, "reference_system") == "Order desk of a wholesaler"
    assert replied(database, app, "reference_status") == "assisting"
    assert replied(database, app, "paid_after_use") == 30.0
    assert replied(database, app, question) == "contract.pdf, page 4"
    assert replied(database, app, "decision_by") == "2027-01-31"
    assert replied(database, app, "dispute_open") is False

    again = click(start(), "Open")
    assert again.date_input(key="decision_by").value == date(2027, 1, 31)
    assert again.segmented_control(key="dispute_open").value == "no"
    fine(again.selectbox(key="pack").set_value("vendor_evaluation").run())
    assert again.text_area(key="reference_system").value == "Order desk of a wholesaler"
    assert again.radio(key="reference_status").value == "assisting"
    fine(again.text_area(key="reference_system").set_value("").run())
    assert "reference_system" not in {one.question for one in kept(database, again).responses}


def test_rows_of_a_table_are_kept_as_they_are_typed() -> None:
    typed = {
        "edited_rows": {"0": {"role": "engineer", "share": 50}, "1": {"role": None}},
        "added_rows": [{"role": "lead", "until": "2027-03-31"}, {}],
        "deleted_rows": [2],
    }
    before: tuple[dict[str, str], ...] = ({}, {"role": "tester"}, {"role": "designer"})
    assert table.edited(before, typed, ("role", "share", "until")) == [
        {"role": "engineer", "share": "50"},
        {"role": "lead", "until": "2027-03-31"},
    ]


def test_what_a_reply_brings_up_is_asked_and_what_it_hides_is_kept(database: str) -> None:
    app = answering("reference", "vendor_evaluation")
    assert [one.key for one in app.text_area if one.key and "." not in one.key] == ["reference_system"]
    fine(app.radio(key="reference_status").set_value("retired").run())
    fine(app.text_area(key="reference_ended").set_value("The client closed in May 2026.").run())
    fine(app.radio(key="reference_status").set_value("never").run())
    assert "reference_ended" not in {one.key for one in app.text_area}
    assert "1 earlier reply on this page is to a question no longer asked" in shown(app)
    assert replied(database, app, "reference_ended") == "The client closed in May 2026."
    fine(app.radio(key="reference_status").set_value("retired").run())
    assert app.text_area(key="reference_ended").value == "The client closed in May 2026."


def test_a_statement_says_of_what_nature_it_is_before_anything_is_typed(database: str) -> None:
    app = answering("symptoms.1")
    key = "FP-01.1"
    assert app.segmented_control(key=key).disabled
    fine(app.segmented_control(key=f"{key}.nature").set_value(Nature.INFERENCE).run())
    fine(app.segmented_control(key=key).set_value("yes").run())
    [reply] = kept(database, app).responses
    assert (reply.question, reply.value, reply.nature) == (key, True, Nature.INFERENCE)
    fine(app.segmented_control(key=f"{key}.nature").set_value(Nature.FACT).run())
    assert kept(database, app).responses[0].nature is Nature.FACT


def test_what_does_not_fit_stays_as_it_was_typed_with_the_reason(database: str) -> None:
    app = answering("mandate")
    fine(app.pills(key="decision_wanted.state").set_value("not_applicable").run())
    fine(app.selectbox(key="decision_wanted.kind").set_value(Inapplicability.COVERED_ELSEWHERE).run())
    fine(app.text_input(key="decision_wanted.reason").set_value("see contract").run())
    assert [one.value for one in app.error] == [
        "Not saved yet\\: not applicable needs a sentence that says why\\."
    ]
    assert app.text_input(key="decision_wanted.reason").value == "see contract"
    again = page_of(start(opened(app)), "answer")
    section(again, "mandate")
    assert "typed before and did not fit, so it is not on record\\: see contract" in again.warning[0].value
    fine(app.text_input(key="decision_wanted.reason").set_value("see the contract, clause four").run())
    assert not app.error
    [reply] = kept(database, app).responses
    assert (reply.state, reply.narrative) == (ReplyState.NOT_APPLICABLE, "see the contract, clause four")
    fine(app.pills(key="decision_wanted.state").set_value("unknown").run())
    [reply] = kept(database, app).responses
    assert (reply.state, reply.narrative, reply.inapplicable) == (ReplyState.UNKNOWN, "", None)


def test_partner_questions_show_how_specific_a_reply_reads_and_are_scored(database: str) -> None:
    app = answering("partner.1", "vendor_evaluation")
    assert "None of 18 partner questions is scored yet." in shown(app)
    fine(app.text_area(key="PQ-01").set_value("We iterate until you are happy, always.").run())
    assert "Reads as vague (0 of 3). A suggestion, never a score." in shown(app)
    unfold(app, "PQ-01.panel")
    assert app.checkbox(key="PQ-01.refused").disabled
    fine(app.radio(key="PQ-01.score").set_value(1).run())
    fine(app.checkbox(key="PQ-01.reference_confirmed").set_value(True).run())
    fine(app.pills(key="PQ-01.red_flags").set_value([2]).run())
    fine(app.text_input(key="PQ-01.rationale").set_value("no figure was named").run())
    assert kept(database, app).partner == (
        PartnerRating(
            question="PQ-01",
            score=1,
            reference_confirmed=True,
            red_flags=(2,),
            rationale="no figure was named",
            by="Mara Lind",
        ),
    )
    assert "**Open**: 0 of 18 questions at 2 or more, and 17 not asked" in shown(app).replace("\\", "")
    assert "Red flag, PQ-01: only accuracy" in shown(app).replace("\\", "")
    fine(app.button(key="PQ-01.unscore").click().run())
    assert kept(database, app).partner == ()


def test_week_one_is_scored_with_its_rules_and_shows_the_verdict(database: str) -> None:
    app = unfold(answering("week_one", "buildability"), "WB-10.panel")
    fine(app.radio(key="WB-10.score").set_value(0).run())
    fine(app.radio(key="WB-10.fires").set_value(True).run())
    fine(app.text_input(key="WB-10.score-note").set_value("the licence forbids it").run())
    assert kept(database, app).buildability == (
        BuildabilityRating(item="WB-10", score=0, fires=True, note="the licence forbids it", by="Mara Lind"),
    )
    assert "**Do not build**: a stop rule fires" in shown(app)


def test_the_questions_can_be_asked_in_german(database: str) -> None:
    app = answering()
    fine(app.segmented_control(key="EVAL-01").set_value("2").run())
    with in_german(app):
        said = shown(app)
        assert "Verwendungszweck und Schwellenwerte der Abnahme vor dem Bau festgelegt" in said
        assert "What was agreed" not in said
        assert app.selectbox(key="section").value == "evaluation"
        assert app.selectbox(key="pack").options[0] == "Prüfung eines gescheiterten Projekts"
        assert "de" in app.query_params["language"]
        assert app.segmented_control(key="EVAL-01").value == "2"
        fine(app.segmented_control(key="EVAL-02").set_value("1").run())
        first, second = kept(database, app).answers
        assert first.asked is not None
        assert second.asked is not None
        assert "?" in second.asked.text
        assert "galt einem anderen Wortlaut" not in shown(app)
        fine(app.selectbox(key="language").set_value("en").run())
    assert [app.segmented_control(key=f"EVAL-0{n}").value for n in (1, 2)] == ["2", "1"]
    assert "was given to other words" not in shown(app)


def test_choices_keep_what_was_chosen_in_another_language(database: str) -> None:
    app = answering("mandate")
    fine(app.radio(key="decision_wanted").set_value("dispute").run())
    with in_german(app):
        german = app.radio(key="decision_wanted")
        assert (german.value, german.options[1]) == ("dispute", "wer wem was schuldet")
        fine(german.set_value("lessons").run())
    assert replied(database, app, "decision_wanted") == "lessons"


def test_what_is_sent_out_is_in_the_language_that_was_chosen(database: str) -> None:
    app = answering("mandate")
    case = Desk(Ledger(database)).case(opened(app))
    for language, title in (("en", "Audit of a failed project"), ("de", "Prüfung eines gescheiterten")):
        sent = exchange._made("failed_project_audit", "yaml", Respondent(id=""), language, case)
        assert title in sent.decode()


def test_an_address_with_a_language_that_is_not_there_asks_in_english(database: str) -> None:
    app = start(opened(answering()))
    app.query_params["language"] = "xx"
    assert page_of(app, "answer").selectbox(key="language").value == "en"
