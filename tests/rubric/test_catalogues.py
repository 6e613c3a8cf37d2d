"""The catalogues hold what the code marks, translated whole, and a language writes its own numbers."""

import re
import subprocess
import sys

import pytest

from audit.model.base import InputError
from audit.model.speech import Row, Speech
from audit.rubric import catalogues, languages
from tests.tools import messages

TRANSLATED = languages.spoken()[1:]
EVERY = [
    (language, file.name.removesuffix(".po"))
    for language in TRANSLATED
    for file in catalogues.catalogue_files(language)
]
PLACES = re.compile(r"\{(\w*)\}")


def test_every_language_has_every_catalogue() -> None:
    assert set(EVERY) == {(language, domain) for language in TRANSLATED for domain in messages.tool().DOMAINS}


@pytest.mark.parametrize(("language", "domain"), EVERY)
def test_a_catalogue_is_as_the_tool_writes_it(language: str, domain: str) -> None:
    """It holds every message that is marked and no other, sorted, without fuzzy ones."""
    file = messages.ROOT / "questionnaires" / language / "messages" / f"{domain}.po"
    content = file.read_bytes()
    held = catalogues.read(file, language)
    found = {(tuple(m.id) if isinstance(m.id, tuple) else (m.id,), m.context or "") for m in held if m.id}
    assert found == messages.of(domain), "run: make messages"
    assert messages.tool().written(held, language) == content, "run: make messages"
    assert not [message.id for message in held if message.fuzzy]
    assert not held.obsolete


@pytest.mark.parametrize(("language", "domain"), EVERY)
def test_every_message_is_translated(language: str, domain: str) -> None:
    file = messages.ROOT / "questionnaires" / language / "messages" / f"{domain}.po"
    held = [message for message in catalogues.read(file, language) if message.id]
    forms = [m.string if isinstance(m.string, tuple) else (m.string,) for m in held]
    assert [m.id for m, said in zip(held, forms, strict=True) if not all(said)] == []


@pytest.mark.parametrize(("language", "domain"), EVERY)
def test_a_translation_has_the_places_of_its_message(language: str, domain: str) -> None:
    file = messages.ROOT / "questionnaires" / language / "messages" / f"{domain}.po"
    for message in catalogues.read(file, language):
        for form in message.string if isinstance(message.string, tuple) else (message.string,):
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            if message.id and form:
                assert places(form) in [places(one) for one in english], form


def places(text: object) -> set[str]:
    """The places of a message; a count may stand in digits or as a word."""
    return {"count" if name == "number" else name for name in PLACES.findall(str(text))}


def test_a_message_is_the_same_in_every_catalogue_of_a_language() -> None:
    for language in TRANSLATED:
        known: dict[str, tuple[str, ...]] = {}
        for file in catalogues.catalogue_files(language):
            for key, forms in catalogues.translated(catalogues.read(file, language)):
                assert known.setdefault(key, forms) == forms


def test_german_writes_its_own_numbers_dates_and_rows() -> None:
    german = catalogues.speech("de")
    assert german.model_copy(update={"messages": {}}) == Speech(
        language="de",
        plural="(n != 1)",
        decimal=",",
        group=".",
        percent="{number}\N{NO-BREAK SPACE}%",
        money="{number}\N{NO-BREAK SPACE}{currency}",
        date="{day}. {month} {year}",
        months=(
            *("Januar", "Februar", "März", "April", "Mai", "Juni"),
            *("Juli", "August", "September", "Oktober", "November", "Dezember"),
        ),
        all_of=Row(pair="{0} und {1}", end="{0} und {1}"),
        one_of=Row(pair="{0} oder {1}", end="{0} oder {1}"),
    )


def test_english_needs_no_catalogue() -> None:
    assert catalogues.speech("en") == Speech()


@pytest.mark.parametrize("language", ["fr", "de-AT", "../de", "", "DE"])
def test_a_language_that_nobody_translated_is_refused(language: str) -> None:
    with pytest.raises(InputError, match=r"there is no translation to .*; choose one of en, de"):
        catalogues.speech(language)


def test_babel_is_read_for_another_language_only() -> None:
    program = """
import sys
from audit import assessment, delivery
assessment.speech("en")
import audit.cli, audit.delivery.documents, reports.page
assert "babel" not in sys.modules
assessment.speech("de")
assert "babel" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=messages.ROOT)
