"""The pages that judge and hand over, without a browser: plan, list, scorecard, drafts, support."""

from datetime import date

from audit.assessment import Desk
from audit.delivery.documents import Form
from audit.model.assessment import Answer, Assessment, Purpose, Subject
from audit.model.commitment import Commitment, Status
from audit.model.edition import Audience
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from audit.ui import background
from tests.ui.driving import click, fine, in_german, page_of, shown, start, worked
from tests.ui.example import with_example


def kept(name: str, purpose: Purpose = Purpose.READINESS_REVIEW, level: int = 0) -> str:
    assessment = Assessment(
        subject=Subject(name=name, kinds=(SystemKind.AGENT_WITH_TOOLS,)),
        purpose=purpose,
        as_of=date(2026, 11, 20),
        auditor="Mara Lind",
        answers=(Answer(criterion="REL-03", level=level, by="team"),),
    )
    return Desk().open(assessment, actor="Mara Lind").key


def test_an_action_gets_an_owner_and_a_status_that_stay(database: str) -> None:
    case = kept("Tidewater Desk")
    app = page_of(start(case), "plan")
    assert [(one.label, one.value) for one in app.metric] == [
        ("Actions", "1"),
        ("Settled", "0"),
        ("Late", "0"),
        ("Without an owner", "1"),
    ]
    [one] = Desk().case(case).conclude().conclusion.actions
    action = Commitment(criterion=one.criterion, title=one.title, occasion=one.occasion).key
    app.session_state[f"box-{action}"] = True
    fine(app.run())
    fine(app.text_input(key=f"{action}.owner").set_value("Tom Reed").run())
    fine(app.selectbox(key=f"{action}.status").set_value(Status.DROPPED).run())
    assert "needs a note that says why" in app.error[0].value
    fine(app.selectbox(key=f"{action}.status").set_value(Status.DONE).run())
    ledger = Ledger(database)
    [held] = ledger.load(case).commitments
    assert (held.criterion, held.owner, held.status) == ("REL-03", "Tom Reed", Status.DONE)
    assert [entry.kind.value for entry in ledger.entries(case)][-2:] == ["committed", "committed"]
    ledger.close()
    assert app.metric[1].value == "1"
    fine(app.segmented_control(key="plan-shown").set_value("Open").run())
    assert "No action is like that." in shown(app)


def test_an_owner_set_in_german_is_the_owner_in_english(database: str) -> None:
    case = kept("Tidewater Desk")
    [one] = Desk().case(case).conclude().conclusion.actions
    action = Commitment(criterion=one.criterion, title=one.title, occasion=one.occasion).key
    app = page_of(start(case), "plan")
    with in_german(app):
        app.session_state[f"box-{action}"] = True
        fine(app.run())
        fine(app.text_input(key=f"{action}.owner").set_value("Tom Reed").run())
        assert app.metric[3].value == "0"
    again = page_of(start(case), "plan")
    assert again.metric[3].value == "0"
    assert "Tom Reed" in shown(again)
    assert "No longer asked for" not in shown(again)


def test_a_plan_of_nothing_leads_to_the_questions(database: str) -> None:
    case = Desk().open(
        Assessment(subject=Subject(name="New", kinds=(SystemKind.RAG,)), as_of=date(2026, 11, 20))
    )
    app = page_of(start(case.key), "plan")
    assert "A plan follows from what is known to be wrong." in shown(app)
    for page, offered in (("findings", "Answer questions"), ("examine", "Inspect a repository")):
        assert offered in [one.label for one in page_of(app, page).button]


def test_the_list_is_searched_and_filtered(database: str) -> None:
    for n in range(14):
        kept(f"Desk {n:02}", Purpose.VENDOR_EVALUATION if n == 3 else Purpose.READINESS_REVIEW)
    app = start()
    assert "14 of 14 assessments" in shown(app)
    assert sum(one.label == "Open" for one in app.button) == 12
    fine(app.text_input(key="search").set_value("desk 13").run())
    assert sum(one.label == "Open" for one in app.button) == 1
    fine(app.pills(key="list-purposes").set_value(["vendor_evaluation"]).run())
    assert "No assessment is like that." in shown(app)
    click(app, "Show all")
    assert "14 of 14 assessments" in shown(app)


