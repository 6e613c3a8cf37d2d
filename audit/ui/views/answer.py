"""Answer: a questionnaire, a page at a time, saved as it is answered."""

from functools import partial

import streamlit as st

from audit.model import wording
from audit.model.asking import progress
from audit.model.speech import _, counted, meant
from audit.ui import language, parts, pieces, words
from audit.ui.asking import exchange, given, place, rating, respondent, showing
from audit.ui.asking.card import card


def page() -> None:
    st.title(meant("page", "Answer"))
    if not parts.need_case():
        return
    assessment = parts.state().assessment
    asked_in = language.chosen()
    row, beside = (st.container(horizontal=True, vertical_alignment="bottom") for _row in range(2))
    below = st.container()
    with row:
        name = place.choose_pack(assessment, asked_in)
        who = respondent.choose(assessment, beside, below)
    with beside:
        given.choose(assessment)
    given.outdated(assessment)
    view = showing.begin(place.worded(name, assessment, who, asked_in), who.id, assessment)
    all_pages = place.pages(view.pack)
    pieces.piece(showing.PROGRESS, _progress)
    exchange.draw(name, who, assessment)
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
        st.info(_("Nothing on this page is asked, given what was replied so far."))
    kept = sum(question.id in view.replies for question in here.questions if question.id not in shown)
    if kept:
        st.caption(
            counted(
                "{count} earlier reply on this page is to a question no longer asked: kept, and not counted.",
                "{count} earlier replies on this page are to questions no longer asked: kept, and not "
                "counted.",
                kept,
            )
        )
    place.turn(all_pages, here)


def _progress() -> None:
    """How far this respondent is, as a whole and by section."""
    view = showing.now()
    given, of = len(view.asked) - len(view.rest), len(view.asked)
    saved, minutes = parts.saved(parts.screen() or parts.state()), view.pack.minutes
    told = _(
        "{saved} · {done} of {all} questions answered · about {minutes} minutes in all",
        saved=saved,
        done=wording.count(given),
        all=wording.count(of),
        minutes=wording.count(minutes),
    )
    st.progress(given / of if of else 1.0, text=told)
    parts.folded(_("Progress by section"), "progress-by-section", partial(_sections, view))


def _sections(view: showing.View) -> None:
    titles = {section.id: section.title for section in view.pack.sections}
    parts.table(
        [
            {
                _("Section"): titles[one.section],
                _("Answered"): words.of(one.given, one.asked),
                _("Without a reply, with reason"): one.without or "",
                _("Open"): one.open or "",
            }
            for one in progress(view.pack, view.replies)
        ]
    )
