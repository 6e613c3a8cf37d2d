"""Who answers: chosen among those on record, or somebody new."""

import streamlit as st

from audit.model import wording
from audit.model.assessment import Assessment, Party, Respondent
from audit.model.base import InputError
from audit.ui import drafts, parts

NEW = "+"
NARROW = 44
"""Letters that a list shows on a narrow screen."""
NAME, ROLE, SIDE = "respondent-name", "respondent-role", "respondent-side"


def choose(assessment: Assessment) -> Respondent:
    """Who says it; somebody new can be added."""
    known = {one.id: one for one in assessment.respondents}
    for by in (*(one.by for one in assessment.answers), *(one.by for one in assessment.responses)):
        known.setdefault(by, Respondent(id=by))
    if not known:
        known[""] = Respondent(id="")
    if st.session_state.get("who") not in {*known, NEW}:
        st.session_state["who"] = next(iter(known))

    def label(key: str) -> str:
        if key == NEW:
            return "Somebody else …"
        one = known[key]
        alike = [other for other in known.values() if _called(other) == _called(one)]
        return _called(one) if len(alike) == 1 else f"{_called(one)} · {key or 'not named'}"

    key = st.selectbox("Who says it", [*known, NEW], format_func=label, key="who", persist_state="session")
    if key != NEW:
        return known[key]
    _add(known)
    return Respondent(id="")


def _called(one: Respondent) -> str:
    """Name, role and side; where that is too long for a narrow screen, the role is left out."""
    if not one.id:
        return "Not stated"
    named, side = one.name or one.role or one.id, wording.PARTIES[one.party]
    role = one.role if one.name else ""
    whole = ", ".join(part for part in (role, side) if part)
    told = [f"{named} ({about})" if about else named for about in (whole, side)]
    return next((one for one in told if len(one) <= NARROW), told[-1])


def _add(known: dict[str, Respondent]) -> None:
    with st.container(border=True):
        drafts.text_input("Name", NAME)
        drafts.text_input("Role", ROLE, placeholder="head of operations")
        st.radio(
            "Side",
            list(Party),
            format_func=wording.PARTIES.__getitem__,
            horizontal=True,
            **drafts.widget(SIDE, next(iter(Party)), read=Party),
        )
        number = next(n for n in range(1, len(known) + 2) if f"r{n}" not in known)
        st.button("Add", key="respondent-add", on_click=_name, args=(f"r{number}",))


def _name(key: str) -> None:
    def act() -> None:
        name, role = drafts.typed(NAME), drafts.typed(ROLE)
        if not (name or role):
            raise InputError("somebody who answers needs a name or a role")
        parts.case().name_respondent(Respondent(id=key, name=name, role=role, party=drafts.held(SIDE)))
        st.session_state["who"] = key

    drafts.put_on_record(act, NAME, ROLE, SIDE)
