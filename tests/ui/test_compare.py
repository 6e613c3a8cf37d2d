"""Comparing on screen: what changed between two runs, and vendors with knock-outs before any score."""

import json
from datetime import date

from audit.assessment import Desk
from audit.delivery import making_tenders, tenders
from audit.model.assessment import Answer, Assessment, Purpose, Rating, Subject
from audit.model.edition import Audience
from audit.model.evidence import Grade
from audit.model.milestone import Milestone
from audit.model.response import PartnerRating
from audit.model.rubric import SystemKind
from audit.ui import background, vendors
from tests.assessment.test_jobs import until
from tests.ui.driving import click, fine, opened, page_of, shown, start


def kept(name: str, level: int, day: int = 1, **fields: object) -> str:
    assessment = Assessment(
        subject=Subject(name=name, kinds=(SystemKind.RAG,), is_vendor=True),
        purpose=Purpose.VENDOR_EVALUATION,
        as_of=date(2026, 11, day),
        answers=(Answer(criterion="EVAL-01", level=level), Answer(criterion="EVAL-02", level=2)),
        ratings=(Rating(criterion="EVAL-01", level=level, grade=Grade.VERIFIED, rationale="seen"),),
    )
    return Desk().open(assessment.model_copy(update=fields)).key


def compared(*keys: str) -> str:
    app = page_of(start(keys[0]), "compare")
    assert app.multiselect(key="compared").value == list(keys)  # the open one, and the one that it is beside
    text = [one.value for one in app.subheader]
    return "\n".join([shown(app), *text]).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def test_two_runs_show_what_changed_the_earlier_first(database: str) -> None:
    later, earlier = kept("Harbour Desk", 3, day=20), kept("Harbour Desk", 1)
    text = compared(later, earlier)
    assert text.index("1 November 2026") < text.index("20 November 2026")
    assert "| EVAL-01 " in text
    assert "| 1 | 3 |" in text
    assert "Levels and gates" in text


def test_vendors_are_knocked_out_before_they_are_ranked(database: str) -> None:
    refused = (PartnerRating(question="PQ-04", score=0, refused=True),)
    north = kept("Vendor North", 3)
    south = kept("Vendor South", 1, partner=refused)
    text = compared(north, south)
    assert "On 2 questions that all were asked" in text
    assert "| 1 | Vendor North |" in text
    assert "| out | Vendor South |" in text
    assert text.index("Knocked out") < text.index("Ranking")


def test_one_assessment_alone_cannot_be_compared(database: str) -> None:
    kept("Vendor North", 3)
    app = page_of(start(), "compare")
    assert "A comparison needs two assessments." in shown(app)


def test_a_second_one_of_another_subject_is_left_to_choose(database: str) -> None:
    own, _ = kept("Harbour Desk", 3, purpose=Purpose.READINESS_REVIEW), kept("Vendor North", 3)
    app = page_of(start(own), "compare")
    assert app.multiselect(key="compared").value == [own]
    assert "Choose a second assessment." in shown(app)


def test_two_milestones_of_the_open_assessment_are_compared(database: str) -> None:
    key = kept("Harbour Desk", 1)
    app = page_of(start(key), "compare")
    fine(app.segmented_control(key="compare-what").set_value("Milestones of this assessment").run())
    assert "A milestone is a name for the state of a day." in shown(app)
    case = Desk().case(key)
    case.mark(Milestone(name="before"))
    case.answer(Answer(criterion="EVAL-03", level=3, grade=Grade.DOCUMENTED, by="us"))
    fine(app.run())
    assert (app.selectbox(key="state-before").value, app.selectbox(key="state-after").value) == (
        "before",
        "as it is now",
    )
    assert "| EVAL-03 " in shown(app)


