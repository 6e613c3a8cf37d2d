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
from audit.ui import drafts, parts, words

TITLES = {
    "now": "Now: quick wins and what cannot wait",
    "30 days": "Within 30 days",
    "90 days": "Within 90 days",
}
SHOW = ("All", "Open", "Without an owner", "Late", "Settled")


def page() -> None:
    st.title("Plan")
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
        st.metric("Actions", wording.count(count.of), border=True)
        st.metric("Settled", wording.count(count.settled), border=True)
        st.metric("Late", wording.count(count.late), border=True)
        st.metric("Without an owner", wording.count(count.without_owner), border=True)
    if dossier.conclusion.repair:
        _repair(dossier.conclusion.repair)
    parts.chart(delivery.figures(dossier).get("plan"), key="plan-figure")
    wanted = st.segmented_control(
        "Show", SHOW, default="All", required=True, key="plan-shown", label_visibility="collapsed"
    )
    for horizon, title in TITLES.items():
        group = [one for one in held.actions if one.action.horizon == horizon]
        shown = [one for one in group if _fits(one, wanted or "All", today)]
        if shown:
            st.header(title)
            for one in shown:
                _action(one, dossier.assessment.as_of, today)
    if not any(_fits(one, wanted or "All", today) for one in held.actions):
        st.info("No action is like that. Choose another view above.")
    _no_longer(held.no_longer)
    parts.next_step("Go on: report", "report")


def _repair(found: Repair) -> None:
    """What it takes to close what is critical or high, and what that costs where a rate is stated."""
    effort = wording.effort(found.effort)
    cost = found.cost(found.effort)
    if cost is None:
        st.caption(words.plain(f"Closing what is critical or high takes {effort}."))
        if st.button("State what a person-day costs", key="plan-rate", type="tertiary"):
            parts.go("subject")
        return
    low, high = (wording.money(amount, found.currency) for amount in cost)
    st.caption(words.plain(f"Closing what is critical or high takes {effort}: {low} to {high}."))


def _nothing(*, answered: bool) -> None:
    if answered:
        st.info("Nothing is to be done, as far as answers and findings go.")
        return
    st.info("A plan follows from what is known to be wrong. Answer some questions first.")
    if st.button("Answer questions", type="primary"):
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
    held = one.commitment or Commitment(criterion=action.criterion, title=action.title)
    until = held.due or use_cases.due(action, as_of)
    mark = wording.STATUSES[held.status]
    late = " · late" if held.late(today) else ""
    with st.container(border=True, key=f"action-{held.key}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.plain(action.title)}**", width="content")
            if one.quick:
                st.badge("quick win", color="green")
            if late:
                st.badge("late", color="red")
        effort = f"{action.effort.low:g}{wording.DASH}{action.effort.high:g} person-days"
        who = held.owner or "nobody yet"
        st.caption(
            words.plain(
                f"{action.criterion} · {effort} · {words.mark(mark)} · {who} · until {wording.day(until)}"
            )
        )
        st.markdown(words.plain(action.text))
        if one.waits_for:
            st.caption(words.plain(f"After: {wording.listed(one.waits_for)}"))
        st.caption(words.plain(wording.sentence(action.why)))
        with st.expander("Owner, day, status", key=f"box-{held.key}", on_change="rerun") as box:
            if not box.open:
                return
            if action.proof:
                st.caption(words.plain(f"What will prove it done: {'; '.join(action.proof)}"))
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
        st.text_input("Owner", max_chars=120, **change("owner"))
        st.date_input("Due", **change("due"))
        st.selectbox(
            "Status",
            list(Status),
            format_func=lambda one: wording.capital(wording.STATUSES[one].word),
            **change("status"),
        )
    note = f"note-{key}"
    drafts.text_input("Note", note, held.note, help="Of what is dropped, it says why.")
    with st.container(horizontal=True):
        st.button("Keep the note", key=f"keep-{key}", on_click=_note, args=(held, note))
        if held != Commitment(criterion=held.criterion, title=held.title):
            st.button("Take it back", key=f"back-{key}", on_click=_take_back, args=(held,))


def _save(held: Commitment, name: str, key: str) -> None:
    with parts.errors():
        value = st.session_state[key]
        if name == "status" and value is Status.DROPPED and not held.note:
            raise InputError("an action that is dropped needs a note that says why; write it first")
        parts.case().commit(Commitment(**{**held.model_dump(), name: value}))


def _note(held: Commitment, field: str) -> None:
    def act() -> None:
        text = drafts.typed(field)
        if held.status is Status.DROPPED and not text:
            raise InputError("an action that is dropped needs a note that says why")
        parts.case().commit(held.model_copy(update={"note": text}))

    drafts.put_on_record(act, field)


def _take_back(held: Commitment) -> None:
    with parts.errors():
        parts.case().withdraw(Kind.COMMITTED, held)


def _no_longer(rest: Sequence[Commitment]) -> None:
    if not rest:
        return
    st.header("No longer asked for")
    st.caption("The evidence of this audit does not ask for these any more; they stay on record.")
    parts.table(
        [
            {
                "What": one.title,
                "Criterion": one.criterion,
                "Owner": one.owner,
                "Status": words.mark(wording.STATUSES[one.status]),
                "Note": one.note,
            }
            for one in rest
        ]
    )
