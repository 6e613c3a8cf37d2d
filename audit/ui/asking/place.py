"""Where one is in a questionnaire: the chosen one, the page of it, and the way to what is unanswered."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from audit import assessment as use_cases
from audit.model import wording
from audit.model.assessment import Assessment, Party, Respondent
from audit.model.questionnaire import Pack, Question
from audit.model.rubric import SystemKind
from audit.model.speech import ENGLISH, _
from audit.ui import parts
from audit.ui.asking import showing

MOST = 12
"""Questions on one page; a longer section is cut into even pages."""
PACK, SECTION, WHO, SAID = "pack", "section", "who", "said"
"""What the address carries: questionnaire, page, who answers, and on which day, unless it is today."""
GIVEN_ON = "given-on"
"""The key of the field that says on which day the replies are given that are typed now."""
_PLACE_OF, _SHOW, _LAST = "place-of", "show", "jumped-to"


class Page(NamedTuple):
    """What is asked on one page; the key stands in the address."""

    key: str
    title: str
    intro: str
    questions: tuple[Question, ...]


def pages(pack: Pack) -> tuple[Page, ...]:
    """The pages of a questionnaire: one for each section, several where it is long."""
    found = []
    for section in pack.sections:
        count = -(-len(section.questions) // MOST)
        size = -(-len(section.questions) // count)
        for n in range(count):
            key = f"{section.id}.{n + 1}" if count > 1 else section.id
            title = _numbered(section.title, n + 1, count)
            found.append(Page(key, title, section.intro, section.questions[n * size : (n + 1) * size]))
    return tuple(found)


def _numbered(title: str, number: int, of: int) -> str:
    if of == 1:
        return title
    return _("{title} ({number} of {all})", title=title, number=wording.count(number), all=wording.count(of))


@st.cache_resource(max_entries=64, show_spinner=False)
def _titles(language: str) -> dict[str, str]:
    return {name: use_cases.pack(name, language=language).title for name in use_cases.pack_names()}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={Party: str, SystemKind: str})
def _pack(name: str, side: Party | None, kinds: tuple[SystemKind, ...], language: str) -> Pack:
    return use_cases.pack(name, side, language).narrowed(kinds)


def choose_pack(assessment: Assessment, language: str) -> str:
    """The name of the questionnaire that is answered; that of the purpose comes first."""
    titles = _titles(language)
    own = assessment.purpose.value
    names = [own, *(name for name in titles if name != own)]
    if st.session_state.get(_PLACE_OF) != parts.case_id():
        for name in (PACK, SECTION, WHO, _LAST):
            st.session_state.pop(name, None)
            if st.query_params.get(name):
                st.session_state[name] = st.query_params[name]
        st.session_state[_PLACE_OF] = parts.case_id()
    if st.session_state.get(PACK) not in names:
        st.session_state[PACK] = own
    return str(
        st.selectbox(
            _("Questionnaire"), names, format_func=titles.__getitem__, key=PACK, persist_state="session"
        )
    )


def worded(name: str, assessment: Assessment, who: Respondent, language: str = ENGLISH) -> Pack:
    """The questionnaire in the words for the side that answers, without what does not concern the system."""
    named = any(one.id == who.id for one in assessment.respondents)
    party = who.party if named else None
    return _pack(name, party, assessment.subject.kinds, language)


def choose_page(all_pages: Sequence[Page], view: showing.View) -> Page:
    """The page that is shown, and the button that leads to the next question without a reply."""
    by_key = {one.key: one for one in all_pages}

    def label(key: str) -> str:
        # Nothing that changes may stand here: the browser finds its choice again by these words.
        return by_key[key].title

    if st.session_state.get(SECTION) not in by_key:
        st.session_state[SECTION] = next(iter(by_key))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            _("Section"), list(by_key), format_func=label, key=SECTION, persist_state="session"
        )
        st.button(
            _("Next unanswered"),
            on_click=partial(_jump, all_pages),
            key="jump",
            disabled=not view.rest,
            shortcut="Alt+N",
        )
    _carry(key)
    return by_key[key]


def _carry(section: str) -> None:
    """Let the address carry what a reload begins with; at once, for each change is a step of the way back."""
    who, said = st.session_state[WHO], st.session_state[GIVEN_ON]
    other = said and said != parts.today()
    carried = {PACK: st.session_state[PACK], SECTION: section, WHO: who, SAID: str(said) if other else ""}
    now = st.query_params.to_dict()
    wanted = {name: value for name, value in {**now, **carried}.items() if value}
    if wanted != now:
        st.query_params.from_dict(wanted)


def _jump(all_pages: Sequence[Page]) -> None:
    """Show the first question without a reply behind the one last jumped to, or from this page on."""
    rest = {question.id for question in showing.now().rest}
    order = [question.id for page in all_pages for question in page.questions]
    here = next(page for page in all_pages if page.key == st.session_state[SECTION])
    ids = [question.id for question in here.questions]
    last = st.session_state.get(_LAST)
    start = order.index(last) + 1 if last in ids else order.index(ids[0])
    found = next((key for key in order[start:] + order[:start] if key in rest), None)
    if found is None:
        return
    st.session_state[SECTION] = next(p.key for p in all_pages if found in [q.id for q in p.questions])
    st.session_state[_LAST] = found
    st.session_state[_SHOW] = card(found)


def show(criterion: str) -> None:
    """Let the page of answers begin at the question about a criterion."""
    assessment = parts.state().assessment
    name = assessment.purpose.value
    for page in pages(worded(name, assessment, Respondent(id=""))):
        for question in page.questions:
            if criterion in {question.criterion, question.id}:
                st.session_state[_PLACE_OF] = parts.case_id()
                st.session_state[PACK], st.session_state[SECTION] = name, page.key
                st.session_state[_SHOW] = card(question.id)
                return


def card(question: str) -> str:
    """The key of the card of a question; the browser finds it as a class."""
    return f"card-{question.replace('.', '-')}"


def turn(all_pages: Sequence[Page], here: Page) -> None:
    """Forward and back through the pages; after the last one, on to the repositories."""
    at = all_pages.index(here)

    def show(key: str) -> None:
        st.session_state[SECTION] = key
        st.session_state[_SHOW] = ""

    with st.container(horizontal=True):
        if at:
            st.button(_("Previous section"), on_click=show, args=(all_pages[at - 1].key,), key="previous")
        if at + 1 < len(all_pages):
            st.button(
                _("Next section"),
                on_click=show,
                args=(all_pages[at + 1].key,),
                key="following",
                type="primary",
            )
        if st.button(_("Go on: inspect a repository"), key="next-inspect"):
            parts.go("inspect")


# Whoever answers by keyboard goes on where he looks. A telephone would open its keyboard over the question.
_TO_CARD = """(() => {
  let left = 200;
  const waiting = setInterval(() => {
    const card = document.querySelector('.st-key-KEY');
    if ((!card || card.querySelector('[data-testid="stSkeleton"]')) && left--) return;
    clearInterval(waiting);
    card?.scrollIntoView({block: 'start'});
    if (!matchMedia('(pointer: fine)').matches) return;
    card?.querySelector(':is(button, input, textarea):not([disabled])')?.focus({preventScroll: true});
  }, 50);
})()"""
_TO_TOP = """(() => {
  document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
  const title = document.querySelector('[data-testid=stMain] h2');
  title?.setAttribute('tabindex', '-1');
  title?.focus({preventScroll: true});
})()"""


def bring_into_view() -> None:
    """After a turn the reader stands at the first question, after a jump in the field of that question."""
    wanted = st.session_state.pop(_SHOW, None)
    if wanted is None:
        return
    script = _TO_CARD.replace("KEY", wanted) if wanted else _TO_TOP
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
