"""What the page of answers shows now, kept for the session: a card is drawn again from it by itself."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from audit.assessment import Case
from audit.model.asking import Replies, replies_of, visible
from audit.model.assessment import Assessment
from audit.model.questionnaire import Pack, Question
from audit.model.rubric import Rubric
from audit.model.specificity import Specificity
from audit.ui import parts, pieces

PROGRESS = "answer-progress"
_VIEW = "_answering"


class View(NamedTuple):
    """One questionnaire with the replies of one respondent, in the state that is on the screen."""

    pack: Pack
    who: str
    assessment: Assessment
    replies: Replies
    asked: tuple[Question, ...]
    """What is asked, given the replies; what is hidden by them is left out."""

    @property
    def rest(self) -> tuple[Question, ...]:
        """What is asked and has no reply."""
        return tuple(question for question in self.asked if question.id not in self.replies)


class Around(NamedTuple):
    """What a card looks at beside its own question."""

    assessment: Assessment
    rubric: Rubric
    reading: Specificity | None


def begin(pack: Pack, who: str, assessment: Assessment) -> View:
    """Show this from now on."""
    replies = replies_of(assessment, who)
    view = View(pack, who, assessment, replies, visible(pack, replies))
    st.session_state[_VIEW] = view
    return view


def now() -> View:
    """What is shown now."""
    view: View = st.session_state[_VIEW]
    return view


def record(card: str, act: Callable[[Case], object], *more: str) -> None:
    """Put something on record from a field of a card, and draw what it changed; ends the callback it is in.

    That is the card, what counts replies, and the pieces named besides. If somebody else has recorded
    something meanwhile, or other questions are asked now, it is the whole page.
    """
    shown, before = parts.screen(), now()
    state = None
    with parts.errors():
        opened = parts.case()
        act(opened)
        state = opened.read()
    if state is None or shown is None or not pieces.by_itself():
        return
    after = begin(before.pack, before.who, state.assessment)
    ours = state.seq == opened.seen and state.seq <= shown.seq + 1
    if not ours or before.asked != after.asked or bool(before.rest) != bool(after.rest):
        st.rerun()
    parts.note_screen(state)
    pieces.again(card, PROGRESS, parts.STANDING, *more)
