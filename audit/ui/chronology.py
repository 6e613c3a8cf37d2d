"""The chronology of the subject: what happened on which day, how that is known, and who told it."""

from datetime import date

import streamlit as st

from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.event import Event
from audit.model.ledger import Kind
from audit.model.response import Nature
from audit.model.speech import _
from audit.ui import drafts, parts, words

DAY, WHAT, SOURCE, BY, NATURE = (f"event-{name}" for name in ("day", "what", "source", "by", "nature"))
EARLIEST, LATEST = date(1970, 1, 1), date(2200, 12, 31)


def draw(assessment: Assessment) -> None:
    """The events on record, and the fields for another one."""
    st.header(_("Chronology"))
    st.caption(_("What happened to the subject, day by day; the report prints it with how it is known."))
    events = sorted(assessment.events, key=lambda one: one.at)
    parts.table(
        [
            {
                _("Day"): wording.day(one.at),
                _("What happened"): one.what,
                _("How it is known"): one.source,
                _("Told by"): _called(assessment, one.by),
                _("It is"): words.A_NATURE[one.nature],
            }
            for one in events
        ]
    )
    with st.expander(_("Note an event"), expanded=not events):
        with st.container(horizontal=True):
            drafts.day(
                _("Day of the event"), DAY, min_value=EARLIEST, max_value=LATEST, format=words.day_format()
            )
            drafts.choice(_("It is"), NATURE, list(Nature), Nature.FACT, words.A_NATURE.__getitem__)
        drafts.text_area(_("What happened on that day"), WHAT, max_chars=600, height=80)
        drafts.text_input(
            _("How it is known"),
            SOURCE,
            max_chars=300,
            placeholder=_("minutes of 3 March, page 2; log; a person"),
        )
        people = ["", *(one.id for one in assessment.respondents)]
        drafts.choice(_("Told by"), BY, people, "", lambda one: _called(assessment, one))
        st.button(_("Note it"), key="event-add", on_click=_tell)
    if events:
        with st.expander(_("Take an event back")):
            chosen = st.selectbox(
                _("Event"),
                events,
                format_func=lambda one: f"{wording.day(one.at)}: {wording.clipped(one.what, 80)}",
                key="event-chosen",
            )
            st.button(_("Take it back"), key="event-back", on_click=_take_back, args=(chosen,))


def _called(assessment: Assessment, key: str) -> str:
    if not key:
        return _("the auditor")
    one = assessment.respondent(key)
    return one.name or one.role or one.id


def _tell() -> None:
    def act() -> None:
        at, what = drafts.held(DAY), drafts.typed(WHAT)
        if not (at and what):
            raise InputError(_("an event needs its day and a sentence on what happened"))
        source, by, nature = drafts.typed(SOURCE), drafts.held(BY) or "", drafts.held(NATURE)
        parts.case().tell(Event(at=at, what=what, source=source, by=by, nature=nature))

    drafts.put_on_record(act, DAY, WHAT, SOURCE, BY, NATURE)


def _take_back(event: Event) -> None:
    with parts.errors():
        parts.case().withdraw(Kind.EVENT_TOLD, event)
