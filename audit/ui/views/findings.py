"""Findings: what falls short, each in five parts, the patterns behind it, and what is asked for next."""

from collections.abc import Sequence

import streamlit as st

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.gap import Gap, Severity
from audit.model.pattern import PatternState
from audit.model.plan import EvidenceRequest
from audit.model.speech import _, counted
from audit.ui import parts, words
from audit.ui.views.examine import excerpt

SHOWN_PATTERNS = (PatternState.PRESENT, PatternState.EXPOSED, PatternState.SUSPECTED)
PER_PAGE, EVIDENCE = 10, 5
CONDITION = 1
"""The part of a finding that its places belong to."""


def page() -> None:
    st.title(_("Findings"))
    if not parts.need_case():
        return
    dossier = parts.dossier()
    parts.state()
    held = dossier.assessment
    if not (held.statements() or held.ratings or held.inspections):
        st.info(_("Findings follow from answers and repositories. There are none yet."))
        with st.container(horizontal=True):
            if st.button(_("Answer questions"), type="primary"):
                parts.go("answer")
            if st.button(_("Inspect a repository")):
                parts.go("inspect")
        return
    _gaps(dossier)
    _requests(dossier)
    _patterns(dossier)
    parts.next_step(_("Go on: plan"), "plan")


def _gaps(dossier: Dossier) -> None:
    told = [one for one in dossier.conclusion.gaps if not one.silent]
    silent = len(dossier.conclusion.gaps) - len(told)
    if not told:
        st.info(_("Nothing that is known falls short of what it requires."))
    else:
        _told(dossier, told)
    if silent:
        st.caption(
            counted(
                "{count} criterion more is open because nobody answered: silence accuses nobody.",
                "{count} criteria more are open because nobody answered: silence accuses nobody.",
                silent,
            )
        )


def _told(dossier: Dossier, told: Sequence[Gap]) -> None:
    present = [one for one in Severity if any(gap.severity is one for gap in told)]
    wanted = st.pills(
        _("Severity"),
        present,
        format_func=lambda one: f"{_marked(one)} ({sum(gap.severity is one for gap in told)})",
        selection_mode="multi",
        key="findings-severity",
    )
    shown = [one for one in told if not wanted or one.severity in wanted]
    pages = -(-len(shown) // PER_PAGE)
    at = st.pagination(pages, key="findings-page") if pages > 1 else 1
    for gap in shown[(at - 1) * PER_PAGE : at * PER_PAGE]:
        name = dossier.rubric.by_id[gap.criterion].name
        with st.expander(words.plain(f"{_marked(gap.severity)}: {gap.criterion} {name}")):
            _gap(dossier, gap)


def _marked(severity: Severity) -> str:
    return words.mark(wording.SEVERITIES[severity])


def _gap(dossier: Dossier, gap: Gap) -> None:
    criterion = dossier.rubric.by_id[gap.criterion]
    standing = dossier.conclusion.standings[gap.criterion]
    needed = max(criterion.gate_min_level or 2, 2)
    gate = f" · {words.gate(standing.gate)}" if standing.gate else ""
    told = _(
        "{id} · confidence {confidence} · {effort} · level {level}",
        id=gap.id,
        confidence=wording.CONFIDENCES[gap.confidence],
        effort=wording.effort(gap.effort),
        level=wording.levels(standing.low, standing.high),
    )
    st.caption(words.plain(f"{told}{gate}"))
    parts_of = (
        (_("Criterion"), _("Level {level}: {text}", level=str(needed), text=criterion.levels[needed])),
        (_("Condition"), gap.condition),
        (_("Cause"), gap.cause),
        (_("Consequence"), gap.consequence),
        (_("Recommendation"), gap.recommendation),
    )
    for number, (title, text) in enumerate(parts_of):
        parts.line(title, text)
        if number == CONDITION:
            for evidence in gap.evidence[:EVIDENCE]:
                excerpt(evidence)


def _requests(dossier: Dossier) -> None:
    asked = dossier.conclusion.requests
    if not asked:
        return
    st.header(_("What to ask for next"))
    gates = [one for one in asked if dossier.rubric.by_id[one.criterion].is_gate]
    rest = [one for one in asked if one not in gates]
    if gates:
        st.caption(_("Each would decide a gate that is open."))
        _asked(gates)
    if rest:
        with st.expander(_("And for criteria that are no gates ({count})", count=str(len(rest)))):
            _asked(rest)


def _asked(asked: Sequence[EvidenceRequest]) -> None:
    parts.table(
        [
            {
                _("Criterion"): one.criterion,
                _("To show"): "; ".join(one.show),
                _("By whom"): one.who,
                _("Until"): one.by,
                _("It would"): "; ".join(filter(None, (one.changes, one.conclusion))),
            }
            for one in asked
        ]
    )


def _patterns(dossier: Dossier) -> None:
    found = [one for one in dossier.conclusion.pattern_readings if one.state in SHOWN_PATTERNS]
    st.header(_("Patterns of failure"))
    chain = dossier.conclusion.chain
    if chain and chain.text:
        st.markdown(words.plain(chain.text))
    for one in sorted(found, key=lambda reading: SHOWN_PATTERNS.index(reading.state)):
        with st.expander(words.plain(f"{one.name}: {wording.PATTERNS[one.state].word}")):
            st.markdown(words.plain(one.root_cause))
            st.caption(words.plain(_("What it costs: {text}", text=one.typical_cost)))
            st.markdown("\n".join(f"1. {words.plain(step)}" for step in one.recovery))
    if not found:
        st.info(_("No pattern is present, exposed or suspected."))
