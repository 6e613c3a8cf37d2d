"""Sign-off: who answers for the report, what a draft still lacks, and a signature taken back."""

from datetime import date

import streamlit as st

from audit.model import wording
from audit.model.base import InputError
from audit.model.dossier import Dossier
from audit.model.ledger import Kind
from audit.model.signature import Role, Signature
from audit.model.status import status, valid
from audit.ui import drafts, parts, words


def draw(dossier: Dossier) -> None:
    """The signatures on record, and the fields for another one."""
    st.header("Sign-off")
    held = status(dossier.assessment, dossier.conclusion)
    if held.final:
        st.caption("The report is final: its lead auditor has signed what it concludes.")
    for why in held.lacks:
        st.caption(words.plain(f"A draft: {why}"))
    for one in dossier.assessment.signatures:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            stands = "" if valid(dossier.assessment, one) else " · before the last changes"
            st.markdown(
                words.plain(f"{one.name}, {_role(one.role)}, {wording.day(one.at)}{stands}"), width="stretch"
            )
            st.button(
                "Take back", key=f"unsign-{one.role.value}-{one.name}", on_click=_take_back, args=(one,)
            )
    with st.expander("Sign as it stands"):
        st.caption("A change afterwards makes the report a draft again.")
        drafts.text_input("Name", "sign-name", dossier.assessment.auditor)
        drafts.choice("As", "sign-role", list(Role), next(iter(Role)), _role)
        drafts.text_area("Interests and independence, in your own words", "sign-statement")
        st.button("Sign", key="sign", on_click=_sign)


def _role(role: Role) -> str:
    return role.value.replace("_", " ")


def _sign() -> None:
    def act() -> None:
        role = drafts.held("sign-role")
        name = drafts.typed("sign-name")
        if not name:
            raise InputError("a signature needs a name")
        today = date.today()  # noqa: DTZ011 - it is signed where the audit is made
        statement = drafts.typed("sign-statement")
        parts.case().sign(Signature(name=name, role=role, at=today, statement=statement))

    drafts.put_on_record(act, "sign-name", "sign-role", "sign-statement")


def _take_back(one: Signature) -> None:
    with parts.errors():
        parts.case().withdraw(Kind.SIGNED, one)
