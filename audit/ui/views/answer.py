"""Answer: the questions of one dimension, saved as they are answered."""

from functools import partial
from typing import cast

import streamlit as st

from audit.model import wording
from audit.model.assessment import Answer, AnswerState, Assessment, Party, Rating, Respondent
from audit.model.base import InputError
from audit.model.evidence import Grade
from audit.model.ledger import Kind
from audit.model.rubric import Criterion, Dimension
from audit.ui import parts, progress, words

CHOICES = ("0", "1", "2", "3", "4", *(state.value for state in words.STATES))
NEW = "+"


def page() -> None:
    st.title("Answer")
    if not parts.need_case():
        return
    assessment, _ = parts.state()
    done = progress.of(assessment, parts.rubric())
    st.caption(f"{parts.saved(parts.case().last())} · {done.done} of {done.of} criteria answered")
    who = _respondent(assessment)
    dimension = _dimension(assessment)
    criteria = progress.applicable(assessment, dimension)
    _to_the_top()
    st.header(dimension.name)
    st.caption(f"{dimension.question} {_count(assessment, criteria)}")
    for criterion in criteria:
        _card(assessment, criterion, who)
    if not criteria:
        st.info("Nothing in this dimension concerns this kind of system.")
    _turn(dimension)


def _respondent(assessment: Assessment) -> Respondent:
    """Who says it; somebody new can be added."""
    known = {one.id: one for one in assessment.respondents}
    for said in assessment.answers:
        known.setdefault(said.by, Respondent(id=said.by))
    if not known:
        known[""] = Respondent(id="")
    if "who-next" in st.session_state:
        st.session_state["who"] = st.session_state.pop("who-next")
    if st.session_state.get("who") not in {*known, NEW}:
        st.session_state["who"] = next(iter(known))

    def label(key: str) -> str:
        if key == NEW:
            return "Somebody else …"
        one = known[key]
        about = ", ".join(part for part in (one.role, wording.PARTIES[one.party]) if part)
        return f"{one.name or one.id} ({about})" if key else "Not stated"

    key = st.selectbox("Who says it", [*known, NEW], format_func=label, key="who", persist_state="session")
    if key != NEW:
        return known[key]
    _add_respondent(known)
    return Respondent(id="")


def _add_respondent(known: dict[str, Respondent]) -> None:
    with st.form("respondent"):
        name = st.text_input("Name", key="respondent-name")
        role = st.text_input("Role", key="respondent-role", placeholder="head of operations")
        party = st.radio(
            "Side",
            list(Party),
            format_func=wording.PARTIES.__getitem__,
            horizontal=True,
            key="respondent-party",
        )
        if st.form_submit_button("Add", key="respondent-add") and (name or role):
            number = next(n for n in range(1, len(known) + 2) if f"r{n}" not in known)
            parts.case().name_respondent(Respondent(id=f"r{number}", name=name, role=role, party=party))
            st.session_state.pop("who")
            st.session_state["who-next"] = f"r{number}"
            st.rerun()


def _dimension(assessment: Assessment) -> Dimension:
    dimensions = {one.id: one for one in parts.rubric().dimensions}

    def label(key: str) -> str:
        # Nothing that changes may stand here: the browser finds its choice again by these words.
        return dimensions[key].name

    if st.session_state.get("dimension") not in dimensions:
        st.session_state["dimension"] = next(iter(dimensions))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            "Dimension", list(dimensions), format_func=label, key="dimension", persist_state="session"
        )
        st.button("Next unanswered", on_click=_jump, key="jump", disabled=_next_open(assessment) is None)
    return dimensions[key]


def _count(assessment: Assessment, criteria: tuple[Criterion, ...]) -> str:
    said = progress.stated(assessment)
    return (
        f"{sum(one.id in said for one in criteria)} of {wording.plural(len(criteria), 'question')} answered."
    )


def _to_the_top() -> None:
    """After a turn to another dimension the reader stands at its first question."""
    if st.session_state.pop("turned", False):
        script = "document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)"
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _next_open(assessment: Assessment) -> str | None:
    return progress.next_open(assessment, parts.rubric(), st.session_state["dimension"])


