"""The journey through the app without a browser: every page, every answer kept."""

import re
from datetime import date
from pathlib import Path

import pytest

from audit import delivery
from audit.delivery.documents import Form
from audit.model.assessment import Purpose
from audit.model.business import BusinessCase
from audit.model.demo import DemoResult
from audit.model.operation import Operation
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from tests.ui.driving import (
    click,
    create,
    draft,
    fine,
    opened,
    page_of,
    section,
    shown,
    start,
    unfold,
    worked,
)
from tests.ui.example import judged, with_example


def test_from_the_first_page_to_the_report(database: str, repository: Path) -> None:
    app = start()
    assert "There is no assessment yet." in shown(app)
    create(app)
    assert app.title[0].value == "Answer"
    section(app, "evaluation")
    fine(app.segmented_control(key="EVAL-01").set_value("1").run())
    assert "1 of 132 questions answered" in shown(app)

    click(app, "Go on: inspect a repository")
    app.text_input(key=draft(app, "path")).set_value(str(repository))
    worked(click(app, "Inspect"))
    assert "Inspected tiny" in shown(app) + "".join(one.value for one in app.success)
    assert "Agent loops have a step limit" in shown(app)
    assert "agent.py:4@" in shown(app)

    click(app, "Go on: cross-examination")
    fine(app.segmented_control(key="examine-wanted").set_value("all").run())
    assert "Nobody said anything about it." in shown(app)
    click(app, "Go on: findings")
    assert [one.value for one in app.header] == ["What to ask for next", "Patterns of failure"]
    click(app, "Go on: plan")
    page_of(app, "scorecard")
    assert [one.label for one in app.metric] == ["Score of 100", "Coverage", "Gates met"]
    assert app.metric[2].value == "0 of 21"
    assert (
        len(app.get("plotly_chart")) == 4
    )  # score, dimensions, gates, stage; no figure was given to project

    page_of(app, "report")
    fine(app.pills(key="report-forms").set_value([Form.HTML, Form.JSON]).run())
    worked(click(app, "Make the report"))
    assert [getattr(one, "label", None) for one in app.get("download_button")] == [
        "Download HTML",
        "Download Data (JSON)",
    ]
    fine(app.pills(key="report-forms").set_value([Form.PDF, Form.JSON]).run())
    assert "Make the report" in [one.label for one in app.button]
    click(app, "Sign")
    assert "The lead auditor has not signed" not in shown(app)


def test_the_auditor_rates_waives_and_describes(database: str) -> None:
    app = section(create(start()), "evaluation")
    unfold(app, "EVAL-01.rating")
    app.selectbox(key=draft(app, "rating.EVAL-01.level")).set_value(1)
    app.text_input(key=draft(app, "rating.EVAL-01.why")).set_value("read the protocol")
    fine(app.button(key="EVAL-01.rate").click().run())
    click(app, "Go on: inspect a repository")
    page_of(app, "scorecard")
    app.selectbox(key=draft(app, "waive-gate")).set_value("EVAL-01")
    app.text_input(key=draft(app, "waive-owner")).set_value("Tom Reed")
    app.text_input(key=draft(app, "waive-reason")).set_value("a pilot with ten users")
    app.date_input(key=draft(app, "waive-until")).set_value(date(2027, 1, 31))
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
    fine(app.number_input(key="o.rate").set_value(900.0).run())
    fine(app.number_input(key="o.rebuild_low").set_value(60_000.0).run())
    assert "It is saved once both numbers are there." in shown(app)
    fine(app.number_input(key="o.rebuild_high").set_value(50_000.0).run())
    assert "rebuild_cost has to be" in app.error[0].value.replace("\\", "")
    fine(app.number_input(key="o.rebuild_high").set_value(90_000.0).run())
    fine(app.number_input(key="o.runs").set_value(50_000).run())
    fine(app.radio(key="p.live").set_value("yes").run())
    fine(app.multiselect(key="y.FP-03").set_value(["FP-03.1"]).run())
    fine(app.number_input(key="p.references").set_value(2).run())
    fine(app.radio(key="p.keys").set_value("no").run())
    fine(app.radio(key="p.rights").set_value("yes").run())
    fine(app.text_input(key="s.role").set_value("partner").run())
    fine(app.text_area(key="s.interests").set_value("Paid by the client, hourly.").run())
    ledger = Ledger(database)
    kept = ledger.load(opened(app))
    ledger.close()
    assert kept.story == "It worked on the day."
    assert kept.demo == DemoResult(successes=47, trials=50)
    assert kept.operation == Operation(runs_per_month=50_000, day_rate=900, rebuild_cost=(60_000, 90_000))
    assert kept.profile.takes_live_decisions is True
    assert kept.symptoms == ("FP-03.1",)
    assert (kept.auditor_role, kept.interests) == ("partner", "Paid by the client, hourly.")
    profile = kept.profile
    assert profile.references_confirmed == 2
    assert (profile.vendor_alone_holds_keys_or_data, profile.rights_can_be_had) == (False, True)


