"""Whose file it is and of which day, as far as it can be told; what is odd about it is noted."""

import re
from collections.abc import Iterator
from datetime import date

from audit.exchange import replies
from audit.exchange.words import one_line
from audit.model.assessment import Assessment, Respondent
from audit.model.questionnaire import Pack
from audit.model.sheet import Note, Sheet
from audit.model.speech import _

MAX_LISTED, LONGEST_ID = 30, 64


def day_of(sheet: Sheet, as_of: date, errors: list[Note]) -> date:
    """The day on which it was filled in; that of the assessment where none is given."""
    if not sheet.filled:
        return as_of
    try:
        found = date.fromisoformat(replies.day(sheet.filled))
    except replies.WrongError as error:
        errors.append(Note(place=f"{sheet.file} date", why=str(error)))
        return as_of
    if found > as_of:
        why = _(
            "{found} lies after the day of the assessment ({as_of}); correct the day in the file, or "
            "date the assessment later (as_of)",
            found=str(found),
            as_of=str(as_of),
        )
        errors.append(Note(place=f"{sheet.file} date", why=why))
    return min(found, as_of)


def respondent_of(sheet: Sheet, pack: Pack, assessment: Assessment, errors: list[Note]) -> Respondent:
    """Who filled it in; somebody else under an id that is taken is refused."""
    key = sheet.respondent or re.sub(r"[^a-z0-9]+", "-", sheet.name.casefold()).strip("-")[:40]
    if not key:
        errors.append(
            Note(
                place=sheet.file, why=_("does not say who filled it in; name the respondent: --respondent ID")
            )
        )
        key = pack.party.value
    if len(key) > LONGEST_ID or not key.isprintable():
        why = _(
            "the id of the respondent, {key}, is no short word; give one: --respondent ID",
            key=replies.shown(key),
        )
        errors.append(Note(place=sheet.file, why=why))
        key = pack.party.value
    held = next((one for one in assessment.respondents if one.id == key), None)
    if held is None:
        return Respondent(id=key, name=sheet.name, role=sheet.role, party=pack.party)
    if held.name and sheet.name and one_line(held.name).casefold() != one_line(sheet.name).casefold():
        errors.append(
            Note(
                place=sheet.file,
                why=_(
                    "is signed {name}, but respondent {key} is {other}; import it as somebody else: "
                    "--respondent ID",
                    name=repr(sheet.name),
                    key=repr(key),
                    other=repr(held.name),
                ),
            )
        )
    return held.model_copy(update={"name": held.name or sheet.name, "role": held.role or sheet.role})


def notes_about(sheet: Sheet, pack: Pack, respondent: Respondent) -> Iterator[Note]:
    """What is to be told about the file as a whole."""
    if respondent.party is not pack.party:
        why = _(
            "asks a {party}, and {id} is on record as {other}; make sure who filled it in, or name "
            "another: --respondent ID",
            party=pack.party.value,
            id=repr(respondent.id),
            other=respondent.party.value,
        )
        yield Note(place=sheet.file, why=why)
    if sheet.version != pack.content_hash:
        yield Note(
            place=sheet.file,
            why=_(
                "the questionnaire has changed since this file went out; each reply is kept with the "
                "wording that it was given to"
            ),
        )
    there = {typed.question for typed in sheet.replies}
    if gone := [question.id for question in pack.questions() if question.id not in there]:
        more = _(" and {count} more", count=str(len(gone) - MAX_LISTED)) if len(gone) > MAX_LISTED else ""
        yield Note(
            place=sheet.file,
            why=_(
                "{count} questions are not in the file: {ids}; what is on record about them stays",
                count=str(len(gone)),
                ids=", ".join(gone[:MAX_LISTED]) + more,
            ),
        )