def _jump() -> None:
    with parts.errors():
        st.session_state["dimension"] = _next_open(parts.case().read().assessment)


def _turn(dimension: Dimension) -> None:
    """Forward and back through the dimensions; after the last one, on to the repositories."""
    names = [one.id for one in parts.rubric().dimensions]
    at = names.index(dimension.id)

    def show(name: str) -> None:
        st.session_state["dimension"] = name
        st.session_state["turned"] = True

    with st.container(horizontal=True):
        if at:
            st.button("Previous dimension", on_click=show, args=(names[at - 1],), key="previous")
        if at + 1 < len(names):
            st.button("Next dimension", on_click=show, args=(names[at + 1],), key="following", type="primary")
        if st.button("Go on: inspect a repository", key="next-inspect"):
            parts.go("inspect")


def _given(assessment: Assessment, criterion: str, who: str) -> Answer | None:
    return next((one for one in assessment.answers if (one.criterion, one.by) == (criterion, who)), None)


def _choice(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    return str(answer.level) if answer.answered else answer.state.value


def _card(assessment: Assessment, criterion: Criterion, who: Respondent) -> None:
    answer = _given(assessment, criterion.id, who.id)
    scope = (parts.case_id(), who.id)
    parts.keep(criterion.id, _choice(answer), scope)
    # Chosen from a list and saved at once, so the ledger alone says what is shown.
    st.session_state[f"{criterion.id}.grade"] = answer.grade if answer else Grade.CLAIMED
    parts.keep(f"{criterion.id}.reason", answer.reason if answer else "", scope)
    parts.keep(f"{criterion.id}.second", answer.second_person if answer else "", scope)
    parts.keep(f"{criterion.id}.note", answer.narrative if answer else "", scope)
    save = partial(_save, criterion.id, who.id)  # each widget saves its own field and no other
    with st.container(border=True, key=f"card-{criterion.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{criterion.id} · {wording.CRITICALITIES[criterion.criticality]}", width="content")
            if answer:
                st.badge("answered", color="green")
            if any(one.criterion == criterion.id for one in assessment.ratings):
                st.badge("rated", color="blue")
        st.markdown(f"**{words.plain(criterion.name)}**")
        asked = criterion.ask.vendor if who.party is Party.VENDOR else criterion.ask.internal
        st.markdown(words.plain(asked))
        _others(assessment, criterion.id, who)
        choice = st.segmented_control(
            f"Level of {criterion.id}",
            CHOICES,
            format_func=lambda one: words.STATES[AnswerState(one)] if not one.isdigit() else one,
            key=criterion.id,
            label_visibility="collapsed",
            on_change=save,
            args=("level",),
        )
        _anchors(criterion, choice)
        if choice == AnswerState.NOT_APPLICABLE.value:
            st.text_input(
                "Why it does not apply",
                key=f"{criterion.id}.reason",
                placeholder="It is saved once there is a reason.",
                on_change=save,
                args=("reason",),
            )
            if criterion.is_gate:
                st.text_input(
                    "Who else agreed, as a gate asks for",
                    key=f"{criterion.id}.second",
                    on_change=save,
                    args=("second",),
                )
        if answer and answer.answered:
            shown = f"{words.grade(answer.grade)}{': ' if answer.narrative else ''}{answer.narrative}"
            st.caption(words.plain(shown))
        with st.expander("Evidence and note"):
            st.caption("It would show in ten minutes: " + words.plain("; ".join(criterion.evidence)))
            st.selectbox(
                "How it was shown",
                list(Grade),
                format_func=words.grade,
                key=f"{criterion.id}.grade",
                help=words.GRADE_HELP,
                disabled=not (answer and answer.answered),
                on_change=save,
                args=("grade",),
            )
            st.text_area(
                "Note",
                key=f"{criterion.id}.note",
                disabled=answer is None,
                placeholder="" if answer else "Choose a level first.",
                on_change=save,
                args=("note",),
            )
            if answer:
                st.button(
                    "Take the answer back", key=f"{criterion.id}.back", on_click=_take_back, args=(answer,)
                )
        with st.expander("Auditor's rating"):
            _rating(assessment, criterion)


def _others(assessment: Assessment, criterion: str, who: Respondent) -> None:
    """What others said about it, and what documents claim."""
    said = [one for one in assessment.answers if one.criterion == criterion and one.by != who.id]
    for one in (*said, *(claim for claim in assessment.claims if claim.criterion == criterion)):
        by = assessment.respondent(one.by)
        name = by.name or by.role or by.id or "Somebody"
        level = f"level {one.level}" if one.answered else words.STATES[one.state].lower()
        place = f" ({one.place})" if one.place else ""
        text = one.quote or one.narrative
        st.caption(words.plain(f"{name}: {level}{place}{f': {text}' if text else ''}"))


def _rating(assessment: Assessment, criterion: Criterion) -> None:
    """The auditor's own rating; with it the respondents' levels no longer count."""
    held = next((one for one in assessment.ratings if one.criterion == criterion.id), None)
    with st.form(f"rate-{criterion.id}", border=False):
        level = st.selectbox(
            "Level", range(5), index=held.level if held else None, key=f"{criterion.id}.rated"
        )
        grade = st.selectbox(
            "How it was shown",
            list(Grade),
            index=list(Grade).index(held.grade if held else Grade.CLAIMED),
            format_func=words.grade,
            key=f"{criterion.id}.rated-grade",
        )
        why = st.text_input("Why", value=held.rationale if held else "", key=f"{criterion.id}.rated-why")
        rate = st.form_submit_button("Rate", key=f"rate-button-{criterion.id}")
    if rate and (level is None or not why.strip()):
        st.error("A rating needs a level and a reason.")
    elif rate and level is not None:
        rating = Rating(
            criterion=criterion.id, level=level, grade=grade, rationale=why, by=assessment.auditor
        )
        parts.case().rate(rating)
        st.rerun()


def _anchors(criterion: Criterion, choice: str | None) -> None:
    lines = []
    for level in range(5):
        text = words.plain(criterion.levels[level])
        lines.append(f"**{level}** · **{text}**" if choice == str(level) else f":gray[{level} · {text}]")
    st.markdown("  \n".join(lines))


def _take_back(answer: Answer) -> None:
    with parts.errors():
        parts.case().withdraw(Kind.ANSWERED, answer)


def _save(criterion: str, who: str, field: str) -> None:
    """Put on record what one widget holds; everything else of the answer stays as it was recorded."""
    held = st.session_state
    with parts.errors():
        opened = parts.case()
        before = _given(opened.read().assessment, criterion, who)
        choice = cast("str | None", held.get(criterion)) if field == "level" else _choice(before)
        if field == "level" and choice is None:
            # A second click on the chosen level is a slip; taking an answer back has a button of its own.
            held[criterion] = _choice(before)
            return
        if field == "reason":
            choice = AnswerState.NOT_APPLICABLE.value
        reason = str(held.get(f"{criterion}.reason") or "")
        if choice is None or (choice == AnswerState.NOT_APPLICABLE.value and not reason.strip()):
            return
        changes: dict[str, object] = {
            "level": int(choice) if choice.isdigit() else None,
            "state": AnswerState.ANSWERED if choice.isdigit() else AnswerState(choice),
            "reason": reason if choice == AnswerState.NOT_APPLICABLE.value else "",
        }
        if field == "grade":
            changes["grade"] = held[f"{criterion}.grade"]
        elif field == "second":
            changes["second_person"] = str(held.get(f"{criterion}.second") or "")
        elif field == "note":
            changes["narrative"] = str(held.get(f"{criterion}.note") or "")
        fields = before.model_dump() if before else {"criterion": criterion, "by": who}
        try:
            opened.answer(Answer(**{**fields, **changes}))
        except InputError as error:
            typed = changes.get("narrative")
            raise InputError(f"{error}{f' Your note was: {typed}' if typed else ''}") from error
