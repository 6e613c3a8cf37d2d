"""The one mapping from numbers and states to words; reports, the app and the command line all use it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from audit.model.assessment import AnswerState, ContradictionState, Party, Purpose
from audit.model.commitment import Status
from audit.model.conclusion import Verdict
from audit.model.evidence import Direction, Grade, Source
from audit.model.finding import Confidence, Outcome
from audit.model.gap import Severity
from audit.model.inspection import IndexValue
from audit.model.pattern import PatternState
from audit.model.rubric import Criticality, Link, SystemKind
from audit.model.score import Interval
from audit.model.speech import ENGLISH, _, grouped, spoken
from audit.model.speech import day as spoken_day
from audit.model.standing import GateState

DASH = "\N{EN DASH}"
NONE = DASH
HONEST_LIMIT = "This index orders evidence about practices; it is not a probability of success."
CLASSIFICATION = "Confidential"
EVERY_DIGIT = Context(prec=400)
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Mark(NamedTuple):
    """A state as it is shown: a shape, a word, and a tone that a style sheet colours."""

    glyph: str
    word: str
    tone: str


class VerdictWords(NamedTuple):
    """A conclusion as it is shown: its words, what they mean to a reader, and the badge around them."""

    words: str
    meaning: str
    shape: str
    tone: str


SEVERITIES = {
    Severity.CRITICAL: Mark("◆", "Critical", "critical"),
    Severity.HIGH: Mark("▲", "High", "high"),
    Severity.MEDIUM: Mark("●", "Medium", "medium"),
    Severity.LOW: Mark("▽", "Low", "low"),
    Severity.NOTE: Mark("○", "Note", "note"),
}
GATES = {
    GateState.MET: Mark("✓", "met", "good"),
    GateState.UNVERIFIED: Mark("?", "unverified", "open"),
    GateState.FAILED: Mark("✗", "failed", "bad"),
}
OUTCOMES = {
    Outcome.MET: Mark("✓", "met", "good"),
    Outcome.NOT_MET: Mark("✗", "not met", "bad"),
    Outcome.INCONCLUSIVE: Mark("?", "inconclusive", "open"),
    Outcome.NOT_APPLICABLE: Mark(DASH, "not applicable", "plain"),
}
PATTERNS = {
    PatternState.PRESENT: Mark("■", "present", "bad"),
    PatternState.EXPOSED: Mark("□", "exposed", "high"),
    PatternState.SUSPECTED: Mark("◇", "suspected", "medium"),
    PatternState.NOT_EXCLUDED: Mark("?", "not excluded", "open"),
    PatternState.EXCLUDED: Mark("✓", "excluded", "good"),
    PatternState.NOT_APPLICABLE: Mark(DASH, "not applicable", "plain"),
}
CONTRADICTIONS = {
    ContradictionState.OPEN: Mark("?", "open, awaiting reply", "open"),
    ContradictionState.UPHELD: Mark("✗", "upheld", "bad"),
    ContradictionState.EXPLAINED: Mark("✓", "explained", "good"),
    ContradictionState.WITHDRAWN: Mark(DASH, "withdrawn", "plain"),
}
DIRECTIONS = {
    Direction.SUPPORTS: Mark("✓", "supports", "good"),
    Direction.CONTRADICTS: Mark("✗", "speaks against", "bad"),
    Direction.CANNOT_TELL: Mark("?", "cannot tell", "open"),
}
ANSWER_STATES = {
    AnswerState.ANSWERED: "answered",
    AnswerState.UNKNOWN: "does not know",
    AnswerState.DECLINED: "declined to answer",
    AnswerState.NOT_APPLICABLE: "not applicable",
}
CONFIDENCES = {Confidence.STRONG: "strong", Confidence.WEAK: "weak"}
CRITICALITIES = {Criticality.GATE: "gate", Criticality.MAJOR: "major", Criticality.STANDARD: "standard"}
LINKS = {
    Link.ENTRY: "How it came in",
    Link.FAULT: "What went wrong",
    Link.HIDDEN: "Why nobody saw it",
    Link.UNEXPLAINED: "Why nobody can explain it",
    Link.UNREPAIRED: "Why nobody can repair it",
    Link.UNSTOPPED: "Why nobody stopped it",
}
PURPOSES = {
    Purpose.FAILED_PROJECT_AUDIT: "Failed-project audit",
    Purpose.VENDOR_EVALUATION: "Vendor evaluation",
    Purpose.READINESS_REVIEW: "Readiness review",
}
DECISIONS = {
    Purpose.FAILED_PROJECT_AUDIT: "Salvage, rebuild or stop",
    Purpose.VENDOR_EVALUATION: "Select or reject",
    Purpose.READINESS_REVIEW: "Go or no-go",
}
KINDS = {
    SystemKind.LLM_APP: "LLM application",
    SystemKind.AGENT_WITH_TOOLS: "agent with tools",
    SystemKind.RAG: "retrieval-augmented generation",
    SystemKind.CLASSIC_ML: "classic machine learning",
    SystemKind.DATA_PIPELINE: "data pipeline",
}
STATUSES = {
    Status.OPEN: Mark("○", "not begun", "open"),
    Status.STARTED: Mark("●", "under way", "medium"),
    Status.DONE: Mark("✓", "done, to be shown", "good"),
    Status.DROPPED: Mark(DASH, "dropped", "plain"),
}
PARTIES = {Party.CLIENT: "client", Party.VENDOR: "vendor", Party.THIRD: "third party"}
SOURCES = {source: source.value for source in Source}
NO_CONCLUSION = VerdictWords(
    "No conclusion",
    "Nobody has answered yet; what was read in the code is listed, not judged.",
    "open",
    "plain",
)
VERDICTS = {
    Verdict.PHASE_1: VerdictWords(
        "Phase 1 (demo)",
        "This is a demonstration, not a system to run a business on.",
        "stop",
        "critical",
    ),
    Verdict.NEEDS_HARDENING: VerdictWords(
        "Needs hardening", "This works in part; it cannot be relied on yet.", "warn", "high"
    ),
    Verdict.CANNOT_CONCLUDE: VerdictWords(
        "Cannot conclude", "Too little was shown to rely on this: do not proceed yet.", "open", "medium"
    ),
    Verdict.CONDITIONAL: VerdictWords(
        "Conditional (limited exposure)",
        "This may run with limited exposure while the last gates are shown.",
        "warn",
        "medium",
    ),
    Verdict.PRODUCTION_READY: VerdictWords(
        "Production-ready", "This can be relied on in production, as far as evidence goes.", "pass", "good"
    ),
    Verdict.INFRASTRUCTURE: VerdictWords(
        "Operates as infrastructure", "This runs like infrastructure and shows it.", "pass", "good"
    ),
}


def verdict(conclusion: Verdict | None) -> VerdictWords:
    """The words of a conclusion, or of the lack of one."""
    return VERDICTS[conclusion] if conclusion else NO_CONCLUSION


def _rounded(value: float, places: str) -> str:
    # From the shortest decimal text, so that 0.25 and 0.35 round as they are written.
    exact = Decimal(repr(value)).quantize(Decimal(places), ROUND_HALF_EVEN, EVERY_DIGIT)
    return f"{EVERY_DIGIT.add(exact, 0):,}"


def score(value: float | None) -> str:
    """A score or measure with one decimal, half to even: `1,234.5`."""
    return NONE if value is None else _rounded(float(value), "0.1")


def count(value: float | None) -> str:
    """A whole number with thousands separators."""
    return NONE if value is None else _rounded(float(value), "1")


def short(value: float) -> str:
    """A number with one decimal, left out where it is zero: `2`, `0.5`."""
    return score(value).removesuffix(".0")


def percent(share: float | None) -> str:
    """A share from 0 to 1 as a percentage: `33.6%`, `94%`."""
    return NONE if share is None else f"{score(share * 100).removesuffix('.0')}%"


def span(low: str, high: str) -> str:
    """Two bounds as they are printed, once if they are the same."""
    return low if low == high else f"{low}{DASH}{high}"


def interval(bounds: Interval | tuple[float, float] | None) -> str:
    """An interval of scores: `1.0-29.0`."""
    return NONE if bounds is None else span(*(score(bound) for bound in bounds))


def index(value: IndexValue) -> str:
    """An index with its interval: its value, then the bounds of what could not be told."""
    return f"{score(value.value)} ({span(score(value.low), score(value.high))} of 100)"


def counts(interval: Interval) -> str:
    """An interval of whole numbers: `1,733-5,097`."""
    return span(count(interval.low), count(interval.high))


def percents(interval: Interval) -> str:
    """An interval of shares: `89.8-96.5%`."""
    return f"{span(percent(interval.low).removesuffix('%'), percent(interval.high).removesuffix('%'))}%"


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
    return f"{days(taken)} person-{'day' if taken[0] == taken[1] == 1 else 'days'}"


def money(amount: float, currency: str) -> str:
    """An amount with its currency, with cents only where they matter."""
    return f"{currency} {count(amount) if abs(amount) >= 100 else _rounded(float(amount), '0.01')}"


def day(when: date | None) -> str:
    """A date as it is written out: `22 November 2026`."""
    return NONE if when is None else f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def kinds(values: Iterable[SystemKind]) -> str:
    """The kinds of a system in words."""
    return listed(KINDS[kind] for kind in values)


def grade(value: Grade) -> str:
    """The word for an evidence grade."""
    return value.label


def outcome(value: Outcome) -> str:
    """The word for what a check established."""
    return OUTCOMES[value].word


def plural(number: float, one: str, many: str = "") -> str:
    """A number and its noun: `1 gate`, `3 gates`; `no gates` for zero."""
    noun = one if number == 1 else (many or f"{one}s")
    return f"{count(number) if number else 'no'} {noun}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Words in a row: `a, b and c`."""
    words = list(items)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


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
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text[: most + 1])]
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
    return spoken().percent.format(number=grouped(f"{100 * share:.8g}"))


def short_day(when: date) -> str:
    """A date in figures, `2026-11-22`, in a language that has it so; else written out."""
    return f"{when:%Y-%m-%d}" if spoken().language == ENGLISH else spoken_day(when)
