"""A filled questionnaire held against an assessment: what it would change."""

import difflib
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby

from pydantic import ValidationError

from audit.exchange import replies
from audit.exchange.sender import MAX_LISTED, day_of, notes_about, respondent_of
from audit.exchange.statement import Kept, Said, fingerprint, held_for, keep, mark
from audit.exchange.summary import words
from audit.exchange.words import one_line
from audit.model import complaint
from audit.model.asking import Reply
from audit.model.assessment import Answer, AnswerState, Assessment
from audit.model.base import InputError
from audit.model.evidence import Grade
from audit.model.preview import Change, Effect, Preview
from audit.model.questionnaire import Pack, Question
from audit.model.refusal import refusals
from audit.model.response import Asked
from audit.model.sheet import Note, Sheet, Typed
from audit.model.speech import _


def preview(sheet: Sheet, pack: Pack, assessment: Assessment, gates: Collection[str] = ()) -> Preview:
    """What the sheet would change; `gates` are the ids of criteria that need a second person to leave out.

    A sheet without a day is dated as the assessment is; one that is dated later is refused.

    Raises InputError only where the sheet belongs to another questionnaire.
    """
    if sheet.pack != pack.id:
        raise InputError(
            _(
                "{file}: is filled in for the questionnaire {pack}, not for {id}",
                file=sheet.file,
                pack=repr(sheet.pack),
                id=repr(pack.id),
            )
        )
    others, pack = set(pack.by_id), pack.narrowed(assessment.subject.kinds)
    errors, notices = [*sheet.errors], [*sheet.notices]
    at = day_of(sheet, assessment.as_of, errors)
    respondent = respondent_of(sheet, pack, assessment, errors)
    comparison = _Comparison(sheet, pack, assessment, respondent.id, at, gates, others)
    for question, group in groupby(sorted(sheet.replies, key=_by_question), key=_by_question):
        comparison.add(question, list(group))
    notices += notes_about(sheet, pack, respondent)
    order = {question.id: n for n, question in enumerate(pack.questions())}
    return Preview(
        file=sheet.file,
        pack=pack.id,
        version=sheet.version,
        language=pack.language,
        current=sheet.version == pack.content_hash,
        respondent=respondent,
        changes=tuple(sorted(comparison.changes, key=lambda change: order[change.question])),
        unknown=tuple(comparison.unknown),
        errors=(*errors, *comparison.errors),
        notices=tuple(notices),
        blank=len(order.keys() - {typed.question for typed in sheet.replies if not typed.blank}),
    )


def _by_question(typed: Typed) -> str:
    return typed.question


