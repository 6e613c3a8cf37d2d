"""Answer: a questionnaire, a page at a time, saved as it is answered."""

from functools import partial

import streamlit as st

from audit.model import wording
from audit.model.asking import progress
from audit.ui import parts, pieces, words
from audit.ui.asking import exchange, place, rating, respondent, showing
from audit.ui.asking.card import card


def page() -> None:
    st.title("Answer")
    if not parts.need_case():
        return
    assessment = parts.state().assessment
    language = place.language()
    with st.container(horizontal=True):
        name = place.choose_pack(assessment, language)
        who = respondent.choose(assessment)
        place.choose_language()
    view = showing.begin(place.worded(name, assessment, who, language), who.id, assessment)
    all_pages = place.pages(view.pack)
    pieces.piece(showing.PROGRESS, _progress)
    exchange.draw(name, who, assessment, language)
    here = place.choose_page(all_pages, view)
    place.bring_into_view()
    st.header(words.plain(here.title))
    if here.intro:
        st.caption(words.plain(here.intro))
    rating.verdicts(here.questions)
    shown = {question.id for question in view.asked}
    asked = [question for question in here.questions if question.id in shown]
    for question in asked:
        pieces.piece(place.card(question.id), partial(card, question))
    if not asked:
        st.info("Nothing on this page is asked, given what was replied so far.")
    kept = sum(question.id in view.replies for question in here.questions if question.id not in shown)
    if kept:
        many = wording.plural(kept, "earlier reply", "earlier replies")
        those = "is to a question" if kept == 1 else "are to questions"
        st.caption(f"{many} on this page {those} no longer asked: kept, and not counted.")
    place.turn(all_pages, here)


def _progress() -> None:
    """How far this respondent is, as a whole and by section."""
    view = showing.now()
    given, of = len(view.asked) - len(view.rest), len(view.asked)
    saved, minutes = parts.saved(parts.screen() or parts.state()), view.pack.minutes
    told = f"{saved} · {given} of {of} questions answered · about {minutes} minutes in all"
    st.progress(given / of if of else 1.0, text=told)
    parts.folded("Progress by section", "progress-by-section", partial(_sections, view))


def _sections(view: showing.View) -> None:
    titles = {section.id: section.title for section in view.pack.sections}
    parts.table(
        [
            {
                "Section": titles[one.section],
                "Answered": f"{one.given} of {one.asked}",
                "Without a reply, with reason": one.without or "",
                "Open": one.open or "",
            }
            for one in progress(view.pack, view.replies)
        ]
    )
