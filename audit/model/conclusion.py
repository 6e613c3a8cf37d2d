"""What judgement returns: the conclusion of one assessment, with all that it rests on."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.buildability import BuildabilityReading
from audit.model.clause import ClauseDemand
from audit.model.costs import CostProjection
from audit.model.examination import Contradiction, ContradictionRate, CrossExamination, Nomination, Query
from audit.model.exposure import Exposure
from audit.model.gap import Gap
from audit.model.lesson import Lesson
from audit.model.partner import PartnerReading, Proposal
from audit.model.pattern import CausalChain, PatternReading, Patterns
from audit.model.plan import Action, Decision, EvidenceRequest
from audit.model.projection import Projection
from audit.model.repair import Repair
from audit.model.score import Contribution, DimensionScore, Interval, Robustness
from audit.model.stage import StageReading
from audit.model.standing import Gates, Standing


class Verdict(StrEnum):
    """The conclusion of an audit (methodology 7.1)."""

    PHASE_1 = "Phase 1 (demo)"
    NEEDS_HARDENING = "Needs hardening"
    CANNOT_CONCLUDE = "Cannot conclude"
    INFRASTRUCTURE = "Operates as infrastructure"
    PRODUCTION_READY = "Production-ready"
    CONDITIONAL = "Conditional (limited exposure)"


class Reservation(Value):
    """What a conclusion takes on somebody's word: grades above claimed that name no item of evidence."""

    criteria: tuple[str, ...] = Field(description="whose credited level or gate rests on such a grade")
    gates: tuple[str, ...] = Field(default=(), description="those of them that are met gates")
    conclusion: Verdict = Field(description="what it would be if those grades counted as claims")
    decision: str = Field(description="what the advice would be")


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
    nominations: tuple[Nomination, ...] = ()
    questions: tuple[Query, ...] = Field(default=(), description="weak contradictions, put as questions")
    patterns: Patterns = Patterns()
    pattern_readings: tuple[PatternReading, ...] = ()
    chain: CausalChain | None = None
    stage: StageReading | None = None
    projection: Projection | None = None
    exposure: Exposure | None = None
    costs: CostProjection | None = None
    buildability: BuildabilityReading | None = None
    gaps: tuple[Gap, ...] = ()
    repair: Repair | None = Field(default=None, description="none: no finding is critical or high")
    lessons: tuple[Lesson, ...] = Field(default=(), description="of a failed project")
    actions: tuple[Action, ...] = ()
    requests: tuple[EvidenceRequest, ...] = ()
    clauses: tuple[ClauseDemand, ...] = Field(default=(), description="what a contract has to hold")
    decision: Decision | None = None
    reservation: Reservation | None = Field(default=None, description="none: nothing rests on word alone")
    partner: PartnerReading | None = None
    proposals: tuple[Proposal, ...] = Field(
        default=(), description="levels that partner questions propose; they count when the auditor rates"
    )
    robustness: Robustness | None = None
    explain: dict[str, Contribution] = Field(
        default_factory=dict, description="by criterion; the points add up to the uncapped score"
    )
    as_of: date | None = None
    auditor: str = ""
    auditor_role: str = ""
    interests: str = Field(default="", description="conflicts of interest; empty: nothing was stated")
    limitations: tuple[str, ...] = ()
