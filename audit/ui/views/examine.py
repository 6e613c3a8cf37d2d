"""Cross-examination: what was said beside what is there, criterion by criterion, and the auditor's acts."""

from collections.abc import Sequence

import streamlit as st

from audit.assessment import Side, Wanted, sides
from audit.model import wording
from audit.model.assessment import Answer
from audit.model.dossier import Dossier
from audit.model.evidence import Evidence
from audit.model.examination import Agreement
from audit.model.finding import Finding
from audit.model.recorded import recorded
from audit.model.speech import Words, _, counted, marked, meant
from audit.ui import acts, parts, words

SHOWN, EVIDENCE = 6, 3
TITLES = Words(
    {
        Wanted.TO_DECIDE: marked("To decide"),
        Wanted.CONTRADICTED: marked("Contradicted"),
        Wanted.SUPPORTED: marked("Supported"),
        Wanted.NOT_SEEN: marked("Not to be seen"),
        Wanted.ALL: marked("All"),
    }
)
COLOURS = {
    Agreement.CONTRADICTED: "red",
    Agreement.UNSUPPORTED: "orange",
    Agreement.CONFIRMED_GAP: "orange",
    Agreement.BOUNDED: "orange",
    Agreement.CORROBORATED: "green",
    Agreement.UNDERSTATED: "green",
    Agreement.NOMINATED: "green",
}


def page() -> None:
    st.title(_("Cross-examination"))
    if not parts.need_case():
        return
    dossier = parts.dossier()
    parts.state()
    known = sides(dossier)
    if not known:
        _nothing(dossier)
        return
    st.caption(
        _(
            "What people and documents say stands beside what the repositories show. An open contradiction "
            "lowers the credit until you have ruled; every act says first what it would change."
        )
    )
    acts.accept_all(dossier)
    chosen = _choose(known)
    pages = -(-len(chosen) // SHOWN)
    at = st.pagination(pages, key="examine-page") if pages > 1 else 1
    for one in chosen[(at - 1) * SHOWN : at * SHOWN]:
        with st.container(border=True, key=f"side-{one.criterion}"):
            _side(dossier, one)
    parts.next_step(_("Go on: findings"), "findings")


def _nothing(dossier: Dossier) -> None:
    if not dossier.assessment.inspections:
        st.info(_("No repository has been inspected, so there is nothing to hold answers against yet."))
        if st.button(_("Inspect a repository"), type="primary"):
            parts.go("inspect")
        return
    st.info(_("What was inspected does not speak to anything that was said. Answer some questions first."))
    if st.button(_("Answer questions"), type="primary"):
        parts.go("answer")


def _choose(known: Sequence[Side]) -> list[Side]:
    only = st.session_state.pop("examine-only", None)
    if only:
        st.session_state["examine-criterion"] = only
        st.session_state["examine-wanted"] = Wanted.ALL
    counts = {wanted: sum(one.fits(wanted) for one in known) for wanted in Wanted}
    first = Wanted.TO_DECIDE if counts[Wanted.TO_DECIDE] else Wanted.ALL
    wanted = st.segmented_control(
        meant("act", "Show"),
        list(Wanted),
        default=first,
        required=True,
        format_func=TITLES.__getitem__,
        key="examine-wanted",
        label_visibility="collapsed",
    )
    criterion = st.selectbox(
        _("Criterion"),
        [one.criterion for one in known],
        index=None,
        placeholder=_("Any"),
        key="examine-criterion",
    )
    chosen = [one for one in known if one.fits(wanted or first) and criterion in {None, one.criterion}]
    left = counts[Wanted.TO_DECIDE]
    about = counted(
        "{count} criterion of {all} · {left} to decide",
        "{count} criteria of {all} · {left} to decide",
        len(chosen),
        all=str(len(known)),
        left=str(left) if left else _("none"),
    )
    st.caption(about if known else "")
    if not chosen:
        st.info(_("There is nothing of this kind. Choose another view above."))
    return chosen


def _side(dossier: Dossier, one: Side) -> None:
    criterion = dossier.rubric.by_id[one.criterion]
    standing = dossier.conclusion.standings[one.criterion]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words.plain(f'{one.criterion} {criterion.name}')}**", width="content")
        for agreement in dict.fromkeys(row.agreement for row in one.compared):
            st.badge(wording.AGREEMENTS[agreement], color=COLOURS.get(agreement, "gray"))  # type: ignore[arg-type]
    gate = f" · {words.gate(standing.gate)}" if standing.gate else ""
    credited = _(
        "Credited level {level}, evidence {grade}",
        level=wording.levels(standing.low, standing.high),
        grade=standing.grade.label,
    )
    st.caption(words.plain(f"{credited}{gate}"))
    said, found = st.columns(2)
    with said:
        parts.heading(_("Said"))
        for statement in one.said:
            _statement(dossier, statement)
        if not one.said:
            st.caption(_("Nobody said anything about it."))
    with found:
        parts.heading(_("Found"))
        for finding in one.found:
            _finding(finding)
    for contradiction in one.contradictions:
        acts.rule(dossier, contradiction)
    for nomination in one.nominations:
        acts.accept(dossier, nomination)


def _statement(dossier: Dossier, one: Answer) -> None:
    by = dossier.assessment.respondent(one.by)
    st.markdown(words.plain(words.statement(one, by.name or by.role or by.id or _("Somebody"))))
    if text := one.quote or one.narrative:
        st.caption(words.plain(wording.clipped(text, 400)))


def _finding(one: Finding) -> None:
    st.markdown(words.plain(f"{words.mark(wording.OUTCOMES[one.outcome])}: {recorded(one.title)}"))
    st.caption(words.plain(recorded(one.reason)))
    for evidence in one.evidence[:EVIDENCE]:
        excerpt(evidence)
    if not one.evidence and one.searched:
        st.caption(words.plain(_("Searched: {what}", what=recorded(one.searched))))


def excerpt(one: Evidence) -> None:
    """A place in a repository with its lines."""
    st.markdown(f"`{one.place.replace('`', '')}` {words.plain(recorded(one.note))}")
    if one.excerpt:
        st.code(one.excerpt, language=None, wrap_lines=True)
