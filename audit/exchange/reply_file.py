"""A questionnaire as YAML to fill in, and filled ones read from YAML or from the JSON of an HTML form."""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from audit import yamlfile
from audit.exchange import catalogue
from audit.exchange.catalogue import Catalogue
from audit.exchange.words import condition, instructions, one_line, step_label, steps, truth
from audit.model import wording
from audit.model.base import InputError
from audit.model.questionnaire import Pack, Question, QuestionKind
from audit.model.sheet import Cell, Note, Outgoing, Raw, Sheet, Typed
from audit.model.speech import _

FORM = "phase2 questionnaire 1"
MAX_CHARACTERS = yamlfile.MAX_BYTES
TEXTS = ("no_reply", "reason", "narrative", "nature", "second_person", "grade")
_HEAD = {"form", "questionnaire", "version", "language", "party", "respondent", "date", "replies", "sent"}
_FIELDS = {"reply", "evidence", *TEXTS}
Place = Callable[[yamlfile.Path], str]


def write(out: Outgoing) -> str:
    """A questionnaire as a YAML file; the questions stand above their fields as comments."""
    return "\n".join([*_lines(out), ""])


def _lines(out: Outgoing) -> Iterator[str]:
    pack = out.pack
    words = catalogue.of(pack.language)
    yield from _comment(pack.title, pack.intro, *instructions(pack))
    yield from _comment(words.file.no_reply.format(states=", ".join(words.no_reply.values())))
    yield from (f"#   - {reason}" for reason in words.reasons.values())
    yield ""
    yield f"form: {FORM}"
    yield f"questionnaire: {pack.id}"
    yield f"version: {_flow(pack.content_hash)}"
    yield f"language: {pack.language}"
    yield f"party: {pack.party.value}"
    yield "respondent:"
    yield f"  id: {_flow(out.respondent)}"
    yield f"  name: {_flow(out.name)}"
    yield f"  role: {_flow(out.role)}"
    yield f'date: ""                  # {words.file.day}'
    yield ""
    yield "replies:"
    for section in pack.sections:
        yield ""
        yield from _comment(f"==== {section.title} ====", section.intro, indent="  ")
        for question in section.questions:
            yield ""
            yield from _question(question, pack, out.filled.get(question.id))
    yield ""
    yield from _comment(words.workbook.leave)
    yield "sent:"
    for question in pack.questions():
        base = out.filled[question.id].base if question.id in out.filled else ""
        sent = {"asked": question.text, "wording": question.wording} | ({"base": base} if base else {})
        yield f"  {question.id}: {_flow(sent)}"


def _question(question: Question, pack: Pack, filled: Typed | None) -> Iterator[str]:
    yield from _comment(f"{question.id}  {question.text}", question.help, indent="  ")
    yield from _choices(question, pack)
    yield f"  {question.id}:"
    words = catalogue.of(pack.language)
    given = filled or Typed(question=question.id, place="")
    fields = {"reply": _reply(given.reply, words), "no_reply": words.shown(given.no_reply)}
    fields |= {"reason": words.shown(given.reason), "narrative": given.narrative}
    fields |= {"nature": words.shown(given.nature)} if question.nature else {}
    fields |= {"second_person": given.second_person} if question.kind is QuestionKind.LEVEL else {}
    hints = {"reply": f"  # {_hint(question, words)}", "nature": f"  # {', '.join(words.natures.values())}"}
    for name, value in (fields | {"evidence": list(given.evidence)}).items():
        shown = "" if value == "" else _flow(value)
        yield f"    {name}: {shown:<20}{hints.get(name, '')}".rstrip()


def _choices(question: Question, pack: Pack) -> Iterator[str]:
    """What can be said in reply, as comments: anchors, choices, columns, and when it is asked."""
    if question.when:
        only_if = catalogue.of(pack.language).common.only_if
        yield from _comment(only_if.format(condition=condition(question.when, pack)), indent="  ")
    if question.kind is QuestionKind.LEVEL:
        yield from _comment(*(step_label(n, text) for n, text in steps(question)), indent="    ")
    elif question.kind is not QuestionKind.SCALE:
        choices = (f"{option.value}: {option.text}" for option in question.options)
        yield from _comment(*choices, indent="    ")
    for column in question.columns:
        among = f" ({', '.join(option.value for option in column.options)})" if column.options else ""
        yield from _comment(f"{column.id}: {column.text}{among}", indent="    ")


def _hint(question: Question, words: Catalogue) -> str:
    hints = words.file
    match question.kind:
        case QuestionKind.LEVEL:
            return hints.level
        case QuestionKind.CHOICE:
            return hints.choice
        case QuestionKind.CHOICES:
            return hints.choices
        case QuestionKind.YES_NO:
            return hints.truth
        case QuestionKind.NUMBER:
            return one_line(hints.number.format(unit=question.unit) if question.unit else hints.bare_number)
        case QuestionKind.DATE:
            return hints.date
        case QuestionKind.TABLE:
            rows = "[{" + ": …, ".join(c.id for c in question.columns) + ": …}]"
            return hints.table.format(rows=rows)
        case QuestionKind.EVIDENCE:
            return hints.evidence
    return hints.text


