"""The day on which replies are given: one for all that are typed now, or another one for a single reply."""

from contextlib import suppress
from datetime import date
from functools import partial

import streamlit as st

from audit.model import wording
from audit.model.asking import Reply
from audit.model.assessment import Assessment
from audit.model.speech import _
from audit.ui import parts, words
from audit.ui.asking.place import GIVEN_ON, SAID
from audit.ui.asking.saving import FIRST_DAY, Asking, save


def choose(assessment: Assessment) -> None:
    """The day that new replies carry: today, or that of an interview which is typed in later."""
    as_of, today = assessment.as_of, parts.today()
    held = st.session_state.get(GIVEN_ON)
    if isinstance(held, date) and held > as_of:
        del st.session_state[GIVEN_ON]
    begins = GIVEN_ON not in st.session_state
    parts.keep(GIVEN_ON, today if today <= as_of else None, (parts.case_id(), as_of))
    if begins and (before := _of_address(as_of)):
        st.session_state[GIVEN_ON] = before
    st.date_input(
        _("Said on"),
        key=GIVEN_ON,
        min_value=FIRST_DAY,
        max_value=as_of,
        format=words.day_format(),
        persist_state="session",
        help=_(
            "New replies carry this day: today, or the day of a talk that is written down later. It is not "
            "after the day of the audit, {day}.",
            day=wording.day(as_of),
        ),
    )


def _of_address(as_of: date) -> date | None:
    """The day of a talk that was being typed in before the page was loaded again."""
    with suppress(ValueError):
        found = date.fromisoformat(st.query_params.get(SAID, ""))
        return found if FIRST_DAY <= found <= as_of else None
    return None


def outdated(assessment: Assessment) -> None:
    """Where the day of the audit is over: what that means for replies, and the way out."""
    if parts.today() <= assessment.as_of:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        told = _(
            "This audit is dated {day}, and nothing in it may be later: a reply of today carries no day.",
            day=wording.day(assessment.as_of),
        )
        st.caption(told, width="stretch")
        st.button(_("Date the audit today"), key="date-today", on_click=_date_today)


def _date_today() -> None:
    with parts.errors():
        opened = parts.case()
        opened.describe(opened.read().assessment.model_copy(update={"as_of": parts.today()}))


def field(asking: Asking, held: Reply | None, assessment: Assessment) -> None:
    """The day of one reply, to be set right."""
    shown = held.at if held else None
    parts.keep(asking.key("at"), shown, asking.scope)
    st.date_input(
        _("Said on"),
        key=asking.key("at"),
        min_value=FIRST_DAY,
        max_value=max(assessment.as_of, shown or assessment.as_of),
        format=words.day_format(),
        disabled=held is None,
        on_change=partial(save, asking, "at"),
    )
