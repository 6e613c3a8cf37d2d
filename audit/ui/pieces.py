"""Pieces of a page that are drawn again by themselves, so that a click costs what it changes and no more."""

from collections.abc import Callable

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from audit.model.base import InputError
from audit.ui import language, parts, words


def piece(key: str, draw: Callable[[], object]) -> None:
    """Draw a piece of the page that `again` can name; a field in it draws this piece only."""

    @st.fragment(key=key)
    def drawn() -> None:
        if by_itself() and parts.has_note():
            st.rerun()  # what could not be done is told at the top of the page
        try:
            with language.spoken():
                draw()
        except InputError as error:
            st.error(words.plain(str(error)))

    drawn()


def again(*keys: str) -> None:
    """Let only these pieces be drawn again; to be called at the end of a callback of one of them.

    Where anything else on the page was touched as well, the whole page is drawn: Streamlit takes over what
    was clicked together, and would forget that it has to be shown. So it is where a piece is gone: a browser
    that is slow still holds the fields of the page before, and sends what they hold with the next click.
    """
    if not by_itself():
        return
    try:
        st.rerun(keys)
    except StreamlitAPIException:
        st.rerun()


def by_itself() -> bool:
    """Whether pieces are drawn now, and not the page."""
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)
