"""The auditor's part of partner questions and week one: examples to hear by, scores, and the verdict."""

from collections.abc import Sequence
from functools import partial
from typing import Any

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
from audit.model.speech import Words, _, marked, meant
from audit.ui import parts, pieces, words
from audit.ui.asking import place, showing

VERDICTS = "verdicts"
FIRES = Words({None: marked("Not known"), True: marked("It holds"), False: marked("It does not hold")})


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
        return _("rated")
    held = _held(question, assessment)
    if held is None:
        return ""
    if isinstance(held, PartnerRating) and held.refused:
        return _("refused")
    return _("scored {score} of 3", score=str(held.score))


def examples(question: Question, rubric: Rubric) -> None:
    """What a vague, a specific and an evidenced reply sound like; for the auditor, who listens."""
    partner = _partner(question, rubric)
    if partner is None:
        return
    parts.folded(_("What to listen for"), f"{question.id}.examples", partial(_examples, partner))


def _examples(partner: PartnerQuestion) -> None:
    listen(partner)


def listen(partner: PartnerQuestion) -> None:
    """What replies to a partner question sound like, what to ask on, and what warns."""
    reply, sound = _("A reply that is"), _("sounds like")
    parts.table(
        [
            {reply: _("vague"), sound: partner.vague},
            {reply: _("specific"), sound: partner.specific},
            {reply: _("evidenced"), sound: partner.evidenced},
        ]
    )
    parts.line(_("Ask on"), " ".join(partner.follow_ups))
    parts.line(_("Red flags"), wording.listed(partner.red_flags, "or"))


def panel(question: Question, around: showing.Around) -> None:
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
                _("Take the score back"),
                key=f"{question.id}.unscore",
                on_click=_take_back,
                args=(question.id, kind, held),
            )

    parts.folded(_("Auditor's score"), f"{question.id}.panel", draw)


def _score(question: Question, held: PartnerRating | BuildabilityRating | None) -> None:
    key = f"{question.id}.score"
    parts.keep(key, held.score if held else None, parts.case_id())
    texts = {int(option.value): option.text for option in question.options}
    st.radio(
        _("Score"),
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
    st.checkbox(_("The reply was refused"), **change("refused"))
    st.checkbox(_("A client of theirs confirmed it"), **change("reference_confirmed"))
    flags = dict(enumerate(question.red_flags, start=1))
    st.pills(
        _("Red flags that were seen"),
        list(flags),
        format_func=flags.__getitem__,
        selection_mode="multi",
        **change("red_flags"),
    )
    st.text_input(_("Why"), placeholder="" if held else _("Score first."), **change("rationale"))


def _about_item(item: BuildabilityItem, held: BuildabilityRating | None) -> None:
    keys = _keep(item.id, {"fires": held.fires if held else None, "note": held.note if held else ""})
    change = partial(_changes, item.id, keys, disabled=held is None)
    st.radio(
        words.plain(_("Its rule, {rule}", rule=item.rule_text)),
        list(FIRES),
        format_func=FIRES.__getitem__,
        horizontal=True,
        **change("fires"),
    )
    st.text_input(meant("field", "Note"), placeholder="" if held else _("Score first."), **change("note"))


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
            told = _(
                "None of {count} partner questions is scored yet. Score a reply under it.", count=str(of)
            )
            st.caption(told)
            return
        st.markdown(f"**{words.plain(wording.capital(_(found.name.value)))}**: {words.plain(found.because)}")
        known = found.references_confirmed
        told = _(
            "{asked} of {all} scored · references confirmed: {references}",
            asked=str(found.asked),
            all=str(found.of),
            references=_("not stated") if known is None else str(known),
        )
        st.caption(told)
        for flag in found.red_flags:
            st.caption(words.plain(_("Red flag, {flag}", flag=flag)))


def _week_one_verdict(found: BuildabilityReading | None) -> None:
    with st.container(border=True, key="week-one-verdict"):
        if found is None:
            st.caption(_("Nothing of week one is scored yet. Score a reply under it."))
            return
        title = wording.capital(wording.BUILD_VERDICTS[found.verdict]) if found.verdict else _("No verdict")
        st.markdown(f"**{words.plain(title)}**: {words.plain(found.rule)}")
        for line in (*found.conditions, *found.disagreements, *found.facts):
            st.caption(words.plain(wording.capital(line)))
