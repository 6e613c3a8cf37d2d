"""On which day something was said: noted with each reply, shown beside it, set right, and kept by what is handed over."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from audit.assessment import Desk, assessment_text
from audit.model.assessment import Answer, Assessment, Respondent, Subject
from audit.model.response import Response
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from audit.ui import main, parts
from tests.ui.driving import TIMEOUT, fine, page_of, section, shown, start, unfold

TODAY, TALK = date(2026, 11, 23), date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "today", lambda: TODAY)


def answering(database: str, as_of: date = TODAY, *, said: tuple[Answer, ...] = ()) -> tuple[AppTest, str]:
    """The page of answers about an audit of this day."""
    ledger = Ledger(database)
    subject = Subject(name="Reorder agent", kinds=(SystemKind.AGENT_WITH_TOOLS,))
    team = (Respondent(id="ops", name="Tom Reed"),)
    key = Desk(ledger).open(Assessment(subject=subject, as_of=as_of, respondents=team, answers=said)).key
    ledger.close()
    return section(page_of(start(key), "answer"), "evaluation"), key


def kept(database: str, key: str) -> Assessment:
    ledger = Ledger(database)
    found = ledger.load(key)
    ledger.close()
    return found


def says(app: AppTest, level: str, criterion: str = "EVAL-01") -> AppTest:
    return fine(app.segmented_control(key=criterion).set_value(level).run())


def test_a_reply_carries_the_day_it_was_put_on_record(database: str) -> None:
    app, key = answering(database)
    says(app, "2")
    fine(app.segmented_control(key="EVAL-02").set_value("unknown").run())
    assert [one.at for one in kept(database, key).answers] == [TODAY, TODAY]
    assert "said on 23 November 2026" in shown(app)
    written = assessment_text(kept(database, key), "answers.yaml")
    assert written.count("at: '2026-11-23'") == 2


def test_a_talk_that_is_written_down_later_has_its_own_day(database: str) -> None:
    app, key = answering(database)
    fine(app.date_input(key="given-on").set_value(TALK).run())
    says(app, "1")
    says(app, "3", "EVAL-02")
    assert {one.criterion: one.at for one in kept(database, key).answers} == {
        "EVAL-01": TALK,
        "EVAL-02": TALK,
    }
    app = section(app, "data")
    says(app, "0", "DATA-01")
    assert kept(database, key).answers[-1].at == TALK
    again = section(page_of(start(key), "answer"), "evaluation")
    assert again.date_input(key="given-on").value == TODAY
    assert "said on 12 November 2026" in shown(again)


def test_a_page_that_is_loaded_again_begins_with_who_answers_and_the_day_of_the_talk(database: str) -> None:
    app, key = answering(database)
    Desk().case(key).name_respondent(Respondent(id="r2", name="Ann Hale"))
    fine(app.run())
    fine(app.selectbox(key="who").set_value("r2").run())
    fine(app.date_input(key="given-on").set_value(TALK).run())
    carried = {name: app.query_params[name] for name in ("who", "said", "pack", "section")}
    loaded = AppTest.from_file(main.__file__, default_timeout=TIMEOUT)
    loaded.query_params.update({"case": key, **carried})
    loaded = page_of(fine(loaded.run()), "answer")
    assert (loaded.selectbox(key="who").value, loaded.date_input(key="given-on").value) == ("r2", TALK)
    says(loaded, "2")
    assert [(one.by, one.at) for one in kept(database, key).answers] == [("r2", TALK)]


@pytest.mark.parametrize("said", ["soon", "2026-12-24", ""])
def test_a_day_in_the_address_that_cannot_be_is_passed_over(database: str, said: str) -> None:
    _, key = answering(database)
    app = AppTest.from_file(main.__file__, default_timeout=TIMEOUT)
    app.query_params.update({"case": key, "said": said, "who": "nobody"})
    app = page_of(fine(app.run()), "answer")
    assert (app.selectbox(key="who").value, app.date_input(key="given-on").value) == ("ops", TODAY)


def test_only_what_says_something_else_is_of_another_day(database: str) -> None:
    said = Answer(criterion="EVAL-01", by="ops", level=1, at=TALK, narrative="As we said.")
    app, key = answering(database, said=(said,))
    unfold(app, "EVAL-01.more")
    fine(app.text_area(key="EVAL-01.note").set_value("As we said then.").run())
    assert kept(database, key).answers[0].at == TALK
    says(app, "2")
    assert kept(database, key).answers[0].at == TODAY


def test_the_day_of_one_reply_is_set_right(database: str) -> None:
    app, key = answering(database)
    says(app, "2")
    unfold(app, "EVAL-01.more")
    fine(app.date_input(key="EVAL-01.at").set_value(TALK).run())
    assert [(one.level, one.at) for one in kept(database, key).answers] == [(2, TALK)]
    assert "said on 12 November 2026" in shown(app)


def test_a_reply_that_is_no_level_has_a_day_as_well(database: str) -> None:
    ledger = Ledger(database)
    subject = Subject(name="Reorder agent", kinds=(SystemKind.AGENT_WITH_TOOLS,))
    key = Desk(ledger).open(Assessment(subject=subject, as_of=TODAY)).key
    ledger.close()
    app = page_of(start(key), "answer")
    fine(app.segmented_control(key="reviewed_before").set_value("no").run())
    unfold(app, "reviewed_before.more")
    fine(app.date_input(key="reviewed_before.at").set_value(TALK).run())
    [held] = kept(database, key).responses
    assert held == Response(question="reviewed_before", value=False, at=TALK, asked=held.asked)
    fine(app.segmented_control(key="reviewed_before").set_value("yes").run())
    assert kept(database, key).responses[0].at == TODAY


def test_after_the_day_of_the_audit_a_reply_carries_none_and_the_way_out_is_there(database: str) -> None:
    app, key = answering(database, TODAY - timedelta(days=3))
    assert app.date_input(key="given-on").value is None
    says(app, "2")
    assert [one.at for one in kept(database, key).answers] == [None]
    assert "This audit is dated 20 November 2026" in shown(app)
    fine(app.button(key="date-today").click().run())
    assert kept(database, key).as_of == TODAY
    assert app.date_input(key="given-on").value == TODAY
    says(app, "3")
    assert [one.at for one in kept(database, key).answers] == [TODAY]
    assert "This audit is dated" not in shown(app)
