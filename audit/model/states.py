"""The states that reports show, each in a word, a shape and a tone; and what a conclusion means."""

from typing import NamedTuple

from audit.model.assessment import AnswerState, ContradictionState, Party, Purpose
from audit.model.buildability import BuildVerdict
from audit.model.commitment import Status
from audit.model.conclusion import Verdict
from audit.model.evidence import Direction
from audit.model.examination import Agreement
from audit.model.finding import Confidence, Outcome
from audit.model.gap import Likelihood, Severity
from audit.model.inventory import ItemKind
from audit.model.numbers import DASH
from audit.model.pattern import PatternState
from audit.model.register import Source
from audit.model.response import Nature, ReplyState
from audit.model.rubric import Criticality, Link, SystemKind
from audit.model.signature import Role
from audit.model.speech import Words, _, marked
from audit.model.standing import GateState


class Mark(NamedTuple):
    """A state as it is shown: a shape, a word, and a tone that a style sheet colours."""

    glyph: str
    english: str
    tone: str

    @property
    def word(self) -> str:
        """The word in the language spoken now."""
        return _(self.english)


class VerdictWords(NamedTuple):
    """A conclusion as it is shown: its words, what they mean to a reader, and the badge around them."""

    words: str
    meaning: str
    shape: str
    tone: str


