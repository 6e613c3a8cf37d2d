"""The words of the house as the screen shows them."""

import re
from datetime import datetime

from audit.model import wording
from audit.model.assessment import AnswerState, ContradictionState, Purpose
from audit.model.evidence import Grade
from audit.model.inapplicability import Inapplicability
from audit.model.ledger import Kind
from audit.model.rubric import SystemKind

PURPOSE_CAPTIONS = {
    Purpose.FAILED_PROJECT_AUDIT: "Why it failed, and whether to salvage, rebuild or stop.",
    Purpose.VENDOR_EVALUATION: "Whether a vendor's system holds what is promised.",
    Purpose.READINESS_REVIEW: "Whether our own system may go live.",
}
STATES = {
    AnswerState.UNKNOWN: "Does not know",
    AnswerState.DECLINED: "Declined",
    AnswerState.NOT_APPLICABLE: "Not applicable",
}
INAPPLICABLE = {
    Inapplicability.NOT_THIS_KIND_OF_SYSTEM: "Not this kind of system",
    Inapplicability.COVERED_ELSEWHERE: "Covered elsewhere",
    Inapplicability.OUT_OF_SCOPE_OF_AUDIT: "Out of the scope of this audit",
    Inapplicability.NOT_YET_REQUIRED: "Not yet required",
}
SPECIFICITY = ("vague", "partly specific", "specific", "specific throughout")
RULINGS = {
    ContradictionState.OPEN: "Open",
    ContradictionState.UPHELD: "Uphold",
    ContradictionState.EXPLAINED: "Take as explained",
    ContradictionState.WITHDRAWN: "Withdraw",
}
HAPPENED = {
    Kind.OPENED: "opened the assessment",
    Kind.DESCRIBED: "described the subject",
    Kind.PROFILE_SET: "stated facts of the profile",
    Kind.DEMO_SET: "stated the acceptance figure",
    Kind.OPERATION_SET: "stated volume and spend",
    Kind.COSTS_SET: "stated what a run costs",
    Kind.BUSINESS_SET: "stated what it has to bring",
    Kind.RESPONDED: "put a reply on record",
    Kind.PARTNER_RATED: "scored a partner question",
    Kind.BUILDABILITY_RATED: "scored an item of week one",
    Kind.SYMPTOMS_SEEN: "noted symptoms",
    Kind.IMPORTED: "imported a file",
    Kind.RESPONDENT_NAMED: "described a respondent",
    Kind.ANSWERED: "put an answer on record",
    Kind.CLAIMED: "put a claim on record",
    Kind.RATED: "rated a criterion",
    Kind.RULED: "ruled on a contradiction",
    Kind.ACCEPTED: "accepted support from a repository",
    Kind.WAIVED: "waived a gate",
    Kind.COMMITTED: "agreed on an action",
    Kind.EVIDENCE_REGISTERED: "registered evidence",
    Kind.REPOSITORY_ADDED: "added a repository",
    Kind.INSPECTED: "inspected a repository",
    Kind.MILESTONE: "set a milestone",
    Kind.RUN_KEPT: "kept what an earlier run came to",
    Kind.EVENT_TOLD: "noted an event",
    Kind.IMPRINT_SET: "described the report",
    Kind.SIGNED: "signed",
    Kind.WITHDRAWN: "took something back",
}
GRADE_HELP = (
    "claimed: somebody said it · documented: it was shown in writing · demonstrated: it was seen working · "
    "independently verified: somebody without an interest checked it"
)
WORD_JOINER = "\N{WORD JOINER}"
_ADDRESS = re.compile(r"://|www(?=\.)|(?<=\S)@(?=[-\w]+\.\w)", re.IGNORECASE)


def grade(value: Grade) -> str:
    """The word for an evidence grade, as a choice."""
    return value.label.capitalize()


def marked(mark: wording.Mark) -> str:
    """A state with its shape, kept on one line: `✓ met`."""
    return f"{mark.glyph} {mark.word}".replace(" ", "\N{NO-BREAK SPACE}")


def kind(value: SystemKind) -> str:
    """A kind of system, as a choice."""
    return wording.capital(wording.KINDS[value])


def clock(at: datetime) -> str:
    """The time of day on this machine's clock: `12:04`."""
    return f"{at.astimezone():%H:%M}"


def moment(at: datetime) -> str:
    """Day and time on this machine's clock: `22 Nov 2026, 12:04`."""
    return f"{at.astimezone():%d %b %Y, %H:%M}".replace(" ", "\N{NO-BREAK SPACE}")


def plain(text: str) -> str:
    """The text so that Streamlit's Markdown shows it letter by letter: it may come from anybody.

    Addresses get an unseen joiner, without which Markdown would make links of them.
    """
    unlinked = _ADDRESS.sub(lambda found: f"{found[0]}{WORD_JOINER}", text)
    shown = re.sub(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])", r"\\\1", unlinked)
    return re.sub(r"\s*\n\s*", "  \n", shown)
