"""Scorecard: the conclusion in figures, each with the reason for it."""

from typing import TYPE_CHECKING

import streamlit as st

from audit import delivery
from audit.assessment import explaining
from audit.model import wording
from audit.model.assessment import LONGEST_WAIVER, Waiver, last_day_of_a_waiver
from audit.model.base import InputError
from audit.model.conclusion import Conclusion
from audit.model.dossier import Dossier
from audit.model.speech import _, meant
from audit.model.standing import GateState, Standing
from audit.ui import drafts, explain, parts, words

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

W_GATE, W_OWNER, W_REASON, W_LIMIT, W_UNTIL = (
    f"waive-{name}" for name in ("gate", "owner", "reason", "limit", "until")
)


def page() -> None:
    st.title(_("Scorecard"))
    if not parts.need_case():
        return
    dossier = parts.dossier()
    parts.state()
    found = dossier.conclusion
    parts.verdict_badge(found.conclusion)
    parts.because(found)
    numbers(dossier)
    if found.published is None:
        st.info(_("Answer some questions, and the scores appear here."))
        if st.button(meant("page", "Answer"), type="primary"):
            parts.go("answer")
        return
    drawn = delivery.figures(dossier)
    for name in ("trend", "score", "dimensions", "gates"):
        parts.chart(drawn.get(name))
    _gates(dossier)
    _dimensions(dossier)
    _projection(found, drawn.get("failures"))
    _stage(dossier, drawn.get("stages"))
    parts.next_step(_("Go on: report"), "report")


def numbers(dossier: Dossier) -> None:
    """The three numbers, each with the way it came about: score, coverage, gates."""
    found, gates = dossier.conclusion, dossier.conclusion.gates
    total = len(gates.met) + len(gates.unverified) + len(gates.failed)
    shown = (
        ("Score of 100", _("Score of 100"), wording.interval(found.published), explaining.score),
        ("Coverage", _("Coverage"), wording.percent(found.coverage), explaining.coverage),
        ("Gates met", _("Gates met"), words.of(len(gates.met), total), explaining.gates),
    )
    with st.container(horizontal=True):
        for name, label, value, why in shown:
            with st.container(width=220, gap="small"):
                st.metric(label, value, border=True)
                explain.number(dossier, name, why)


def _dimensions(dossier: Dossier) -> None:
    """Each dimension, and in it each criterion with the reason for where it stands."""
    st.header(_("Dimensions"))
    for one in dossier.rubric.dimensions:
        inside = [
            standing
            for criterion in one.criteria
            if (standing := dossier.conclusion.standings.get(criterion.id)) and standing.applicable
        ]
        figures = dossier.conclusion.dimensions.get(one.id)
        shown = f"{figures.low:.0f}{wording.DASH}{figures.high:.0f}" if figures else _("not scored")
        with st.expander(
            words.plain(f"{one.name}: {shown}"), key=f"dimension-{one.id}", on_change="rerun"
        ) as box:
            if not box.open:
                continue
            if figures:
                for line in explaining.dimension(dossier, one.id).how:
                    st.caption(words.plain(line))
            for standing in inside:
                _line(dossier, standing, "dimension")


