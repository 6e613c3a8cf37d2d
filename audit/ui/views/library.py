"""Library: every criterion, check and partner question, to look up with or without an assessment."""

from collections.abc import Iterable
from typing import TypeVar

import streamlit as st

from audit import delivery
from audit.model import wording
from audit.model.declaration import Declaration
from audit.model.finding import Confidence
from audit.model.recorded import recorded
from audit.model.rubric import Criterion, PartnerQuestion, Rubric
from audit.model.speech import _
from audit.ui import parts, words
from audit.ui.asking import rating

MOST = 30
Item = TypeVar("Item", Criterion, Declaration, PartnerQuestion)


def page() -> None:
    st.title(_("Library"))
    st.caption(_("What an audit asks, what counts as shown, and what is looked for in a repository."))
    sought = st.text_input(
        _("Search"),
        key="library-search",
        placeholder=_("rollback, EVAL-02, timeout"),
        help=_("Every word has to occur; ids count, too."),
    )
    rubric = parts.rubric()
    criteria = matching(rubric.criteria(), sought)
    checks = matching(delivery.declarations(), sought)
    questions = matching(rubric.partner_questions, sought)
    names = (_("Criteria"), _("Checks"), _("Partner questions"))
    counts = (len(criteria), len(checks), len(questions))
    tabs = st.tabs([f"{name} ({count})" for name, count in zip(names, counts, strict=True)])
    with tabs[0]:
        _begin(counts[0])
        for criterion in criteria[:MOST]:
            _criterion(criterion)
    with tabs[1]:
        _begin(counts[1])
        for check in checks[:MOST]:
            _check(check, rubric)
    with tabs[2]:
        _begin(counts[2])
        for question in questions[:MOST]:
            _question(question)


def matching(items: Iterable[Item], sought: str) -> list[Item]:
    """The items in whose text every sought word occurs, whatever its case."""
    wanted = sought.casefold().split()
    return [one for one in items if all(word in one.model_dump_json().casefold() for word in wanted)]


def _begin(count: int) -> None:
    if not count:
        st.info(_("Nothing has all these words. Try fewer of them, or the beginning of an id."))
    elif count > MOST:
        told = _("The first {most} of {count}; search to see others.", most=str(MOST), count=str(count))
        st.caption(told)


def _criterion(one: Criterion) -> None:
    with st.expander(words.plain(f"{one.id} {one.name}")):
        asked = wording.capital(wording.CRITICALITIES[one.criticality])
        if one.gate_min_level is not None and one.gate_min_evidence is not None:
            asked = _(
                "{criticality} from level {level}, {grade}",
                criticality=asked,
                level=str(one.gate_min_level),
                grade=one.gate_min_evidence.label,
            )
        st.caption(
            words.plain(_("{criticality} · weight {weight} of 5", criticality=asked, weight=str(one.weight)))
        )
        st.markdown(words.plain(one.why))
        parts.line(_("To a vendor"), one.ask.vendor)
        parts.line(_("To our own people"), one.ask.internal)
        parts.table([{_("Level"): str(level), _("Holds when"): one.levels[level]} for level in range(5)])
        parts.line(_("Show in ten minutes"), wording.listed(one.evidence, "or"))
        parts.line(_("To get there"), one.remediation)


def _check(one: Declaration, rubric: Rubric) -> None:
    with st.expander(words.plain(recorded(one.title))):
        informed = rubric.by_id[one.informs]
        criterion = f"{informed.id} {informed.name}"
        st.caption(words.plain(_("{check} · informs {criterion}", check=one.id, criterion=criterion)))
        st.markdown(words.plain(recorded(one.reason)))
        accuses = one.confidence is Confidence.STRONG
        strong, weak = _("strong, a cited place contradicts a claim"), _("weak, it asks a question")
        parts.line(_("When it is not met"), strong if accuses else weak)
        parts.line(_("What it misses"), recorded(one.blind_spot))
        parts.line(_("What mends it"), recorded(one.remediation))


def _question(one: PartnerQuestion) -> None:
    with st.expander(words.plain(f"{one.id} {one.question}")):
        rating.listen(one)
        st.caption(words.plain(_("Informs {criteria}", criteria=wording.listed(one.criteria))))
