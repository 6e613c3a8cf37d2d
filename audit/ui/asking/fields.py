"""The fields that a reply is given in, by the kind of the question; levels have a module of their own."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial

import streamlit as st

from audit.model import wording
from audit.model.assessment import Answer, AnswerState, Assessment
from audit.model.inapplicability import Inapplicability
from audit.model.questionnaire import Question, QuestionKind
from audit.model.response import Nature, ReplyState, Response
from audit.model.specificity import Specificity
from audit.model.speech import Words, _, counted, grouped, marked, meant
from audit.ui import parts, words
from audit.ui.asking import table
from audit.ui.asking.saving import FIRST_DAY, Asking, save

LAST_DAY = date(2200, 12, 31)
_STATES = [state.value for state in words.STATES]
YES_NO = Words({"yes": marked("Yes"), "no": marked("No")})


def nature(asking: Asking, held: Response | None) -> bool:
    """Fact, inference or opinion, where the question asks for it; whether that has to be said first."""
    if not asking.question.nature:
        return False
    parts.keep(asking.key("nature"), held.nature if held else None, asking.scope)
    chosen = st.segmented_control(
        _("The reply is"),
        list(Nature),
        format_func=words.A_NATURE.__getitem__,
        key=asking.key("nature"),
        on_change=partial(save, asking, "nature"),
    )
    return chosen is None


def reply(asking: Asking, held: Response | None, assessment: Assessment, *, locked: bool) -> None:
    """The field for the reply itself; locked until the nature of the reply is said."""
    question = asking.question
    if locked:
        st.caption(_("Say first what kind of statement it is; then reply."))
    if question.kind is QuestionKind.TABLE:
        table.draw(asking, held, locked=locked)
        return
    parts.keep(asking.key(), _held(question, held), asking.scope)
    _DRAW[question.kind](asking, assessment, locked)
    if question.kind is QuestionKind.EVIDENCE:
        register(asking, held, assessment, disabled=locked)


def _held(question: Question, held: Response | None) -> object:
    """What the field shows for the reply on record; nothing where that has another form."""
    if question.kind is QuestionKind.SCALE:
        answered = held is not None and held.state is ReplyState.ANSWERED
        return held.narrative if held and answered else ""
    value = held.value if held else None
    match question.kind:
        case QuestionKind.YES_NO:
            return None if not isinstance(value, bool) else "yes" if value else "no"
        case QuestionKind.CHOICE:
            return value if value in [option.value for option in question.options] else None
        case QuestionKind.CHOICES:
            given = value if isinstance(value, tuple) else ()
            return [option.value for option in question.options if option.value in given]
        case QuestionKind.NUMBER:
            return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        case QuestionKind.DATE:
            with suppress(ValueError):
                return date.fromisoformat(value) if isinstance(value, str) else None
            return None
    return value if isinstance(value, str) else ""


def _choice(asking: Asking, _assessment: Assessment, locked: bool) -> None:
    options = {option.value: option.text for option in asking.question.options}
    st.radio(
        _("Choice"),
        list(options),
        format_func=options.__getitem__,
        key=asking.key(),
        disabled=locked,
        label_visibility="collapsed",
        on_change=partial(save, asking, ""),
    )


def _choices(asking: Asking, _assessment: Assessment, locked: bool) -> None:
    options = {option.value: option.text for option in asking.question.options}
    st.pills(
        _("All that hold"),
        list(options),
        format_func=options.__getitem__,
        selection_mode="multi",
        key=asking.key(),
        disabled=locked,
        on_change=partial(save, asking, ""),
    )


def _yes_no(asking: Asking, _assessment: Assessment, locked: bool) -> None:
    st.segmented_control(
        _("Yes or no"),
        ["yes", "no"],
        format_func=YES_NO.__getitem__,
        key=asking.key(),
        disabled=locked,
        required=asking.held() is not None,
        label_visibility="collapsed",
        on_change=partial(save, asking, ""),
    )


def _number(asking: Asking, _assessment: Assessment, locked: bool) -> None:
    question = asking.question
    low, high = question.minimum, question.maximum
    st.number_input(
        _number_label(question),
        min_value=low,
        max_value=high,
        value=None,
        format="%g",
        key=asking.key(),
        disabled=locked,
        on_change=partial(save, asking, ""),
    )


def _number_label(question: Question) -> str:
    """What a number counts and between which bounds it lies."""
    low, high = (None if one is None else grouped(f"{one:g}") for one in (question.minimum, question.maximum))
    unit = _("Number in {unit}", unit=question.unit) if question.unit else _("Number")
    if low is None:
        return unit
    if high is None:
        return _("{number} from {low}", number=unit, low=low)
    return _("{number} from {low} to {high}", number=unit, low=low, high=high)


def _date(asking: Asking, assessment: Assessment, locked: bool) -> None:
    last = LAST_DAY if asking.question.future else assessment.as_of
    shown = asking.held()
    st.date_input(
        _("Day") if asking.question.future else _("Day, up to {day}", day=wording.day(assessment.as_of)),
        value=None,
        min_value=FIRST_DAY,
        max_value=max(last, shown) if isinstance(shown, date) else last,
        format=words.day_format(),
        key=asking.key(),
        disabled=locked,
        on_change=partial(save, asking, ""),
    )


def _text(asking: Asking, _assessment: Assessment, locked: bool) -> None:
    st.text_area(
        _("In own words"),
        key=asking.key(),
        disabled=locked,
        label_visibility="collapsed",
        on_change=partial(save, asking, ""),
    )


def _evidence(asking: Asking, _assessment: Assessment, locked: bool) -> None:
    st.text_input(
        _("A document with its page, a link, or a file with its line"),
        key=asking.key(),
        disabled=locked,
        on_change=partial(save, asking, ""),
    )


_DRAW = {
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.TEXT: _text,
    QuestionKind.SCALE: _text,
    QuestionKind.EVIDENCE: _evidence,
}


def register(
    asking: Asking, held: Answer | Response | None, assessment: Assessment, *, disabled: bool
) -> None:
    """Which entries of the evidence register the reply rests on, where there are any."""
    titles = {item.id: f"{item.id} {item.title}" for item in assessment.evidence}
    if not titles:
        return
    parts.keep(
        asking.key("evidence"),
        [key for key in (held.evidence if held else ()) if key in titles],
        asking.scope,
    )
    st.multiselect(
        _("Rests on, in the evidence register"),
        list(titles),
        format_func=titles.__getitem__,
        placeholder=_("Choose"),
        key=asking.key("evidence"),
        disabled=disabled,
        on_change=partial(save, asking, "evidence"),
    )


def no_reply(asking: Asking, held: Response | None) -> None:
    """Does not know, declined, or does not apply: an honest word in place of a reply."""
    state = held.state.value if held and held.state is not ReplyState.ANSWERED else None
    parts.keep(asking.key("state"), state, asking.scope)
    chosen = st.pills(
        _("In place of a reply"),
        _STATES,
        format_func=lambda one: words.STATES[AnswerState(one)],
        key=asking.key("state"),
        on_change=partial(save, asking, "state"),
    )
    if chosen == ReplyState.NOT_APPLICABLE.value:
        absent = held if held and held.state is ReplyState.NOT_APPLICABLE else None
        inapplicable(asking, absent.inapplicable if absent else None, absent.narrative if absent else "")


def inapplicable(asking: Asking, kind: Inapplicability | None, sentence: str) -> None:
    """Why it does not apply: the kind of reason, then a sentence."""
    parts.keep(asking.key("kind"), kind, asking.scope)
    parts.keep(asking.key("reason"), sentence, asking.scope)
    chosen = st.selectbox(
        _("Kind of reason"),
        list(Inapplicability),
        index=None,
        format_func=words.INAPPLICABLE.__getitem__,
        placeholder=_("Choose first"),
        key=asking.key("kind"),
        on_change=partial(save, asking, "kind"),
    )
    st.text_input(
        _("Why it does not apply, in a sentence"),
        key=asking.key("reason"),
        disabled=chosen is None,
        placeholder=_("It is saved once there is a sentence."),
        on_change=partial(save, asking, "reason"),
    )


def told(question: Question, response: Response) -> str:
    """A reply in words, as others see it."""
    if response.state is not ReplyState.ANSWERED:
        state = wording.ANSWER_STATES[AnswerState(response.state.value)]
        return f"{state}{f': {response.narrative}' if response.narrative else ''}"
    return " · ".join(part for part in (_told_value(question, response), response.narrative) if part)


def _told_value(question: Question, response: Response) -> str:
    texts: Mapping[str, str] = {option.value: option.text for option in question.options}
    match response.value:
        case None:
            return ""
        case bool(held):
            return _("yes") if held else meant("answer", "no")
        case tuple(rows) if rows and isinstance(rows[0], dict):
            return counted("{count} row", "{count} rows", len(rows))
        case tuple(several):
            return ", ".join(texts.get(str(one), str(one)) for one in several)
        case float(number):
            return f"{grouped(f'{number:g}')} {question.unit}".strip()
        case other:
            return texts.get(str(other), str(other))


def reading(found: Specificity | None) -> None:
    """How specific the words are, with those that led to it: a suggestion, never a score."""
    if found is None:
        return
    st.caption(
        _(
            "Reads as {specific} ({level} of 3). A suggestion, never a score.",
            specific=words.SPECIFICITY[found.level],
            level=str(found.level),
        )
    )
    if found.signs:
        led = dict.fromkeys(f"{wording.quoted(sign.word)} ({sign.why})" for sign in found.signs)
        st.caption(words.plain(_("Because of {signs}.", signs=wording.listed(led))))