def _line(dossier: Dossier, one: Standing, name: str) -> None:
    """A criterion in one line, and the button that explains it."""
    gate = f"{words.mark(wording.GATES[one.gate])} · " if one.gate else ""
    stands = _(
        "level {level} · evidence {grade}",
        level=wording.levels(one.low, one.high),
        grade=one.grade.label,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(words.plain(f"{one.criterion} {dossier.rubric.by_id[one.criterion].name}"))
            st.caption(words.plain(f"{gate}{stands}"))
        explain.criterion(dossier, one.criterion, name)


def _gates(dossier: Dossier) -> None:
    st.header(_("Gates"))
    order = [GateState.FAILED, GateState.UNVERIFIED, GateState.MET]
    gates = [one for one in dossier.conclusion.standings.values() if one.gate]
    gates.sort(key=lambda one: order.index(one.gate or GateState.MET))
    for one in gates:
        _line(dossier, one, "gate")
    open_gates = [one.criterion for one in gates if one.gate is not GateState.MET]
    if open_gates:
        with st.expander(_("Waive a gate")):
            _waive(dossier, open_gates)
    if dossier.assessment.waivers:
        st.caption(_("Waived"))
        parts.table(
            [
                {
                    _("Gate"): one.criterion,
                    _("Until"): wording.short_day(one.expires),
                    _("Owner"): one.owner,
                    _("Reason"): one.reason,
                    _("Limit"): one.exposure_limit,
                }
                for one in dossier.assessment.waivers
            ]
        )


def _waive(dossier: Dossier, gates: list[str]) -> None:
    names = dossier.rubric.by_id
    st.caption(
        _("A waiver accepts a gate as open, for a time. It is printed, and it does not raise a score.")
    )
    drafts.choice(_("Gate"), W_GATE, gates, gates[0], lambda one: f"{one} {names[one].name}")
    drafts.text_input(_("Who accepts it"), W_OWNER)
    drafts.text_input(_("Why"), W_REASON)
    drafts.text_input(_("Limit of exposure"), W_LIMIT, placeholder=_("ten users, read-only"))
    first = dossier.assessment.as_of
    last = last_day_of_a_waiver(first)
    drafts.day(
        _("Until, {day} at the latest", day=wording.day(last)),
        W_UNTIL,
        format=words.day_format(),
        min_value=first,
        max_value=last,
        help=_("A waiver lasts {days} days from the day of the audit at most.", days=str(LONGEST_WAIVER)),
    )
    st.button(_("Waive"), key="waive", on_click=_put_waiver)


def _put_waiver() -> None:
    def act() -> None:
        owner, reason, expires = drafts.typed(W_OWNER), drafts.typed(W_REASON), drafts.held(W_UNTIL)
        if not (owner and reason and expires):
            raise InputError(_("A waiver needs a name, a reason and a last day."))
        gate, limit = drafts.held(W_GATE), drafts.typed(W_LIMIT)
        parts.case().waive(
            Waiver(criterion=gate, owner=owner, reason=reason, expires=expires, exposure_limit=limit)
        )

    drafts.put_on_record(act, W_GATE, W_OWNER, W_REASON, W_LIMIT, W_UNTIL)


def _projection(found: Conclusion, figure: "Figure | None") -> None:
    if found.projection is None and found.exposure is None:
        return
    st.header(_("What it comes to"))
    if found.projection:
        one = found.projection
        parts.chart(figure)
        st.markdown(
            _(
                "{successes} of {trials} right is {share}. Over {runs} runs that is {failures} failures, and "
                "by chance alone anything within {bounds}, if production resembles the test.",
                successes=wording.count(one.successes),
                trials=wording.count(one.trials),
                share=wording.percent(one.rate),
                runs=wording.count(one.runs),
                failures=wording.count(one.failures),
                bounds=wording.counts(one.failures_wilson),
            )
        )
    if found.exposure:
        cost = found.exposure
        st.markdown(
            words.plain(
                _(
                    "{month} a month is {year} a year until somebody stops it.",
                    month=wording.money(cost.per_month, cost.currency),
                    year=wording.money(cost.per_year, cost.currency),
                )
            )
        )


def _stage(dossier: Dossier, figure: "Figure | None") -> None:
    stage = dossier.conclusion.stage
    if stage is None:
        return
    st.header(_("Stage"))
    parts.chart(figure)
    names: dict[str, str] = {one.id: f"{one.id} {one.name}" for one in dossier.rubric.stages}
    real = names.get(stage.real or "") or _("before S1")
    told = _("The evidence shows {stage}.", stage=real)
    if stage.declared:
        declared = names[stage.declared]
        told = _("The evidence shows {stage}; declared was {declared}.", stage=real, declared=declared)
    st.markdown(words.plain(told))
    if stage.next_stage and stage.missing:
        title = _("What {stage} waits for", stage=names[stage.next_stage])
        with st.expander(words.plain(title)):
            st.markdown("\n".join(f"- {words.plain(one)}" for one in stage.missing))
