"""A report in German: what others wrote is escaped as in English, and so is every word of a catalogue."""

from datetime import date
from functools import cache

import pytest

from audit import assessment
from audit.delivery import documents
from audit.model.assessment import Answer, Purpose, Waiver
from audit.model.edition import Audience
from audit.model.rubric import SystemKind
from audit.model.speech import Speech, speaking
from reports import assets, page
from tests.reports.case import ASSESSMENT, RUBRIC
from tests.reports.extremes import hostile
from tests.reports.kinds import failed
from tests.reports.test_decision_page import laid_out
from tests.reports.test_pdf import reader


@cache
def german() -> Speech:
    return assessment.speech("de")


def test_what_others_wrote_is_escaped_in_every_language() -> None:
    with speaking(german()):
        text = page.render(hostile(), "")
    assert "Anzufordernde Nachweise" in text
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "message",
    [
        "Audited by {auditor}.",
        "The question asked is answered by the advice: {advice}. Whose fault it was is not decided here.",
    ],
)
def test_a_translation_is_text_and_no_way_around_escaping(message: str) -> None:
    """With a place that is filled by a text, and with one that is filled by a piece of page."""
    acting = f"<script>1</script> {message}"
    with speaking(Speech(language="xx", messages={message: (acting,)})):
        text = page.render(failed(), "")
    assert "<script" not in text
    assert "&lt;script&gt;1&lt;/script&gt;" in text


def test_paper_numbers_its_pages_in_german() -> None:
    with speaking(german()):
        style = assets.style(inline=False)
    assert '"Seite " counter(page) " von " counter(pages)' in style
    assert 'chapter "Inhalt"' in style
    assert 'bookmark-label: "Entscheidungsseite"' in style


def test_a_number_of_things_takes_its_german_form() -> None:
    with speaking(german()):
        text = page.render(failed(), "")
    assert "11 anwendbare Fragen von 68 haben eine Antwort" in text
    assert "1 Belegstück wurde gezeigt." in text
    assert "1 Repository wurde untersucht." in text


@pytest.mark.parametrize("still_open", [3, 6, 9])
def test_the_first_page_of_a_review_takes_long_names_of_gates_and_loses_nothing(still_open: int) -> None:
    """Some gates open, three of them waived, and a spend to tell at the foot of the page."""
    kinds = (SystemKind.AGENT_WITH_TOOLS,)
    asked = [c for c in RUBRIC.criteria() if c.applies(kinds)]
    gates = [c.id for c in asked if c.is_gate]
    waivers = tuple(
        Waiver(criterion=key, owner="Iris Bow", reason="planned", expires=date(2026, 12, 14))
        for key in gates[:3]
    )
    said = tuple(
        Answer(criterion=c.id, level=3, grade=1 if c.id in gates[:still_open] else 3, by="ops") for c in asked
    )
    changed = {
        "subject": ASSESSMENT.subject.model_copy(update={"kinds": kinds}), "story": "", "answers": said,
        "purpose": Purpose.READINESS_REVIEW, "claims": (), "inspections": (), "symptoms": (), "demo": None,
        "waivers": waivers,
    }  # fmt: skip
    review = assessment.conclude(ASSESSMENT.model_copy(update=changed))
    told = documents.edition(review, Audience.FULL, None, "de")
    with speaking(german()):
        printed = laid_out(told)
    assert len(reader(printed).pages) == 1
    assert "4.000 USD" in " ".join(reader(printed).pages[0].extract_text().split())
