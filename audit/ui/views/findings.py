"""Findings: what was said beside what is there, the patterns behind it, and what to do."""

import streamlit as st

from audit.model.assessment import Acceptance, ContradictionState, Ruling
from audit.model.dossier import Dossier
from audit.model.examination import Contradiction, NominationState
from audit.model.pattern import PatternState
from audit.ui import parts, words

SHOWN_PATTERNS = (PatternState.PRESENT, PatternState.EXPOSED, PatternState.SUSPECTED)


def page() -> None:
    st.title("Findings")
    if not parts.need_case():
        return
    dossier = parts.dossier()
    parts.state()
    _contradictions(dossier)
    _examination(dossier)
    _patterns(dossier)
    _actions(dossier)
    parts.next_step("Go on: scorecard", "scorecard")


def _contradictions(dossier: Dossier) -> None:
    found = dossier.conclusion.contradictions
    st.header("Contradictions")
    if not found:
        st.info("Nothing that was said is contradicted by what was inspected.")
    for one in found:
        with st.container(border=True, key=f"contradiction-{one.id}"):
            _contradiction(dossier, one)


def _contradiction(dossier: Dossier, one: Contradiction) -> None:
    criterion = dossier.rubric.by_id[one.criterion]
    said_by = dossier.assessment.respondent(one.respondent)
    name = said_by.name or said_by.role or said_by.id or "a respondent"
    place = f", {one.place}" if one.place else ""
    st.caption(words.plain(f"{one.id} · {one.criterion} · {one.strength.value} · {one.state.value}"))
    st.markdown(f"**{words.plain(criterion.name)}**")
    st.markdown(f"*Said* by {words.plain(name + place)}: {words.plain(one.statement)}")
    st.markdown(f"*Found* in {words.plain(one.repository or 'the repository')}: {words.plain(one.finding)}")
    for evidence in one.evidence[:5]:
        st.markdown(f"`{evidence.place.replace('`', '')}` {words.plain(evidence.note)}")
        if evidence.excerpt:
            st.code(evidence.excerpt, language=None, wrap_lines=True)
    if not one.evidence and one.searched:
        st.caption(f"Searched: {words.plain(one.searched)}")
    if one.effect:
        st.caption(words.plain(f"What it does: {one.effect.words}"))
    if one.reason:
        st.caption(f"Ruling: {words.plain(one.reason)}")
    ruled = one.state is not ContradictionState.OPEN
    with st.expander("Rule on it", expanded=not ruled), st.form(f"rule-{one.id}", border=False):
        reply = st.text_input("Reply of the respondent", value=one.reply, key=f"reply-{one.id}")
        reason = st.text_input("Reason for the ruling", key=f"reason-{one.id}", value=one.reason)
        with st.container(horizontal=True):
            for state, label in words.RULINGS.items():
                if state is not one.state and st.form_submit_button(label, key=f"{state.value}-{one.id}"):
                    _rule(one, state, reason, reply)


def _rule(one: Contradiction, state: ContradictionState, reason: str, reply: str) -> None:
    if not reason.strip():
        st.error("A ruling needs a reason.")
        return
    ruling = Ruling(
        criterion=one.criterion, check=one.check, by=one.respondent, state=state, reason=reason, reply=reply
    )
    parts.case().rule(ruling)
    st.rerun()


def _examination(dossier: Dossier) -> None:
    rows = dossier.conclusion.cross_examination
    st.header("What was said beside what is there")
    if not rows:
        st.info("Inspect a repository, and answers are compared with it here.")
        return
    parts.table(
        [
            {
                "Criterion": one.criterion,
                "Compared": one.agreement.value,
                "Said": "" if one.level is None else f"level {one.level}",
                "By": one.respondent,
                "Check": one.check,
                "Note": one.note,
            }
            for one in rows
        ]
    )
    offered = list(
        dict.fromkeys(
            (one.criterion, one.check)
            for one in dossier.conclusion.nominations
            if one.state is NominationState.OFFERED
        )
    )
    if offered:
        with st.expander(f"Support to accept as documented evidence, or to refuse ({len(offered)} offered)"):
            _accept(offered)


def _accept(offered: list[tuple[str, str]]) -> None:
    with st.form("accept", border=False):
        chosen = st.multiselect(
            "Support that the auditor accepts",
            offered,
            format_func=" by ".join,
            default=offered,
            key="accept-which",
        )
        by = st.text_input("Who accepts it", key="accept-by")
        reason = st.text_input("Why", key="accept-reason", placeholder="what was looked at")
        with st.container(horizontal=True):
            accepts = st.form_submit_button("Accept", key="accept")
            refuses = st.form_submit_button("Refuse", key="refuse")
        if accepts or refuses:
            if not (chosen and by.strip() and reason.strip()):
                st.error("Accepting or refusing needs a choice, a name and a sentence.")
                return
            opened = parts.case()
            for criterion, check in chosen:
                opened.accept(
                    Acceptance(criterion=criterion, check=check, by=by, reason=reason, refused=refuses)
                )
            st.rerun()


def _patterns(dossier: Dossier) -> None:
    found = [one for one in dossier.conclusion.pattern_readings if one.state in SHOWN_PATTERNS]
    st.header("Patterns of failure")
    chain = dossier.conclusion.chain
    if chain and chain.text:
        st.markdown(words.plain(chain.text))
    for one in sorted(found, key=lambda reading: SHOWN_PATTERNS.index(reading.state)):
        with st.expander(words.plain(f"{one.name}: {one.state.value}")):
            st.markdown(words.plain(one.root_cause))
            st.caption(f"What it costs: {words.plain(one.typical_cost)}")
            st.markdown("\n".join(f"1. {words.plain(step)}" for step in one.recovery))
    if not found:
        st.info("No pattern is present, exposed or suspected.")


def _actions(dossier: Dossier) -> None:
    st.header("Actions")
    actions = dossier.conclusion.actions
    if not actions:
        st.info("Nothing is to be done, as far as answers and findings go.")
        return
    parts.table(
        [
            {
                "When": one.horizon,
                "What": one.title,
                "Person-days": f"{one.effort.low:g}–{one.effort.high:g}",
                "Criterion": one.criterion,
                "Why": one.why,
            }
            for one in actions
        ]
    )
