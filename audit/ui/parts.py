"""Pieces that the pages share: the desk, the open assessment, what is cached, and how errors are shown."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from audit import assessment
from audit.assessment import Case, Desk, Progress, State
from audit.delivery import documents
from audit.model import advice, wording
from audit.model.base import InputError
from audit.model.conclusion import Conclusion, Verdict
from audit.model.dossier import Dossier
from audit.model.rubric import Rubric
from audit.model.speech import ENGLISH, Speech, _, speaking
from audit.ui import grid, language, theme, words

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from audit.assessment.listing import Summary

BADGES = {
    Verdict.PHASE_1: "red",
    Verdict.NEEDS_HARDENING: "orange",
    Verdict.CANNOT_CONCLUDE: "yellow",
    Verdict.CONDITIONAL: "orange",
    Verdict.PRODUCTION_READY: "green",
    Verdict.INFRASTRUCTURE: "green",
}
_CASE, _NOTE, _SHOWN, _SCREEN, _WAITED, _PAGES = "case", "_note", "_shown", "_screen", "_waited", "_pages"
_MISSING = object()
TICK = 0.1
TITLE = 36
"""Pixels that a figure leaves above itself for its title, which stands over it here."""
STANDING = "standing"
"""The piece that says how far the open assessment is."""


@st.cache_resource(show_spinner=False)
def _desk(url: str | None) -> Desk:  # noqa: ARG001 - the key of the cache
    return Desk()


def desk() -> Desk:
    """The desk over the ledger that the environment names; one for all sessions of this process."""
    return _desk(os.environ.get("PHASE2_DATABASE_URL"))


def rubric() -> Rubric:
    """The rubric that assessments are compared with, in the language of the session."""
    chosen = language.chosen()
    return desk().rubric if chosen == ENGLISH else assessment.rubric_in(chosen)


def case_id() -> str | None:
    """The open assessment; the address carries it, so that a reload or a second tab has it too."""
    key: str | None = st.session_state.get(_CASE) or st.query_params.get(_CASE)
    if key is None:
        return None
    st.session_state[_CASE] = key
    if st.query_params.get(_CASE) != key:
        st.query_params[_CASE] = key
    return key


def alike(kept: "Sequence[Summary]") -> frozenset[str]:
    """Of which assessments there is another one of the same name and purpose, as of a monthly review."""
    count = Counter((one.name, one.purpose) for one in kept)
    return frozenset(one.id for one in kept if count[one.name, one.purpose] > 1)


def as_of(key: str) -> str:
    """The day that the evidence of an assessment is dated against, in words."""
    return _("as of {day}", day=wording.day(desk().case(key).read().assessment.as_of))


def today() -> date:
    """The day on which somebody sits before the screen: an audit is dated where it is made."""
    return date.today()  # noqa: DTZ011


def on_record(as_of: date) -> date | None:
    """The day that an act of now carries; none where that is after the day of the audit."""
    now = today()
    return now if now <= as_of else None


def choose(key: str | None) -> None:
    """Open an assessment in this session, or close the open one."""
    for name in (_CASE, _SHOWN, _SCREEN):
        st.session_state.pop(name, None)
    st.query_params.pop(_CASE, None)
    if key:
        st.session_state[_CASE] = key


def case() -> Case:
    """The open assessment to work on, by its auditor, from what this screen last showed."""
    key = case_id()
    if key is None:
        raise InputError(_("no assessment is open; choose one from the list of assessments"))
    shown = screen()
    now = shown or desk().case(key).read()
    return desk().case(key, actor=now.assessment.auditor, seen=shown and shown.seq)


def state() -> State:
    """The open assessment as it stands, noted as what this screen shows."""
    now = case().read()
    note_screen(now)
    return now


def screen() -> State | None:
    """The open assessment in the state that this screen shows."""
    shown: tuple[str, State] | None = st.session_state.get(_SCREEN)
    return shown[1] if shown and shown[0] == case_id() else None


def note_screen(now: State) -> None:
    """Note that everything on this screen stands in this state."""
    st.session_state[_SCREEN] = (case_id(), now)


@st.cache_resource(max_entries=16, show_spinner=False)
def _concluded(_case: Case, key: str, head: str) -> Dossier:  # noqa: ARG001 - both are the key of the cache
    with speaking(Speech()):
        return _case.conclude()


@st.cache_resource(max_entries=16, show_spinner=False)
def _dossier(_english: Dossier, key: str, head: str, chosen: str) -> Dossier:  # noqa: ARG001 - as above
    return documents.edition(_english, language=chosen)


def english() -> Dossier:
    """The conclusion of the open assessment in English, as everything else is made from it."""
    opened = case()
    state = (opened.key, opened.last().hash)
    with waiting(_("Judging the assessment"), *state):
        return _concluded(opened, *state)


def dossier() -> Dossier:
    """The conclusion of the open assessment in the language of the session, once for each state of it."""
    opened, judged, chosen = case(), english(), language.chosen()
    if chosen == ENGLISH:
        return judged
    return _dossier(judged, opened.key, opened.last().hash, chosen)


def heading(text: str) -> None:
    """A small heading within a card."""
    st.markdown(f"*{words.plain(text)}*")


def strong(text: str) -> None:
    """A line that stands out."""
    st.markdown(f"**{words.plain(text)}**")


def line(label: str, text: str) -> None:
    """A text after the word for what it is."""
    st.markdown(f"*{words.plain(label)}:* {words.plain(text)}")


def waiting(told: str, *state: str) -> AbstractContextManager[object]:
    """Say what is waited for, where it is worked out for the first time in this session for this state."""
    known: set[tuple[str, ...]] = st.session_state.setdefault(_WAITED, set())
    if state in known:
        return nullcontext()
    known.add(state)
    return st.spinner(told)


def table(rows: Sequence[Mapping[str, object]]) -> None:
    """Rows as a table of text that wraps, can be selected and be read out; columns as in the first row."""
    if rows:
        st.html(grid.html(rows))


def chart(figure: "Figure | None", key: str | None = None) -> None:
    """A chart, its message above it as text that wraps, and its description for those who cannot see it."""
    if figure is None:
        return
    st.markdown(f"**{words.plain(unescape(str(figure.layout.title.text)))}**")
    above = max(8, figure.layout.margin.t - TITLE)
    figure.update_layout(title_text="", margin_t=above, height=figure.layout.height - TITLE)
    about = str((figure.layout.meta or {}).get("description", ""))
    drawn = figure.to_plotly_json()
    if st.context.theme.type == "dark":
        drawn = theme.by_night(drawn)
    st.plotly_chart(drawn, config={"displayModeBar": False}, alt=about, key=key)


def bar() -> Progress:
    """A progress bar to hand to a use case; drawn a few times a second, not for every file."""
    drawn, shown = st.progress(0.0), 0.0

    def progress(what: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown > TICK or done == total:
            shown = now
            share = min(1.0, done / total) if total else 0.0
            drawn.progress(share, text=words.plain(amount(what, done, total)))

    return progress


def amount(what: str, done: int, total: int) -> str:
    """How much of it is done, where that can be told."""
    if not total:
        return what
    return _("{what}: {done} of {total}", what=what, done=wording.count(done), total=wording.count(total))


def keep(key: str, value: object, scope: object = None) -> None:
    """Let the widget with this key show what the ledger holds, unless it already did.

    Session state is only a cache: a value that came from elsewhere since (another tab, another
    respondent chosen) replaces what the widget holds; what is being typed and not saved stays.
    """
    shown: dict[str, Any] = st.session_state.setdefault(_SHOWN, {})
    if key not in st.session_state or shown.get(key, _MISSING) != (scope, value):
        st.session_state[key] = value
    shown[key] = (scope, value)


@contextmanager
def errors() -> Iterator[None]:
    """Show an error as a message; used in callbacks, where nothing can be drawn or is spoken yet."""
    try:
        with language.spoken():
            yield
    except InputError as error:
        st.session_state[_NOTE] = str(error)
        # Whatever the widgets hold now was not saved: show again what the ledger holds.
        st.session_state.pop(_SHOWN, None)


def has_note() -> bool:
    """Whether a callback left a message that is not drawn yet."""
    return _NOTE in st.session_state


def show_note() -> None:
    """Draw the message that a callback left: at the top, and where whoever scrolled down sees it."""
    note = st.session_state.pop(_NOTE, None)
    if note:
        st.error(words.plain(note))
        st.toast(words.plain(note), duration="long")


def saved(now: State) -> str:
    """When the last thing was saved."""
    return _("Saved {time}", time=words.clock(now.at))


def folded(label: str, key: str, draw: Callable[[], object]) -> None:
    """What is drawn only when somebody unfolds it."""
    with st.expander(label, key=key, on_change="rerun") as box:
        if box.open:
            draw()


def verdict_badge(verdict: Verdict | None) -> None:
    """The conclusion as a badge: its words, and a colour that repeats them."""
    told = words.plain(wording.verdict(verdict).words)
    st.badge(told, color=BADGES[verdict] if verdict else "gray")  # type: ignore[arg-type]


def because(found: Conclusion) -> None:
    """Why the conclusion is what it is, and under which reservation, where it is a favourable one."""
    st.markdown(words.plain(found.because))
    if limit := advice.reserved(found):
        st.warning(words.plain(limit))


def need_case() -> bool:
    """Whether an assessment is open; if not, says what to do."""
    key = case_id()
    if key is not None:
        return True
    st.info(_("No assessment is open. Open one, or create one, and come back."))
    if st.button(_("Go to the assessments"), type="primary"):
        go("assessments")
    return False


def offer(pages: Mapping[str, StreamlitPage]) -> None:
    """Say which pages there are, by name."""
    st.session_state[_PAGES] = pages


def go(page: str) -> None:
    """Show another page."""
    st.switch_page(st.session_state[_PAGES][page])


def next_step(label: str, page: str) -> None:
    """The button at the end of a page that leads to the next one."""
    st.divider()
    if st.button(label, type="primary", key=f"next-{page}"):
        go(page)
