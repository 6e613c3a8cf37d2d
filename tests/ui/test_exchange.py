"""A questionnaire goes out as a file, comes back filled, and is looked at before it is taken over."""

from datetime import date

import yaml
from streamlit.testing.v1 import AppTest

from audit import assessment as use_cases
from audit.assessment import Desk
from audit.model.assessment import Answer, Assessment, Party, Purpose, Respondent, Subject
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from tests.ui.driving import click, create, fine, shown, start

VENDOR = Respondent(id="jf", name="Jon Farrow", role="founder", party=Party.VENDOR)


def opened_case(*answers: Answer) -> tuple[str, Assessment]:
    assessment = Assessment(
        subject=Subject(name="Order desk", kinds=(SystemKind.AGENT_WITH_TOOLS,), is_vendor=True),
        purpose=Purpose.VENDOR_EVALUATION,
        as_of=date(2026, 11, 23),
        auditor="Mara Lind",
        respondents=(VENDOR,),
        answers=answers,
    )
    return Desk().open(assessment).key, assessment


def filled(assessment: Assessment, **replies: dict[str, object]) -> bytes:
    text = use_cases.questionnaire("vendor_evaluation", "yaml", VENDOR.id, assessment=assessment)
    form = yaml.safe_load(text)
    for question, fields in replies.items():
        form["replies"][question.replace("_01", "-01")] |= fields
    return yaml.safe_dump(form).encode()


def upload(app: AppTest, content: bytes) -> AppTest:
    given = ("reply.yaml", content, "application/yaml")
    return fine(app.file_uploader(key="filled-0").set_value(given).run())


def test_a_filled_file_is_looked_at_and_taken_over(database: str) -> None:
    key, assessment = opened_case()
    app = fine(click(start(key), "Open").run())
    assert [getattr(one, "label", "") for one in app.get("download_button")] == [
        "Download Excel",
        "Download HTML form",
        "Download YAML",
    ]
    content = filled(
        assessment,
        EVAL_01={"reply": 2, "narrative": "Signed on 3 March 2026."},
        reference_system={"reply": "An order desk."},
    )
    upload(app, content)
    assert "**Filled in by Jon Farrow (founder, vendor)**" in shown(app).replace("\\", "")
    assert "2 new · 0 changed · 0 changed on record since" in shown(app)
    ledger = Ledger(database)
    assert ledger.load(key).answers == ()
    click(app, "Take over 2 replies")
    assert [one.value for one in app.success] == ["2 replies were taken over."]
    held = ledger.load(key)
    ledger.close()
    assert [(one.criterion, one.level, one.by) for one in held.answers] == [("EVAL-01", 2, "jf")]
    assert [(one.question, one.value) for one in held.responses] == [("reference_system", "An order desk.")]
    assert app.text_area(key="reference_system").value == "An order desk."


def test_where_both_sides_changed_a_reply_the_auditor_decides(database: str) -> None:
    key, assessment = opened_case(Answer(criterion="EVAL-01", level=1, by="jf"))
    content = filled(assessment, EVAL_01={"reply": 3})
    Desk().case(key).answer(Answer(criterion="EVAL-01", level=2, by="jf"))
    app = upload(click(start(key), "Open"), content)
    [button] = [one for one in app.button if one.key == "take-over"]
    assert button.disabled
    fine(app.segmented_control(key="side-EVAL-01").set_value("theirs").run())
    click(app, "Take over 1 reply")
    ledger = Ledger(database)
    assert [one.level for one in ledger.load(key).answers] == [3]
    ledger.close()


def test_what_is_wrong_in_a_file_is_told_and_left_out_only_when_said(database: str) -> None:
    key, assessment = opened_case()
    content = filled(assessment, EVAL_01={"reply": 7}, reference_system={"reply": "An order desk."})
    app = upload(click(start(key), "Open"), content)
    assert "'7' is no level" in shown(app).replace("\\", "")
    [button] = [one for one in app.button if one.key == "take-over"]
    assert button.disabled
    fine(app.checkbox(key="leave-out").set_value(True).run())
    click(app, "Take over 1 reply")
    ledger = Ledger(database)
    assert [one.question for one in ledger.load(key).responses] == ["reference_system"]
    assert ledger.load(key).answers == ()
    ledger.close()


def test_a_file_that_is_none_is_a_message(database: str) -> None:
    key, _ = opened_case()
    app = upload(click(start(key), "Open"), b"hello: there")
    assert "is no filled questionnaire" in app.error[0].value.replace("\\", "")


def test_who_answers_is_described_and_when_the_questions_were_sent(database: str) -> None:
    key, _ = opened_case()
    app = fine(click(start(key), "Open").run())
    fine(app.date_input(key="jf.asked_on").set_value(date(2026, 11, 3)).run())
    app.session_state["about-jf"] = True
    fine(app.run())
    fine(app.text_input(key="jf.name").set_value("Jon Farrow-Hill").run())
    fine(app.text_input(key="jf.role").set_value("").run())
    fine(app.radio(key="jf.party").set_value(Party.THIRD).run())
    [held] = Desk().case(key).read().assessment.respondents
    after = Respondent(id="jf", name="Jon Farrow-Hill", party=Party.THIRD, asked_on=date(2026, 11, 3))
    assert held == after
    fine(app.text_input(key="jf.name").set_value(" ").run())
    assert "needs a name or a role" in app.error[0].value
    assert Desk().case(key).read().assessment.respondents == (after,)


def test_nobody_is_asked_for_the_day_before_it_is_said_who_answers(database: str) -> None:
    app = create(start())
    assert "Choose or add above who answers" in shown(app)


def test_somebody_who_is_added_to_a_vendor_evaluation_stands_on_its_side(database: str) -> None:
    key, _ = opened_case()
    app = fine(click(start(key), "Open").run())
    fine(app.selectbox(key="who").set_value("+").run())
    fine(app.text_input(key=f"draft.{key}.respondent-role").set_value("sales").run())
    click(app, "Add")
    added = Desk().case(key).read().assessment.respondents[-1]
    assert (added.role, added.party) == ("sales", Party.VENDOR)
