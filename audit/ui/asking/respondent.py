"""Who answers: chosen among those on record, or somebody new."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from audit.model import wording
from audit.model.assessment import Assessment, Party, Purpose, Respondent
from audit.model.base import InputError
from audit.model.speech import _
from audit.ui import drafts, parts, words
from audit.ui.asking.place import WHO

NEW = "+"
EARLIEST, LATEST = date(1970, 1, 1), date(2200, 12, 31)
NARROW = 44
"""Letters that a list shows on a narrow screen."""
NAME, ROLE, SIDE = "respondent-name", "respondent-role", "respondent-side"


def choose(assessment: Assessment, beside: DeltaGenerator, below: DeltaGenerator) -> Respondent:
    """Who says it; what is known of him unfolds beside, somebody new is added in the place below."""
    known = _known(assessment)
    if st.session_state.get(WHO) not in {*known, NEW}:
        st.session_state[WHO] = next(iter(known))
    called = {key: _told_apart(one, known.values()) for key, one in known.items()}
    called[NEW] = _("Somebody else …")
    key = st.selectbox(
        _("Who says it"),
        list(called),
        format_func=lambda one: wording.clipped(called[one], NARROW),
        key=WHO,
        persist_state="session",
    )
    if len(called[key]) > NARROW:
        below.caption(words.plain(called[key]))
    if key == NEW:
        with below:
            _add(known, assessment)
        return Respondent(id="")
    if key:
        with beside, st.popover(_("About this person"), key=f"about-{key}", on_change="rerun") as box:
            if box.open:
                _describe(known[key])
    return known[key]


def _known(assessment: Assessment) -> dict[str, Respondent]:
    """Who is described or has said something, by id; somebody unnamed where there is nobody."""
    known = {one.id: one for one in assessment.respondents}
    for by in (*(one.by for one in assessment.answers), *(one.by for one in assessment.responses)):
        known.setdefault(by, Respondent(id=by))
    return known or {"": Respondent(id="")}


def _told_apart(one: Respondent, everybody: Iterable[Respondent]) -> str:
    """What somebody is called; with the id where another one is called so too."""
    alike = [other for other in everybody if _called(other) == _called(one)]
    return _called(one) if len(alike) == 1 else f"{_called(one)} · {one.id or _('not named')}"


def asked_on(who: Respondent) -> None:
    """The day on which the questions were sent to a respondent, saved as it is changed."""
    if not who.id:
        st.caption(_("Choose or add above who answers; then the day on which it was sent can be noted here."))
        return
    st.date_input(
        _("Sent to them on"),
        help=_(
            "With the day of the last answer it is the response time, which a comparison of vendors prints."
        ),
        format=words.day_format(),
        min_value=EARLIEST,
        max_value=LATEST,
        **_saving(who, "asked_on"),
    )


def _describe(who: Respondent) -> None:
    """Name, role and side of a respondent, each saved as it is changed."""
    st.text_input(_("Name"), max_chars=200, **_saving(who, "name"))
    st.text_input(_("Role"), max_chars=200, **_saving(who, "role"))
    st.radio(
        _("Side"),
        list(Party),
        format_func=wording.PARTIES.__getitem__,
        horizontal=True,
        **_saving(who, "party"),
    )


def _saving(who: Respondent, field: str) -> dict[str, Any]:
    key = f"{who.id}.{field}"
    parts.keep(key, getattr(who, field), parts.case_id())
    return {"key": key, "on_change": partial(_save, who, field, key)}


def _save(who: Respondent, field: str, key: str) -> None:
    with parts.errors():
        value = st.session_state[key]
        said = value.strip() if isinstance(value, str) else value
        after = Respondent(**{**who.model_dump(), field: said})
        if not (after.name or after.role) and (who.name or who.role):
            raise InputError(_("somebody who answers needs a name or a role; what was there before is kept"))
        parts.case().name_respondent(after)


def _called(one: Respondent) -> str:
    """Name, role and side; where that is too long for a narrow screen, the role is left out."""
    if not one.id:
        return _("Not stated")
    named, side = one.name or one.role or one.id, wording.PARTIES[one.party]
    role = one.role if one.name else ""
    whole = ", ".join(part for part in (role, side) if part)
    told = [f"{named} ({about})" if about else named for about in (whole, side)]
    return next((one for one in told if len(one) <= NARROW), told[-1])


def _add(known: dict[str, Respondent], assessment: Assessment) -> None:
    usual = Party.VENDOR if assessment.purpose is Purpose.VENDOR_EVALUATION else Party.CLIENT
    with st.container(border=True):
        drafts.text_input(_("Name"), NAME)
        drafts.text_input(_("Role"), ROLE, placeholder=_("head of operations"))
        st.radio(
            _("Side"),
            list(Party),
            format_func=wording.PARTIES.__getitem__,
            horizontal=True,
            **drafts.widget(SIDE, usual, read=Party),
        )
        number = next(n for n in range(1, len(known) + 2) if f"r{n}" not in known)
        st.button(_("Add"), key="respondent-add", on_click=_name, args=(f"r{number}",))


def _name(key: str) -> None:
    def act() -> None:
        name, role = drafts.typed(NAME), drafts.typed(ROLE)
        if not (name or role):
            raise InputError(_("somebody who answers needs a name or a role"))
        parts.case().name_respondent(Respondent(id=key, name=name, role=role, party=drafts.held(SIDE)))
        st.session_state[WHO] = key

    drafts.put_on_record(act, NAME, ROLE, SIDE)
