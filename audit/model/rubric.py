"""The rubric: what evidence is compared with. Data comes from `questionnaires/`."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.decision_tables import Decisions, Precedence
from audit.model.ids import CriterionId, StageId
from audit.model.register import GradeField
from audit.model.shocks import Shocks


class SystemKind(StrEnum):
    """What kind of system is audited; several may hold, and the union of their criteria applies."""

    LLM_APP = "llm_app"
    AGENT_WITH_TOOLS = "agent_with_tools"
    RAG = "rag"
    CLASSIC_ML = "classic_ml"
    DATA_PIPELINE = "data_pipeline"


class Criticality(StrEnum):
    """What a criterion may block."""

    GATE = "gate"
    MAJOR = "major"
    STANDARD = "standard"


class Ask(Value):
    """The question of a criterion, worded for the two sides of the table."""

    vendor: str
    internal: str


class Anchors(Value):
    """The observable anchors of the levels; a level holds only if it and all below it hold."""

    L0: str
    L1: str
    L2: str
    L3: str
    L4: str

    def __getitem__(self, level: int) -> str:
        return str(getattr(self, f"L{level}"))


class Signal(Value):
    """Something that a repository could show for or against a criterion."""

    id: str
    look_for: str


class Signals(Value):
    """The repository signals of a criterion."""

    support: tuple[Signal, ...] = ()
    contradict: tuple[Signal, ...] = ()


class Criterion(Value):
    """One thing that a production-ready system can show."""

    id: CriterionId
    name: str
    why: str
    criticality: Criticality
    gate_min_level: int | None = Field(default=None, ge=1, le=4)
    gate_min_evidence: GradeField | None = None
    weight: int = Field(ge=1, le=5)
    applies_to: tuple[SystemKind, ...] = Field(min_length=1)
    required_by_stage: StageId
    ask: Ask
    levels: Anchors
    evidence: tuple[str, ...] = Field(min_length=1, description="what would show it, in ten minutes")
    maps_to: tuple[str, ...] = ()
    signals: Signals = Signals()
    remediation: str
    effort_person_days: tuple[float, float] = Field(description="low and high, for a small team")

    @property
    def is_gate(self) -> bool:
        """Whether failing it blocks a production-ready conclusion."""
        return self.criticality is Criticality.GATE

    @property
    def called(self) -> str:
        """Its name, with its id behind it, as a sentence has them."""
        return f"{self.name} ({self.id})"

    @property
    def dimension(self) -> str:
        """The id of the dimension it belongs to."""
        return self.id.partition("-")[0]

    def applies(self, kinds: tuple[SystemKind, ...]) -> bool:
        """Whether it concerns a system of any of these kinds."""
        return not set(kinds).isdisjoint(self.applies_to)


class Dimension(Value):
    """A group of criteria that answers one question."""

    id: str = Field(pattern=r"^[A-Z]{2,5}$")
    name: str
    weight: int = Field(ge=1)
    question: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Link(StrEnum):
    """Where a failure pattern stands in the causal chain, in the order in which they act."""

    ENTRY = "entry"
    FAULT = "fault"
    HIDDEN = "hidden"
    UNEXPLAINED = "unexplained"
    UNREPAIRED = "unrepaired"
    UNSTOPPED = "unstopped"


class FailurePattern(Value):
    """A way in which AI projects die, recognised by missing controls and by symptoms."""

    id: str = Field(pattern=r"^FP-\d{2}$")
    name: str
    core: tuple[CriterionId, ...] = Field(min_length=1)
    supporting: tuple[CriterionId, ...] = ()
    min_supporting: int = Field(ge=0)
    symptoms: tuple[str, ...] = Field(min_length=1)
    root_cause: str
    typical_cost: str
    recovery: tuple[str, ...] = Field(min_length=1)
    link: Link
    leads_to: str = Field(description="what it does in the causal chain, as a clause")
    settling_test: str = Field(default="", description="the one test that would prove or refute a fault")

    def symptom_ids(self) -> dict[str, str]:
        """Each symptom by its id, such as `FP-03.1`."""
        return {f"{self.id}.{n}": text for n, text in enumerate(self.symptoms, start=1)}


class AtLeast(Value):
    """A level that every criterion of some stages has to reach."""

    stages: tuple[StageId, ...]
    level: int = Field(ge=1, le=4)


class StageExit(Value):
    """The exit condition of a stage, on credited levels and on facts of the profile."""

    levels: dict[CriterionId, int] = Field(default_factory=dict)
    gates_at_level: tuple[StageId, ...] = ()
    gates_met: tuple[StageId, ...] = ()
    others: AtLeast | None = Field(default=None, description="every criterion of these stages but gates")
    majors: AtLeast | None = None
    drills: tuple[str, ...] = ()
    live_quality_weeks: int = 0
    vendor_access_removed_weeks: int = 0


class Stage(Value):
    """One of the five delivery stages."""

    id: StageId
    name: str
    share: str
    entry: str
    activities: str
    exit: StageExit
    exit_in_words: str
    deliverable: str


class PartnerQuestion(Value):
    """A question that tells a demo builder from a production engineer."""

    id: str = Field(pattern=r"^PQ-\d{2}$")
    question: str
    vague: str
    specific: str
    evidenced: str
    follow_ups: tuple[str, ...]
    red_flags: tuple[str, ...]
    criteria: tuple[CriterionId, ...] = Field(min_length=1)


class BuildabilityItem(Value):
    """A question of week one, on whether this should be built at all."""

    id: str = Field(pattern=r"^WB-\d{2}$")
    question: str
    measure: str
    rule: Literal["stop", "hold", "condition"]
    rule_text: str
    condition: str = Field(default="", description="what a verdict is bound to where the rule holds")
    hold_below: int = Field(default=0, ge=0, le=3, description="a lower score holds the start")
    build_from: int = Field(default=0, ge=0, le=3, description="a lower score allows a probe at most")
    if_open: Literal["hold", "probe"] = Field(
        description="the best verdict while it is not answered, or not known whether its rule holds"
    )
    computed: Literal["", "baseline_suffices", "probe_below_baseline", "cannot_break_even"] = Field(
        default="", description="how the numbers of the business case tell whether the rule holds"
    )
    maps_to: str


class ContractClause(Value):
    """What a contract has to say so that a gate can be met and stays met."""

    id: str = Field(pattern=r"^CC-\d{2}$")
    title: str
    criterion: CriterionId
    text: str
    always: bool = Field(default=False, description="demanded even where its gate is met")


class Rubric(Value):
    """Everything that assessments are compared with, and the hash that names this very version."""

    version: str
    content_hash: str
    dimensions: tuple[Dimension, ...]
    patterns: tuple[FailurePattern, ...]
    stages: tuple[Stage, ...]
    partner_questions: tuple[PartnerQuestion, ...]
    buildability: tuple[BuildabilityItem, ...]
    decisions: Decisions
    order: tuple[Precedence, ...] = ()
    cost_shocks: Shocks
    clauses: tuple[ContractClause, ...]
    frameworks: dict[str, str] = Field(
        default_factory=dict, description="what the prefixes under maps_to stand for"
    )
    language: str = "en"
    translation_hash: str = Field(
        default="", description="names the words of a translation, beside the hash of what is translated"
    )

    @cached_property
    def by_id(self) -> dict[str, Criterion]:
        """Every criterion by its id."""
        return {criterion.id: criterion for criterion in self.criteria()}

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion, in the order of the dimensions."""
        return (criterion for dimension in self.dimensions for criterion in dimension.criteria)

    @cached_property
    def symptoms(self) -> dict[str, str]:
        """Every symptom by its id."""
        return {key: text for pattern in self.patterns for key, text in pattern.symptom_ids().items()}