def _reply(reply: Raw | None, words: Catalogue) -> object:
    if isinstance(reply, bool):
        return truth(reply, words.common)
    return list(reply) if isinstance(reply, tuple) else "" if reply is None else reply


def _flow(value: object) -> str:
    """A value on one line of YAML; text is always quoted, and reads back as it was."""
    if isinstance(value, str):
        return f'"{"".join(map(_letter, value))}"'
    if isinstance(value, list):
        return f"[{', '.join(_flow(part) for part in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return str(value)


def _letter(letter: str) -> str:
    """A character between quotes; what is no print, and what could end the text, by its number."""
    if letter.isprintable() and letter not in '"\\':
        return letter
    return "\\n" if letter == "\n" else f"\\U{ord(letter):08x}"


def _comment(*texts: str, indent: str = "") -> Iterator[str]:
    """Text as comment; nothing in it can end the comment."""
    for text in texts:
        if text:
            yield f"{indent}# {one_line(text)}"


def read(text: str, name: str) -> Sheet:
    """A filled questionnaire; raises InputError where the file as a whole cannot be read."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _sheet(_json(text, name), name, lambda path: f"{name} {'.'.join(map(str, path)) or 'file'}")
    document = yamlfile.parse(text.removeprefix("\ufeff"), name, as_typed=True)
    return _sheet(document.data, name, lambda path: f"{name}:{document.line(path)}")


def _json(text: str, name: str) -> Any:
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            _(
                "{name}: larger than {most} characters, which no filled form is",
                name=name,
                most=wording.count(MAX_CHARACTERS),
            )
        )

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError(_("a name is given twice"))
        return found

    def refuse(constant: str) -> None:
        raise ValueError(_("{constant} is no number", constant=constant))

    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=once, parse_constant=refuse)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(
            _("{name}: is no whole JSON file; send the file that the form saved, unchanged", name=name)
        ) from error
    except ValueError as error:
        raise InputError(
            _(
                "{name}: is no whole JSON file ({error}); send the file that the form saved, unchanged",
                name=name,
                error=str(error),
            )
        ) from error


def _sheet(data: Any, name: str, place: Place) -> Sheet:
    if not isinstance(data, dict) or not isinstance(data.get("replies"), dict):
        raise InputError(
            _(
                "{place}: is no filled questionnaire: it has no `replies:`; give the file of a "
                "questionnaire, as it was sent out or as its HTML form saved it",
                place=place(()),
            )
        )
    errors: list[Note] = []
    notices = [
        Note(place=place((key,)), why=_("{key} is not known here, and was left out", key=repr(key[:40])))
        for key in data
        if key not in _HEAD
    ]
    who = data["respondent"] if isinstance(data.get("respondent"), dict) else {}
    sent = data["sent"] if isinstance(data.get("sent"), dict) else {}
    typed = tuple(_typed(data["replies"], sent, place, errors, notices))
    return Sheet(
        file=name,
        pack=_text(data.get("questionnaire")),
        version=_text(data.get("version")),
        language=_text(data.get("language")),
        party=_text(data.get("party")),
        respondent=_text(who.get("id")),
        name=_text(who.get("name")),
        role=_text(who.get("role")),
        filled=_text(data.get("date")),
        replies=typed,
        errors=tuple(errors),
        notices=tuple(notices),
    )


def _typed(
    replies: dict[str, Any], sent: dict[str, Any], place: Place, errors: list[Note], notices: list[Note]
) -> Iterator[Typed]:
    for question, entry in replies.items():
        where = place(("replies", question))
        fields = entry if isinstance(entry, dict) else {"reply": entry}
        for key in set(fields) - _FIELDS:
            why = _("the field {key} is not known here, and was left out", key=repr(key[:40]))
            notices.append(Note(place=where, question=question[:64], why=why))
        out = sent.get(question)
        known = out if isinstance(out, dict) else {}
        try:
            yield Typed(
                question=question,
                place=where,
                asked=_text(known.get("asked")),
                wording=_text(known.get("wording")),
                base=_text(known.get("base")),
                reply=_raw(fields.get("reply")),
                evidence=tuple(_references(fields.get("evidence"))),
                **{key: _text(fields.get(key)) for key in TEXTS},
            )
        except ValueError as error:
            errors.append(Note(place=where, question=question[:64], why=str(error)))


def _text(value: object) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _raw(value: object) -> Raw | None:
    """A reply as it came; lists of words, and rows of a table, are the only things in it."""
    if isinstance(value, list):
        if all(isinstance(part, dict) for part in value):
            return tuple({str(key): _cell(cell) for key, cell in row.items()} for row in value)
        return tuple(str(_cell(part)) for part in value)
    return None if value is None else _cell(value)


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if not isinstance(value, Cell):
        raise ValueError(_("has a list or fields within a list; give words or rows of words"))
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _references(value: object) -> Iterable[str]:
    if value is None or value == "":
        return []
    several = value if isinstance(value, list) else str(value).splitlines()
    return [text for part in several if (text := _text(part).strip())]
