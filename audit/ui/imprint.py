"""What the report says about itself: its version, who receives it, what was asked, and when to look again."""

from datetime import date
from typing import Any

import streamlit as st
from pydantic import ValidationError

from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.imprint import Imprint, VersionNote
from audit.model.speech import _, marked
from audit.ui import drafts, parts, words

VERSION, MANDATE, RECEIVERS, REVIEW, BEGAN, DAYS = (
    f"i.{name}" for name in ("version", "mandate", "receivers", "review", "began", "days")
)
NOTE = "imprint-note"
MOST_DAYS = 10.0**4
PERIOD = marked("The report prints it with the day that evidence is dated against, which is the last one.")


def draw(assessment: Assessment) -> None:
    """The fields of the imprint, each saved as it is changed, and the notes on versions."""
    held = assessment.imprint
    with st.expander(_("What the report says about itself"), key="imprint", on_change="rerun") as box:
        if not box.open:
            return
        for key, value in {
            VERSION: held.version,
            MANDATE: held.mandate,
            RECEIVERS: "\n".join(held.distribution),
            REVIEW: held.next_review,
            BEGAN: held.began,
            DAYS: held.person_days,
        }.items():
            parts.keep(key, value, parts.case_id())
        st.caption(_("Who audits, in which role and with which interests stands on the page of the subject."))
        st.text_area(_("What the auditor was asked, and by whom"), max_chars=2000, **_saving(MANDATE))
        st.text_area(_("Who receives it, one a line"), **_saving(RECEIVERS))
        with st.container(horizontal=True):
            st.text_input(_("Version"), max_chars=20, **_saving(VERSION))
            st.date_input(
                _("The decision is looked at again on"), format=words.day_format(), **_saving(REVIEW)
            )
        with st.container(horizontal=True):
            st.date_input(
                _("Work on this audit began on"), help=_(PERIOD), format=words.day_format(), **_saving(BEGAN)
            )
            st.number_input(
                _("Person-days that it took"),
                min_value=0.0,
                max_value=MOST_DAYS,
                format="%g",
                **_saving(DAYS),
            )
        parts.table(
            [
                {_("Version"): one.version, _("Day"): wording.day(one.at), _("What changed"): one.what}
                for one in held.changes
            ]
        )
        drafts.text_input(_("What this version changed"), NOTE, max_chars=300)
        with st.container(horizontal=True):
            st.button(_("Note the change"), key="imprint-add", on_click=_note)
            if held.changes:
                st.button(_("Take the last note back"), key="imprint-back", on_click=_take_back)


def _saving(key: str) -> dict[str, Any]:
    return {"key": key, "on_change": _save}


def _save() -> None:
    receivers = tuple(line.strip() for line in st.session_state[RECEIVERS].splitlines() if line.strip())
    with parts.errors():
        _set(
            version=st.session_state[VERSION].strip() or Imprint().version,
            mandate=st.session_state[MANDATE].strip(),
            distribution=receivers,
            next_review=st.session_state[REVIEW],
            began=st.session_state[BEGAN],
            person_days=st.session_state[DAYS] or None,
        )


def _note() -> None:
    def act() -> None:
        what, held = drafts.typed(NOTE), _now()
        if not what:
            raise InputError(_("a note needs a sentence on what the version changed"))
        today = date.today()  # noqa: DTZ011 - a version is made where the audit is made
        _set(changes=(*held.changes, VersionNote(version=held.version, at=today, what=what)))

    drafts.put_on_record(act, NOTE)


def _take_back() -> None:
    with parts.errors():
        _set(changes=_now().changes[:-1])


def _now() -> Imprint:
    return parts.case().read().assessment.imprint


def _set(**fields: object) -> None:
    try:
        parts.case().set_imprint(Imprint(**{**_now().model_dump(), **fields}))
    except ValidationError as error:
        raise InputError(words.refused(error, keeps=True)) from error
