"""In another language no word of ours is left in English, on any page; German pages speak German."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Lock
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest

from audit import delivery
from audit import rubric as rubrics
from audit.assessment import Desk, pack, pack_names
from audit.assessment import languages as all_languages
from audit.model.rubric import Rubric
from audit.model.speech import Speech, speaking
from audit.rubric import catalogues
from audit.ui import language, main
from tests.delivery import circled
from tests.ui.driving import TIMEOUT, fine, page_of
from tests.ui.example import judged, with_example

VISIBLE = {
    *("label", "help", "placeholder", "body", "text", "options", "captions", "content", "title", "alt"),
    "message",
}
"""The fields of what Streamlit sends that somebody sees or hears."""
FOLDED = re.compile(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>|`[^`]*`|:material/\w+:", re.DOTALL)
SIGNS = re.compile(r"[\\*\u2060]|:gray\[|\ufe0f")
PLACE = re.compile(r"@[0-9a-f]{8}$")
"""A place in a repository."""
PANEL = re.compile(
    r"^(ruling|box|why|more|imprint|dimension|about)-?|\.(more|rating|panel|examples)$|^progress-by"
)
"""How the keys of what unfolds are called."""
NAMES = {
    *(
        "Deutsch",
        "English",
        "Coastal",
        "Supply",
        "DD.MM.YYYY",
        "PDF",
        "HTML",
        "YAML",
        "JSON",
        "git",
        "bundle",
    ),
    *("create", "all.bundle", "Markdown", "Wilson", "assessment.json"),
}
"""What is called so in every language: names, formats, and a command."""


def english(language: str) -> bool:
    return language == "en"


@pytest.fixture
def case(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example with all that people wrote in circled letters; whoever chooses German gets these as well."""
    shipped, example = rubrics.load, judged()
    speech = circled.speech_about(example)

    def load(language: str = "en") -> Rubric:
        return shipped() if english(language) else circled.rubric()

    monkeypatch.setattr(rubrics, "load", load)
    monkeypatch.setattr(catalogues, "speech", lambda language: Speech() if english(language) else speech)
    st.cache_resource.clear()
    told = circled.assessment(example).model_copy(update={"symptoms": example.symptoms})
    yield Desk().open(told, actor="ⓐ").key
    st.cache_resource.clear()


def app_in(case: str, chosen: str) -> AppTest:
    app = AppTest.from_file(main.__file__, default_timeout=TIMEOUT)
    app.query_params["case"] = case
    app.query_params[language.LANGUAGE] = chosen
    return app


def seen(app: AppTest) -> Iterator[str]:
    """Everything on a page that somebody sees or hears, folded parts included."""
    for one in app._tree:
        yield from texts(getattr(one, "proto", None))


def texts(proto: Any) -> Iterator[str]:
    for field, value in proto.ListFields() if hasattr(proto, "ListFields") else ():
        several = [value] if isinstance(value, str) or hasattr(value, "ListFields") else value
        if not hasattr(several, "__iter__"):
            continue
        for one in several:
            if isinstance(one, str) and field.name in VISIBLE:
                yield unescape(FOLDED.sub(" ", one))
            elif hasattr(one, "ListFields"):
                yield from texts(one)


def left(app: AppTest, known: set[str]) -> list[str]:
    """The words in plain letters that are on a page."""
    found = {}
    for text in seen(app):
        shown = SIGNS.sub("", text)
        if strange := {one for one in circled.plain_parts(shown) if not PLACE.search(one)} - NAMES - known:
            found[shown.strip()[:120]] = strange
    return [f"{sorted(strange)} in {text!r}" for text, strange in found.items()]


def test_no_page_has_a_word_of_ours_in_english(case: str) -> None:
    """With all that unfolds unfolded: panels, popovers, and what is drawn only then."""
    known = {word for name in pack_names() for word in circled.plain_parts(_asked(name))}
    known |= {one.id for one in delivery.declarations()} | {one.id for one in judged().respondents}
    found: dict[str, list[str]] = {}
    with speaking(catalogues.speech("de")):
        for name in main.pages():
            app = page_of(app_in(case, "de"), name)
            found[name] = left(app, known)
            if unfolded(app):
                found[f"{name}, unfolded"] = left(app, known)
    assert {name: words for name, words in found.items() if words} == {}


def unfolded(app: AppTest) -> bool:
    """Unfold whatever is drawn only then; whether there was anything."""
    keys = [
        key
        for key, held in app.session_state._state.filtered_state.items()
        if held is False and isinstance(key, str) and PANEL.search(key)
    ]
    for key in keys:
        app.session_state[key] = True
    if keys:
        fine(app.run())
    return bool(keys)


