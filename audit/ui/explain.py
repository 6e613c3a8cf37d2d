"""Numbers that explain themselves: how each came about, what it rests on, and the way to it."""

from collections.abc import Callable

import streamlit as st

from audit.assessment import explaining
from audit.assessment.explaining import Explanation
from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.recorded import recorded
from audit.model.speech import _
from audit.ui import parts, words
from audit.ui.asking import place


def number(dossier: Dossier, name: str, why: Callable[[Dossier], Explanation], label: str = "") -> None:
    """A button under a number; it opens the explanation, which is worked out when it is asked for."""
    with st.popover(label or _("How it came about"), key=f"why-{name}", on_change="rerun") as box:
        if box.open:
            _explanation(dossier, why(dossier), name)


def _explanation(dossier: Dossier, found: Explanation, name: str) -> None:
    for line in found.how:
        st.markdown(words.plain(line))
    if found.criteria:
        st.caption(_("What matters most to it:"))
    for key in found.criteria:
        with st.container(horizontal=True, vertical_alignment="center"):
            standing = dossier.conclusion.standings[key]
            level = wording.levels(standing.low, standing.high)
            name_ = f"{key} {dossier.rubric.by_id[key].name}"
            st.markdown(
                words.plain(_("{criterion}: level {level}", criterion=name_, level=level)), width="stretch"
            )
            if st.button(_("Look"), key=f"look-{name}-{key}"):
                _question(key)


def criterion(dossier: Dossier, key: str, name: str) -> None:
    """Why a criterion stands where it stands: who said what, what was shown, and the way to both."""
    with st.popover(_("Why"), key=f"why-{name}-{key}", on_change="rerun") as box:
        if not box.open:
            return
        for line in explaining.criterion(dossier, key).how:
            st.markdown(words.plain(line))
        _sources(dossier, key)
        with st.container(horizontal=True):
            if st.button(_("To the question"), key=f"ask-{name}-{key}"):
                _question(key)
            compared = any(one.criterion == key for one in dossier.conclusion.cross_examination)
            if compared and st.button(_("To the evidence"), key=f"see-{name}-{key}"):
                st.session_state["examine-only"] = key
                parts.go("examine")


def _sources(dossier: Dossier, key: str) -> None:
    for one in dossier.assessment.statements():
        if one.criterion != key:
            continue
        by = dossier.assessment.respondent(one.by)
        said = one.quote or one.narrative
        about = words.statement(one, by.name or by.role or by.id or _("Somebody"))
        st.caption(words.plain(f"{about}{f': {wording.clipped(said, 160)}' if said else ''}"))
    for inspection in dossier.assessment.inspections:
        for finding in inspection.checks:
            if finding.informs == key:
                where = f" ({finding.evidence[0].place})" if finding.evidence else ""
                outcome = words.mark(wording.OUTCOMES[finding.outcome])
                st.caption(words.plain(f"{outcome}: {recorded(finding.title)}{where}"))


def _question(key: str) -> None:
    place.show(key)
    parts.go("answer")
