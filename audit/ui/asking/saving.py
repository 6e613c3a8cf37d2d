"""What a widget of a card puts on record: its own field, and everything else as it was recorded."""

from datetime import date
from functools import partial
from typing import Any, NamedTuple

import streamlit as st
from pydantic import ValidationError

from audit.assessment import Case
from audit.model import wording
from audit.model.asking import Reply, replies_of
from audit.model.assessment import Answer, AnswerState
from audit.model.base import InputError
from audit.model.ledger import Kind
from audit.model.questionnaire import Pack, Question, QuestionKind
from audit.model.refusal import refusals
from audit.model.response import ReplyState, Response
from audit.model.speech import _
from audit.ui import drafts, parts
from audit.ui.asking import place, showing

_REFUSED = "_refused"
FIRST_DAY = date(1970, 1, 1)
_SAYS = {"", "rows", "state", "kind", "reason"}
"""The fields that say something else than before, so that it is of another day."""
NOT_APPLICABLE = AnswerState.NOT_APPLICABLE.value


class Asking(NamedTuple):
    """One question put to one respondent."""

    pack: Pack
    question: Question
    who: str

    @property
    def scope(self) -> tuple[object, ...]:
        """What the widgets of its card belong to; another language has other words for the same choices."""
        return (*self._whose, self.pack.language)

    @property
    def _whose(self) -> tuple[object, ...]:
        return (parts.case_id(), self.who)

    def key(self, field: str = "") -> str:
        """The key of the widget for a field; that of the reply itself is the id of the question."""
        return f"{self.question.id}.{field}" if field else self.question.id

    def held(self, field: str = "") -> Any:
        """What the widget for a field holds."""
        return st.session_state.get(self.key(field))

    @property
    def draft(self) -> str:
        """The name of the draft of what was typed and does not fit."""
        return f"reply.{self.who}.{self.question.id}"

    def tell(self, why: str) -> None:
        """Say in the card why something is not on record; an empty text takes that back."""
        refused = st.session_state.setdefault(_REFUSED, {})
        if why:
            refused[(*self._whose, self.question.id)] = why
        else:
            refused.pop((*self._whose, self.question.id), None)

    def refused(self) -> str:
        """Why what was typed last is not on record; empty where it is."""
        return str(st.session_state.get(_REFUSED, {}).get((*self._whose, self.question.id), ""))


def save(asking: Asking, field: str) -> None:
    """Put on record what one widget holds; what does not fit stays as it was typed, with the reason."""
    showing.record(place.card(asking.question.id), partial(_save, asking, field))


def _save(asking: Asking, field: str, opened: Case) -> None:
    now = opened.read().assessment
    before = replies_of(now, asking.who).get(asking.question.id)
    try:
        reply = _reply(asking, field, before)
    except ValidationError as error:
        _refuse(asking, error.errors(include_url=False)[0]["msg"].removeprefix("Value error, "))
        return
    _refuse(asking, "")
    if reply is None:
        return
    if isinstance(reply, _Nothing):
        if before is not None:
            opened.withdraw(_kind(before), before)
        return
    register = [item.id for item in now.evidence]
    if wrong := refusals(asking.question, reply, now.as_of, register):
        _refuse(asking, "; ".join(one.removeprefix(f"{asking.question.id}: ") for one in wrong))
        return
    try:
        opened.reply(asking.pack, reply)
    except InputError as error:
        typed = asking.held("note") if field == "note" else asking.held()
        if not isinstance(typed, str) or field not in {"", "note"}:
            raise
        told = wording.sentence(str(error))
        raise InputError(_("{error} Typed was: {text}", error=told, text=typed)) from error


def take_back(asking: Asking, reply: Reply) -> None:
    """Take a reply back; the history keeps it."""
    card = place.card(asking.question.id)
    showing.record(card, lambda opened: opened.withdraw(_kind(reply), reply))


class _Nothing(NamedTuple):
    """The reply was emptied."""


def _kind(reply: Reply) -> Kind:
    return Kind.ANSWERED if isinstance(reply, Answer) else Kind.RESPONDED


def _refuse(asking: Asking, why: str) -> None:
    asking.tell(why)
    typed = (asking.held(field) for field in ("reason", "note", "")) if why else ()
    drafts.keep(asking.draft, next((one for one in typed if isinstance(one, str) and one.strip()), ""))


def _reply(asking: Asking, field: str, before: Reply | None) -> Reply | _Nothing | None:
    if asking.question.kind is QuestionKind.LEVEL:
        return _answer(asking, field, before if isinstance(before, Answer) else None)
    return _response(asking, field, before if isinstance(before, Response) else None)


def level_choice(answer: Answer | None) -> str | None:
    """What the choice of a level shows for an answer."""
    if answer is None:
        return None
    return str(answer.level) if answer.answered else answer.state.value


