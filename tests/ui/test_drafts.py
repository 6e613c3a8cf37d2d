"""Nothing that was typed is ever lost: whoever comes back, in whatever session, finds it where it was typed."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from audit.assessment import Desk
from audit.model.assessment import Party, Purpose
from audit.model.event import Event
from audit.model.imprint import Imprint, VersionNote
from audit.model.response import Nature
from audit.model.rubric import SystemKind
from tests.ui.driving import click, create, draft, fine, opened, page_of, shown, start, unfold
from tests.ui.example import with_example

Fields = list[tuple[str, str, object]]


def again(app: AppTest, page: str) -> AppTest:
    """The same page for somebody who comes back after a restart."""
    return page_of(start(opened(app)), page)


def put(app: AppTest, fields: Fields, *, named: bool = True) -> None:
    for kind, name, value in fields:
        fine(getattr(app, kind)(key=draft(app, name) if named else name).set_value(value).run())


def found(app: AppTest, fields: Fields, *, named: bool = True) -> Fields:
    keys = {name: draft(app, name) if named else name for _, name, _ in fields}
    return [(kind, name, getattr(app, kind)(key=keys[name]).value) for kind, name, _ in fields]


FORMS: dict[str, Fields] = {
    "inspect": [
        ("text_input", "path", "/home/me/src/agent"),
        ("text_input", "revision", "v1.2"),
        ("text_input", "repository-name", "the agent"),
        ("text_input", "archive-name", "the delivery"),
    ],
    "history": [("text_input", "milestone-name", "before go-live")],
    "scorecard": [
        ("selectbox", "waive-gate", "EVAL-05"),
        ("text_input", "waive-owner", "Tom Reed"),
        ("text_input", "waive-reason", "a pilot with ten users"),
        ("text_input", "waive-limit", "read-only"),
        ("date_input", "waive-until", date(2027, 1, 31)),
    ],
    "subject": [
        ("date_input", "event-day", date(2026, 3, 3)),
        ("selectbox", "event-nature", Nature.INFERENCE),
        ("text_area", "event-what", "The first delivery failed."),
        ("text_input", "event-source", "minutes"),
    ],
    "report": [("text_area", "sign-statement", "No interest in either side.")],
}


@pytest.mark.parametrize("page", FORMS)
def test_a_form_that_is_half_filled_in_waits(database: str, page: str) -> None:
    app = create(start())
    if page == "scorecard":
        fine(app.selectbox(key="section").set_value("evaluation").run())
        fine(app.segmented_control(key="EVAL-01").set_value("1").run())
    page_of(app, page)
    put(app, FORMS[page])
    assert found(again(app, page), FORMS[page]) == FORMS[page]
    assert found(page_of(page_of(app, "library"), page), FORMS[page]) == FORMS[page]


def test_an_assessment_that_is_not_created_yet_waits_under_its_address(database: str) -> None:
    fields: Fields = [
        ("text_input", "draft.new.name", "Vendor North"),
        ("radio", "draft.new.purpose", Purpose.VENDOR_EVALUATION),
        ("pills", "draft.new.kinds", [SystemKind.RAG, SystemKind.AGENT_WITH_TOOLS]),
        ("text_input", "draft.new.auditor", "Mara Lind"),
    ]
    app = start()
    put(app, fields, named=False)
    begun = str(app.query_params["begun"])
    second = start(begun=begun)
    assert found(second, fields, named=False) == fields
    assert found(start(), fields, named=False)[0][2] == "", "nobody else finds it in their way"
    click(second, "Create assessment")
    made = Desk().case(opened(second)).read().assessment
    assert (made.subject.name, made.purpose, made.auditor) == (
        "Vendor North",
        Purpose.VENDOR_EVALUATION,
        "Mara Lind",
    )
    assert Desk().case(begun).drafts() == {}
    assert page_of(second, "assessments").text_input(key="draft.new.name").value == ""


@pytest.mark.parametrize("made_up", ["", "new-", "new-ABCDEFABCDEF", "new-0123456789abc", "x" * 400])
def test_an_address_that_is_made_up_leads_to_no_drafts(database: str, made_up: str) -> None:
    case = opened(create(start()))
    Desk().case(case).keep_draft("new.name", "somebody's")
    for begun in (made_up, case):
        app = start(begun=begun)
        assert app.text_input(key="draft.new.name").value == ""
        create(app, "Another one")
    assert Desk().case(case).drafts() == {"new.name": "somebody's"}


def test_a_draft_of_another_version_is_left_out(database: str) -> None:
    app = start()
    fine(app.pills(key="draft.new.kinds").set_value([SystemKind.RAG]).run())
    begun = str(app.query_params["begun"])
    Desk().case(begun).keep_draft("new.kinds", "rag,telepathy")
    assert start(begun=begun).pills(key="draft.new.kinds").value == []


def test_somebody_who_is_being_added_waits(database: str) -> None:
    app = create(start())
    fields: Fields = [
        ("text_input", "respondent-name", "Jon Farrow"),
        ("radio", "respondent-side", Party.VENDOR),
    ]
    fine(app.selectbox(key="who").set_value("+").run())
    click(app, "Add")
    assert "needs a name or a role" in app.error[0].value
    put(app, fields)
    back = again(app, "answer")
    fine(back.selectbox(key="who").set_value("+").run())
    assert found(back, fields) == fields
    click(back, "Add")
    [one] = Desk().case(opened(app)).read().assessment.respondents
    assert (one.name, one.party) == ("Jon Farrow", Party.VENDOR)
    assert Desk().case(opened(app)).drafts() == {}


def test_figures_that_wait_for_others_are_there_again(database: str) -> None:
    app = page_of(create(start()), "subject")
    fields: Fields = [
        ("number_input", "d.successes", 47),
        ("number_input", "b.months", 24.0),
        ("number_input", "b.probe_trials", 80),
    ]
    put(app, fields, named=False)
    back = again(app, "subject")
    assert found(back, fields, named=False) == fields
    assert "It is saved once both numbers are there." in shown(back)
    fine(back.number_input(key="d.trials").set_value(50).run())
    kept = Desk().case(opened(app)).read().assessment.demo
    assert kept is not None
    assert (kept.successes, kept.trials) == (47, 50)
    assert sorted(Desk().case(opened(app)).drafts()) == sorted(
        name for name in Desk().case(opened(app)).drafts() if name.startswith("b.")
    )


def test_what_was_tried_is_there_again_until_it_is_begun_anew(database: str) -> None:
    app = page_of(create(start()), "what-if")
    fields: Fields = [
        ("number_input", "w.successes", 190),
        ("number_input", "w.price_input", 2.5),
        ("slider", "w.share", 10),
        ("text_input", "w.currency", "EUR"),
        ("date_input", "w.priced_on", date(2026, 10, 1)),
    ]
    put(app, fields, named=False)
    assert found(page_of(page_of(app, "plan"), "what-if"), fields, named=False) == fields
    back = again(app, "what-if")
    assert found(back, fields, named=False) == fields
    click(back, "Begin again with what is on record")
    assert back.number_input(key="w.successes").value == 188
    assert Desk().case(opened(app)).drafts() == {}


def test_what_is_tried_without_an_assessment_stays_for_the_session(database: str) -> None:
    app = page_of(start(), "what-if")
    fine(app.number_input(key="w.successes").set_value(190).run())
    page_of(app, "library")
    assert page_of(app, "what-if").number_input(key="w.successes").value == 190


def test_an_event_is_noted_and_taken_back(database: str) -> None:
    app = page_of(create(start()), "subject")
    click(app, "Note it")
    assert "an event needs its day and a sentence" in app.error[0].value
    put(app, FORMS["subject"])
    click(app, "Note it")
    case = Desk().case(opened(app))
    assert case.read().assessment.events == (
        Event(
            at=date(2026, 3, 3),
            what="The first delivery failed.",
            source="minutes",
            nature=Nature.INFERENCE,
        ),
    )
    assert case.drafts() == {}
    assert "| 3 March 2026 | The first delivery failed. | minutes | the auditor | an inference |" in shown(
        app
    )
    fine(app.button(key="event-back").click().run())
    assert case.read().assessment.events == ()


def test_the_imprint_is_saved_field_by_field(database: str) -> None:
    app = unfold(page_of(create(start()), "report"), "imprint")
    fine(app.text_area(key="i.mandate").set_value("Whether to rebuild, asked by the board.").run())
    fine(app.text_area(key="i.receivers").set_value("Board\n\nCounsel\n").run())
    fine(app.text_input(key="i.version").set_value("1.1").run())
    fine(app.date_input(key="i.review").set_value(date(2027, 3, 1)).run())
    fine(app.date_input(key="i.began").set_value(date(2026, 10, 5)).run())
    fine(app.number_input(key="i.days").set_value(12.5).run())
    click(app, "Note the change")
    assert "a note needs a sentence" in app.error[0].value
    put(app, [("text_input", "imprint-note", "Reply of the vendor taken in.")])
    click(app, "Note the change")
    case = Desk().case(opened(app))
    held = case.read().assessment.imprint
    note = VersionNote(version="1.1", at=held.changes[0].at, what="Reply of the vendor taken in.")
    assert held == Imprint(
        version="1.1",
        distribution=("Board", "Counsel"),
        changes=(note,),
        mandate="Whether to rebuild, asked by the board.",
        next_review=date(2027, 3, 1),
        began=date(2026, 10, 5),
        person_days=12.5,
    )
    back = unfold(again(app, "report"), "imprint")
    assert (back.date_input(key="i.began").value, back.number_input(key="i.days").value) == (
        date(2026, 10, 5),
        12.5,
    )
    click(app, "Take the last note back")
    assert case.read().assessment.imprint.changes == ()


def test_support_that_was_taken_out_stays_out_until_it_is_decided(database: str) -> None:
    app = page_of(start(with_example(database)), "examine")
    fine(app.segmented_control(key="examine-wanted").set_value("offered").run())
    [among] = app.multiselect
    rest = among.value[1:]
    assert len(rest) > 1
    fine(among.set_value(rest).run())
    back = again(app, "examine")
    fine(back.segmented_control(key="examine-wanted").set_value("offered").run())
    assert back.multiselect[0].value == rest
    put(back, [("text_input", "accept-reason", "Seen on the screen of the client.")])
    click(back, "Refuse all")
    case = Desk().case(opened(app))
    told = [(one.criterion, one.check) for one in case.read().assessment.accepted if one.refused]
    assert (told, case.drafts()) == (rest, {})
