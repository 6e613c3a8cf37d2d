"""History: who changed what, and when; milestones to compare with, and the next review."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from audit.assessment import compare_states, pack
from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.ledger import Entry, Kind
from audit.model.milestone import Milestone
from audit.model.speech import _, counted, meant
from audit.ui import drafts, parts, words
from audit.ui.views.compare import runs

PER_PAGE = 50
MILESTONE = "milestone-name"
NEWEST = 30
"""How many changes are offered to be undone."""


def page() -> None:
    st.title(_("History"))
    if not parts.need_case():
        return
    assessment = parts.state().assessment
    _milestones(assessment)
    _next_review(assessment)
    _entries(parts.case().history())


def _entries(entries: Sequence[Entry]) -> None:
    st.header(_("Entries"))
    st.caption(
        counted(
            "{count} entry. It is sealed with a hash, so that a later change is noticed.",
            "{count} entries, newest first. Each is sealed with the hash of the one before, so that a later "
            "change is noticed.",
            len(entries),
        )
    )
    _undo(entries)
    actors = sorted({one.actor for one in entries})
    kinds = list(dict.fromkeys(one.kind for one in entries))
    with st.container(horizontal=True):
        who = st.selectbox(
            _("Who"), actors, index=None, placeholder=_("Anybody"), format_func=_called, key="history-who"
        )
        what = st.selectbox(
            _("What"), kinds, index=None, placeholder=_("Anything"), format_func=_happened, key="history-what"
        )
    shown = [one for one in reversed(entries) if who in {None, one.actor} if what in {None, one.kind}]
    pages = -(-len(shown) // PER_PAGE)
    at = st.pagination(pages, key="history-page") if pages > 1 else 1
    parts.table([_row(one) for one in shown[(at - 1) * PER_PAGE : at * PER_PAGE]])
    if not shown:
        st.info(_("Nothing like that happened. Choose anybody, or anything."))
    st.caption(_("Hash of the last entry: {hash}", hash=f"`{entries[-1].hash}`"))


def _called(actor: str) -> str:
    return actor or _("not stated")


def _happened(kind: Kind) -> str:
    return words.HAPPENED[kind]


def _undo(entries: Sequence[Entry]) -> None:
    by_number = {one.seq: one for one in entries[:-NEWEST:-1] if one.kind not in {Kind.OPENED, Kind.IMPORTED}}
    if not by_number:
        return

    def label(number: int) -> str:
        one = by_number[number]
        told = " ".join(filter(None, (words.HAPPENED[one.kind], *_about(one))))
        return f"{number}: {one.actor or _('Somebody')} {told}"

    with st.expander(_("Undo a change")):
        st.caption(_("What it changed becomes what it was before; both stay in the history."))
        chosen = st.selectbox(_("Change"), list(by_number), format_func=label, key="undo-which")
        st.button(_("Undo it"), key="undo", on_click=_take_back, args=(chosen,))


def _take_back(number: int) -> None:
    with parts.errors():
        parts.case().undo(number)


def _milestones(assessment: Assessment) -> None:
    st.header(_("Milestones"))
    parts.table(
        [
            {
                _("Milestone"): one.name,
                _("Day"): wording.short_day(one.at) if one.at else "",
                meant("field", "Note"): one.note,
            }
            for one in assessment.milestones
        ]
    )
    chosen = st.selectbox(
        _("Compare a milestone with the state as it is now"),
        [one.name for one in assessment.milestones],
        index=None,
        placeholder=_("Choose a milestone"),
        key="milestone-compared",
        disabled=not assessment.milestones,
    )
    if chosen:
        before = (chosen, parts.case().at(chosen))
        runs(compare_states(before, (_("now"), assessment), parts.rubric()))
    drafts.text_input(_("Name the state as it is now"), MILESTONE, max_chars=80)
    st.button(_("Set a milestone"), key="set-milestone", on_click=_mark)


def _mark() -> None:
    def act() -> None:
        name = drafts.typed(MILESTONE)
        if not name:
            raise InputError(_("A milestone needs a name, such as “before go-live”."))
        today = date.today()  # noqa: DTZ011 - a milestone is set where the audit is made
        parts.case().mark(Milestone(name=name, at=today))

    drafts.put_on_record(act, MILESTONE)


def _next_review(assessment: Assessment) -> None:
    st.header(_("Next review"))
    st.caption(
        _(
            "Begins a readiness review of the same subject. Replies that still count come along with the day "
            "they were given on; ratings, rulings and waivers are made anew."
        )
    )
    if st.button(_("Begin the next review"), key="review-again"):
        key = parts.case_id() or ""
        today = max(date.today(), assessment.as_of)  # noqa: DTZ011 - a review is dated where it is made
        again = parts.desk().review_again(key, pack("readiness_review"), today, actor=assessment.auditor)
        parts.choose(again.key)
        parts.go("answer")


def _about(entry: Entry) -> tuple[str, str]:
    """What an entry is about, and how it stands after it."""
    body = entry.body.get("item", entry.body)
    names = ("criterion", "question", "item", "repository", "name", "id")
    about = next((body[name] for name in names if isinstance(body.get(name), str) and body[name]), "")
    level = body.get("level")
    if level is not None:
        return about, _("level {level}", level=str(level))
    return about, words.state(str(body.get("state", "")))


def _row(entry: Entry) -> dict[str, object]:
    about, detail = _about(entry)
    return {
        meant("number", "No."): entry.seq,
        _("When"): words.moment(entry.at),
        _("Who"): entry.actor,
        _("What"): words.HAPPENED[entry.kind],
        _("About"): about,
        _("Detail"): detail,
    }
