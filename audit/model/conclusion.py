"""What judgement returns: levels, scores, gates, contradictions, patterns, stages, figures and actions."""

from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field

from audit.model.assessment import ContradictionState, Place
from audit.model.base import Value
from audit.model.evidence import Evidence, Grade
from audit.model.finding import Confidence
from audit.model.rubric import Link


class Interval(NamedTuple):
    """A lower and an upper bound, in the unit of the field that holds it."""

    low: float
    high: float


class DimensionScore(NamedTuple):
    """A dimension, 0 to 100: credited, upper, and as claimed."""

    low: float
    high: float
    claimed: float


class Verdict(StrEnum):
    """The conclusion of an audit (methodology 7.1)."""

    PHASE_1 = "Phase 1 (demo)"
    NEEDS_HARDENING = "Needs hardening"
    CANNOT_CONCLUDE = "Cannot conclude"
    INFRASTRUCTURE = "Operates as infrastructure"
    PRODUCTION_READY = "Production-ready"
    CONDITIONAL = "Conditional (limited exposure)"


class GateState(StrEnum):
    """Whether a gate criterion was reached, with its minimum evidence."""

    MET = "met"
    UNVERIFIED = "unverified"
    FAILED = "failed"


class Gates(Value):
    """The ids of the applicable gate criteria, by state."""

    met: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


class Standing(Value):
    """Where a criterion stands: levels 0 to 4."""

    criterion: str
    low: int
    high: int
    claimed: int
    grade: Grade
    answered: bool
    applicable: bool = True
    declined: bool = False
    rated: bool = False
    spread: bool = Field(default=False, description="respondents differ and the auditor has not rated")
    gate: GateState | None = None
    notes: tuple[str, ...] = ()


class Agreement(StrEnum):
    """How a statement compares with what a repository shows."""

    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNVERIFIABLE = "unverifiable here"
    UNDERSTATED = "understated"
    CONFIRMED_GAP = "confirmed gap"
    NOMINATED = "nominated"
    BOUNDED = "bounded"
    OPEN = "open"


class CrossExamination(Value):
    """One statement, or the lack of one, compared with one finding."""

    criterion: str
    check: str
    repository: str = ""
    respondent: str = ""
    level: int | None = None
    agreement: Agreement
    note: str


class Contradiction(Value):
    """A statement that what a repository shows speaks against; an entry of the register."""

    id: str
    criterion: str
    check: str
    respondent: str
    level: int
    statement: str
    place: Place | None = None
    finding: str
    evidence: tuple[Evidence, ...] = ()
    searched: str = ""
    repository: str = ""
    strength: Confidence
    state: ContradictionState = ContradictionState.OPEN
    reason: str = ""
    reply: str = ""

    @property
    def counts(self) -> bool:
        """Whether it lowers the credit: open and upheld ones do."""
        return self.state in {ContradictionState.OPEN, ContradictionState.UPHELD}


class ContradictionRate(Value):
    """How often a respondent's checkable claims were strongly contradicted."""

    respondent: str
    strong: int
    checkable: int | None
    applied: bool
    note: str


class PatternState(StrEnum):
    """How sure it is that a failure pattern is at work (companion rule, methodology 3)."""

    PRESENT = "present"
    EXPOSED = "exposed"
    SUSPECTED = "suspected"
    NOT_EXCLUDED = "not excluded"
    EXCLUDED = "excluded"
    NOT_APPLICABLE = "not applicable"


class PatternReading(Value):
    """A failure pattern as it stands in this assessment."""

    id: str
    name: str
    state: PatternState
    link: Link
    symptoms: tuple[str, ...] = ()
    root_cause: str
    typical_cost: str
    recovery: tuple[str, ...]
    leads_to: str
    settling_test: str = ""
    criteria: tuple[str, ...] = ()


class CausalChain(Value):
    """How the patterns that are present act on each other, and where it is cheapest to break."""

    links: tuple[str, ...] = Field(description="ids of present patterns in the order in which they act")
    text: str
    break_criterion: str | None = None
    break_effort: Interval | None = Field(default=None, description="person-days")


