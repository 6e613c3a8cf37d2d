"""The words of the house as the screen shows them."""

import re
from datetime import datetime

from audit.model.assessment import AnswerState, ContradictionState, Party, Purpose
from audit.model.conclusion import Interval
from audit.model.evidence import Grade
from audit.model.finding import Outcome
from audit.model.ledger import Kind
from audit.model.rubric import Criticality, SystemKind

KINDS = {
    SystemKind.LLM_APP: "LLM application",
    SystemKind.AGENT_WITH_TOOLS: "Agent with tools",
    SystemKind.RAG: "Retrieval-augmented generation",
    SystemKind.CLASSIC_ML: "Classic machine learning",
    SystemKind.DATA_PIPELINE: "Data pipeline",
}
PURPOSES = {
    Purpose.FAILED_PROJECT_AUDIT: "Failed-project audit",
    Purpose.VENDOR_EVALUATION: "Vendor evaluation",
    Purpose.READINESS_REVIEW: "Readiness review",
}
PURPOSE_CAPTIONS = {
    Purpose.FAILED_PROJECT_AUDIT: "Why it failed, and whether to salvage, rebuild or stop.",
    Purpose.VENDOR_EVALUATION: "Whether a vendor's system holds what is promised.",
    Purpose.READINESS_REVIEW: "Whether our own system may go live.",
}
PARTIES = {Party.CLIENT: "client", Party.VENDOR: "vendor", Party.THIRD: "third party"}
STATES = {
    AnswerState.UNKNOWN: "Does not know",
    AnswerState.DECLINED: "Declined",
    AnswerState.NOT_APPLICABLE: "Not applicable",
}
RULINGS = {
    ContradictionState.OPEN: "Open",
    ContradictionState.UPHELD: "Uphold",
    ContradictionState.EXPLAINED: "Explained",
    ContradictionState.WITHDRAWN: "Withdraw",
}
OUTCOMES = {
    Outcome.MET: "✓\N{NO-BREAK SPACE}met",
    Outcome.NOT_MET: "✗\N{NO-BREAK SPACE}not\N{NO-BREAK SPACE}met",
    Outcome.INCONCLUSIVE: "?\N{NO-BREAK SPACE}inconclusive",
    Outcome.NOT_APPLICABLE: "– not applicable",
}
CRITICALITIES = {Criticality.GATE: "gate", Criticality.MAJOR: "major", Criticality.STANDARD: "standard"}
HAPPENED = {
    Kind.OPENED: "opened the assessment",
    Kind.DESCRIBED: "described the subject",
    Kind.PROFILE_SET: "stated facts of the profile",
    Kind.DEMO_SET: "stated the acceptance figure",
    Kind.OPERATION_SET: "stated volume and spend",
    Kind.SYMPTOMS_SEEN: "noted symptoms",
    Kind.IMPORTED: "imported a file",
    Kind.RESPONDENT_NAMED: "described a respondent",
    Kind.ANSWERED: "put an answer on record",
    Kind.CLAIMED: "put a claim on record",
    Kind.RATED: "rated a criterion",
    Kind.RULED: "ruled on a contradiction",
    Kind.ACCEPTED: "accepted support from a repository",
    Kind.WAIVED: "waived a gate",
    Kind.EVIDENCE_REGISTERED: "registered evidence",
    Kind.REPOSITORY_ADDED: "added a repository",
    Kind.INSPECTED: "inspected a repository",
    Kind.WITHDRAWN: "took something back",
}
GRADE_HELP = (
    "claimed: somebody said it · documented: it was shown in writing · demonstrated: it was seen working · "
    "independently verified: somebody without an interest checked it"
)


def grade(value: Grade) -> str:
    """The word for an evidence grade, as a choice."""
    return value.label.capitalize()


def number(value: float | None) -> str:
    """A score with one decimal; a dash if there is none."""
    return "–" if value is None else f"{value:,.1f}"


def interval(value: Interval | None) -> str:
    """An interval of scores: `1.0-29.0` with a dash, once if both are the same."""
    if value is None:
        return "–"
    low, high = number(value.low), number(value.high)
    return low if low == high else f"{low}–{high}"


def percent(share: float) -> str:
    """A share from 0 to 1: `94%`."""
    return f"{share * 100:.1f}%".replace(".0%", "%")


def counted(amount: int, noun: str) -> str:
    """A number with its noun: `1 gate`, `3 gates`, `no gates`."""
    return f"{amount or 'no'} {noun}{'' if amount == 1 else 's'}"


def clock(at: datetime) -> str:
    """The time of day on this machine's clock: `12:04`."""
    return f"{at.astimezone():%H:%M}"


def moment(at: datetime) -> str:
    """Day and time on this machine's clock: `22 Nov 2026, 12:04`."""
    return f"{at.astimezone():%d %b %Y, %H:%M}".replace(" ", "\N{NO-BREAK SPACE}")


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}" if text else text


def plain(text: str) -> str:
    """The text so that Streamlit's Markdown shows it letter by letter: it may come from anybody."""
    shown = re.sub(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])", r"\\\1", text)
    return re.sub(r"\s*\n\s*", "  \n", shown)
