"""The frame of the application: navigation, and where the open assessment stands."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from audit.model import wording
from audit.model.base import InputError
from audit.ui import browser, parts, pieces, progress, theme, words
from audit.ui.views import (
    answer,
    assessments,
    compare,
    examine,
    findings,
    history,
    inspect,
    library,
    plan,
    report,
    scorecard,
    subject,
    what_if,
)


def pages() -> dict[str, StreamlitPage]:
    """Every page by the name that is also its address."""
    return {
        "assessments": st.Page(assessments.page, title="Assessments", url_path="assessments", default=True),
        "subject": st.Page(subject.page, title="Subject", url_path="subject"),
        "answer": st.Page(answer.page, title="Answer", url_path="answer"),
        "inspect": st.Page(inspect.page, title="Inspect", url_path="inspect"),
        "examine": st.Page(examine.page, title="Cross-examination", url_path="examine"),
        "findings": st.Page(findings.page, title="Findings", url_path="findings"),
        "scorecard": st.Page(scorecard.page, title="Scorecard", url_path="scorecard"),
        "what-if": st.Page(what_if.page, title="What if", url_path="what-if"),
        "plan": st.Page(plan.page, title="Plan", url_path="plan"),
        "compare": st.Page(compare.page, title="Compare", url_path="compare"),
        "report": st.Page(report.page, title="Report", url_path="report"),
        "library": st.Page(library.page, title="Library", url_path="library"),
        "history": st.Page(history.page, title="History", url_path="history"),
    }


def main() -> None:
    """Draw the chosen page; an error becomes a message, never a trace."""
    st.set_page_config(page_title="Phase 2 Audit", layout="centered", initial_sidebar_state="auto")
    st.html(theme.style())
    browser.watch()
    all_pages = pages()
    chosen = st.navigation(
        {
            "Phase 2 Audit": [all_pages[name] for name in ("assessments", "library")],
            "Gather": [all_pages[name] for name in ("subject", "answer", "inspect")],
            "Judge": [all_pages[name] for name in ("examine", "findings", "scorecard", "what-if", "compare")],
            "Hand over": [all_pages[name] for name in ("plan", "report", "history")],
        },
        position="sidebar",
        expanded=True,
    )
    try:
        _sidebar()
        parts.show_note()
        chosen.run()
    except InputError as error:
        st.error(words.plain(str(error)))
        if parts.case_id() and st.button("Close this assessment"):
            parts.choose(None)
            parts.go("assessments")


def _sidebar() -> None:
    if parts.case_id() is None:
        return
    now = parts.state().assessment
    with st.sidebar:
        st.markdown(f"**{words.plain(now.subject.name)}**")
        st.caption(wording.PURPOSES[now.purpose])
        pieces.piece(parts.STANDING, _standing)


def _standing() -> None:
    now = parts.screen() or parts.state()
    answered = progress.of(now.assessment, parts.rubric())
    st.progress(answered.share, text=f"{answered.done} of {answered.of} criteria answered")
    st.caption(f"{answered.gates_done} of {answered.gates} gates answered · {parts.saved(now)}")


if __name__ == "__main__":
    main()
