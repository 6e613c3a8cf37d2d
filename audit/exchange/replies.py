"""Replies as they were typed, turned into what the question asks for, or into the reason why not."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from audit.exchange import catalogue
from audit.exchange.words import label
from audit.model.inapplicability import Inapplicability
from audit.model.questionnaire import Column, Option, Question, QuestionKind
from audit.model.response import Nature, ReplyState, ReplyValue
from audit.model.sheet import Cell, Raw, Typed
from audit.model.speech import _

_LEVEL = re.compile(r"L?(\d{1,9})(?:\s+[–-]\s+(.*))?", re.DOTALL | re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:([., '’\u00a0\u202f])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
LEVELS = range(5)
SHOWN = 60


class WrongError(Exception):
    """A reply does not answer the question; the message says why, and what would."""


class Meaning(NamedTuple):
    """What a typed reply says; a level is a whole number."""

    state: ReplyState
    value: ReplyValue | int | None
    nature: Nature | None
    notes: tuple[str, ...]
    inapplicable: Inapplicability | None = None


def meaning(question: Question, typed: Typed) -> Meaning:
    """What was said in reply to a question; raises WrongError where that cannot be told."""
    state = _state(typed)
    notes: list[str] = []
    nature = _nature(typed.nature)
    if typed.grade and typed.grade.strip().lower() not in {"claimed", "e1", "1", "none", "e0", "0"}:
        notes.append(
            _(
                "evidence was called {grade}; a respondent's file is taken as claimed, and the auditor "
                "grades what was shown",
                grade=repr(typed.grade[:SHOWN]),
            )
        )
    if state is not ReplyState.ANSWERED:
        if typed.reply not in (None, "", ()):
            raise WrongError(
                _(
                    "has both a reply ({reply}) and {value}; keep one",
                    reply=shown(typed.reply),
                    value=repr(state.value.replace("_", " ")),
                )
            )
        reason = _reason(typed.reason) if state is ReplyState.NOT_APPLICABLE else None
        return Meaning(state, None, nature, tuple(notes), reason)
    if typed.reason and typed.reply not in (None, "", ()):
        notes.append(
            _(
                "the reason {reason} is left out: it belongs to 'not applicable'",
                reason=repr(typed.reason[:SHOWN]),
            )
        )
    if typed.reply in (None, "", ()):
        if question.kind is QuestionKind.LEVEL:
            raise WrongError(
                _("has words but no level; give a level from 0 to 4, or say unknown or declined")
            )
        return Meaning(state, None, nature, tuple(notes))
    return Meaning(state, value(question, typed.reply), nature, tuple(notes))


def value(question: Question, reply: Raw) -> ReplyValue | int:
    """A reply in the form that the kind of the question has."""
    match question.kind:
        case QuestionKind.LEVEL:
            return _level(question, reply)
        case QuestionKind.CHOICES:
            given = reply if isinstance(reply, tuple) else re.split(r"[;\n]", text(reply))
            chosen = [_choice(one, question.options) for one in given if isinstance(one, str) and one.strip()]
            return tuple(dict.fromkeys(chosen))
        case QuestionKind.TABLE:
            return _rows(question, reply)
    if isinstance(reply, tuple):
        raise WrongError(_("has to be one reply, not a list: {reply}", reply=shown(reply)))
    if question.kind is QuestionKind.NUMBER:
        return _number(question, reply)
    return _SIMPLE.get(question.kind, text)(reply) if question.kind in _SIMPLE else _one(question, reply)


def shown(reply: object) -> str:
    """A reply as a message quotes it: short, and on one line."""
    words = " ".join(str(reply).split())
    return repr(words if len(words) <= SHOWN else f"{words[:SHOWN]}…")


def text(reply: Cell) -> str:
    """A cell as text."""
    if isinstance(reply, bool):
        return "yes" if reply else "no"
    if isinstance(reply, float) and reply.is_integer() and abs(reply) < 1e15:
        return str(int(reply))
    return reply.isoformat() if isinstance(reply, date) else str(reply).strip()


def yes_no(reply: Cell) -> bool:
    """Yes or no."""
    word = text(reply).casefold()
    if word not in catalogue.truths():
        raise WrongError(_("{reply} is neither yes nor no", reply=shown(reply)))
    return catalogue.truths()[word]


def number(reply: Cell) -> float:
    """A number; one typed as text only where no country would read it as another one."""
    if isinstance(reply, bool | date):
        raise WrongError(_("{text} is no number; write digits only, such as 1250.5", text=shown(text(reply))))
    if isinstance(reply, int | float):
        return _finite(reply)
    typed = reply.strip()
    grouped = _THOUSANDS.fullmatch(typed)
    if grouped and grouped[1] in ".," and len(re.findall(r"[.,]", typed)) == 1:
        bare = re.sub(r"[.,]", "", typed)
        raise WrongError(
            _(
                "{typed} may mean {whole} or {decimal}; write it so",
                typed=shown(typed),
                whole=bare,
                decimal=f"{typed.replace(',', '.')}0",
            )
        )
    if grouped:
        whole, mark, rest = _split_last(typed, grouped[1])
        return _finite(float(f"{re.sub(r'[^0-9+-]', '', whole)}{'.' if mark else ''}{rest}"))
    if not _PLAIN.fullmatch(typed):
        raise WrongError(_("{typed} is no number; write digits only, such as 1250.5", typed=shown(typed)))
    return _finite(float(typed.replace(",", ".")))


def _number(question: Question, reply: Cell) -> float:
    """A number in the unit of the question; a share is one only where percent are asked for."""
    if isinstance(reply, str) and reply.rstrip().endswith("%"):
        if question.unit not in {"%", "percent"}:
            raise WrongError(
                _(
                    "{reply} is a share; {unit} is asked for",
                    reply=shown(reply),
                    unit=question.unit or _("a plain number"),
                )
            )
        return number(reply.rstrip()[:-1])
    return number(reply)


def _split_last(typed: str, group: str) -> tuple[str, str, str]:
    """The whole part and the decimals of a grouped number; the mark of decimals is not that of groups."""
    other = {".": ",", ",": "."}.get(group, "")
    marks = [mark for mark in (other or ".,") if mark in typed]
    return typed.rpartition(marks[0]) if marks else (typed, "", "")


def _finite(given: float) -> float:
    try:
        found = float(given)
    except OverflowError:
        found = float("inf")
    if abs(found) > 1e15:
        raise WrongError(_("is larger than 10^15, which no figure of a project is"))
    return found


def day(reply: Cell) -> str:
    """A day as 2026-10-31; one whose day and month could be exchanged is refused."""
    if isinstance(reply, date):
        return reply.isoformat()
    if isinstance(reply, int | float) and not isinstance(reply, bool) and 1 <= reply < 73_050:
        meant = date(1899, 12, 30) + timedelta(days=int(reply))
        raise WrongError(
            _(
                "{reply} is a number, in which a spreadsheet may hold {meant}; write the day so",
                reply=f"{reply:g}",
                meant=str(meant),
            )
        )
    typed = text(reply)
    if dotted := _DOTTED.fullmatch(typed):
        typed = f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    try:
        found = date.fromisoformat(typed if re.fullmatch(r"\d{4}-\d\d-\d\d", typed) else "")
    except ValueError as error:
        raise WrongError(
            _("{reply} is no day that can be told for certain; write 2026-10-31", reply=shown(reply))
        ) from error
    if not 1970 <= found.year <= 2200:
        raise WrongError(_("{found} lies outside of the years 1970 to 2200", found=str(found)))
    return found.isoformat()


_SIMPLE: Mapping[QuestionKind, Callable[[Cell], str | bool | float]] = {
    QuestionKind.YES_NO: yes_no,
    QuestionKind.DATE: day,
    QuestionKind.TEXT: text,
    QuestionKind.EVIDENCE: text,
    QuestionKind.SCALE: text,
}


def _one(question: Question | Column, reply: Cell) -> str:
    return _choice(text(reply), question.options)


def _choice(given: str, options: Sequence[Option]) -> str:
    """The value of the option that was meant: by its value, its text, or both as the file showed them."""
    wanted = " ".join(given.split()).casefold()
    for read in (lambda o: o.value, lambda o: label(o, options), lambda o: o.text):
        found = [option.value for option in options if " ".join(read(option).split()).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    raise WrongError(
        _(
            "{given} is none of the choices: {options}",
            given=shown(given),
            options=", ".join(o.value for o in options),
        )
    )


def _level(question: Question, reply: Raw) -> int:
    """A level as a number, or as the list shows it with its text."""
    found: int | None = None
    if isinstance(reply, int | float) and not isinstance(reply, bool):
        found = int(reply) if reply in LEVELS else None
    elif isinstance(reply, str) and (match := _LEVEL.fullmatch(reply.strip())):
        number, rest = int(match[1]), match[2] or ""
        # What begins with a digit is a second level, such as 2 - 3, unless it is the text of the anchor.
        anchor = next((o.text for o in question.options if o.value == match[1]), "")
        is_text = not rest[:1].isdigit() or anchor.startswith(rest[:20])
        found = number if number in LEVELS and is_text else None
    if found is None:
        raise WrongError(_("{reply} is no level; give a whole number from 0 to 4", reply=shown(reply)))
    return found


def _rows(question: Question, reply: Raw) -> tuple[dict[str, str], ...]:
    """The filled rows of a table, by the ids of its columns."""
    if not isinstance(reply, tuple) or not all(isinstance(row, dict) for row in reply):
        raise WrongError(
            _(
                "has to be rows, each with the columns {columns}",
                columns=", ".join(c.id for c in question.columns),
            )
        )
    columns = {column.id: column for column in question.columns}
    rows = []
    for n, row in enumerate(reply, start=1):
        assert isinstance(row, dict)
        filled = {key: cell for key, cell in row.items() if cell not in (None, "")}
        for key in filled:
            if key not in columns:
                raise WrongError(
                    _(
                        "row {n} has a column {key}, which is none of {columns}",
                        n=str(n),
                        key=repr(key),
                        columns=", ".join(columns),
                    )
                )
        try:
            cells = {key: _cell(columns[key], cell) for key, cell in filled.items()}
        except WrongError as error:
            raise WrongError(_("row {n}: {error}", n=str(n), error=str(error))) from error
        if cells:
            rows.append(cells)
    return tuple(rows)


def _cell(column: Column, cell: Cell) -> str:
    if column.options:
        return _one(column, cell)
    match column.kind:
        case QuestionKind.NUMBER:
            return text(number(cell))
        case QuestionKind.DATE:
            return day(cell)
        case QuestionKind.YES_NO:
            return text(yes_no(cell))
    return text(cell)


def _state(typed: Typed) -> ReplyState:
    word = " ".join(typed.no_reply.replace("_", " ").split()).casefold()
    if word in {"", "answered"}:
        return ReplyState.ANSWERED
    if word not in catalogue.states():
        raise WrongError(
            _("{no_reply} is none of: unknown, declined, not applicable", no_reply=shown(typed.no_reply))
        )
    return catalogue.states()[word]


def _reason(word: str) -> Inapplicability | None:
    wanted = " ".join(word.replace("_", " ").split()).casefold()
    known = catalogue.reasons()
    if wanted and wanted not in known:
        listed = ", ".join(catalogue.of(catalogue.ENGLISH).reasons)
        raise WrongError(_("{word} is no reason of the list: {listed}", word=shown(word), listed=listed))
    return known.get(wanted)


def _nature(word: str) -> Nature | None:
    if not word:
        return None
    known = catalogue.natures()
    if word.casefold() not in known:
        raise WrongError(_("{word} is none of: {nature}", word=shown(word), nature=", ".join(Nature)))
    return known[word.casefold()]
