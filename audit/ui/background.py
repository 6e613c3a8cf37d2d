"""Work in the background as a page shows it: its phases, how far it is, and the button that ends it."""

from collections.abc import Mapping

import streamlit as st

from audit.assessment import Job, Jobs, JobState
from audit.model import wording
from audit.ui import parts, words

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
            st.button("Put this message away", key=f"away-{key}", on_click=jobs().put_away, args=(key,))
    return found


@st.fragment(run_every=EVERY)
def _live(key: str, title: str, phases: dict[str, str]) -> None:
    found = jobs().look(key)
    if found is None or not found.running:
        st.rerun()
    with st.container(border=True, key=f"job-{key}"):
        st.markdown(f"**{words.plain(title)}**")
        names = list(phases)
        at = names.index(found.phase) if found.phase in names else -1
        for n, name in enumerate(names):
            if n == at:
                amount = (
                    f": {wording.count(found.done)} of {wording.count(found.total)}"
                    if found.total > 1
                    else ""
                )
                st.progress(found.share, text=words.plain(f"{phases[name]}{amount}"))
            else:
                st.caption(f"{'✓' if n < at else '○'} {words.plain(phases[name])}")
        st.caption(f"Begun {words.clock(found.began)}. You can go on working; it will be here.")
        st.button("End it", key=f"end-{key}", help="Nothing of it is kept.", on_click=_end, args=(key,))


def _end(key: str) -> None:
    with parts.errors():
        jobs().end(key)