SEVERITIES = {
    Severity.CRITICAL: Mark("◆", marked("Critical"), "critical"),
    Severity.HIGH: Mark("▲", marked("High"), "high"),
    Severity.MEDIUM: Mark("●", marked("Medium"), "medium"),
    Severity.LOW: Mark("▽", marked("Low"), "low"),
    Severity.NOTE: Mark("○", marked("Note"), "note"),
}
LIKELIHOODS = {
    Likelihood.SEEN: Mark("■", marked("seen here"), "bad"),
    Likelihood.EXPOSED: Mark("△", marked("nothing in the way"), "medium"),
    Likelihood.OPEN: Mark("?", marked("not known"), "open"),
}
GATES = {
    GateState.MET: Mark("✓", marked("met"), "good"),
    GateState.UNVERIFIED: Mark("?", marked("unverified"), "open"),
    GateState.FAILED: Mark("✗", marked("failed"), "bad"),
}
OUTCOMES = {
    Outcome.MET: Mark("✓", marked("met"), "good"),
    Outcome.NOT_MET: Mark("✗", marked("not met"), "bad"),
    Outcome.INCONCLUSIVE: Mark("?", marked("inconclusive"), "open"),
    Outcome.NOT_APPLICABLE: Mark(DASH, marked("not applicable"), "plain"),
}
PATTERNS = {
    PatternState.PRESENT: Mark("■", marked("present"), "bad"),
    PatternState.EXPOSED: Mark("□", marked("exposed"), "high"),
    PatternState.SUSPECTED: Mark("◇", marked("suspected"), "medium"),
    PatternState.NOT_EXCLUDED: Mark("?", marked("not excluded"), "open"),
    PatternState.EXCLUDED: Mark("✓", marked("excluded"), "good"),
    PatternState.NOT_APPLICABLE: Mark(DASH, marked("not applicable"), "plain"),
}
CONTRADICTIONS = {
    ContradictionState.OPEN: Mark("?", marked("open, awaiting reply"), "open"),
    ContradictionState.UPHELD: Mark("✗", marked("upheld"), "bad"),
    ContradictionState.EXPLAINED: Mark("✓", marked("explained"), "good"),
    ContradictionState.WITHDRAWN: Mark(DASH, marked("withdrawn"), "plain"),
}
DIRECTIONS = {
    Direction.SUPPORTS: Mark("✓", marked("supports"), "good"),
    Direction.CONTRADICTS: Mark("✗", marked("speaks against"), "bad"),
    Direction.CANNOT_TELL: Mark("?", marked("cannot tell"), "open"),
}
ANSWER_STATES = Words(
    {
        AnswerState.ANSWERED: marked("answered"),
        AnswerState.UNKNOWN: marked("does not know"),
        AnswerState.DECLINED: marked("declined to answer"),
        AnswerState.NOT_APPLICABLE: marked("not applicable"),
    }
)
CONFIDENCES = Words({Confidence.STRONG: marked("strong"), Confidence.WEAK: marked("weak")})
CRITICALITIES = Words(
    {
        Criticality.GATE: marked("gate"),
        Criticality.MAJOR: marked("major"),
        Criticality.STANDARD: marked("standard"),
    }
)
LINKS = Words(
    {
        Link.ENTRY: marked("How it came in"),
        Link.FAULT: marked("What went wrong"),
        Link.HIDDEN: marked("Why nobody saw it"),
        Link.UNEXPLAINED: marked("Why nobody can explain it"),
        Link.UNREPAIRED: marked("Why nobody can repair it"),
        Link.UNSTOPPED: marked("Why nobody stopped it"),
    }
)
PURPOSES = Words(
    {
        Purpose.FAILED_PROJECT_AUDIT: marked("Failed-project audit"),
        Purpose.VENDOR_EVALUATION: marked("Vendor evaluation"),
        Purpose.READINESS_REVIEW: marked("Readiness review"),
    }
)
DECISIONS = Words(
    {
        Purpose.FAILED_PROJECT_AUDIT: marked("Salvage, rebuild or stop"),
        Purpose.VENDOR_EVALUATION: marked("Select or reject"),
        Purpose.READINESS_REVIEW: marked("Go or no-go"),
    }
)
KINDS = Words(
    {
        SystemKind.LLM_APP: marked("LLM application"),
        SystemKind.AGENT_WITH_TOOLS: marked("agent with tools"),
        SystemKind.RAG: marked("retrieval-augmented generation"),
        SystemKind.CLASSIC_ML: marked("classic machine learning"),
        SystemKind.DATA_PIPELINE: marked("data pipeline"),
    }
)
STATUSES = {
    Status.OPEN: Mark("○", marked("not begun"), "open"),
    Status.STARTED: Mark("●", marked("under way"), "medium"),
    Status.DONE: Mark("✓", marked("done, to be shown"), "good"),
    Status.DROPPED: Mark(DASH, marked("dropped"), "plain"),
}
PARTIES = Words(
    {Party.CLIENT: marked("client"), Party.VENDOR: marked("vendor"), Party.THIRD: marked("third party")}
)
SOURCES = Words(
    {
        Source.REPOSITORY: marked("repository"),
        Source.DOCUMENT: marked("document"),
        Source.URL: marked("url"),
        Source.INTERVIEW: marked("interview"),
        Source.DEMONSTRATION: marked("demonstration"),
    }
)
HORIZONS = Words(
    {
        "now": marked("now"),
        "30 days": marked("30 days"),
        "90 days": marked("90 days"),
    }
)
"""When a step is due."""
AGREEMENTS = Words(
    {
        Agreement.CORROBORATED: marked("corroborated"),
        Agreement.CONTRADICTED: marked("contradicted"),
        Agreement.UNSUPPORTED: marked("unsupported"),
        Agreement.UNVERIFIABLE: marked("unverifiable here"),
        Agreement.UNDERSTATED: marked("understated"),
        Agreement.CONFIRMED_GAP: marked("confirmed gap"),
        Agreement.NOMINATED: marked("nominated"),
        Agreement.BOUNDED: marked("bounded"),
        Agreement.OPEN: marked("open"),
    }
)
NATURES = Words(
    {Nature.FACT: marked("fact"), Nature.INFERENCE: marked("inference"), Nature.OPINION: marked("opinion")}
)
REPLY_STATES = Words(
    {
        ReplyState.ANSWERED: marked("answered"),
        ReplyState.UNKNOWN: marked("unknown"),
        ReplyState.DECLINED: marked("declined"),
        ReplyState.NOT_APPLICABLE: marked("not applicable"),
    }
)
ROLES = Words(
    {
        Role.LEAD: marked("lead"),
        Role.REVIEWER: marked("reviewer"),
        Role.PANEL: marked("panel"),
        Role.PRODUCT: marked("product"),
        Role.SECURITY: marked("security"),
        Role.OPERATIONS: marked("operations"),
        Role.DATA_OWNER: marked("data owner"),
    }
)
ITEM_KINDS = Words(
    {
        ItemKind.MODEL: marked("model"),
        ItemKind.PROVIDER: marked("provider"),
        ItemKind.LIBRARY: marked("library"),
        ItemKind.DATASET: marked("dataset"),
        ItemKind.PROMPT: marked("prompt"),
    }
)
BUILD_VERDICTS = Words(
    {
        BuildVerdict.BUILD: marked("build"),
        BuildVerdict.PROBE: marked("probe"),
        BuildVerdict.HOLD: marked("hold"),
        BuildVerdict.DO_NOT_BUILD: marked("do not build"),
    }
)
NO_CONCLUSION = VerdictWords(
    marked("No conclusion"),
    marked("Nobody has answered yet; what was read in the code is listed, not judged."),
    "open",
    "plain",
)
VERDICTS = {
    Verdict.PHASE_1: VerdictWords(
        marked("Phase 1 (demo)"),
        marked("This is a demonstration, not a system to run a business on."),
        "stop",
        "critical",
    ),
    Verdict.NEEDS_HARDENING: VerdictWords(
        marked("Needs hardening"), marked("This works in part; it cannot be relied on yet."), "warn", "high"
    ),
    Verdict.CANNOT_CONCLUDE: VerdictWords(
        marked("Cannot conclude"),
        marked("Too little was shown to rely on this: do not proceed yet."),
        "open",
        "medium",
    ),
    Verdict.CONDITIONAL: VerdictWords(
        marked("Conditional (limited exposure)"),
        marked("This may run with limited exposure while the last gates are shown."),
        "warn",
        "medium",
    ),
    Verdict.PRODUCTION_READY: VerdictWords(
        marked("Production-ready"),
        marked("This can be relied on in production, as far as evidence goes."),
        "pass",
        "good",
    ),
    Verdict.INFRASTRUCTURE: VerdictWords(
        marked("Operates as infrastructure"),
        marked("This runs like infrastructure and shows it."),
        "pass",
        "good",
    ),
}
