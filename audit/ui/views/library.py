"""Library: every criterion, check and partner question, to look up with or without an assessment."""

from collections.abc import Iterable
from typing import TypeVar

import streamlit as st

from audit import delivery
from audit.model import wording
from audit.model.declaration import Declaration
from audit.model.finding import Confidence
from audit.model.rubric import Criterion, PartnerQuestion, Rubric
from audit.ui import parts, words

MOST = 30
Item = TypeVar("Item", Criterion, Declaration, PartnerQuestion)


def page() -> None:
    st.title("Library")
    st.caption("What an audit asks, what counts as shown, and what is looked for in a repository.")
    sought = st.text_input(
        "Search",
        key="library-search",
        placeholder="rollback, EVAL-02, timeout",
        help="Every word has to occur; ids count, too.",
    )
    rubric = parts.rubric()
    criteria = matching(rubric.criteria(), sought)
    checks = matching(delivery.declarations(), sought)
    questions = matching(rubric.partner_questions, sought)
    names = ("Criteria", "Checks", "Partner questions")
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
        st.info("Nothing has all these words. Try fewer of them, or the beginning of an id.")
    elif count > MOST:
        st.caption(f"The first {MOST} of {count}; search to see others.")


def _criterion(one: Criterion) -> None:
    with st.expander(words.plain(f"{one.id} {one.name}")):
        gate = ""
        if one.gate_min_level is not None and one.gate_min_evidence is not None:
            gate = f" from level {one.gate_min_level}, {one.gate_min_evidence.label}"
        st.caption(words.plain(f"{wording.capital(one.criticality.value)}{gate} · weight {one.weight} of 5"))
        st.markdown(words.plain(one.why))
        st.markdown(f"*To a vendor:* {words.plain(one.ask.vendor)}")
        st.markdown(f"*To our own people:* {words.plain(one.ask.internal)}")
        parts.table([{"Level": str(level), "Holds when": one.levels[level]} for level in range(5)])
        st.markdown(f"*Show in ten minutes:* {words.plain(wording.listed(one.evidence, 'or'))}")
        st.markdown(f"*To get there:* {words.plain(one.remediation)}")


def _check(one: Declaration, rubric: Rubric) -> None:
    with st.expander(words.plain(one.title)):
        informed = rubric.by_id[one.informs]
        st.caption(words.plain(f"{one.id} · informs {informed.id} {informed.name}"))
        st.markdown(words.plain(one.reason))
        accuses = one.confidence is Confidence.STRONG
        st.markdown(
            "*When it is not met:* "
            + ("strong, a cited place contradicts a claim" if accuses else "weak, it asks a question")
        )
        st.markdown(f"*What it misses:* {words.plain(one.blind_spot)}")
        st.markdown(f"*What mends it:* {words.plain(one.remediation)}")


def _question(one: PartnerQuestion) -> None:
    with st.expander(words.plain(f"{one.id} {one.question}")):
        parts.table(
            [
                {"An answer that is": "vague", "sounds like": one.vague},
                {"An answer that is": "specific", "sounds like": one.specific},
                {"An answer that is": "evidenced", "sounds like": one.evidenced},
            ]
        )
        st.markdown(f"*Ask on:* {words.plain(' '.join(one.follow_ups))}")
        st.markdown(f"*Red flags:* {words.plain(wording.listed(one.red_flags, 'or'))}")
        st.caption(words.plain(f"Informs {wording.listed(one.criteria)}"))
