"""The one mapping from numbers and states to words; reports, the app and the command line all use it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from audit.model import speech
from audit.model.conclusion import Verdict
from audit.model.evidence import Grade
from audit.model.finding import Outcome
from audit.model.inspection import IndexValue
from audit.model.rubric import SystemKind
from audit.model.score import Interval
from audit.model.speech import _, counted, marked
from audit.model.states import (
    AGREEMENTS,
    ANSWER_STATES,
    BUILD_VERDICTS,
    CONFIDENCES,
    CONTRADICTIONS,
    CRITICALITIES,
    DASH,
    DECISIONS,
    DIRECTIONS,
    GATES,
    HORIZONS,
    ITEM_KINDS,
    KINDS,
    LIKELIHOODS,
    LINKS,
    NATURES,
    NO_CONCLUSION,
    OUTCOMES,
    PARTIES,
    PATTERNS,
    PURPOSES,
    REPLY_STATES,
    ROLES,
    SEVERITIES,
    SOURCES,
    STATUSES,
    VERDICTS,
    Mark,
    VerdictWords,
)

__all__ = [
    "AGREEMENTS",
    "ANSWER_STATES",
    "BUILD_VERDICTS",
    "CLASSIFICATION",
    "CONFIDENCES",
    "CONTRADICTIONS",
    "CRITICALITIES",
    "DASH",
    "DECISIONS",
    "DIRECTIONS",
    "GATES",
    "HONEST_LIMIT",
    "HORIZONS",
    "ITEM_KINDS",
    "KINDS",
    "LIKELIHOODS",
    "LINKS",
    "NATURES",
    "NONE",
    "NO_CONCLUSION",
    "OUTCOMES",
    "PARTIES",
    "PATTERNS",
    "PURPOSES",
    "REPLY_STATES",
    "ROLES",
    "SEVERITIES",
    "SOURCES",
    "STATUSES",
    "VERDICTS",
    "Mark",
    "VerdictWords",
    "capital",
    "clipped",
    "count",
    "counts",
    "day",
    "days",
    "effort",
    "exact",
    "grade",
    "index",
    "interval",
    "kinds",
    "levels",
    "listed",
    "money",
    "opening",
    "outcome",
    "percent",
    "percents",
    "plural",
    "quoted",
    "score",
    "sentence",
    "short",
    "short_day",
    "span",
    "stopped",
    "tail",
    "verdict",
    "visible",
    "visible_lines",
]

NONE = DASH
HONEST_LIMIT = marked("This index orders evidence about practices; it is not a probability of success.")
CLASSIFICATION = marked("Confidential")
EVERY_DIGIT = Context(prec=400)
_END = re.compile(r"(?<![\s.(][A-Za-z])[.!?](?=\s)")
"""The end of a sentence, and not of an abbreviation such as `i.e.` or, in German, `z. B.`"""
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}


def verdict(conclusion: Verdict | None) -> VerdictWords:
    """The words of a conclusion, or of the lack of one."""
    found = VERDICTS[conclusion] if conclusion else NO_CONCLUSION
    return found._replace(words=_(found.words), meaning=_(found.meaning))


def _rounded(value: float, places: str) -> str:
    # From the shortest decimal text, so that 0.25 and 0.35 round as they are written.
    exact = Decimal(repr(float(value))).quantize(Decimal(places), ROUND_HALF_EVEN, EVERY_DIGIT)
    return f"{EVERY_DIGIT.add(exact, 0):,}"


def score(value: float | None) -> str:
    """A score or measure with one decimal, half to even: `1,234.5`."""
    return NONE if value is None else speech.grouped(_rounded(value, "0.1"))


def count(value: float | None) -> str:
    """A whole number with thousands separators."""
    return NONE if value is None else speech.grouped(_rounded(value, "1"))


def short(value: float) -> str:
    """A number with one decimal, left out where it is zero: `2`, `0.5`."""
    return speech.grouped(_rounded(value, "0.1").removesuffix(".0"))


def percent(share: float | None) -> str:
    """A share from 0 to 1 as a percentage: `33.6%`, `94%`."""
    return NONE if share is None else _percent(short(share * 100))


def _percent(number: str) -> str:
    return speech.spoken().percent.format(number=number)


def span(low: str, high: str) -> str:
    """Two bounds as they are printed, once if they are the same."""
    return low if low == high else f"{low}{DASH}{high}"


def interval(bounds: Interval | tuple[float, float] | None) -> str:
    """An interval of scores: `1.0-29.0`."""
    return NONE if bounds is None else span(*(score(bound) for bound in bounds))


def index(value: IndexValue) -> str:
    """An index with its interval: its value, then the bounds of what could not be told."""
    return _(
        "{value} ({bounds} of 100)",
        value=score(value.value),
        bounds=span(score(value.low), score(value.high)),
    )


def counts(interval: Interval) -> str:
    """An interval of whole numbers: `1,733-5,097`."""
    return span(count(interval.low), count(interval.high))


def percents(interval: Interval) -> str:
    """An interval of shares: `89.8-96.5%`."""
    return _percent(span(short(interval.low * 100), short(interval.high * 100)))


def levels(low: int, high: int) -> str:
    """The levels that a criterion may be at: `0`, or `0-4`."""
    return span(str(low), str(high))


def days(taken: Interval | tuple[float, float]) -> str:
    """An effort without its unit: `2-5`."""
    return span(*(short(bound) for bound in taken))


def effort(taken: Interval | tuple[float, float] | None) -> str:
    """An effort: `2-5 person-days`."""
    if taken is None:
        return NONE
    many = 1 if taken[0] == taken[1] == 1 else 2
    return counted("{days} person-day", "{days} person-days", many, days=days(taken))


def money(amount: float, currency: str) -> str:
    """An amount with its currency, with cents only where they matter."""
    number = count(amount) if abs(amount) >= 100 else speech.grouped(_rounded(amount, "0.01"))
    return speech.spoken().money.format(currency=currency, number=number)


def day(when: date | None) -> str:
    """A date as it is written out: `22 November 2026`."""
    return NONE if when is None else speech.day(when)


def kinds(values: Iterable[SystemKind]) -> str:
    """The kinds of a system in words."""
    return speech.listed(KINDS[kind] for kind in values)


def grade(value: Grade) -> str:
    """The word for an evidence grade."""
    return value.label


def outcome(value: Outcome) -> str:
    """The word for what a check established."""
    return OUTCOMES[value].word


def plural(number: float, one: str, many: str = "") -> str:
    """A number and its English noun: `1 gate`, `3 gates`; `no gates` for zero. On paper: `speech.counted`."""
    noun = one if number == 1 else (many or f"{one}s")
    return f"{count(number) if number else 'no'} {noun}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Words in a row: `a, b and c`, or `a, b or c`."""
    return speech.listed(items, choice=last == "or")