ACTS = {
    "assessments": ("create-assessment",),
    "subject": (),
    "answer": ("respondent-add",),
    "inspect": ("inspect",),
    "examine": ("Accept all",),
    "scorecard": ("waive",),
    "plan": (),
    "report": ("sign", "imprint-add"),
    "history": ("set-milestone",),
}
"""What is pressed with nothing typed, by page."""


def test_no_message_or_toast_of_an_act_is_left_in_english(case: str) -> None:
    found: dict[str, list[str]] = {}
    with speaking(catalogues.speech("de")):
        for name, keys in ACTS.items():
            app = page_of(app_in(case, "de"), name)
            if name == "answer":
                fine(app.selectbox(key="who").set_value("+").run())
            unfolded(app)
            if name == "report":
                fine(app.text_input(key=f"draft.{case}.sign-name").set_value("").run())
            for key in keys:
                pressed = [one for one in app.button if one.key == key]
                assert pressed, f"{key} is not on {name}"
                fine(pressed[0].click().run())
                told = [*app.error, *app.toast, *app.warning]
                assert told, f"{key} says nothing"
                known = {"EVAL", "Coastal"}
                texts = [SIGNS.sub("", FOLDED.sub(" ", unescape(one.value))) for one in told]
                wrong = [one for one in texts if set(circled.plain_parts(one)) - NAMES - known]
                if wrong:
                    found[f"{name}, {key}"] = wrong
    assert found == {}


def _asked(name: str) -> str:
    """All the words of a questionnaire in German, which is not in circled letters."""
    return re.sub(r'[",]', " ", pack(name, None, "de").model_dump_json())


PAGES = {
    "assessments": "Prüfungen",
    "subject": "Prüfgegenstand",
    "answer": "Antworten",
    "inspect": "Untersuchen",
    "examine": "Gegenüberstellung",
    "findings": "Feststellungen",
    "scorecard": "Bewertungsübersicht",
    "what-if": "Was wäre, wenn",
    "plan": "Plan",
    "compare": "Vergleichen",
    "report": "Bericht",
    "library": "Bibliothek",
    "history": "Verlauf",
}


def test_every_page_has_its_german_title(database: str) -> None:
    key = with_example(database)
    with speaking(catalogues.speech("de")):
        shown = {name: page_of(app_in(key, "de"), name) for name in main.pages()}
    assert {name: app.title[0].value for name, app in shown.items()} == PAGES
    assert "Angerechnete Stufe" in "\n".join(one.value for one in shown["examine"].caption)


def test_an_act_is_told_in_the_language_of_its_session(database: str) -> None:
    """A callback runs before anything is drawn, in a thread of its own."""
    key = with_example(database)
    with speaking(catalogues.speech("de")):
        app = page_of(app_in(key, "de"), "scorecard")
        fine(app.button(key="waive").click().run())
    assert [one.value for one in app.error] == [
        "Eine Ausnahme braucht einen Namen, einen Grund und einen letzten Tag\\."
    ]


def test_ten_people_at_once_each_have_their_own_language(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, turn, compiled = with_example(database), Lock(), ScriptCache.get_bytecode

    def one_at_a_time(cache: ScriptCache, path: str) -> object:
        """As on a server, which has one cache with a lock; here each run has its own."""
        with turn:
            return compiled(cache, path)

    monkeypatch.setattr(ScriptCache, "get_bytecode", one_at_a_time)

    def title(n: int) -> str:
        chosen = all_languages()[n % 2]
        with speaking(catalogues.speech(chosen)):
            return str(page_of(app_in(key, chosen), "findings").title[0].value)

    with ThreadPoolExecutor(10) as people:
        assert list(people.map(title, range(10))) == ["Findings", "Feststellungen"] * 5


@pytest.mark.parametrize(
    ("browser", "asked", "spoken"),
    [
        ("de-AT", None, "de"),
        ("de", "en", "en"),
        ("en-GB", "de", "de"),
        ("fr-FR", None, "en"),
        (None, None, "en"),
        ("de-DE", "xx", "de"),
    ],
)
def test_the_language_is_the_chosen_one_or_that_of_the_browser(
    database: str, monkeypatch: pytest.MonkeyPatch, browser: str | None, asked: str | None, spoken: str
) -> None:
    monkeypatch.setattr(ContextProxy, "locale", browser)
    app = AppTest.from_file(main.__file__, default_timeout=TIMEOUT)
    if asked:
        app.query_params[language.LANGUAGE] = asked
    fine(app.run())
    assert app.selectbox(key=language.LANGUAGE).value == spoken