class _Comparison:
    """Collects what becomes of each reply of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        pack: Pack,
        assessment: Assessment,
        by: str,
        at: date,
        gates: Collection[str],
        others: Collection[str],
    ) -> None:
        self.sheet, self.pack, self.assessment, self.by, self.at = sheet, pack, assessment, by, at
        self.gates, self.others = gates, others
        self.register = {item.id: item.title for item in assessment.evidence}
        self.changes: list[Change] = []
        self.unknown: list[Note] = []
        self.errors: list[Note] = []

    def add(self, name: str, group: list[Typed]) -> None:
        """Compare what the sheet says in reply to one question."""
        question = self.pack.by_id.get(name)
        given = [typed for typed in group if not typed.blank]
        if question is None:
            self.unknown.extend(self._unknown(typed) for typed in given)
            return
        held = held_for(question, self.assessment, self.by)
        if not given:
            if held is not None and any(typed.base for typed in group):
                note = _("is empty in the file; what is on record stays")
                self.changes.append(_change(question, group[0], Effect.KEPT, held, None, (note,)))
            return
        if any(_content(typed) != _content(given[0]) for typed in given[1:]):
            places = " and ".join(typed.place for typed in given)
            self._refuse(
                given[0], _("is answered differently in two places, {places}; keep one", places=places)
            )
            return
        self._compare(question, given[0], held)

    def _compare(self, question: Question, typed: Typed, held: Reply | None) -> None:
        same = self.sheet.version == self.pack.content_hash or typed.wording == question.wording
        asked = self.pack.asked(question)
        if not same:
            asked = Asked(
                pack=self.pack.id,
                version=self.sheet.version or "unknown",
                text=typed.asked or question.text,
                wording=typed.wording,
                when=question.when,
            )
        try:
            kept = keep(question, typed, Said(self.by, self.at, asked), self.register)
        except replies.WrongError as error:
            self._refuse(typed, str(error))
            return
        except ValidationError as error:
            self._refuse(typed, complaint.first(error).why)
            return
        register = {*self.register, *(item.id for item in kept.evidence)}
        if wrong := refusals(question, kept.statement, self.assessment.as_of, register):
            for why in wrong:
                self._refuse(typed, why.removeprefix(f"{question.id}: "))
            return
        notes = [*kept.notes, *self._notes(question, typed, kept, held, same)]
        given = _alone(kept.statement, held)
        on_record = mark(question, held, self.by, self.register) if held else ""
        effect = _effect(fingerprint(given), on_record, typed.base)
        if isinstance(given, Answer) and isinstance(held, Answer):
            given = given.model_copy(update={"contradiction": held.contradiction})
            if effect in {Effect.CHANGED, Effect.CONFLICT}:
                notes += _lost(held)
        self.changes.append(_change(question, typed, effect, held, kept._replace(statement=given), notes))

    def _notes(
        self, question: Question, typed: Typed, kept: Kept, held: Reply | None, same: bool
    ) -> Iterator[str]:
        """What an auditor should know about this reply."""
        reworded = bool(typed.asked) and one_line(typed.asked) != one_line(question.text)
        if reworded and same:
            yield _(
                "the file reworded the question ({asked}); that is not recorded",
                asked=replies.shown(typed.asked),
            )
        elif reworded:
            yield _("was asked as {asked}, and is worded differently now", asked=replies.shown(typed.asked))
        elif not same:
            yield _("the choices, anchors or unit of the question have changed since")
        given = kept.statement
        if isinstance(given, Answer):
            absent = given.state is AnswerState.NOT_APPLICABLE
            if absent and given.criterion in self.gates and not given.second_person:
                yield _("a gate is left out only when a second person agrees; it counts until then")
            elif _alone(given, held) != given:
                yield (
                    _(
                        "the file says that {second_person} agreed: nobody agrees in a respondent's file, so "
                        "that was left out; ask, and put it on record yourself (second_person)",
                        second_person=given.second_person,
                    )
                )

    def _unknown(self, typed: Typed) -> Note:
        known = self.pack.by_id if len(self.unknown) < MAX_LISTED else ()
        near = difflib.get_close_matches(typed.question[: replies.SHOWN], known, n=1)
        way_out = _("; did you mean {near}?", near=near[0]) if near else "."
        if typed.question in self.others:
            kinds = ", ".join(self.assessment.subject.kinds)
            way_out = _(
                " for a system of this kind ({kinds}); if it is more than that, mend subject.kinds.",
                kinds=kinds,
            )
        return Note(
            place=typed.place,
            question=typed.question[: replies.SHOWN],
            why=_(
                "is no question of {id}{way_out} It says {said}",
                id=self.pack.id,
                way_out=way_out,
                said=replies.shown(_said(typed)),
            ),
        )

    def _refuse(self, typed: Typed, why: str) -> None:
        self.errors.append(Note(place=typed.place, question=typed.question, why=why))


def _alone(given: Reply, held: Reply | None) -> Reply:
    """The statement without anybody else who is said to agree to it, unless that is on record already."""
    if not isinstance(given, Answer):
        return given
    on_record = held.second_person if isinstance(held, Answer) else ""
    known = fingerprint(given) == fingerprint(given.model_copy(update={"second_person": on_record}))
    return given if known else given.model_copy(update={"second_person": ""})


def _lost(held: Answer) -> Iterator[str]:
    """What the auditor said about the earlier answer, and what becomes of it."""
    if held.grade > Grade.CLAIMED:
        yield _(
            "the grade {label} was given to the earlier answer; the new one is claimed",
            label=held.grade.label,
        )
    if held.contradiction is not None:
        yield _("the contradiction established against the earlier answer stays with it")


def _content(typed: Typed) -> Typed:
    return typed.model_copy(update={"place": "", "asked": "", "base": ""})


def _said(typed: Typed) -> str:
    parts = (typed.reply, typed.no_reply, typed.narrative)
    return " ".join(str(part) for part in parts if part not in (None, "", ()))


def _effect(said: str, on_record: str, base: str) -> Effect:
    """What becomes of a reply: a comparison of three, with what was on record when the file went out."""
    if not on_record:
        return Effect.NEW
    if said == on_record:
        return Effect.UNCHANGED
    if base == said:
        return Effect.KEPT
    return Effect.CHANGED if base == on_record else Effect.CONFLICT


def _change(
    question: Question,
    typed: Typed,
    effect: Effect,
    held: Reply | None,
    kept: Kept | None,
    notes: Iterable[str],
) -> Change:
    given = kept.statement if kept else None
    return Change(
        question=question.id,
        place=typed.place,
        effect=effect,
        text=given.asked.text if given and given.asked else question.text,
        before=words(held, question),
        after=words(given, question),
        notes=tuple(notes),
        held=held,
        given=given,
        evidence=kept.evidence if kept else (),
    )