def _answer(asking: Asking, field: str, before: Answer | None) -> Answer | None:
    choice = asking.held() if field == "" else level_choice(before)
    if field == "" and choice is None:
        # A second click on the chosen level is a slip; taking an answer back has a button of its own.
        st.session_state[asking.key()] = level_choice(before)
        return None
    if field in {"kind", "reason"}:
        choice = NOT_APPLICABLE
    reason = str(asking.held("reason") or "")
    absent = choice == NOT_APPLICABLE
    if choice is None or (absent and not reason.strip()):
        return None
    changes: dict[str, object] = {
        "level": int(choice) if choice.isdigit() else None,
        "state": AnswerState.ANSWERED if choice.isdigit() else AnswerState(choice),
        "reason": reason if absent else "",
        "inapplicable": asking.held("kind") if absent else None,
    }
    if field in _SAYS:
        changes["at"] = _given_on()
    elif field == "at":
        changes["at"] = asking.held("at")
    elif field == "grade":
        changes["grade"] = asking.held("grade")
    elif field == "second":
        changes["second_person"] = str(asking.held("second") or "")
    elif field == "note":
        changes["narrative"] = str(asking.held("note") or "")
    elif field == "evidence":
        changes["evidence"] = tuple(asking.held("evidence") or ())
    fields = before.model_dump() if before else {"criterion": asking.question.criterion, "by": asking.who}
    return Answer(**{**fields, **changes})


def _response(asking: Asking, field: str, before: Response | None) -> Response | _Nothing | None:
    fields = before.model_dump() if before else {"question": asking.question.id, "by": asking.who}
    answered = before is not None and before.state is ReplyState.ANSWERED
    match field:
        case "state" | "kind" | "reason":
            return _instead(asking, before, fields)
        case "at":
            return Response(**{**fields, "at": asking.held("at")}) if before else None
        case "note" if not answered:
            return Response(**{**fields, "narrative": str(asking.held("note") or "")})
        case "nature" if not answered:
            return None  # it is kept together with the reply that it is about
    said = {**fields, "state": ReplyState.ANSWERED, "inapplicable": None, **_changes(asking, field)}
    if field in _SAYS:
        said["at"] = _given_on()
    if before is not None and before.state is ReplyState.NOT_APPLICABLE and field != "note":
        said["narrative"] = _changes(asking, field).get("narrative", "")
    if not (said.get("narrative") or said.get("evidence")) and said.get("value") is None:
        return _Nothing()
    return Response(**said)


def _changes(asking: Asking, field: str) -> dict[str, object]:
    """What one widget says of a reply, and of what nature the reply is where that is asked."""
    found: dict[str, object] = {"nature": asking.held("nature")} if asking.question.nature else {}
    match field:
        case "":
            found["narrative" if asking.question.kind is QuestionKind.SCALE else "value"] = _value(asking)
        case "rows":
            found["value"] = tuple(asking.held("rows") or ()) or None
        case "note":
            found["narrative"] = str(asking.held("note") or "")
        case "evidence":
            found["evidence"] = tuple(asking.held("evidence") or ())
    return found


def _instead(asking: Asking, before: Response | None, fields: dict[str, Any]) -> Response | None:
    state = asking.held("state")
    if state is None:
        # A second click is a slip here as well.
        answered = before is None or before.state is ReplyState.ANSWERED
        st.session_state[asking.key("state")] = None if answered or before is None else before.state.value
        return None
    return _without_reply(asking, ReplyState(state), fields)


def _without_reply(asking: Asking, state: ReplyState, fields: dict[str, Any]) -> Response | None:
    """Why there is no reply; for what does not apply, once the sentence is there."""
    absent = state is ReplyState.NOT_APPLICABLE
    sentence = str(asking.held("reason") or "")
    if absent and not sentence.strip():
        return None
    was_absent = fields.get("state") is ReplyState.NOT_APPLICABLE
    narrative = sentence if absent else "" if was_absent else fields.get("narrative", "")
    changes = {
        "state": state,
        "value": None,
        "narrative": narrative,
        "inapplicable": asking.held("kind") if absent else None,
        "at": _given_on(),
    }
    return Response(**{**fields, **changes})


def _given_on() -> date | None:
    """The day that a reply of now carries."""
    chosen = st.session_state.get(place.GIVEN_ON)
    return chosen if isinstance(chosen, date) else None


def _value(asking: Asking) -> object:
    """What the widget of the reply holds, as it is kept."""
    typed = asking.held()
    match asking.question.kind:
        case QuestionKind.YES_NO:
            return None if typed is None else typed == "yes"
        case QuestionKind.CHOICES:
            return tuple(typed or ()) or None
        case QuestionKind.SCALE:
            return str(typed or "").strip()
        case QuestionKind.TEXT | QuestionKind.EVIDENCE:
            return str(typed or "").strip() or None
        case _:
            return typed
