"""Answer: a questionnaire, a page at a time, saved as it is answered."""

from collections.abc import Sequence

import streamlit as st

from audit import assessment as use_cases
from audit.model import wording
from audit.model.asking import Replies, progress, question_of, replies_of, visible
from audit.model.assessment import Assessment
from audit.model.questionnaire import Pack, Question
from audit.model.specificity import Specificity
from audit.ui import parts, words
from audit.ui.asking import exchange, place, rating, respondent
from audit.ui.asking.card import Around, card
from audit.ui.asking.saving import Asking


def page() -> None:
    st.title("Answer")
    if not parts.need_case():
        return
    assessment, _ = parts.state()
    with st.container(horizontal=True):
        name = place.choose_pack(assessment)
        who = respondent.choose(assessment)
    pack = place.worded(name, assessment, who)
    replies = replies_of(assessment, who.id)
    all_pages = place.pages(pack)
    _progress(pack, replies)
    exchange.draw(name, who, assessment)
    here = place.choose_page(all_pages, pack, replies)
    place.bring_into_view()
    st.header(words.plain(here.title))
    if here.intro:
        st.caption(words.plain(here.intro))
    rubric = parts.rubric()
    rating.verdicts(here.questions, assessment, rubric)
    shown = {question.id for question in visible(pack, replies)}
    asked = [question for question in here.questions if question.id in shown]
    around = Around(assessment, rubric, _readings(assessment, who.id, asked))
    for question in asked:
        card(Asking(pack, question, who.id), replies.get(question.id), around)
    if not asked:
        st.info("Nothing on this page is asked, given what was replied so far.")
    kept = sum(question.id in replies for question in here.questions if question.id not in shown)
    if kept:
        many = wording.plural(kept, "earlier reply", "earlier replies")
        those = "is to a question" if kept == 1 else "are to questions"
        st.caption(f"{many} on this page {those} no longer asked: kept, and not counted.")
    place.turn(all_pages, here)


def _readings(assessment: Assessment, who: str, asked: Sequence[Question]) -> dict[str, Specificity]:
    """How specific the replies on this page read, by question."""
    ids = {question.id for question in asked}
    here = {
        "answers": tuple(one for one in assessment.answers if one.by == who and one.criterion in ids),
        "responses": tuple(one for one in assessment.responses if one.by == who and one.question in ids),
    }
    found = use_cases.specificity(assessment.model_copy(update=here))
    return {question_of(reply): reading for reply, reading in found}


def _progress(pack: Pack, replies: Replies) -> None:
    """How far this respondent is, as a whole and by section."""
    sections = progress(pack, replies)
    asked, rest = sum(one.asked for one in sections), sum(one.open for one in sections)
    saved = parts.saved(parts.case().last())
    st.progress((asked - rest) / asked if asked else 1.0)
    st.caption(
        f"{saved} · {asked - rest} of {asked} questions answered · about {pack.minutes} minutes in all"
    )
    titles = {section.id: section.title for section in pack.sections}
    with st.expander("Progress by section"):
        parts.table(
            [
                {
                    "Section": titles[one.section],
                    "Answered": f"{one.given} of {one.asked}",
                    "Without a reply, with reason": one.without or "",
                    "Open": one.open or "",
                }
                for one in sections
            ]
        )
