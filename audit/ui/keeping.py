"""What becomes of an assessment in the list: called otherwise, archived, or deleted after asking back."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from audit import assessment as use_cases
from audit.assessment import Case
from audit.delivery import documents, making, making_tenders
from audit.delivery.documents import Form
from audit.model import wording
from audit.model.speech import _
from audit.ui import background, parts, words

if TYPE_CHECKING:
    from audit.assessment.listing import Summary

_ASKED = "asked-to-delete"


def more(one: "Summary") -> None:
    """The button that unfolds what else can be done with an assessment."""
    with st.popover(_("More"), key=f"more-{one.id}", on_change="rerun") as box:
        if not box.open:
            return
        if st.button(_("Rename"), key=f"rename-{one.id}", help=_("The subject carries the name.")):
            parts.choose(one.id)
            parts.go("subject")
        if one.archived:
            st.button(
                _("Bring back to the list"),
                key=f"back-{one.id}",
                on_click=_archive,
                args=(one.id,),
                kwargs=BACK,
            )
        else:
            st.button(
                _("Archive"),
                key=f"archive-{one.id}",
                on_click=_archive,
                args=(one.id,),
                help=_("Takes it out of this list; nothing of it changes, and it can be brought back."),
            )
        st.button(_("Delete …"), key=f"delete-{one.id}", on_click=_ask, args=(one.id,))


BACK = {"away": False}


def _case(key: str) -> Case:
    """An assessment of the list to work on, by its auditor."""
    opened = parts.desk().case(key)
    return parts.desk().case(key, actor=opened.read().assessment.auditor)


def _archive(key: str, *, away: bool = True) -> None:
    _fold(key)
    with parts.errors():
        use_cases.archive(_case(key), away=away)
        st.toast(_("It is in the archive.") if away else _("It is in the list again."))


def _ask(key: str) -> None:
    _fold(key)
    st.session_state[_ASKED] = key


def _keep() -> None:
    st.session_state.pop(_ASKED, None)


def _fold(key: str) -> None:
    """Fold up what was unfolded for an assessment, which would lie over the question."""
    st.session_state[f"more-{key}"] = False


def ask_back(one: "Summary") -> None:
    """Where deleting was asked for: what would be lost, the way to keep a copy, and the question."""
    if st.session_state.get(_ASKED) != one.id:
        return
    opened = _case(one.id)
    found = use_cases.loss(opened)
    with st.container(border=True, key=f"deleting-{one.id}"):
        asked = _("Delete the assessment of {name} for good?", name=one.name)
        st.markdown(f"**{words.plain(asked)}**")
        st.markdown(words.plain(_("Lost with it: {items}.", items=wording.listed(found.counts))))
        for given in found.deliveries:
            also = _(
                "Also {name}, which was handed over for it ({size} unpacked).",
                name=given.name,
                size=_size(given.size),
            )
            st.markdown(words.plain(also))
        st.caption(
            _(
                "Reports that were handed over stay valid: each carries its own data. Of the assessment its "
                "id, the number of its entries and their last hash stay on record, and when it was deleted."
            )
        )
        st.markdown(_("Keep a copy first: the assessment can be imported again, its history can be read."))
        with st.container(horizontal=True):
            st.download_button(
                _("Download the assessment"),
                partial(_export, opened),
                f"{one.id}-assessment.json",
                "application/json",
                key="export-assessment",
                on_click="ignore",
                type="primary",
            )
            st.download_button(
                _("Download its history"),
                partial(use_cases.history_text, opened),
                f"{one.id}-history.json",
                "application/json",
                key="export-history",
                on_click="ignore",
            )
        with st.container(horizontal=True):
            st.button(_("Keep it"), key="keep-it", on_click=_keep)
            st.button(_("Delete it for good"), key="delete-it", on_click=_delete, args=(one, found))


def _export(opened: Case) -> bytes:
    return documents.make(opened.conclude(), Form.JSON)


def _delete(one: "Summary", seen: use_cases.Loss) -> None:
    with parts.errors():
        use_cases.delete(_case(one.id), seen, background.jobs())
        # Copies that can be made again at any time, and may hold what is to be gone.
        making.forget(background.jobs())
        making_tenders.forget(background.jobs())
        _keep()
        if parts.case_id() == one.id:
            parts.choose(None)
        st.toast(words.plain(_("The assessment of {name} is deleted.", name=one.name)))


def _size(size: int) -> str:
    return f"{wording.short(size / 1e6)} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} KB"
