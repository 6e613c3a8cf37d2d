"""The page of the history: milestones, and the next review of the same subject."""

from audit.assessment import Desk
from audit.model.assessment import Answer, Purpose
from audit.storage import Ledger
from tests.ui.driving import click, create, draft, fine, opened, page_of, shown, start, tables


def test_a_milestone_is_set_once_and_shown(database: str) -> None:
    app = create(start())
    case = opened(app)
    page_of(app, "history")
    click(app, "Set a milestone")
    assert [one.value for one in app.error] == ["A milestone needs a name, such as “before go\\-live”\\."]
    app.text_input(key=draft(app, "milestone-name")).set_value("before go-live")
    click(app, "Set a milestone")
    assert "before go-live" in shown(app)
    app.text_input(key=draft(app, "milestone-name")).set_value("before go-live")
    click(app, "Set a milestone")
    assert "there is a milestone" in app.error[0].value
    ledger = Ledger(database)
    assert [one.name for one in ledger.load(case).milestones] == ["before go-live"]
    ledger.close()


def test_a_milestone_is_compared_with_the_state_as_it_is_now(database: str) -> None:
    app = create(start())
    case = opened(app)
    page_of(app, "history")
    app.text_input(key=draft(app, "milestone-name")).set_value("before")
    click(app, "Set a milestone")
    ledger = Ledger(database)
    desk = Desk(ledger)
    desk.case(case).answer(Answer(criterion="EVAL-01", level=2, grade=2, by="us"))
    ledger.close()
    fine(app.selectbox(key="milestone-compared").set_value("before").run())
    assert "Reorder \\*agent\\*" in [one.value for one in app.header]
    assert any("EVAL-01" in one for one in tables(app))


def test_the_next_review_begins_as_an_assessment_of_its_own(database: str) -> None:
    app = create(start())
    first = opened(app)
    page_of(app, "history")
    click(app, "Begin the next review")
    ledger = Ledger(database)
    kept = {one.id: one for one in ledger.summaries()}
    (again,) = set(kept) - {first}
    assert ledger.load(again).subject == ledger.load(first).subject
    assert ledger.load(again).purpose is Purpose.READINESS_REVIEW
    ledger.close()


def test_a_change_is_undone_and_found_again(database: str) -> None:
    app = create(start())
    case = opened(app)
    ledger = Ledger(database)
    Desk(ledger).case(case, actor="Tom Reed").answer(Answer(criterion="EVAL-01", level=2, by="us"))
    page_of(app, "history")
    assert app.selectbox(key="undo-which").value == 2
    click(app, "Undo it")
    assert ledger.load(case).answers == ()
    ledger.close()
    fine(app.selectbox(key="history-who").set_value("Tom Reed").run())
    [entries] = tables(app)
    assert "Tom Reed" in entries
    assert "took something back" not in entries
