"""The list of assessments kept in order: rename, archive, and delete after being asked back."""

import json
from datetime import date

from streamlit.testing.v1 import AppTest

from audit.assessment import Desk
from audit.model.assessment import Answer, Assessment, Subject
from audit.model.rubric import SystemKind
from audit.ui import keeping
from tests.ui.driving import click, fine, page_of, shown, start


def kept(name: str) -> str:
    subject = Subject(name=name, kinds=(SystemKind.RAG,))
    answers = (Answer(criterion="EVAL-01", level=2),)
    made = Assessment(subject=subject, as_of=date(2026, 11, 20), auditor="Mara Lind", answers=answers)
    return Desk().open(made, actor="Mara Lind").key


def more(app: AppTest, key: str, what: str) -> AppTest:
    app.session_state[f"more-{key}"] = True
    fine(app.run())
    return fine(app.button(key=f"{what}-{key}").click().run())


def names(app: AppTest) -> list[str]:
    return [one.help.removeprefix("Open the assessment of ") for one in app.button if one.label == "Open"]


def test_it_is_renamed_where_its_subject_is_described(database: str) -> None:
    key = kept("Harbour Desk")
    app = more(start(), key, "rename")
    assert app.title[0].value == "Subject"
    fine(app.text_input(key="s.name").set_value("Harbour Desk, second delivery").run())
    assert names(page_of(app, "assessments")) == ["Harbour Desk, second delivery"]


def test_the_archive_is_out_of_sight_and_can_be_brought_back(database: str) -> None:
    north, south = kept("North"), kept("South")
    app = more(start(), north, "archive")
    assert names(app) == ["South"]
    fine(app.toggle(key="list-archive").set_value(True).run())
    assert names(app) == ["North"]
    more(app, north, "back")
    assert [one.key for one in app.toggle] == []
    assert names(app) == ["South", "North"]
    more(app, south, "archive")
    more(app, north, "archive")
    assert "Every assessment is in the archive." in shown(app)


def test_deleting_asks_back_tells_what_is_lost_and_offers_a_copy(database: str) -> None:
    north, south = kept("North"), kept("South")
    app = more(start(north), north, "delete")
    told = shown(app).replace("\\", "")
    assert "Delete the assessment of North for good?" in told
    assert "Lost with it: 2 entries of its history and 1 reply." in told
    copies = {one.key: one for one in app.get("download_button")}
    assert set(copies) == {"export-assessment", "export-history"}
    fine(app.button(key="keep-it").click().run())
    assert "Lost with it:" not in shown(app)
    more(app, north, "delete")
    Desk().case(north).answer(Answer(criterion="EVAL-02", level=1))
    fine(app.button(key="delete-it").click().run())
    assert "Lost with it: 3 entries of its history and 2 replies." in shown(app).replace("\\", "")
    fine(app.button(key="delete-it").click().run())
    assert names(app) == ["South"]
    assert [one.id for one in Desk().summaries()] == [south]
    gone = start(north)
    assert "was deleted on" in gone.error[0].value.replace("\\", "")
    click(gone, "Close this assessment")
    assert gone.title[0].value == "Assessments"


def test_the_copy_can_be_imported_again(database: str) -> None:
    key = kept("North")
    text = keeping._export(Desk().case(key)).decode()
    assert json.loads(text)["assessment"]["subject"]["name"] == "North"
    assert Desk().read_file(text, "north.json") == Desk().case(key).read().assessment
