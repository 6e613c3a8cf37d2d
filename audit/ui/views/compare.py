"""Compare: two runs of one subject, or several vendors on the questions that all of them were asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from audit import assessment as use_cases
from audit.assessment import What
from audit.model import wording
from audit.model.assessment import Purpose
from audit.model.comparison import Contender, LevelChange, Run, RunComparison, VendorComparison
from audit.model.finding import Outcome
from audit.model.score import Interval
from audit.model.standing import GateState
from audit.ui import parts, vendors, words

if TYPE_CHECKING:
    from audit.assessment.listing import Summary

KINDS = {What.AUTO: "By their names", What.RUNS: "Two runs of one subject", What.VENDORS: "Several vendors"}


NOW = "as it is now"
ASSESSMENTS, STATES = "Assessments", "Milestones of this assessment"


def page() -> None:
    st.title("Compare")
    st.caption(
        "Two runs of one subject show what changed; several vendors are ranked where evidence allows it."
    )
    if parts.case_id():
        whole = st.segmented_control(
            "Compare",
            (ASSESSMENTS, STATES),
            default=ASSESSMENTS,
            required=True,
            key="compare-what",
            label_visibility="collapsed",
        )
        if whole == STATES:
            _states()
            return
    _assessments()


def _states() -> None:
    """Two states of the open assessment: milestones, or the state as it is now."""
    assessment = parts.state().assessment
    names = [one.name for one in assessment.milestones]
    if not names:
        st.info("A milestone is a name for the state of a day. Set one, and compare with it later.")
        if st.button("Set a milestone", type="primary"):
            parts.go("history")
        return
    with st.container(horizontal=True):
        before = st.selectbox("Before", names, index=len(names) - 1, key="state-before")
        after = st.selectbox("After", [NOW, *names], key="state-after")
    if before == after:
        st.info("Choose two states that differ.")
        return
    opened = parts.case()
    later = assessment if after == NOW else opened.at(after or "")
    runs(use_cases.compare_states((before, opened.at(before)), (after or NOW, later), parts.rubric()))


def _assessments() -> None:
    kept = {one.id: one for one in parts.desk().summaries()}
    if len(kept) < 2:
        st.info("A comparison needs two assessments. Create or import another one, and come back.")
        if st.button("Go to the assessments", type="primary"):
            parts.go("assessments")
        return
    labels = _labels()
    if "compared" not in st.session_state:
        st.session_state["compared"] = _first(kept)
    st.session_state["compared"] = [key for key in st.session_state["compared"] if key in kept]
    chosen = st.multiselect(
        "Assessments",
        list(kept),
        format_func=labels.__getitem__,
        key="compared",
        persist_state="session",
        placeholder="Choose two, or several vendors",
    )
    what = st.radio(
        "Compare as", list(What), format_func=KINDS.__getitem__, horizontal=True, key="compare-as"
    )
    if len(chosen) < 2:
        st.info("Choose a second assessment.")
        return
    heads = tuple((key, kept[key].head) for key in chosen)
    found = _compare(heads, what or What.AUTO)
    if isinstance(found, RunComparison):
        runs(found)
    else:
        _vendors(found)
        vendors.draw(heads)


def _first(kept: "Mapping[str, Summary]") -> list[str]:
    """The open assessment, with the last other one of its subject or, of a vendor, of its purpose."""
    opened = kept.get(parts.case_id() or "")
    if opened is None:
        return []
    others = [one for one in kept.values() if one.id != opened.id and one.purpose == opened.purpose]
    same = [one for one in others if one.name == opened.name]
    if opened.purpose == Purpose.VENDOR_EVALUATION:
        same = same or others
    return [opened.id, *(one.id for one in same[:1])]


def _labels() -> dict[str, str]:
    """What each is called in the list; no two alike, because the browser tells them apart by these words."""
    found: dict[str, str] = {}
    for one in parts.desk().summaries():
        label = f"{one.name} · {words.moment(one.updated)} · {wording.PURPOSES[Purpose(one.purpose)]}"
        found[one.id] = f"{label} · {one.id[:4]}" if label in found.values() else label
    return found


@st.cache_resource(max_entries=8, show_spinner="Judging and comparing")
def _compare(chosen: tuple[tuple[str, str], ...], what: What) -> RunComparison | VendorComparison:
    """The comparison, computed once for each state of the assessments."""
    given = [(key, parts.desk().case(key).read().assessment) for key, _ in chosen]
    return use_cases.compare_assessments(given, parts.rubric(), what)


def _vendors(found: VendorComparison) -> None:
    out = [one for one in found.contenders if one.knock_outs]
    if out:
        st.header("Knocked out")
        for one in out:
            with st.container(border=True):
                st.markdown(f"**{words.plain(one.name)}**")
                _lines(one.knock_outs)
    st.header("Ranking")
    if found.advice:
        st.markdown(f"**{words.plain(found.advice)}**")
    st.caption(
        f"On {wording.plural(len(found.shared), 'question')} that all were asked, by the lower bound; "
        "price stands beside the score and never in it."
    )
    parts.table([_contender(one) for one in found.contenders])
    for pairing in found.pairings:
        st.markdown(f"{'≈ ' if pairing.too_close else ''}{words.plain(wording.sentence(pairing.words))}")
    if found.pairings:
        share, draws = wording.percent(found.same_order), wording.count(found.draws)
        st.caption(f"Under other weights the order stays the same in {share} of {draws} draws.")
    for one in found.contenders:
        if one.not_known or one.left_out:
            with st.expander(words.plain(f"{one.name}: not known, or not asked of all")):
                _lines(one.not_known)
                if one.left_out:
                    st.caption(words.plain(f"Asked of it, and not of all: {wording.listed(one.left_out)}"))
    _section("What to know", found.limitations)


def _contender(one: Contender) -> dict[str, object]:
    return {
        "Rank": one.rank or ("out" if one.knock_outs else wording.DASH),
        "Vendor": one.name,
        "Score on shared questions": wording.interval(one.shared),
        "On everything asked": wording.interval(one.published),
        "Gates failed": len(one.failed_gates),
        "Gates unverified": len(one.unverified_gates),
        "Conclusion": one.conclusion.value if one.conclusion else "No conclusion",
        "Price": one.price or wording.DASH,
    }


def runs(found: RunComparison) -> None:
    st.header(words.plain(found.after.subject))
    columns = st.columns(2)
    for column, run in zip(columns, (found.before, found.after), strict=True):
        with column, st.container(border=True):
            _run(run)
    _levels(found.levels)
    if found.findings:
        st.subheader("Findings")
        parts.table(
            [
                {
                    "Criterion": one.criterion,
                    "Check": f"{one.check} ({one.repository})",
                    "Before": _outcome(one.before),
                    "After": _outcome(one.after),
                }
                for one in found.findings
            ]
        )
    if found.patterns:
        st.subheader("Patterns of failure")
        parts.table(
            [
                {
                    "Pattern": f"{one.id} {one.name}",
                    "Before": one.before.value if one.before else "not read",
                    "After": one.after.value if one.after else "not read",
                }
                for one in found.patterns
            ]
        )
    _section("New contradictions", found.contradictions_new)
    _section("Contradictions that are gone", found.contradictions_gone)
    _section("What to know", found.limitations)


def _run(run: Run) -> None:
    st.caption(wording.day(run.as_of))
    parts.verdict_badge(run.conclusion)
    st.metric("Score of 100", wording.interval(run.published))
    st.caption(
        f"Coverage {wording.percent(run.coverage)} · before the cap {wording.interval(run.uncapped)} · "
        f"stage {run.stage or 'before the exit of S1'}"
    )


def _levels(changes: Sequence[LevelChange]) -> None:
    st.subheader("Levels and gates")
    if not changes:
        st.caption("No level and no gate differs.")
        return
    rubric = parts.rubric()
    parts.table(
        [
            {
                "Criterion": f"{one.criterion} {rubric.by_id[one.criterion].name}",
                "Before": _bounds(one.before),
                "After": _bounds(one.after),
                "Gate": ""
                if one.gate_before is one.gate_after
                else f"{_gate(one.gate_before)} → {_gate(one.gate_after)}",
                "Why": wording.clipped(one.why, 160),
            }
            for one in changes
        ]
    )


def _bounds(levels: Interval | None) -> str:
    return "not applicable" if levels is None else wording.levels(int(levels.low), int(levels.high))


def _gate(state: GateState | None) -> str:
    return words.mark(wording.GATES[state]) if state else "none"


def _outcome(outcome: Outcome | None) -> str:
    return words.mark(wording.OUTCOMES[outcome]) if outcome else "not looked at"


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.subheader(title)
        _lines(lines)


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        st.markdown(f"- {words.plain(wording.sentence(line))}")
