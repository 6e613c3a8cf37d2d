"""What an auditor does in a cross-examination: rule on a contradiction, accept or refuse support."""

import json
from functools import partial

import streamlit as st

from audit.assessment import would
from audit.model import wording
from audit.model.assessment import Acceptance, ContradictionState, Ruling
from audit.model.base import InputError, Value
from audit.model.dossier import Dossier
from audit.model.examination import Contradiction, Nomination, NominationState
from audit.model.ledger import Kind
from audit.model.recorded import recorded
from audit.model.speech import Words, _, marked
from audit.ui import drafts, language, parts, words

NO_REASON = "-"
WHICH, ACCEPT_BY, ACCEPT_REASON = "accept-which", "accept-by", "accept-reason"
NOMINATIONS = Words(
    {
        NominationState.OFFERED: marked("offered"),
        NominationState.ACCEPTED: marked("accepted"),
        NominationState.REFUSED: marked("turned down"),
    }
)
Offer = tuple[str, str]
"""A criterion, and the check that speaks for it."""


@st.cache_resource(max_entries=400, show_spinner=False)
def _consequence(state: str, kind: str, act: str, _dossier: Dossier, _value: Value) -> str:  # noqa: ARG001
    held, now = _dossier.assessment, _dossier.conclusion
    return would(held, _dossier.rubric, (Kind(kind), _value), now=now).words


def consequence(dossier: Dossier, kind: Kind, value: Value) -> str:
    """What an act would change, in one line; computed once for each state of the assessment."""
    act = value.model_dump_json()
    state = f"{dossier.content_hash} {dossier.edition.language}"
    return _consequence(state, kind.value, act, dossier, value)


def rule(dossier: Dossier, one: Contradiction) -> None:
    """The contradiction, what each ruling would change, and the fields for the ruling."""
    mark = wording.CONTRADICTIONS[one.state]
    title = _(
        "{id}: {strength} contradiction, {state}",
        id=one.id,
        strength=wording.CONFIDENCES[one.strength],
        state=mark.word,
    )
    st.markdown(f"**{words.plain(title)}**")
    said_by = dossier.assessment.respondent(one.respondent)
    name = said_by.name or said_by.role or said_by.id or _("a respondent")
    st.caption(words.plain(_("{name} said: {text}", name=name, text=wording.clipped(one.statement, 300))))
    st.caption(words.plain(_("The repository shows: {finding}", finding=recorded(one.finding))))
    if one.reason:
        st.caption(words.plain(_("Ruling: {reason}", reason=one.reason)))
    ruled = one.state is not ContradictionState.OPEN
    with st.expander(
        _("Rule otherwise") if ruled else _("Rule on it"), key=f"ruling-{one.id}", on_change="rerun"
    ) as box:
        if not box.open:
            return
        reply, reason = f"reply-{one.id}", f"reason-{one.id}"
        drafts.text_area(_("Reply of the respondent"), reply, one.reply, height=80)
        drafts.text_area(_("Reason for the ruling"), reason, one.reason, height=80)
        for state, label in words.RULINGS.items():
            if state is one.state:
                continue
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    label, key=f"{state.value}-{one.id}", on_click=partial(_rule, one, state, reply, reason)
                )
                ruling = _ruling(one, state, NO_REASON, "")
                st.caption(words.plain(consequence(dossier, Kind.RULED, ruling)))


def _ruling(one: Contradiction, state: ContradictionState, reason: str, reply: str) -> Ruling:
    return Ruling(
        criterion=one.criterion, check=one.check, by=one.respondent, state=state, reason=reason, reply=reply
    )


def _rule(one: Contradiction, state: ContradictionState, reply: str, reason: str) -> None:
    def act() -> None:
        if not drafts.typed(reason):
            raise InputError(_("a ruling needs a reason: it is printed beside the contradiction"))
        opened = parts.case()
        ruling = _ruling(one, state, drafts.typed(reason), drafts.typed(reply))
        at = parts.on_record(opened.read().assessment.as_of)
        opened.rule(ruling.model_copy(update={"at": at}))

    with language.spoken():
        ruled = _("{id}: {state}, on record.", id=one.id, state=wording.CONTRADICTIONS[state].word)
    drafts.put_on_record(act, reply, reason, told=words.plain(ruled))


