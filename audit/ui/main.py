"""The frame of the application: navigation, and where the open assessment stands."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from audit.model import wording
from audit.model.base import InputError
from audit.model.speech import _, meant
from audit.ui import browser, language, parts, pieces, progress, theme, words
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
        "assessments": st.Page(
            assessments.page, title=_("Assessments"), url_path="assessments", default=True
        ),
        "subject": st.Page(subject.page, title=_("Subject"), url_path="subject"),
        "answer": st.Page(answer.page, title=meant("page", "Answer"), url_path="answer"),
        "inspect": st.Page(inspect.page, title=_("Inspect"), url_path="inspect"),
        "examine": st.Page(examine.page, title=_("Cross-examination"), url_path="examine"),
        "findings": st.Page(findings.page, title=_("Findings"), url_path="findings"),
        "scorecard": st.Page(scorecard.page, title=_("Scorecard"), url_path="scorecard"),
        "what-if": st.Page(what_if.page, title=_("What if"), url_path="what-if"),
        "plan": st.Page(plan.page, title=_("Plan"), url_path="plan"),
        "compare": st.Page(compare.page, title=_("Compare"), url_path="compare"),
        "report": st.Page(report.page, title=_("Report"), url_path="report"),
        "library": st.Page(library.page, title=_("Library"), url_path="library"),
        "history": st.Page(history.page, title=_("History"), url_path="history"),
    }


def main() -> None:
    """Draw the chosen page; an error becomes a message, never a trace."""
    st.set_page_config(page_title="Phase 2 Audit", layout="centered", initial_sidebar_state="auto")
    st.html(theme.style())
    browser.watch()
    with language.spoken():
        _draw()


def _draw() -> None:
    all_pages = pages()
    parts.offer(all_pages)
    chosen = st.navigation(
        {
            "Phase 2 Audit": [all_pages[name] for name in ("assessments", "library")],
            _("Gather"): [all_pages[name] for name in ("subject", "answer", "inspect")],
            _("Judge"): [
                all_pages[name] for name in ("examine", "findings", "scorecard", "what-if", "compare")
            ],
            _("Hand over"): [all_pages[name] for name in ("plan", "report", "history")],
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
        if parts.case_id() and st.button(_("Close this assessment")):
            parts.choose(None)
            parts.go("assessments")


def _sidebar() -> None:
    with st.sidebar:
        try:
            if parts.case_id() is not None:
                now = parts.state().assessment
                st.markdown(f"**{words.plain(now.subject.name)}**")
                st.caption(wording.PURPOSES[now.purpose])
                pieces.piece(parts.STANDING, _standing)
        finally:  # an assessment that cannot be opened is told of in the language that is chosen
            language.choose()


def _standing() -> None:
    now = parts.screen() or parts.state()
    answered = progress.of(now.assessment, parts.rubric())
    st.progress(
        answered.share,
        text=_(
            "{done} of {all} criteria answered",
            done=wording.count(answered.done),
            all=wording.count(answered.of),
        ),
    )
    gates = _(
        "{done} of {all} gates answered",
        done=wording.count(answered.gates_done),
        all=wording.count(answered.gates),
    )
    st.caption(f"{gates} · {parts.saved(now)}")


if __name__ == "__main__":
    main()
