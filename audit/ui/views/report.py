"""Report: the decision on one screen, and the documents to hand over."""

import streamlit as st

from audit import delivery
from audit.model import wording
from audit.model.dossier import Dossier
from audit.ui import parts, words
from audit.ui.views.scorecard import numbers

MOST_BLOCKERS = 8
PREVIEW_HEIGHT = 900


def page() -> None:
    st.title("Report")
    if not parts.need_case():
        return
    dossier = parts.dossier()
    parts.state()
    _decision(dossier)
    _documents(dossier)


def _decision(dossier: Dossier) -> None:
    found = dossier.conclusion
    with st.container(border=True):
        st.caption(words.plain(f"{wording.PURPOSES[dossier.assessment.purpose]} · {dossier.number}"))
        st.header(words.plain(dossier.assessment.subject.name))
        parts.verdict_badge(found.conclusion)
        st.markdown(words.plain(found.because))
        numbers(found)
        if found.decision:
            st.markdown(f"**Advice: {words.plain(found.decision.decision)}**")
            st.caption(words.plain(wording.sentence(found.decision.rule)))
        blocking = [dossier.rubric.by_id[one].name for one in found.gates.failed]
        if blocking:
            st.markdown("**What blocks it**")
            shown = "\n".join(f"- {words.plain(one)}" for one in blocking[:MOST_BLOCKERS])
            more = len(blocking) - MOST_BLOCKERS
            st.markdown(shown + (f"\n- and {more} more" if more > 0 else ""))
        now = [one for one in found.actions if one.horizon == "now"][:3]
        if now:
            st.markdown("**What to do first**")
            st.markdown("\n".join(f"1. {words.plain(one.title)}" for one in now))


def _documents(dossier: Dossier) -> None:
    st.header("Documents")
    name, digest = dossier.number, dossier.content_hash
    if st.session_state.get("made") != digest:
        if not st.button("Make the report", type="primary", key="make-report"):
            st.caption("PDF, HTML and the data behind them. It takes a few seconds.")
            return
        with st.status("Making the report", expanded=True) as status:
            st.write("Writing the pages")
            parts.html(digest, dossier)
            st.write("Laying out the PDF")
            try:
                parts.pdf(digest, dossier)
            except BaseException:
                status.update(label="The PDF was not made", state="error")
                raise
            status.update(label="The report is ready", state="complete", expanded=False)
        st.session_state["made"] = digest
    page_source = parts.html(digest, dossier)
    with st.container(horizontal=True):
        st.download_button(
            "Download PDF",
            parts.pdf(digest, dossier),
            f"{name}.pdf",
            "application/pdf",
            key="download-pdf",
            on_click="ignore",
            type="primary",
        )
        st.download_button(
            "Download HTML", page_source, f"{name}.html", "text/html", key="download-html", on_click="ignore"
        )
        st.download_button(
            "Download data (JSON)",
            delivery.record_json(dossier),
            f"{name}.json",
            "application/json",
            key="download-json",
            on_click="ignore",
        )
    if st.toggle("Show the report here", key="preview"):
        st.iframe(page_source, height=PREVIEW_HEIGHT)
