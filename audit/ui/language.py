"""The language of the app: one for a session, kept in the address, and spoken wherever something is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import streamlit as st

from audit import assessment
from audit.model.speech import ENGLISH, _, speaking

LANGUAGE = "language"
_WORDED = (str, int, float, date, Enum, tuple, list)
"""What a choice is kept as; the browser knows it by its words."""
LANG = "<script>document.documentElement.lang = '{language}'</script>"


def chosen() -> str:
    """The language of this session: the chosen one, that of the address, that of the browser, or English."""
    known = assessment.languages()
    if st.session_state.get(LANGUAGE) not in known:
        asked = st.query_params.get(LANGUAGE)
        st.session_state[LANGUAGE] = asked if asked in known else _of_browser()
    return str(st.session_state[LANGUAGE])


def _of_browser() -> str:
    own = str(st.context.locale or "").partition("-")[0].lower()
    return own if own in assessment.languages() else ENGLISH


@contextmanager
def spoken() -> Iterator[None]:
    """While this lasts, the language of the session is spoken; needed in callbacks and pieces, too."""
    with speaking(assessment.speech(chosen())):
        yield


@cache
def _called(language: str) -> str:
    return assessment.language_name(language)


def choose() -> None:
    """The list that the language is chosen from; the address carries what the browser would not ask for."""
    st.selectbox(
        _("Language"),
        assessment.languages(),
        format_func=_called,
        key=LANGUAGE,
        persist_state="session",
        on_change=_say_again,
        help=_(
            "Of this app, its questions and figures. Replies count the same in every language; what people "
            "wrote stays as it is."
        ),
    )
    wanted = None if chosen() == _of_browser() else chosen()
    if st.query_params.get(LANGUAGE) != wanted:
        st.query_params.pop(LANGUAGE, None)
        if wanted:
            st.query_params[LANGUAGE] = wanted
    st.html(LANG.format(language=chosen()), unsafe_allow_javascript=True)


def other(label: str, key: str, help_: str = "") -> str:
    """The choice of a language for something else; as long as nobody chooses, it is that of the session."""
    held = st.session_state.get(f"{key}.{chosen()}")
    return str(
        st.selectbox(
            label,
            assessment.languages(),
            index=assessment.languages().index(held or chosen()),
            format_func=_called,
            key=f"{key}.{chosen()}",
            help=help_ or None,
        )
    )


def _say_again() -> None:
    """Choose again what was chosen: the browser knows it by words, which are others now."""
    for name, held in dict(st.session_state).items():
        if _in_words(held):
            st.session_state[name] = held


def _in_words(held: Any) -> bool:
    """Whether it can be what a choice holds; what a button, a table or an upload holds may not be set."""
    if isinstance(held, bool) or not isinstance(held, _WORDED):
        return False
    return not isinstance(held, list) or (bool(held) and all(isinstance(one, _WORDED) for one in held))