def visible(text: str) -> str:
    """The text with every sign shown: controls, direction marks and line breaks stand as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(ascii(sign)[1:-1] if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


def visible_lines(text: str) -> str:
    """The text with every sign shown but its line breaks, which stay."""
    return "\n".join(map(visible, text.split("\n")))


def clipped(text: str, most: int) -> str:
    """The text, cut at a word near `most` characters with an ellipsis if it is longer."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[most // 2 :] else head}…"


def opening(text: str, most: int) -> str:
    """As many whole sentences from the beginning as fit into `most` characters; at least a part of one."""
    if len(text) <= most:
        return text
    ends = [match.end() for match in _END.finditer(text[: most + 1])]
    return text[: ends[-1]] if ends else clipped(text, most)


def tail(text: str, most: int) -> str:
    """The end of a path or citation, which tells more than its beginning, with an ellipsis before it."""
    return text if len(text) <= most else f"…{text[1 - most :]}"


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with a full stop, unless it has an end; its first letter stays, it may begin a name."""
    return f"{text}{'' if not text or text.endswith(('.', '!', '?', '.”', '.“', '…')) else '.'}"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop, unless it has them."""
    return stopped(capital(text))


def quoted(text: str) -> str:
    """The text between quotation marks."""
    return _("“{words}”", words=text)


def exact(share: float) -> str:
    """A share as a percentage with as many digits as it was given with, up to eight."""
    return _percent(speech.grouped(f"{100 * share:.8g}"))


def short_day(when: date) -> str:
    """A date in figures, `2026-11-22`, in a language that has it so; else written out."""
    return f"{when:%Y-%m-%d}" if speech.spoken().language == speech.ENGLISH else speech.day(when)