def accept(dossier: Dossier, one: Nomination) -> None:
    """Support from a repository, and the fields to accept or refuse it."""
    title = _(
        "Support by {check} for level {level}: {state}",
        check=wording.named(one.check, _title(dossier, one.check)),
        level=str(one.level),
        state=NOMINATIONS[one.state],
    )
    st.markdown(f"**{words.plain(title)}**")
    st.caption(words.plain(recorded(one.note)))
    if one.state is not NominationState.OFFERED:
        st.caption(words.plain(f"{one.by}: {one.reason}"))
    field = f"why-{one.criterion}-{one.check}"
    offered = one.state is NominationState.OFFERED
    with st.expander(
        _("Accept or refuse it") if offered else _("Decide otherwise"), key=f"box-{field}", on_change="rerun"
    ) as box:
        if not box.open:
            return
        st.caption(_("Accepted support counts as documented. It never meets a gate by itself."))
        who = f"by-{field}"
        drafts.text_input(_("Who decides"), who, one.by or dossier.assessment.auditor)
        drafts.text_input(_("Why"), field, one.reason, placeholder=_("what was looked at"))
        with st.container(horizontal=True):
            for name, label, refused in (("Accept", _("Accept"), False), ("Refuse", _("Refuse"), True)):
                st.button(
                    label,
                    key=f"{name}-{one.criterion}-{one.check}",
                    on_click=partial(_accept, [(one.criterion, one.check)], who, field, refused=refused),
                )
        accepted = Acceptance(criterion=one.criterion, check=one.check, by="-", reason=NO_REASON)
        would_be = consequence(dossier, Kind.ACCEPTED, accepted)
        st.caption(words.plain(_("Accepted: {consequence}", consequence=would_be)))


def _title(dossier: Dossier, check: str) -> str:
    """The words of a check that found something; empty where no inspection is left that asked it."""
    found = (one for inspection in dossier.assessment.inspections for one in inspection.checks)
    return next((recorded(one.title) for one in found if one.id == check), "")


def accept_all(dossier: Dossier) -> None:
    """All support that is offered, accepted or refused at once with one reason."""
    offered = list(
        dict.fromkeys(
            (one.criterion, one.check)
            for one in dossier.conclusion.nominations
            if one.state is NominationState.OFFERED
        )
    )
    if len(offered) < 2:
        return
    title = _("Accept or refuse all support that is offered ({count})", count=str(len(offered)))
    with st.expander(title):
        chosen = _which(dossier, offered)
        drafts.text_input(_("Who decides"), ACCEPT_BY, dossier.assessment.auditor)
        drafts.text_input(_("Why"), ACCEPT_REASON, placeholder=_("what was looked at"))
        with st.container(horizontal=True):
            for name, label, refused in (
                ("Accept all", _("Accept all"), False),
                ("Refuse all", _("Refuse all"), True),
            ):
                act = partial(_accept, chosen, ACCEPT_BY, ACCEPT_REASON, WHICH, refused=refused)
                st.button(label, key=name, on_click=act)


def _offered(dossier: Dossier, one: Offer) -> str:
    criterion, check = one
    title = _title(dossier, check)
    return _("{criterion} by {check}", criterion=criterion, check=wording.quoted(title) if title else check)


def _which(dossier: Dossier, offered: list[Offer]) -> list[Offer]:
    """The support that is spoken about: all that is offered, but what was taken out."""
    by_words = {" by ".join(one): one for one in offered}
    name = drafts.key(WHICH)
    if not drafts.left(WHICH):
        st.session_state.pop(name, None)
    elif name in st.session_state:  # what was decided meanwhile is not there any more
        st.session_state[name] = [one for one in st.session_state[name] if one in by_words.values()]
    kept = drafts.widget(
        WHICH,
        offered,
        lambda some: json.dumps([" by ".join(one) for one in some]),
        lambda text: [by_words[one] for one in json.loads(text) if one in by_words],
    )
    told = partial(_offered, dossier)
    return st.multiselect(_("Support"), offered, format_func=told, placeholder=_("Choose"), **kept)


def _accept(chosen: list[Offer], who: str, field: str, *more: str, refused: bool) -> None:
    def act() -> None:
        opened, by = parts.case(), drafts.typed(who)
        if not (chosen and by and drafts.typed(field)):
            raise InputError(_("accepting or refusing needs a name, and a sentence on what was looked at"))
        fields = {"by": by, "reason": drafts.typed(field), "refused": refused}
        fields["at"] = parts.on_record(opened.read().assessment.as_of)
        for criterion, check in chosen:
            opened.accept(Acceptance(criterion=criterion, check=check, **fields))

    drafts.put_on_record(act, who, field, *more)
