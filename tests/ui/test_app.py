"""The journey through the app without a browser: every page, every answer kept."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from audit import delivery
from audit.model.assessment import Answer, AnswerState, DemoResult, Operation
from audit.model.dossier import Dossier
from audit.model.evidence import Grade
from audit.storage import Ledger
from audit.ui import launch

TIMEOUT = 60


def start(case: str = "") -> AppTest:
    app = AppTest.from_file(launch.SCRIPT, default_timeout=TIMEOUT)
    if case:
        app.query_params["case"] = case
    return fine(app.run())


def fine(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


def click(app: AppTest, label: str) -> AppTest:
    [button] = [one for one in app.button if one.label == label]
    return fine(button.click().run())


def create(app: AppTest, name: str = "Reorder *agent*") -> AppTest:
    app.text_input(key="new-name").set_value(name)
    app.pills(key="new-kinds").set_value(["agent_with_tools"])
    app.text_input(key="new-auditor").set_value("Mara Lind")
    return click(app, "Create assessment")


def page_of(app: AppTest, name: str) -> AppTest:
    """Another page, as by a click on the navigation; AppTest itself only follows pages that are files."""
    app._page_hash = calc_hash(name)
    return fine(app.run())


def opened(app: AppTest) -> str:
    key = app.query_params["case"]
    return key if isinstance(key, str) else key[0]


def shown(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.title, *app.header, *app.markdown, *app.caption, *app.info))


def test_from_the_first_page_to_the_report(
    database: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []
    real = delivery.report_pdf

    def remembered(dossier: Dossier) -> bytes:
        made.append(real(dossier))
        return made[-1]

    monkeypatch.setattr(delivery, "report_pdf", remembered)

    app = start()
    assert "There is no assessment yet." in shown(app)
    create(app)
    assert app.title[0].value == "Answer"
    fine(app.segmented_control(key="EVAL-01").set_value("1").run())
    assert "1 of 67 criteria answered" in shown(app)

    click(app, "Go on: inspect a repository")
    app.text_input(key="path").set_value(str(repository))
    click(app, "Inspect")
    assert "Agent loops have a step limit" in shown(app)
    assert "agent\\.py\\:4@" in shown(app)

    click(app, "Go on: findings")
    assert [one.value for one in app.header] == [
        "Contradictions",
        "What was said beside what is there",
        "Patterns of failure",
        "Actions",
    ]
    click(app, "Go on: scorecard")
    assert [one.label for one in app.metric] == ["Score of 100", "Coverage", "Gates met"]
    assert app.metric[2].value == "0 of 21"
    assert (
        len(app.get("plotly_chart")) == 4
    )  # score, dimensions, gates, stage; no figure was given to project

    click(app, "Go on: report")
    click(app, "Make the report")
    assert [getattr(one, "label", None) for one in app.get("download_button")] == [
        "Download PDF",
        "Download HTML",
        "Download data (JSON)",
    ]
    assert [content[:4] for content in made] == [b"%PDF"]


def test_what_was_answered_is_there_in_a_new_session(database: str) -> None:
    first = create(start())
    fine(first.segmented_control(key="EVAL-01").set_value("2").run())
    fine(first.selectbox(key="EVAL-01.grade").set_value(Grade.DOCUMENTED).run())
    fine(first.text_area(key="EVAL-01.note").set_value("A <b>dated</b> protocol.").run())
    fine(first.segmented_control(key="EVAL-02").set_value("not_applicable").run())
    fine(first.text_input(key="EVAL-02.reason").set_value("nothing is generated").run())
    fine(first.segmented_control(key="EVAL-03").set_value("unknown").run())
    case = opened(first)

    ledger = Ledger(database)
    assert ledger.load(case).answers == (
        Answer(criterion="EVAL-01", level=2, grade=Grade.DOCUMENTED, narrative="A <b>dated</b> protocol."),
        Answer(criterion="EVAL-02", state=AnswerState.NOT_APPLICABLE, reason="nothing is generated"),
        Answer(criterion="EVAL-03", state=AnswerState.UNKNOWN),
    )
    assert {entry.actor for entry in ledger.history(case)} == {"Mara Lind"}
    ledger.close()

    second = click(start(), "Open")
    assert second.segmented_control(key="EVAL-01").value == "2"
    assert second.selectbox(key="EVAL-01.grade").value is Grade.DOCUMENTED
    assert second.text_area(key="EVAL-01.note").value == "A <b>dated</b> protocol."
    assert second.text_input(key="EVAL-02.reason").value == "nothing is generated"
    assert second.segmented_control(key="EVAL-03").value == "unknown"


def test_an_answer_in_another_tab_is_not_overwritten_but_shown(database: str) -> None:
    one = create(start())
    case = opened(one)
    other = click(start(case), "Open")
    fine(one.segmented_control(key="EVAL-01").set_value("3").run())
    fine(other.segmented_control(key="EVAL-01").set_value("0").run())
    [message] = other.error
    assert message.value.startswith("the answer to EVAL\\-01 was changed by somebody else in the meantime")
    assert other.segmented_control(key="EVAL-01").value == "3"
    fine(other.segmented_control(key="EVAL-02").set_value("1").run())
    assert not other.error
    fine(one.run())
    assert one.segmented_control(key="EVAL-02").value == "1"


def test_an_answer_can_be_taken_back(database: str) -> None:
    app = create(start())
    fine(app.segmented_control(key="EVAL-01").set_value("3").run())
    fine(app.segmented_control(key="EVAL-01").set_value(None).run())
    assert app.segmented_control(key="EVAL-01").value == "3"  # a second click on it is a slip
    ledger = Ledger(database)
    assert len(ledger.load(opened(app)).answers) == 1
    fine(app.button(key="EVAL-01.back").click().run())
    assert ledger.load(opened(app)).answers == ()
    ledger.close()


def test_somebody_else_can_answer_the_same_question(database: str) -> None:
    app = create(start())
    fine(app.segmented_control(key="EVAL-01").set_value("3").run())
    fine(app.selectbox(key="who").set_value("+").run())
    app.text_input(key="respondent-name").set_value("Jon Farrow")
    app.text_input(key="respondent-role").set_value("operations")
    click(app, "Add")
    assert app.selectbox(key="who").value == "r1"
    assert app.segmented_control(key="EVAL-01").value is None
    fine(app.segmented_control(key="EVAL-01").set_value("0").run())
    ledger = Ledger(database)
    answers = ledger.load(opened(app)).answers
    assert [(one.by, one.level) for one in answers] == [("", 3), ("r1", 0)]
    ledger.close()


def test_the_next_unanswered_question_is_one_click_away(database: str) -> None:
    app = create(start())
    click(app, "Next unanswered")
    assert app.selectbox(key="dimension").value == "DATA"
    click(app, "Previous dimension")
    assert app.selectbox(key="dimension").value == "EVAL"


def test_the_auditor_rates_waives_and_describes(database: str) -> None:
    app = create(start())
    app.selectbox(key="EVAL-01.rated").set_value(1)
    app.text_input(key="EVAL-01.rated-why").set_value("read the protocol")
    fine(app.button(key="rate-button-EVAL-01").click().run())
    click(app, "Go on: inspect a repository")
    click(app, "Go on: findings")
    click(app, "Go on: scorecard")
    app.selectbox(key="waive-gate").set_value("EVAL-01")
    app.text_input(key="waive-owner").set_value("Tom Reed")
    app.text_input(key="waive-reason").set_value("a pilot with ten users")
    app.date_input(key="waive-until").set_value(date(2027, 1, 31))
    click(app, "Waive")
    ledger = Ledger(database)
    kept = ledger.load(opened(app))
    assert [(one.criterion, one.level, one.rationale, one.by) for one in kept.ratings] == [
        ("EVAL-01", 1, "read the protocol", "Mara Lind")
    ]
    assert [(one.criterion, one.owner, one.expires) for one in kept.waivers] == [
        ("EVAL-01", "Tom Reed", date(2027, 1, 31))
    ]
    ledger.close()


def test_the_subject_is_saved_field_by_field_and_bad_figures_are_refused(database: str) -> None:
    app = page_of(create(start()), "subject")
    fine(app.text_area(key="s.story").set_value("It worked on the day.").run())
    fine(app.number_input(key="d.successes").set_value(60).run())
    assert "It is saved once both numbers are there." in shown(app)
    fine(app.number_input(key="d.trials").set_value(50).run())
    assert "60 successes of 50 trials is impossible" in app.error[0].value.replace("\\", "")
    fine(app.number_input(key="d.successes").set_value(47).run())
    fine(app.number_input(key="d.trials").set_value(50).run())
    fine(app.number_input(key="o.runs").set_value(50_000).run())
    fine(app.radio(key="p.live").set_value("yes").run())
    fine(app.multiselect(key="y.FP-03").set_value(["FP-03.1"]).run())
    ledger = Ledger(database)
    kept = ledger.load(opened(app))
    ledger.close()
    assert kept.story == "It worked on the day."
    assert kept.demo == DemoResult(successes=47, trials=50)
    assert kept.operation == Operation(runs_per_month=50_000)
    assert kept.profile.takes_live_decisions is True
    assert kept.symptoms == ("FP-03.1",)


def test_a_ruling_needs_a_reason_and_is_kept(database: str, tmp_path: Path) -> None:
    app = page_of(click(start(), "Open the example"), "findings")
    [rule, *_] = [one for one in app.button if one.key and one.key.startswith("explained-")]
    number = str(rule.key).removeprefix("explained-")
    app.text_input(key=f"reason-{number}").set_value("")
    fine(rule.click().run())
    assert app.error[0].value == "A ruling needs a reason."
    app.text_input(key=f"reason-{number}").set_value("shown to us in another repository")
    fine(app.button(key=f"explained-{number}").click().run())
    assert "shown to us in another repository" in shown(app)
    history = page_of(app, "history")
    assert "ruled on a contradiction" in shown(history)


def test_a_file_is_imported_once_and_then_only_what_differs(database: str) -> None:
    text = "subject: {name: Vendor A, kinds: [rag]}\nas_of: 2026-11-22\nanswers:\n  EVAL-01: {level: 1}\n"
    app = start()
    fine(app.file_uploader(key="import-file").set_value(("a.yaml", text.encode(), "text/yaml")).run())
    click(app, "Import as a new assessment")
    app = start()
    changed = (text + "  EVAL-02: {level: 0}\n").encode()
    fine(app.file_uploader(key="import-file").set_value(("a.yaml", changed, "text/yaml")).run())
    assert "There is already an assessment of Vendor A" in app.warning[0].value
    click(app, "Bring it to the state of the file")
    ledger = Ledger(database)
    [summary] = ledger.summaries()
    assert [entry.kind.value for entry in ledger.entries(summary.id)] == ["opened", "answered", "answered"]
    ledger.close()


def test_a_file_that_is_wrong_says_where(database: str) -> None:
    app = start()
    text = b"subject: {name: Vendor A, kinds: [rag]}\nanswers:\n  EVAL-99: {level: 1}\n"
    fine(app.file_uploader(key="import-file").set_value(("a.yaml", text, "text/yaml")).run())
    assert "a.yaml:3 answers.EVAL-99: 'EVAL-99' is not a criterion" in app.error[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("path", "message"),
    [("", "Give the path of a git repository"), ("/nowhere/at/all", "there is no folder /nowhere/at/all")],
)
def test_a_path_that_is_no_repository_is_a_message(database: str, path: str, message: str) -> None:
    app = click(create(start()), "Go on: inspect a repository")
    app.text_input(key="path").set_value(path)
    click(app, "Inspect")
    assert message in app.error[0].value.replace("\\", "")


def test_an_assessment_needs_a_name_and_a_kind(database: str) -> None:
    app = click(start(), "Create assessment")
    assert (
        app.error[0].value == "An assessment needs the name of its subject and at least one kind of system."
    )


def test_an_address_of_an_assessment_that_is_gone_leads_back(database: str) -> None:
    app = start("0123456789ab")
    assert "there is no assessment 0123456789ab" in app.error[0].value
    click(app, "Close this assessment")
    assert app.title[0].value == "Assessments"
    assert not app.error


def test_a_damaged_ledger_is_a_message(database: str) -> None:
    file = Path(database.removeprefix("sqlite:///"))
    file.parent.mkdir()
    file.write_bytes(b"no database" * 200)
    assert "cannot be used: file is not a database" in start().error[0].value.replace("\\", "")


def test_the_example_opens_in_one_click(database: str) -> None:
    app = click(start(), "Open the example")
    assert app.title[0].value == "Scorecard"
    assert "Phase 1 \\(demo\\)" in shown(app)
    ledger = Ledger(database)
    [summary] = ledger.summaries()
    example = ledger.load(summary.id)
    assert example.inspections[0].checks
    assert Path(example.repositories[0].path).is_absolute()
    ledger.close()


def test_the_library_is_searched_by_every_word(database: str) -> None:
    app = page_of(start(), "library")
    assert [one.label for one in app.tabs] == [
        "Criteria (68)",
        f"Checks ({len(delivery.declarations())})",
        "Partner questions (18)",
    ]
    fine(app.text_input(key="library-search").set_value("Rollback drill").run())
    assert [one.label for one in app.tabs[0].expander] == ["DOC\\-01 Runbook for the ten likeliest events"]
    fine(app.text_input(key="library-search").set_value("model-call-timeout").run())
    assert [one.label for one in app.tabs[1].expander] == ["Model calls have a time limit"]
    fine(app.text_input(key="library-search").set_value("<script>").run())
    assert "Nothing has all these words" in shown(app)


def test_what_if_tells_failures_and_costs_without_an_assessment(database: str) -> None:
    app = page_of(start(), "what-if")
    assert [one.value for one in app.metric] == ["USD 3,761", "USD 124", "4"]
    assert "1,733–5,097" in shown(app)
    fine(app.number_input(key="w.calls_per_run").set_value(12).run())
    assert app.metric[0].value == "USD 10,993"
    fine(app.number_input(key="w.successes").set_value(300).run())
    assert [one.value for one in app.error] == ["This figure\\: 300 successes of 200 trials is impossible"]


def test_what_if_keeps_a_figure_only_when_asked(database: str) -> None:
    app = create(start())
    case = opened(app)
    page_of(app, "what-if")
    fine(app.number_input(key="w.successes").set_value(190).run())
    ledger = Ledger(database)
    assert ledger.load(case).demo is None
    click(app, "Keep this figure in the assessment")
    kept = ledger.load(case).demo
    assert kept is not None
    assert (kept.successes, kept.trials) == (190, 200)
    click(app, "Keep these costs in the assessment")
    costs = ledger.load(case).costs
    assert costs is not None
    assert costs.runs_per_month == 20_000
    ledger.close()
