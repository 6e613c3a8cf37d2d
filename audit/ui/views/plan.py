"""Plan: what to do, in which order, who takes it on, and how far it is."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from audit import assessment as use_cases
from audit import delivery
from audit.assessment import Planned
from audit.model import wording
from audit.model.base import InputError
from audit.model.commitment import Commitment, Status
from audit.model.ledger import Kind
from audit.model.repair import Repair
from audit.model.speech import Words, _, marked, meant
from audit.ui import drafts, parts, words

TITLES = Words(
    {
        "now": marked("Now: quick wins and what cannot wait"),
        "30 days": marked("Within 30 days"),
        "90 days": marked("Within 90 days"),
    }
)
SHOW = (marked("All"), marked("Open"), marked("Without an owner"), marked("Late"), marked("Settled"))


def page() -> None:
    st.title(_("Plan"))
    if not parts.need_case():
        return
    dossier = parts.dossier()
    parts.state()
    held = use_cases.plan(dossier.conclusion.actions, dossier.assessment)
    today = date.today()  # noqa: DTZ011 - a plan is late where it is worked on
    if not held.actions and not held.no_longer:
        _nothing(answered=bool(dossier.assessment.statements()))
        return
    count = held.tally(today)
    with st.container(horizontal=True):
        st.metric(_("Actions"), wording.count(count.of), border=True)
        st.metric(_("Settled"), wording.count(count.settled), border=True)
        st.metric(_("Late"), wording.count(count.late), border=True)
        st.metric(_("Without an owner"), wording.count(count.without_owner), border=True)
    if dossier.conclusion.repair:
        _repair(dossier.conclusion.repair)
    parts.chart(delivery.figures(dossier).get("plan"), key="plan-figure")
    wanted = st.segmented_control(
        meant("act", "Show"),
        SHOW,
        format_func=_,
        default="All",
        required=True,
        key="plan-shown",
        label_visibility="collapsed",
    )
    for horizon, title in TITLES.items():
        group = [one for one in held.actions if one.action.horizon == horizon]
        shown = [one for one in group if _fits(one, wanted or "All", today)]
        if shown:
            st.header(title)
            for one in shown:
                _action(one, dossier.assessment.as_of, today)
    if not any(_fits(one, wanted or "All", today) for one in held.actions):
        st.info(_("No action is like that. Choose another view above."))
    _no_longer(held.no_longer)
    parts.next_step(_("Go on: report"), "report")


def _repair(found: Repair) -> None:
    """What it takes to close what is critical or high, and what that costs where a rate is stated."""
    effort = wording.effort(found.effort)
    cost = found.cost(found.effort)
    if cost is None:
        st.caption(words.plain(_("Closing what is critical or high takes {effort}.", effort=effort)))
        if st.button(_("State what a person-day costs"), key="plan-rate"):
            parts.go("subject")
        return
    low, high = (wording.money(amount, found.currency) for amount in cost)
    told = _(
        "Closing what is critical or high takes {effort}: {low} to {high}.", effort=effort, low=low, high=high
    )
    st.caption(words.plain(told))


def _nothing(*, answered: bool) -> None:
    if answered:
        st.info(_("Nothing is to be done, as far as answers and findings go."))
        return
    st.info(_("A plan follows from what is known to be wrong. Answer some questions first."))
    if st.button(_("Answer questions"), type="primary"):
        parts.go("answer")


def _fits(one: Planned, wanted: str, today: date) -> bool:
    held = one.commitment
    match wanted:
        case "Open":
            return held is None or not held.settled
        case "Without an owner":
            return held is None or not (held.owner or held.settled)
        case "Late":
            return held is not None and held.late(today)
        case "Settled":
            return held is not None and held.settled
    return True


def _action(one: Planned, as_of: date, today: date) -> None:
    action = one.action
    held = one.commitment or Commitment(
        criterion=action.criterion, title=action.title, occasion=action.occasion
    )
    until = held.due or use_cases.due(action, as_of)
    mark = wording.STATUSES[held.status]
    with st.container(border=True, key=f"action-{held.key}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.plain(action.title)}**", width="content")
            if one.quick:
                st.badge(_("quick win"), color="green")
            if held.late(today):
                st.badge(_("late"), color="red")
        told = _(
            "{criterion} · {effort} · {status} · {owner} · until {day}",
            criterion=action.criterion,
            effort=wording.effort(action.effort),
            status=words.mark(mark),
            owner=held.owner or _("nobody yet"),
            day=wording.day(until),
        )
        st.caption(words.plain(told))
        st.markdown(words.plain(action.text))
        if one.waits_for:
            st.caption(words.plain(_("After: {actions}", actions=wording.listed(one.waits_for))))
        st.caption(words.plain(wording.sentence(action.why)))
        with st.expander(_("Owner, day, status"), key=f"box-{held.key}", on_change="rerun") as box:
            if not box.open:
                return
            if action.proof:
                proof = "; ".join(action.proof)
                st.caption(words.plain(_("What will prove it done: {evidence}", evidence=proof)))
            _fields(held, until)


def _fields(held: Commitment, until: date) -> None:
    key = held.key
    names = {name: f"{key}.{name}" for name in ("owner", "due", "status", "note")}
    parts.keep(names["owner"], held.owner, parts.case_id())
    parts.keep(names["due"], until, parts.case_id())
    parts.keep(names["status"], held.status, parts.case_id())

    def change(name: str) -> dict[str, Any]:
        return {"key": names[name], "on_change": partial(_save, held, name, names[name])}

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Owner"), max_chars=120, **change("owner"))
        st.date_input(_("Due"), format=words.day_format(), **change("due"))
        st.selectbox(
            _("Status"),
            list(Status),
            format_func=lambda one: wording.capital(wording.STATUSES[one].word),
            **change("status"),
        )
    note = f"note-{key}"
    drafts.text_input(meant("field", "Note"), note, held.note, help=_("Of what is dropped, it says why."))
    with st.container(horizontal=True):
        st.button(_("Keep the note"), key=f"keep-{key}", on_click=_note, args=(held, note))
        if held != Commitment(criterion=held.criterion, title=held.title, occasion=held.occasion):
            st.button(_("Take it back"), key=f"back-{key}", on_click=_take_back, args=(held,))


def _save(held: Commitment, name: str, key: str) -> None:
    with parts.errors():
        value = st.session_state[key]
        if name == "status" and value is Status.DROPPED and not held.note:
            raise InputError(_("an action that is dropped needs a note that says why; write it first"))
        parts.case().commit(Commitment(**{**held.model_dump(), name: value}))


def _note(held: Commitment, field: str) -> None:
    def act() -> None:
        text = drafts.typed(field)
        if held.status is Status.DROPPED and not text:
            raise InputError(_("an action that is dropped needs a note that says why"))
        parts.case().commit(held.model_copy(update={"note": text}))

    drafts.put_on_record(act, field)


def _take_back(held: Commitment) -> None:
    with parts.errors():
        parts.case().withdraw(Kind.COMMITTED, held)


def _no_longer(rest: Sequence[Commitment]) -> None:
    if not rest:
        return
    st.header(_("No longer asked for"))
    st.caption(_("The evidence of this audit does not ask for these any more; they stay on record."))
    parts.table(
        [
            {
                _("What"): one.title,
                _("Criterion"): one.criterion,
                _("Owner"): one.owner,
                _("Status"): words.mark(wording.STATUSES[one.status]),
                meant("field", "Note"): one.note,
            }
            for one in rest
        ]
    )
