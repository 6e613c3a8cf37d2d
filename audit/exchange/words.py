"""The words that every form of a questionnaire shares: labels, conditions, reasons, instructions."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from audit.exchange import catalogue
from audit.exchange.catalogue import Common
from audit.model.condition import Condition
from audit.model.questionnaire import Option, Pack, Question, QuestionKind


def label(option: Option, options: Sequence[Option]) -> str:
    """An option as a list shows it; its value is added where two options read alike."""
    alike = [other for other in options if other.text.casefold() == option.text.casefold()]
    return option.text if len(alike) == 1 else f"{option.text} ({option.value})"


def steps(question: Question) -> tuple[tuple[int, str], ...]:
    """The anchors of a level or scale, by number."""
    return tuple((int(o.value), o.text) for o in question.options if o.value.isdigit())


def step_label(number: int, text: str) -> str:
    """An anchor as a list shows it."""
    return f"{number} – {text}" if text else str(number)


def condition(when: Condition, pack: Pack) -> str:
    """A condition in plain words, in the language of the questionnaire."""
    said = catalogue.of(pack.language)
    words = said.common
    if when.question:
        asked = pack.by_id.get(when.question)
        values = [_value(value, asked, words) for value in when.among]
        shown = f" {words.either} ".join(map(said.shown, values))
        return words.equals.format(question=when.question, values=shown)
    if when.negated:
        return words.unless.format(condition=condition(when.negated, pack))
    parts = [condition(part, pack) for part in when.all or when.any]
    joined = f" {words.both if when.all else words.either} ".join(parts)
    return f"({joined})" if len(parts) > 1 else joined


def _value(value: str | bool | int, asked: Question | None, words: Common) -> str:
    if isinstance(value, bool):
        return truth(value, words)
    options: Mapping[str, Option] = {o.value: o for o in asked.options} if asked else {}
    plain = asked is not None and asked.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}
    return (
        words.quoted.format(text=options[str(value)].text) if plain and str(value) in options else str(value)
    )


def truth(value: bool, words: Common) -> str:
    """Yes or no in the words of a language."""
    return words.truth_yes if value else words.truth_no


def instructions(pack: Pack) -> Iterator[str]:
    """What somebody has to know who fills it in, a sentence or two each."""
    for text in catalogue.of(pack.language).instructions:
        yield text.format(minutes=pack.minutes)


def one_line(text: str) -> str:
    """Text with every line break and control character made a blank."""
    return " ".join(
        "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text).split()
    )
