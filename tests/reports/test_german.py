"""A report in German: what others wrote is escaped as in English, and so is every word of a catalogue."""

from functools import cache

import pytest

from audit import assessment
from audit.model.speech import Speech, speaking
from reports import assets, page
from tests.reports.extremes import hostile
from tests.reports.kinds import failed


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
