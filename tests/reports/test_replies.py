"""Replies to questionnaires are read by the words of the question: its columns, its choices, its unit."""

from datetime import date

import pytest

from audit import assessment as use_cases
from audit.assessment import questionnaires
from audit.model.dossier import Dossier
from audit.model.place import Place
from audit.model.response import Asked, Response
from audit.model.speech import speaking
from reports import told
from reports.replies import Reply, replies
from tests.reports import kinds


def judged(*given: Response, language: str = "en") -> Dossier:
    case = kinds.failed().assessment.model_copy(update={"responses": given})
    with speaking(use_cases.speech(language)):
        return use_cases.conclude(case)


def reply(given: Response, language: str = "en") -> Reply:
    (found,) = replies(judged(given, language=language))
    return found


@pytest.mark.parametrize(
    ("question", "value", "english", "german"),
    [
        (
            "decision_wanted",
            "keep_or_stop",
            "whether to keep, repair, rebuild or stop the system",
            "ob das System behalten, saniert, neu gebaut oder eingestellt wird",
        ),
        ("decision_wanted", "of_our_own", "of our own", "of our own"),
        ("last_good_day", "2026-06-28", "2026-06-28", "28. Juni 2026"),
        ("last_good_day", "in June", "in June", "in June"),
        ("monthly_bill", 1234.5, "1,234.5", "1.234,5"),
        ("monthly_bill", 0.00015, "0.00015", "0,00015"),
        ("exit_days", 30, "30 working days", "30 Arbeitstage"),
        ("dispute_open", True, "Yes.", "Ja."),
    ],
)
def test_a_reply_is_read_as_it_was_meant(question: str, value: object, english: str, german: str) -> None:
    for language, said in (("en", english), ("de", german)):
        given = Response.model_validate({"question": question, "by": "ops", "value": value})
        with speaking(use_cases.speech(language)):
            assert reply(given, language).said == said


def test_a_table_has_the_columns_of_its_question() -> None:
    row = {"promise": "No person looks at orders.", "due": "2026-07-01", "delivered": "not_delivered"}
    given = Response(question="promises", by="ops", value=(row,))
    with speaking(use_cases.speech("de")):
        assert reply(given, "de").table == (
            ("Zusage", "Zugesagt für", "Geliefert"),
            ("No person looks at orders.", "1. Juli 2026", "nein"),
        )
        (line,) = told.lines(judged(given, language="de"), "promises")
        assert (line.cell("delivered"), line.day("due")) == ("nein", date(2026, 7, 1))


def test_a_question_that_was_asked_in_other_words_stays_as_it_was_asked() -> None:
    asked = Asked(pack="own", version="1", text="What is decided?", wording="0" * 16)
    given = Response(question="decision_wanted", by="ops", value="keep_or_stop", asked=asked)
    found = reply(given, "de")
    assert (found.question, found.said) == ("What is decided?", "keep or stop")


def test_who_was_asked_in_german_is_read_in_english() -> None:
    german = use_cases.pack("failed_project_audit", language="de")
    asked = german.asked(german.by_id["decision_wanted"])
    given = Response(question="decision_wanted", by="ops", value="dispute", asked=asked)
    assert reply(given).question == "What will be decided on the basis of this audit?"


def test_a_question_that_nobody_knows_is_called_by_its_name() -> None:
    found = reply(Response(question="own_idea", by="ops", value=({"who": "Maria"},)))
    assert (found.question, found.table) == ("Own idea", (("Who",), ("Maria",)))


def test_a_page_of_a_document_is_said_in_the_language() -> None:
    with speaking(use_cases.speech("de")):
        assert str(Place(document="Angebot.pdf", page=3)) == "Angebot.pdf, Seite 3"
    assert str(Place(document="offer.pdf", page=3)) == "offer.pdf, page 3"


def test_a_language_that_is_only_begun_reads_replies_in_english() -> None:
    assert questionnaires.questions("fr") == questionnaires.questions()
