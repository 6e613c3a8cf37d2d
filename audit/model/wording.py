"""The one mapping from numbers and states to words; reports, the app and the command line all use it."""

from collections.abc import Iterable

from audit.model import speech
from audit.model.conclusion import Verdict
from audit.model.evidence import Grade
from audit.model.finding import Outcome
from audit.model.inspection import IndexValue
from audit.model.numbers import (
    DASH,
    EVERY_DIGIT,
    amounts,
    count,
    counts,
    day,
    days,
    effort,
    exact,
    interval,
    levels,
    money,
    percent,
    percents,
    plural,
    score,
    short,
    short_day,
    span,
)
from audit.model.rubric import SystemKind
from audit.model.speech import _, marked
from audit.model.states import (
    AGREEMENTS,
    ANSWER_STATES,
    BUILD_VERDICTS,
    CONFIDENCES,
    CONTRADICTIONS,
    CRITICALITIES,
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
from audit.model.text import (
    capital,
    clipped,
    opening,
    sentence,
    stopped,
    tail,
    visible,
    visible_lines,
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
    "EVERY_DIGIT",
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
    "amounts",
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


def verdict(conclusion: Verdict | None) -> VerdictWords:
    """The words of a conclusion, or of the lack of one."""
    found = VERDICTS[conclusion] if conclusion else NO_CONCLUSION
    return found._replace(words=_(found.words), meaning=_(found.meaning))


def index(value: IndexValue) -> str:
    """An index with its interval: its value, then the bounds of what could not be told."""
    return _(
        "{value} ({bounds} of 100)",
        value=score(value.value),
        bounds=span(score(value.low), score(value.high)),
    )


def kinds(values: Iterable[SystemKind]) -> str:
    """The kinds of a system in words."""
    return speech.listed(KINDS[kind] for kind in values)


def grade(value: Grade) -> str:
    """The word for an evidence grade."""
    return value.label


def outcome(value: Outcome) -> str:
    """The word for what a check established."""
    return OUTCOMES[value].word


def listed(items: Iterable[str], last: str = "and") -> str:
    """Words in a row: `a, b and c`, or `a, b or c`."""
    return speech.listed(items, choice=last == "or")


def named(key: str, words: str) -> str:
    """A question or a check by its words, with its id behind them; the id alone where no words are kept."""
    return f"{quoted(words)} ({key})" if words else key


def quoted(text: str) -> str:
    """The text between quotation marks."""
    return _("“{words}”", words=text)
