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
from audit.model.pattern import PatternState
from audit.model.score import Interval
from audit.model.speech import Words, _, counted, marked, meant
from audit.model.standing import GateState
from audit.ui import language, parts, vendors, words

if TYPE_CHECKING:
    from audit.assessment.listing import Summary

KINDS = Words(
    {
        What.AUTO: marked("By their names"),
        What.RUNS: marked("Two runs of one subject"),
        What.VENDORS: marked("Several vendors"),
    }
)


MOST_DATED = 60
"""Up to so many of one name are told apart by the day of their evidence, for which each has to be read."""
NOW = marked("as it is now")
ASSESSMENTS, STATES = marked("Assessments"), marked("Milestones of this assessment")


def page() -> None:
    st.title(_("Compare"))
    st.caption(
        _("Two runs of one subject show what changed; several vendors are ranked where evidence allows it.")
    )
    if parts.case_id():
        whole = st.segmented_control(
            _("Compare"),
            (ASSESSMENTS, STATES),
            format_func=_,
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
        st.info(_("A milestone is a name for the state of a day. Set one, and compare with it later."))
        if st.button(_("Set a milestone"), type="primary"):
            parts.go("history")
        return
    with st.container(horizontal=True):
        before = st.selectbox(_("Before"), names, index=len(names) - 1, key="state-before")
        after = st.selectbox(meant("state", "After"), [NOW, *names], format_func=_state, key="state-after")
    if before == after:
        st.info(_("Choose two states that differ."))
        return
    opened = parts.case()
    later = assessment if after == NOW else opened.at(after or "")
    runs(use_cases.compare_states((before, opened.at(before)), (_state(after or NOW), later), parts.rubric()))


def _state(name: str) -> str:
    """A milestone by the name that it was given, and the state as it is now by ours."""
    return _(NOW) if name == NOW else name


def _assessments() -> None:
    kept = {one.id: one for one in parts.desk().summaries()}
    if len(kept) < 2:
        st.info(_("A comparison needs two assessments. Create or import another one, and come back."))
        if st.button(_("Go to the assessments"), type="primary"):
            parts.go("assessments")
        return
    labels = _labels()
    if "compared" not in st.session_state:
        st.session_state["compared"] = _first(kept)
    st.session_state["compared"] = [key for key in st.session_state["compared"] if key in kept]
    chosen = st.multiselect(
        _("Assessments"),
        list(kept),
        format_func=labels.__getitem__,
        key="compared",
        persist_state="session",
        placeholder=_("Choose two, or several vendors"),
    )
    what = st.radio(
        _("Compare as"), list(What), format_func=KINDS.__getitem__, horizontal=True, key="compare-as"
    )
    if len(chosen) < 2:
        st.info(_("Choose a second assessment."))
        return
    heads = tuple((key, kept[key].head) for key in chosen)
    with parts.waiting(_("Judging and comparing"), *map(str, heads), str(what)):
        found = _compare(heads, what or What.AUTO, language.chosen())
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
    kept = parts.desk().summaries()
    alike = parts.alike(kept)
    if len(alike) > MOST_DATED:
        alike = frozenset()
    for one in kept:
        when = parts.as_of(one.id) if one.id in alike else words.moment(one.updated)
        label = f"{one.name} · {when} · {wording.PURPOSES[Purpose(one.purpose)]}"
        found[one.id] = f"{label} · {one.id[:4]}" if label in found.values() else label
    return found


@st.cache_resource(max_entries=8, show_spinner=False)
def _compare(
    chosen: tuple[tuple[str, str], ...],
    what: What,
    spoken: str,  # noqa: ARG001 - of the key
) -> RunComparison | VendorComparison:
    """The comparison, computed once for each state of the assessments and each language."""
    given = [(key, parts.desk().case(key).read().assessment) for key, _ in chosen]
    return use_cases.compare_assessments(given, parts.rubric(), what)


def _vendors(found: VendorComparison) -> None:
    out = [one for one in found.contenders if one.knock_outs]
    if out:
        st.header(_("Knocked out"))
        for one in out:
            with st.container(border=True):
                st.markdown(f"**{words.plain(one.name)}**")
                _lines(one.knock_outs)
    st.header(_("Ranking"))
    if found.advice:
        st.markdown(f"**{words.plain(found.advice)}**")
    st.caption(
        counted(
            "On {count} question that all were asked, by the lower bound; price stands beside the score and "
            "never in it.",
            "On {count} questions that all were asked, by the lower bound; price stands beside the score and "
            "never in it.",
            len(found.shared),
        )
    )
    parts.table([_contender(one) for one in found.contenders])
    _reservations(found.contenders)
    for pairing in found.pairings:
        st.markdown(f"{'≈ ' if pairing.too_close else ''}{words.plain(wording.sentence(pairing.words))}")
    if found.pairings:
        share, draws = wording.percent(found.same_order), wording.count(found.draws)
        told = _(
            "Under other weights the order stays the same in {share} of {draws} draws.",
            share=share,
            draws=draws,
        )
        st.caption(told)
    for one in found.contenders:
        if one.not_known or one.left_out:
            title = _("{name}: not known, or not asked of all", name=one.name)
            with st.expander(words.plain(title)):
                _lines(one.not_known)
                if one.left_out:
                    left = _(
                        "Asked of it, and not of all: {questions}", questions=wording.listed(one.left_out)
                    )
                    st.caption(words.plain(left))
    _section(_("What to know"), found.limitations)


def _reservations(contenders: Sequence[Contender]) -> None:
    for one in contenders:
        if one.reservation:
            st.warning(f"**{words.plain(one.name)}.** {words.plain(one.reservation)}")


def _contender(one: Contender) -> dict[str, object]:
    return {
        _("Rank"): one.rank or (meant("rank", "out") if one.knock_outs else wording.DASH),
        _("Vendor"): one.name,
        _("Score on shared questions"): wording.interval(one.shared),
        _("On everything asked"): wording.interval(one.published),
        _("Gates failed"): len(one.failed_gates),
        _("Gates unverified"): len(one.unverified_gates),
        _("Conclusion"): wording.verdict(one.conclusion).words,
        _("Price"): one.price or wording.DASH,
    }


def runs(found: RunComparison) -> None:
    st.header(words.plain(found.after.subject))
    columns = st.columns(2)
    for column, run in zip(columns, (found.before, found.after), strict=True):
        with column, st.container(border=True):
            _run(run)
    _levels(found.levels)
    if found.findings:
        st.subheader(_("Findings"))
        parts.table(
            [
                {
                    _("Criterion"): one.criterion,
                    _("Check"): f"{one.check} ({one.repository})",
                    _("Before"): _outcome(one.before),
                    meant("state", "After"): _outcome(one.after),
                }
                for one in found.findings
            ]
        )
    if found.patterns:
        st.subheader(_("Patterns of failure"))
        parts.table(
            [
                {
                    _("Pattern"): f"{one.id} {one.name}",
                    _("Before"): _pattern(one.before),
                    meant("state", "After"): _pattern(one.after),
                }
                for one in found.patterns
            ]
        )
    _section(_("New contradictions"), found.contradictions_new)
    _section(_("Contradictions that are gone"), found.contradictions_gone)
    _section(_("What to know"), found.limitations)


def _run(run: Run) -> None:
    st.caption(wording.day(run.as_of))
    parts.verdict_badge(run.conclusion)
    if run.reservation:
        st.warning(words.plain(run.reservation))
    st.metric(_("Score of 100"), wording.interval(run.published))
    st.caption(
        _(
            "Coverage {share} · before the cap {score} · stage {stage}",
            share=wording.percent(run.coverage),
            score=wording.interval(run.uncapped),
            stage=run.stage or _("before the exit of S1"),
        )
    )


def _levels(changes: Sequence[LevelChange]) -> None:
    st.subheader(_("Levels and gates"))
    if not changes:
        st.caption(_("No level and no gate differs."))
        return
    rubric = parts.rubric()
    parts.table(
        [
            {
                _("Criterion"): f"{one.criterion} {rubric.by_id[one.criterion].name}",
                _("Before"): _bounds(one.before),
                meant("state", "After"): _bounds(one.after),
                _("Gate"): ""
                if one.gate_before is one.gate_after
                else f"{_gate(one.gate_before)} → {_gate(one.gate_after)}",
                _("Why"): wording.clipped(one.why, 160),
            }
            for one in changes
        ]
    )


def _bounds(levels: Interval | None) -> str:
    return _("not applicable") if levels is None else wording.levels(int(levels.low), int(levels.high))


def _gate(state: GateState | None) -> str:
    return words.mark(wording.GATES[state]) if state else _("none")


def _pattern(state: PatternState | None) -> str:
    return wording.PATTERNS[state].word if state else _("not read")


def _outcome(outcome: Outcome | None) -> str:
    return words.mark(wording.OUTCOMES[outcome]) if outcome else _("not looked at")


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.subheader(title)
        _lines(lines)


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        st.markdown(f"- {words.plain(wording.sentence(line))}")
