"""Sign-off: who answers for the report, what a draft still lacks, and a signature taken back."""

from datetime import date

import streamlit as st

from audit.model import wording
from audit.model.base import InputError
from audit.model.dossier import Dossier
from audit.model.ledger import Kind
from audit.model.signature import Role, Signature
from audit.model.speech import _
from audit.model.status import status, valid
from audit.ui import drafts, parts, words


def draw(dossier: Dossier) -> None:
    """The signatures on record, and the fields for another one."""
    st.header(_("Sign-off"))
    held = status(dossier.assessment, dossier.conclusion)
    if held.final:
        st.caption(_("The report is final: its lead auditor has signed what it concludes."))
    for why in held.lacks:
        st.caption(words.plain(_("A draft: {why}", why=why)))
    before = _("before the last changes")
    for one in dossier.assessment.signatures:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            signed = f"{one.name}, {wording.ROLES[one.role]}, {wording.day(one.at)}"
            stands = "" if valid(dossier.assessment, one) else f" · {before}"
            st.markdown(words.plain(f"{signed}{stands}"), width="stretch")
            st.button(
                _("Take back"), key=f"unsign-{one.role.value}-{one.name}", on_click=_take_back, args=(one,)
            )
    with st.expander(_("Sign as it stands")):
        st.caption(_("A change afterwards makes the report a draft again."))
        drafts.text_input(_("Name"), "sign-name", dossier.assessment.auditor)
        drafts.choice(_("As"), "sign-role", list(Role), next(iter(Role)), wording.ROLES.__getitem__)
        drafts.text_area(_("Interests and independence, in your own words"), "sign-statement")
        st.button(_("Sign"), key="sign", on_click=_sign)


def _sign() -> None:
    def act() -> None:
        role = drafts.held("sign-role")
        name = drafts.typed("sign-name")
        if not name:
            raise InputError(_("a signature needs a name"))
        today = date.today()  # noqa: DTZ011 - it is signed where the audit is made
        statement = drafts.typed("sign-statement")
        parts.case().sign(Signature(name=name, role=role, at=today, statement=statement))

    drafts.put_on_record(act, "sign-name", "sign-role", "sign-statement")


def _take_back(one: Signature) -> None:
    with parts.errors():
        parts.case().withdraw(Kind.SIGNED, one)