def test_a_number_says_how_it_came_about(database: str) -> None:
    app = page_of(start(kept("Tidewater Desk", level=2)), "scorecard")
    app.session_state["why-Score of 100"] = True
    app.session_state["why-gate-REL-03"] = True
    fine(app.run())
    text = shown(app).replace("\\", "")
    assert "Six tenths of the score are the mean of the dimensions by weight" in text
    assert "Claimed is level 2; evidence that is claimed carries level 1 at most." in text
    assert "As a gate it asks for level" in text
    click(app, "To the question")
    assert app.title[0].value == "Answer"
    assert "Reliability and error handling" in [one.value for one in app.header]


def test_what_is_typed_waits_for_whoever_comes_back(database: str) -> None:
    case = with_example(database)
    app = page_of(start(case), "examine")
    app.session_state["ruling-C-04"] = True
    fine(app.run())
    reason = f"draft.{case}.reason-C-04"
    fine(app.text_area(key=reason).set_value("the retries were shown to us").run())
    again = page_of(start(case), "examine")
    again.session_state["ruling-C-04"] = True
    fine(again.run())
    assert again.text_area(key=reason).value == "the retries were shown to us"
    fine(again.button(key="explained-C-04").click().run())
    ledger = Ledger(database)
    assert ledger.drafts(case) == {}
    [ruling] = [one for one in ledger.load(case).rulings if one.reason == "the retries were shown to us"]
    assert ruling.state.value == "explained"
    ledger.close()


def test_the_report_is_made_for_an_audience_in_a_look(database: str) -> None:
    app = page_of(start(kept("Tidewater Desk")), "report")
    brand = app.file_uploader(key="report-brand")
    fine(brand.set_value([("logo.svg", b"<svg/>", "image/svg+xml")]).run())
    assert "There is no YAML file among these" in app.error[0].value
    fine(app.file_uploader(key="report-brand").set_value([("b.yaml", b"nonsense: 1\n", "text/yaml")]).run())
    assert app.error[0].value.replace("\\", "").startswith("b.yaml:1 ")
    given = [("b.yaml", b"name: Lind and Partners\n", "text/yaml")]
    fine(app.file_uploader(key="report-brand").set_value(given).run())
    assert not app.error
    for audience in Audience:
        fine(app.radio(key="report-audience").set_value(audience).run())
        assert not app.error


def test_the_report_is_made_in_another_language(database: str) -> None:
    app = page_of(start(kept("Tidewater Desk")), "report")
    language = app.selectbox(key="report-language.en")
    assert (language.value, language.options) == ("en", ["English", "Deutsch"])
    given = [("b.yaml", b"name: Lind and Partners\n", "text/yaml")]
    fine(app.file_uploader(key="report-brand").set_value(given).run())
    fine(app.pills(key="report-forms").set_value([Form.MARKDOWN]).run())
    fine(app.selectbox(key="report-language.en").set_value("de").run())
    fine(app.radio(key="report-audience").set_value(Audience.VENDOR).run())
    worked(click(app, "Make the report"))
    [made] = background.jobs().folder("").rglob("report-vendor-de.md")
    text = made.read_text("utf-8")
    for said in ("Lind and Partners", "Prüfung der Betriebsreife", "20. November 2026", "Tidewater Desk"):
        assert said in text


def test_nothing_is_inspected_before_the_whole_file_is_here(database: str) -> None:
    app = page_of(start(kept("Tidewater Desk")), "inspect")
    assert app.button(key="inspect-archive").disabled
    given = ("delivery.zip", b"PK", "application/zip")
    fine(app.file_uploader(key="archive-0").set_value(given).run())
    assert not app.button(key="inspect-archive").disabled
