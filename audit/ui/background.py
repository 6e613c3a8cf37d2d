"""Work in the background as a page shows it: its phases, how far it is, and the button that ends it."""

from collections.abc import Mapping

import streamlit as st

from audit.assessment import Job, Jobs, JobState
from audit.model.speech import _
from audit.ui import language, parts, words

EVERY = 1.0
"""Seconds between two looks at work that goes on."""


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The work under way; one for all sessions of this process."""
    return Jobs()


def draw(key: str, title: str, phases: Mapping[str, str]) -> Job | None:
    """Show the work of this key, if there is any: live while it goes on, else what became of it."""
    found = jobs().look(key)
    if found is None:
        return None
    if found.running:
        _live(key, title, dict(phases))
    elif found.state is JobState.DONE:
        return found
    else:
        with st.container(border=True):
            ended = found.state is JobState.ENDED
            (st.info if ended else st.error)(words.plain(f"{title}: {found.message}"))
            st.button(_("Put this message away"), key=f"away-{key}", on_click=jobs().put_away, args=(key,))
    return found


@st.fragment(run_every=EVERY)
def _live(key: str, title: str, phases: dict[str, str]) -> None:
    found = jobs().look(key)
    if found is None or not found.running:
        st.rerun()
    with language.spoken():
        _running(found, key, title, phases)


def _running(found: Job, key: str, title: str, phases: dict[str, str]) -> None:
    with st.container(border=True, key=f"job-{key}"):
        st.markdown(f"**{words.plain(title)}**")
        names = list(phases)
        at = names.index(found.phase) if found.phase in names else -1
        for n, name in enumerate(names):
            if n == at:
                told = parts.amount(phases[name], found.done, found.total if found.total > 1 else 0)
                st.progress(found.share, text=words.plain(told))
            else:
                st.caption(f"{'✓' if n < at else '○'} {words.plain(phases[name])}")
        begun = _("Begun {time}. You can go on working; it will be here.", time=words.clock(found.began))
        st.caption(begun)
        help_ = _("Nothing of it is kept.")
        st.button(_("End it"), key=f"end-{key}", help=help_, on_click=_end, args=(key,))


def _end(key: str) -> None:
    with parts.errors():
        jobs().end(key)