def test_a_cost_of_rebuilding_that_is_taken_out_is_gone(database: str) -> None:
    app = page_of(create(start()), "subject")
    fine(app.number_input(key="o.rate").set_value(900.0).run())
    for ends in ((60_000.0, 90_000.0), (None, None)):
        for key, amount in zip(("o.rebuild_low", "o.rebuild_high"), ends, strict=True):
            fine(app.number_input(key=key).set_value(amount).run())
        ledger = Ledger(database)
        kept = ledger.load(opened(app)).operation
        ledger.close()
        assert kept == Operation(day_rate=900, rebuild_cost=None if ends[0] is None else (60_000, 90_000))


def test_a_business_case_is_saved_once_it_is_whole(database: str) -> None:
    app = page_of(create(start()), "subject")
    figures = {
        "runs_per_month": 1000.0,
        "months": 24.0,
        "benefit_per_success": 4.0,
        "loss_per_failure": 20.0,
        "cost_per_run": 0.5,
    }
    for name, value in figures.items():
        fine(app.number_input(key=f"b.{name}").set_value(value).run())
    assert "It is saved once these are there as well: Still to be spent on building." in shown(app)
    fine(app.number_input(key="b.build_cost").set_value(30_000.0).run())
    fine(app.number_input(key="b.probe_successes").set_value(90).run())
    fine(app.number_input(key="b.probe_trials").set_value(80).run())
    assert "90 successes of 80 trials is impossible" in app.error[0].value.replace("\\", "")
    fine(app.number_input(key="b.probe_successes").set_value(70).run())
    fine(app.number_input(key="b.probe_trials").set_value(80).run())
    fine(app.number_input(key="b.threshold").set_value(95.0).run())
    ledger = Ledger(database)
    assert ledger.load(opened(app)).business == BusinessCase(
        **figures, build_cost=30_000, probe_successes=70, probe_trials=80, threshold=0.95
    )
    ledger.close()


def test_a_ruling_needs_a_reason_and_is_kept(database: str, tmp_path: Path) -> None:
    app = page_of(start(with_example(database)), "examine")
    fine(app.segmented_control(key="examine-wanted").set_value("contradicted").run())
    key = opened(app)
    app.session_state["ruling-C-01"] = True
    fine(app.run())
    app.text_area(key=f"draft.{key}.reason-C-01").set_value("")
    fine(app.button(key="explained-C-01").click().run())
    assert "a ruling needs a reason" in app.error[0].value
    assert [one.value for one in app.toast] == [app.error[0].value], "the button may stand far below"
    app.text_area(key=f"draft.{key}.reason-C-01").set_value("shown to us in another repository")
    fine(app.button(key="explained-C-01").click().run())
    assert "shown to us in another repository" in shown(app)
    history = page_of(app, "history")
    assert "ruled on a contradiction" in shown(history)


def test_support_names_its_check_by_its_title_with_the_id_behind(database: str) -> None:
    app = page_of(start(with_example(database)), "examine")
    fine(app.segmented_control(key="examine-wanted").set_value("offered").run())
    titles = {f.id: f.title for i in judged().inspections for f in i.checks}
    offered = {check for _, check in app.multiselect[0].value}
    told = re.findall(r"Support by “(.+?)” \((.+?)\) for level", shown(app).replace("\\", ""))
    assert told
    assert all(titles[check] == title for title, check in told)
    assert {f"“{titles[one]}”" for one in offered} == {
        one.partition(" by ")[2] for one in app.multiselect[0].options
    }


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
    app.text_input(key=draft(app, "path")).set_value(path)
    click(app, "Inspect")
    assert message in app.error[0].value.replace("\\", "")


def test_an_assessment_needs_a_name_a_purpose_and_a_kind(database: str) -> None:
    app = start()
    assert app.radio(key="draft.new.purpose").value is None, "no purpose is made by accident"
    assert click(app, "Create assessment").error[0].value == (
        "Still missing: the name of the system or vendor, what the audit is for and at least one kind of system."
    )
    app.text_input(key="draft.new.name").set_value("Vendor North")
    app.pills(key="draft.new.kinds").set_value([SystemKind.RAG])
    assert click(app, "Create assessment").error[0].value == "Still missing: what the audit is for."
    app.radio(key="draft.new.purpose").set_value(Purpose.VENDOR_EVALUATION)
    assert click(app, "Create assessment").title[0].value == "Answer"


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
