"""The level of a criterion: chosen beside its anchors, with evidence, a note, and the auditor's rating."""

from collections.abc import Sequence
from functools import partial
from typing import cast

import streamlit as st

from audit.assessment import Case
from audit.model.assessment import Answer, AnswerState, Assessment, Rating
from audit.model.evidence import Grade
from audit.model.rubric import Criterion
from audit.model.speech import _, meant
from audit.ui import drafts, parts, words
from audit.ui.asking import fields, given, place, showing
from audit.ui.asking.saving import NOT_APPLICABLE, Asking, level_choice, save, take_back

CHOICES = ("0", "1", "2", "3", "4", *(state.value for state in words.STATES))


def draw(asking: Asking, answer: Answer | None, around: showing.Around) -> None:
    """The fields for a level."""
    assessment = around.assessment
    criterion = around.rubric.by_id[cast("str", asking.question.criterion)]
    _others(assessment, criterion.id, asking.who)
    parts.keep(asking.key(), level_choice(answer), asking.scope)
    choice = st.segmented_control(
        _("Level of {criterion}", criterion=criterion.id),
        CHOICES,
        format_func=lambda one: words.STATES[AnswerState(one)] if not one.isdigit() else one,
        key=asking.key(),
        label_visibility="collapsed",
        on_change=partial(save, asking, ""),
    )
    _anchors(criterion, choice)
    if choice == NOT_APPLICABLE:
        fields.inapplicable(asking, answer.inapplicable if answer else None, answer.reason if answer else "")
        if criterion.is_gate:
            _second(asking, answer)
    if answer and answer.answered:
        shown = f"{words.grade(answer.grade)}{': ' if answer.narrative else ''}{answer.narrative}"
        st.caption(words.plain(shown))
    more = partial(_evidence, asking, answer, around, criterion)
    parts.folded(_("Evidence and note"), asking.key("more"), more)
    rating = partial(_rating, asking, assessment, criterion)
    parts.folded(_("Auditor's rating"), asking.key("rating"), rating)


def _second(asking: Asking, answer: Answer | None) -> None:
    parts.keep(asking.key("second"), answer.second_person if answer else "", asking.scope)
    absent = answer is not None and answer.state is AnswerState.NOT_APPLICABLE
    st.text_input(
        _("Who else agreed, as a gate asks for"),
        key=asking.key("second"),
        disabled=not absent,
        on_change=partial(save, asking, "second"),
    )


def _evidence(asking: Asking, answer: Answer | None, around: showing.Around, criterion: Criterion) -> None:
    # Chosen from a list and saved at once, so the ledger alone says what is shown.
    st.session_state[asking.key("grade")] = answer.grade if answer else Grade.CLAIMED
    parts.keep(asking.key("note"), answer.narrative if answer else "", asking.scope)
    st.caption(
        words.plain(_("It would show in ten minutes: {evidence}", evidence="; ".join(criterion.evidence)))
    )
    st.selectbox(
        _("How it was shown"),
        list(Grade),
        format_func=words.grade,
        key=asking.key("grade"),
        help=_(words.GRADE_HELP),
        disabled=not (answer and answer.answered),
        on_change=partial(save, asking, "grade"),
    )
    st.text_area(
        meant("field", "Note"),
        key=asking.key("note"),
        disabled=answer is None,
        placeholder="" if answer else _("Choose a level first."),
        on_change=partial(save, asking, "note"),
    )
    fields.reading(around.reading)
    fields.register(asking, answer, around.assessment, disabled=answer is None)
    given.field(asking, answer, around.assessment)
    if answer:
        st.button(
            _("Take the answer back"), key=asking.key("back"), on_click=take_back, args=(asking, answer)
        )


def _anchors(criterion: Criterion, choice: str | None) -> None:
    lines = []
    for level in range(5):
        text = words.plain(criterion.levels[level])
        lines.append(f"**{level}** · **{text}**" if choice == str(level) else f":gray[{level} · {text}]")
    st.markdown("  \n".join(lines))


def _others(assessment: Assessment, criterion: str, who: str) -> None:
    """What others said about it, and what documents claim."""
    said = [one for one in assessment.answers if one.criterion == criterion and one.by != who]
    for one in (*said, *(claim for claim in assessment.claims if claim.criterion == criterion)):
        by = assessment.respondent(one.by)
        name = by.name or by.role or by.id or _("Somebody")
        text = one.quote or one.narrative
        st.caption(words.plain(f"{words.statement(one, name)}{f': {text}' if text else ''}"))


def _rating(asking: Asking, assessment: Assessment, criterion: Criterion) -> None:
    """The auditor's own rating; with it the respondents' levels no longer count."""
    held = next((one for one in assessment.ratings if one.criterion == criterion.id), None)
    names = [f"rating.{criterion.id}.{name}" for name in ("level", "grade", "why")]
    drafts.choice(_("Level"), names[0], range(5), held.level if held else None)
    drafts.choice(
        _("How it was shown"), names[1], list(Grade), held.grade if held else Grade.CLAIMED, words.grade
    )
    drafts.text_input(_("Why"), names[2], held.rationale if held else "")
    st.button(_("Rate"), key=asking.key("rate"), on_click=_rate, args=(asking, criterion.id, names))


def _rate(asking: Asking, criterion: str, names: Sequence[str]) -> None:
    level, grade, why = (drafts.held(name) for name in names)

    def act(opened: Case) -> None:
        if level is None or not str(why or "").strip():
            asking.tell(_("a rating needs a level and a reason"))
            return
        asking.tell("")
        now = opened.read().assessment
        at = parts.on_record(now.as_of)
        by = now.auditor
        opened.rate(Rating(criterion=criterion, level=level, grade=grade, rationale=why, by=by, at=at))
        drafts.forget(*names)

    showing.record(place.card(asking.question.id), act)
