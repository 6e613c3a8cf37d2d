"""The auditor's part of partner questions and week one: examples to hear by, scores, and the verdict."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from audit import assessment as use_cases
from audit.assessment import Case
from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.buildability import BuildabilityReading
from audit.model.ledger import Kind
from audit.model.partner import PartnerReading
from audit.model.questionnaire import Question
from audit.model.response import BuildabilityRating, PartnerRating
from audit.model.rubric import BuildabilityItem, PartnerQuestion, Rubric
from audit.ui import parts, pieces, words
from audit.ui.asking import place, showing

if TYPE_CHECKING:
    from audit.ui.asking.card import Around

VERDICTS = "verdicts"
FIRES = {None: "Not known", True: "It holds", False: "It does not hold"}


def _partner(question: Question, rubric: Rubric) -> PartnerQuestion | None:
    return next((one for one in rubric.partner_questions if one.id == question.id), None)


def _item(question: Question, rubric: Rubric) -> BuildabilityItem | None:
    return next((one for one in rubric.buildability if one.id == question.id), None)


def _held(question: Question, assessment: Assessment) -> PartnerRating | BuildabilityRating | None:
    partner = next((one for one in assessment.partner if one.question == question.id), None)
    return partner or next((one for one in assessment.buildability if one.item == question.id), None)


def scored(question: Question, assessment: Assessment) -> str:
    """The auditor's score of a question in two words, or that it was rated; empty where there is none."""
    if any(one.criterion == question.criterion for one in assessment.ratings if question.criterion):
        return "rated"
    held = _held(question, assessment)
    if held is None:
        return ""
    return "refused" if isinstance(held, PartnerRating) and held.refused else f"scored {held.score} of 3"


def examples(question: Question, rubric: Rubric) -> None:
    """What a vague, a specific and an evidenced reply sound like; for the auditor, who listens."""
    partner = _partner(question, rubric)
    if partner is None:
        return
    parts.folded("What to listen for", f"{question.id}.examples", partial(_examples, partner))


def _examples(partner: PartnerQuestion) -> None:
    parts.table(
        [
            {"A reply that is": "vague", "sounds like": partner.vague},
            {"A reply that is": "specific", "sounds like": partner.specific},
            {"A reply that is": "evidenced", "sounds like": partner.evidenced},
        ]
    )
    st.markdown(f"*Ask on:* {words.plain(' '.join(partner.follow_ups))}")
    st.markdown(f"*Red flags:* {words.plain(wording.listed(partner.red_flags, 'or'))}")


def panel(question: Question, around: "Around") -> None:
    """The auditor's score of a partner question, or of an item of week one."""
    partner, item = _partner(question, around.rubric), _item(question, around.rubric)
    if partner is None and item is None:
        return

    def draw() -> None:
        held = _held(question, around.assessment)
        _score(question, held)
        if partner is not None:
            _about_partner(partner, held if isinstance(held, PartnerRating) else None)
        elif item is not None:
            _about_item(item, held if isinstance(held, BuildabilityRating) else None)
        if held is not None:
            kind = Kind.PARTNER_RATED if partner else Kind.BUILDABILITY_RATED
            st.button(
                "Take the score back",
                key=f"{question.id}.unscore",
                on_click=_take_back,
                args=(question.id, kind, held),
            )

    parts.folded("Auditor's score", f"{question.id}.panel", draw)


def _score(question: Question, held: PartnerRating | BuildabilityRating | None) -> None:
    key = f"{question.id}.score"
    parts.keep(key, held.score if held else None, parts.case_id())
    texts = {int(option.value): option.text for option in question.options}
    st.radio(
        "Score",
        list(texts),
        index=None,
        format_func=lambda one: f"{one}: {texts[one]}",
        key=key,
        on_change=partial(_save, question.id, "score", key),
    )


def _about_partner(question: PartnerQuestion, held: PartnerRating | None) -> None:
    values = {
        "refused": held.refused if held else False,
        "reference_confirmed": held.reference_confirmed if held else False,
        "red_flags": list(held.red_flags) if held else [],
        "rationale": held.rationale if held else "",
    }
    keys = _keep(question.id, values)
    change = partial(_changes, question.id, keys, disabled=held is None)
    st.checkbox("The reply was refused", **change("refused"))
    st.checkbox("A client of theirs confirmed it", **change("reference_confirmed"))
    flags = dict(enumerate(question.red_flags, start=1))
    st.pills(
        "Red flags that were seen",
        list(flags),
        format_func=flags.__getitem__,
        selection_mode="multi",
        **change("red_flags"),
    )
    st.text_input("Why", placeholder="" if held else "Score first.", **change("rationale"))


