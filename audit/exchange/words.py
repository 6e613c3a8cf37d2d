"""The words that every form of a questionnaire shares: labels, conditions, reasons, instructions."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from audit.model.condition import Condition
from audit.model.inapplicability import Inapplicability
from audit.model.questionnaire import Option, Pack, Question, QuestionKind

REASONS = {reason.value.replace("_", " "): reason for reason in Inapplicability}
"""Why a criterion may not apply, in words; a sentence of one's own goes with each."""

NO_REPLY = ("unknown", "declined", "not applicable")


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
    """A condition in plain words."""
    if when.question:
        asked = pack.by_id.get(when.question)
        values = [_value(value, asked) for value in when.among]
        return f"{when.question} is {' or '.join(values)}"
    if when.negated:
        return f"not ({condition(when.negated, pack)})"
    parts = [condition(part, pack) for part in when.all or when.any]
    joined = (" and " if when.all else " or ").join(parts)
    return f"({joined})" if len(parts) > 1 else joined


def _value(value: str | bool | int, asked: Question | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    options: Mapping[str, Option] = {o.value: o for o in asked.options} if asked else {}
    plain = asked is not None and asked.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}
    return f"“{options[str(value)].text}”" if plain and str(value) in options else str(value)


def instructions(pack: Pack) -> Iterator[str]:
    """What somebody has to know who fills it in, a sentence or two each."""
    yield (
        f"It takes about {pack.minutes} minutes. Leave blank what you have not come to; "
        "you may send it in parts."
    )
    yield (
        "A level holds only if you could show everything that its text says, and that of the levels below. "
        "Say what is, not what is planned."
    )
    yield (
        "Where you have no reply, say so: unknown, declined, or not applicable with a reason and a sentence. "
        "An honest 'unknown' is worth more than a guess."
    )
    yield (
        "Name what you could show: a document with its page, a link, a file with its line, a person to ask. "
        "What you state here counts as claimed until the auditor has seen it."
    )


def one_line(text: str) -> str:
    """Text with every line break and control character made a blank."""
    return " ".join(
        "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text).split()
    )