class StageReading(Value):
    """Which delivery stage the evidence shows; none stands before the exit of S1."""

    real: str | None
    possible: str | None
    declared: str | None
    inflation: int | None = Field(default=None, description="declared minus real, in stages")
    skipped_hardening: bool = False
    next_stage: str | None = None
    missing: tuple[str, ...] = Field(default=(), description="what the next stage waits for, by effort")
    missing_effort: Interval | None = Field(default=None, description="person-days for the criteria among it")


class Projection(Value):
    """What a demo figure means over many runs; rates are 0 to 1, failures are counts."""

    successes: int
    trials: int
    runs: int
    rate: float
    wilson: Interval
    clopper_pearson: Interval
    failures: float
    failures_wilson: Interval
    failures_predictive: Interval
    shift_share: float
    shift_rate: float
    shift_failures: float
    what: str = ""
    trials_source: str = ""
    held_out: bool | None = None


class Exposure(Value):
    """What the spend comes to until somebody stops it, in `currency`."""

    currency: str
    per_month: float
    per_day: float
    per_year: float
    months_so_far: float | None = None
    spent_so_far: float | None = None
    months_without_value: float | None = None
    spent_without_value: float | None = None
    cost_per_run: float | None = None
    cost_per_success: float | None = None


class Severity(StrEnum):
    """How bad a gap is if true."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"


class Gap(Value):
    """A criterion below what it requires: condition, cause and consequence are told from the evidence."""

    id: str
    criterion: str
    severity: Severity
    rule: str = Field(description="the condition of the severity table that holds")
    silent: bool = Field(
        default=False, description="nobody answered and nothing speaks against it: open, not wrong"
    )
    confidence: Confidence
    condition: str
    consequence: str
    cause: str
    recommendation: str
    effort: Interval = Field(description="person-days")
    findings: tuple[str, ...] = Field(default=(), description="ids of the checks that speak to it")
    evidence: tuple[Evidence, ...] = ()
    statements: tuple[str, ...] = ()


class Action(Value):
    """A step of the plan; horizon says when: now, 30 or 90 days."""

    criterion: str
    title: str
    text: str
    effort: Interval = Field(description="person-days")
    horizon: Literal["now", "30 days", "90 days"]
    why: str
    unlocks: tuple[str, ...] = ()


class EvidenceRequest(Value):
    """What to show so that an open criterion can be decided."""

    criterion: str
    show: tuple[str, ...]
    question: str
    who: str
    by: str
    changes: str


class Decision(Value):
    """The advice of a decision table with the rule and the facts that fired it."""

    decision: str
    rule: str
    facts: tuple[str, ...] = ()


class Robustness(Value):
    """What happens to the conclusion when the weights are varied (methodology 7.1a)."""

    draws: int
    share_same: float
    borderline: bool
    low: Interval = Field(description="range of the uncapped lower bound over the draws")


class Conclusion(Value):
    """The judgement of one assessment, with the versions that it rests on."""

    schema_name: Literal["phase2-conclusion"] = "phase2-conclusion"
    schema_version: Literal["1"] = "1"
    engine: str
    rubric: str = Field(description="version and content hash of the rubric")
    conclusion: Verdict | None = Field(description="none: no answers were given, so nothing is concluded")
    because: str
    published: Interval | None
    uncapped: Interval | None
    cap: int
    as_claimed: float | None
    evidence_gap: float | None
    coverage: float
    gates: Gates
    dimensions: dict[str, DimensionScore]
    standings: dict[str, Standing]
    removed_shares: dict[str, float] = Field(
        default_factory=dict, description="dimensions that lost over 15% of their weight to the assessor"
    )
    cross_examination: tuple[CrossExamination, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    rates: tuple[ContradictionRate, ...] = ()
    patterns: tuple[PatternReading, ...] = ()
    chain: CausalChain | None = None
    stage: StageReading | None = None
    projection: Projection | None = None
    exposure: Exposure | None = None
    gaps: tuple[Gap, ...] = ()
    actions: tuple[Action, ...] = ()
    requests: tuple[EvidenceRequest, ...] = ()
    decision: Decision | None = None
    robustness: Robustness | None = None
    limitations: tuple[str, ...] = ()