def _about_item(item: BuildabilityItem, held: BuildabilityRating | None) -> None:
    keys = _keep(item.id, {"fires": held.fires if held else None, "note": held.note if held else ""})
    change = partial(_changes, item.id, keys, disabled=held is None)
    st.radio(
        words.plain(f"Its rule, {item.rule_text}"),
        list(FIRES),
        format_func=FIRES.__getitem__,
        horizontal=True,
        **change("fires"),
    )
    st.text_input("Note", placeholder="" if held else "Score first.", **change("note"))


def _keep(question: str, values: dict[str, object]) -> dict[str, str]:
    keys = {field: f"{question}.{field.replace('note', 'score-note')}" for field in values}
    for field, value in values.items():
        parts.keep(keys[field], value, parts.case_id())
    return keys


def _changes(question: str, keys: dict[str, str], field: str, *, disabled: bool) -> dict[str, Any]:
    """What every field beside the score has: its key, and that it saves itself once there is a score."""
    save = partial(_save, question, field, keys[field])
    return {"key": keys[field], "disabled": disabled, "on_change": save}


def _save(question: str, field: str, key: str) -> None:
    showing.record(place.card(question), partial(_put, question, field, st.session_state[key]), VERDICTS)


def _put(question: str, field: str, typed: object, opened: Case) -> None:
    now = opened.read().assessment
    value = tuple(sorted(typed)) if isinstance(typed, list) else typed
    kept: Sequence[PartnerRating | BuildabilityRating] = (*now.partner, *now.buildability)
    for held in kept:
        if getattr(held, "question", None) == question or getattr(held, "item", None) == question:
            changed = type(held)(**{**held.model_dump(), field: value, "by": now.auditor})
            break
    else:
        if field != "score" or not isinstance(value, int):
            return
        partner = any(one.id == question for one in parts.rubric().partner_questions)
        changed = (
            PartnerRating(question=question, score=value, by=now.auditor)
            if partner
            else BuildabilityRating(item=question, score=value, by=now.auditor)
        )
    if isinstance(changed, PartnerRating):
        opened.rate_partner(changed)
    else:
        opened.rate_buildability(changed)


def _take_back(question: str, kind: Kind, held: PartnerRating | BuildabilityRating) -> None:
    showing.record(place.card(question), lambda opened: opened.withdraw(kind, held), VERDICTS)


def verdicts(questions: Sequence[Question]) -> None:
    """What the scores come to so far, above the questions that they belong to."""
    rubric = parts.rubric()
    partner = any(_partner(question, rubric) for question in questions)
    item = any(_item(question, rubric) for question in questions)
    if partner or item:
        pieces.piece(VERDICTS, partial(_verdicts, partner=partner, item=item))


def _verdicts(*, partner: bool, item: bool) -> None:
    assessment, rubric = showing.now().assessment, parts.rubric()
    if partner:
        _partner_verdict(use_cases.partner_reading(assessment, rubric), len(rubric.partner_questions))
    if item:
        _week_one_verdict(use_cases.week_one_reading(assessment, rubric))


def _partner_verdict(found: PartnerReading | None, of: int) -> None:
    with st.container(border=True, key="partner-verdict"):
        if found is None:
            st.caption(f"None of {of} partner questions is scored yet. Score a reply under it.")
            return
        st.markdown(f"**{words.plain(wording.capital(found.name.value))}**: {words.plain(found.because)}")
        references = "not stated" if found.references_confirmed is None else found.references_confirmed
        st.caption(f"{found.asked} of {found.of} scored · references confirmed: {references}")
        for flag in found.red_flags:
            st.caption(words.plain(f"Red flag, {flag}"))


def _week_one_verdict(found: BuildabilityReading | None) -> None:
    with st.container(border=True, key="week-one-verdict"):
        if found is None:
            st.caption("Nothing of week one is scored yet. Score a reply under it.")
            return
        title = wording.capital(found.verdict.value) if found.verdict else "No verdict"
        st.markdown(f"**{words.plain(title)}**: {words.plain(found.rule)}")
        for line in (*found.conditions, *found.disagreements, *found.facts):
            st.caption(words.plain(wording.capital(line)))