def test_the_report_on_vendors_is_made_and_downloaded(database: str) -> None:
    north, south = kept("Vendor North", 3), kept("Vendor South", 1)
    app = page_of(start(north), "compare")
    assert app.multiselect(key="compared").value == [north, south]
    assert "comes first; whether to select it cannot be decided yet" in shown(app)
    fine(app.button(key="make-tender").click().run())
    found = vendors.tender(tuple((one.id, one.head) for one in Desk().summaries()), "en")
    key = making_tenders.job_of(found)
    until(lambda: (job := background.jobs().look(key)) is not None and not job.running, 180)
    app = page_of(start(north), "compare")
    there = making_tenders.made(background.jobs(), found)
    assert list(there) == ["comparison.pdf", "comparison.html", "comparison.json"]
    assert json.loads(there["comparison.json"].read_text("utf-8"))["number"] == found.number
    assert [one.key for one in app.get("download_button")] == [
        "download-tender-pdf", "download-tender-html", "download-tender-json",
    ]  # fmt: skip


def test_each_vendor_gets_a_copy_and_the_board_its_own(database: str) -> None:
    north, south = kept("Vendor North", 3), kept("Vendor South", 1)
    app = page_of(start(north), "compare")
    assert app.multiselect(key="compared").value == [north, south]
    found = vendors.tender(tuple((one.id, one.head) for one in Desk().summaries()))
    fine(app.radio(key="tender-audience").set_value("vendor").run())
    assert "Make a copy for each vendor" in [one.label for one in app.button]
    assert list(making_tenders.phases(found, copies=True).values()) == [
        "PDF for Vendor North", "PDF for Vendor South",
    ]  # fmt: skip
    fine(app.radio(key="tender-audience").set_value("board").run())
    fine(app.button(key="make-tender").click().run())
    board = tenders.edition(found, Audience.BOARD)
    key = making_tenders.job_of(board)
    until(lambda: (job := background.jobs().look(key)) is not None and not job.running, 180)
    there = making_tenders.made(background.jobs(), board)
    assert list(there) == ["comparison-board.pdf", "comparison-board.html", "comparison-board.json"]
    assert json.loads(there["comparison-board.json"].read_text("utf-8"))["of"] == found.number


def test_a_brand_that_cannot_be_read_is_said_and_the_report_is_in_our_look(database: str) -> None:
    north, _ = kept("Vendor North", 3), kept("Vendor South", 1)
    app = page_of(start(north), "compare")
    fine(app.file_uploader(key="tender-brand").set_value([("logo.png", b"x", "image/png")]).run())
    assert "There is no YAML file among these" in app.error[0].value.replace("\\", "")
    good = b"name: Harbour Audit\n"
    fine(app.file_uploader(key="tender-brand").set_value([("brand.yaml", good, "application/yaml")]).run())
    assert [one.value for one in app.error] == []
    assert "Make the report on these vendors" in [one.label for one in app.button]


def test_reviews_of_one_subject_are_told_apart_by_the_day_of_their_evidence(database: str) -> None:
    later, earlier, other = kept("Harbour Desk", 3, day=20), kept("Harbour Desk", 1), kept("Desk", 1)
    app = start(later)
    listed = [one.value.replace("\\", "") for one in app.caption if "changed" in one.value]
    assert [("as of 20 November" in one, "as of 1 November" in one) for one in listed] == [
        (False, False), (False, True), (True, False),
    ]  # fmt: skip
    page_of(app, "compare")
    told = {one.id: one for one in Desk().summaries()}
    assert told.keys() == {later, earlier, other}
    labels = app.multiselect(key="compared").options
    assert [one for one in labels if "as of" in one] == [
        "Harbour Desk · as of 1 November 2026 · Vendor evaluation",
        "Harbour Desk · as of 20 November 2026 · Vendor evaluation",
    ]


def test_the_next_review_shows_its_trend_on_the_scorecard(database: str) -> None:
    first = kept("Harbour Desk", 1, purpose=Purpose.READINESS_REVIEW)
    app = page_of(start(first), "scorecard")
    before = len(app.get("plotly_chart"))
    app = click(page_of(app, "history"), "Begin the next review")
    answered = Desk().case(opened(app))
    answered.answer(Answer(criterion="EVAL-01", level=3, grade=Grade.DOCUMENTED))
    assert len(page_of(app, "scorecard").get("plotly_chart")) == before + 1
