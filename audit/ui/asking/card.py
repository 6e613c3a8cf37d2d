"""The card of one question: what is asked, the fields to reply in, and what helps."""

from functools import partial

import streamlit as st

from audit import assessment as use_cases
from audit.model import wording
from audit.model.asking import Reply, asked_otherwise
from audit.model.assessment import Answer, Assessment
from audit.model.questionnaire import Question, QuestionKind
from audit.model.response import ReplyState, Response
from audit.model.rubric import Rubric
from audit.model.specificity import Specificity
from audit.model.speech import ENGLISH, _, meant
from audit.ui import drafts, parts, words
from audit.ui.asking import fields, given, level, place, rating, showing
from audit.ui.asking.saving import Asking, save, take_back

IN_WORDS = (QuestionKind.TEXT, QuestionKind.SCALE)


def card(question: Question) -> None:
    """Draw one question with the reply on record."""
    view = showing.now()
    asking, held = Asking(view.pack, question, view.who), view.replies.get(question.id)
    around = showing.Around(view.assessment, _rubric(view.pack.language), _reading(view.assessment, held))
    with st.container(border=True, key=place.card(question.id)):
        _head(asking, held, around)
        if isinstance(held, Answer) or question.kind is QuestionKind.LEVEL:
            level.draw(asking, held if isinstance(held, Answer) else None, around)
        else:
            _reply(asking, held, around)
        if why := asking.refused():
            st.error(words.plain(_("Not saved yet: {why}.", why=why)))
        elif left := drafts.left(asking.draft):
            told = _("This was typed before and did not fit, so it is not on record: {text}", text=left)
            st.warning(words.plain(told))
            st.button(_("Put it away"), key=asking.key("left"), on_click=drafts.keep, args=(asking.draft, ""))


def _rubric(language: str) -> Rubric:
    """The rubric in the words of the questions."""
    return parts.rubric() if language == ENGLISH else use_cases.rubric_in(language)


def _reading(assessment: Assessment, held: Reply | None) -> Specificity | None:
    """How specific the reply reads."""
    answers, responses = ((held,), ()) if isinstance(held, Answer) else ((), (held,) if held else ())
    alone = assessment.model_copy(update={"answers": answers, "responses": responses})
    return next((reading for _, reading in use_cases.specificity(alone)), None)


def _head(asking: Asking, held: Reply | None, around: showing.Around) -> None:
    question = asking.question
    criterion = around.rubric.by_id.get(question.criterion or "")
    scored = rating.scored(question, around.assessment)
    with st.container(horizontal=True, vertical_alignment="center"):
        about = wording.CRITICALITIES[criterion.criticality] if criterion else ""
        needed = _("needed") if question.required and not criterion else about
        number = "" if question.id.islower() else words.plain(question.id)  # a number of the rubric's
        of = words.plain(words.given(held)) if held is not None else ""
        if number or needed or of:
            st.caption(" · ".join(part for part in (number, needed, of) if part), width="content")
        if held is not None:
            replied = held.state.value == ReplyState.ANSWERED.value
            told = _("answered") if replied else _("no reply, with reason")
            st.badge(told, color="green" if replied else "gray")
        if scored:
            st.badge(scored, color="blue")
    text = words.plain(question.text)
    st.markdown(f"**{words.plain(criterion.name)}**\n\n{text}" if criterion else f"**{text}**")
    if question.help and not criterion:
        st.caption(words.plain(question.help))
    if held is not None and held.asked and asked_otherwise(question, held):
        st.caption(words.plain(_("The reply was given to other words: {text}", text=held.asked.text)))


def _reply(asking: Asking, held: Response | None, around: showing.Around) -> None:
    question = asking.question
    others(asking, around.assessment)
    locked = fields.nature(asking, held)
    fields.reply(asking, held, around.assessment, locked=locked)
    if question.kind in IN_WORDS:
        fields.reading(around.reading)
    rating.examples(question, around.rubric)
    fields.no_reply(asking, held)
    if question.kind is not QuestionKind.SCALE:
        _note(asking, held, around.assessment)
    elif held is not None:
        st.button(_("Take the reply back"), key=asking.key("back"), on_click=take_back, args=(asking, held))
    rating.panel(question, around)


def _note(asking: Asking, held: Response | None, assessment: Assessment) -> None:
    absent = held is not None and held.state is ReplyState.NOT_APPLICABLE

    def draw() -> None:
        parts.keep(asking.key("note"), held.narrative if held and not absent else "", asking.scope)
        st.text_area(
            meant("field", "Note"),
            key=asking.key("note"),
            disabled=held is None or absent,
            placeholder="" if held else _("Reply first."),
            on_change=partial(save, asking, "note"),
        )
        if asking.question.kind is not QuestionKind.EVIDENCE:
            fields.register(asking, held, assessment, disabled=held is None)
        given.field(asking, held, assessment)
        if held is not None:
            st.button(
                _("Take the reply back"), key=asking.key("back"), on_click=take_back, args=(asking, held)
            )

    parts.folded(_("Note and evidence"), asking.key("more"), draw)


def others(asking: Asking, assessment: Assessment) -> None:
    """What others replied to the same question."""
    for one in assessment.responses:
        if one.question != asking.question.id or one.by == asking.who:
            continue
        by = assessment.respondent(one.by)
        name = by.name or by.role or by.id or _("Somebody")
        of = words.given(one)
        st.caption(words.plain(f"{name}: {fields.told(asking.question, one)}{f' ({of})' if of else ''}"))
