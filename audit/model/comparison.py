"""Comparisons: two runs of one subject, and several vendors on the questions that all of them were asked."""

from datetime import date
from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.conclusion import Verdict
from audit.model.finding import Outcome
from audit.model.handling import Handling
from audit.model.pattern import PatternState
from audit.model.score import Interval
from audit.model.standing import GateState


class Run(Value):
    """One assessment, judged by the rubric at hand."""

    label: str
    subject: str
    as_of: date
    conclusion: Verdict | None
    reservation: str = Field(default="", description="under which a favourable conclusion is told")
    published: Interval | None
    uncapped: Interval | None
    coverage: float
    stage: str | None
    rescored: bool = Field(
        default=False, description="it was printed under another rubric or engine, and is judged anew here"
    )
    printed: Interval | None = Field(default=None, description="the score as it was printed then")
    printed_rubric: str = ""


class LevelChange(Value):
    """A criterion whose levels or gate differ between two runs; none where it did not apply."""

    criterion: str
    before: Interval | None
    after: Interval | None
    gate_before: GateState | None = None
    gate_after: GateState | None = None
    why: str = Field(default="", description="what the later run says about it")


class FindingChange(Value):
    """A check whose outcome differs; none where it did not look."""

    check: str
    criterion: str
    repository: str
    before: Outcome | None
    after: Outcome | None


class PatternChange(Value):
    """A failure pattern whose state differs."""

    id: str
    name: str
    before: PatternState | None
    after: PatternState | None


class RunComparison(Value):
    """What changed between two runs of one subject."""

    schema_name: Literal["phase2-run-comparison"] = "phase2-run-comparison"
    schema_version: Literal["1"] = "1"
    rubric: str
    before: Run
    after: Run
    levels: tuple[LevelChange, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    patterns: tuple[PatternChange, ...] = ()
    contradictions_new: tuple[str, ...] = ()
    contradictions_gone: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()


class SharedDimension(Value):
    """One dimension of a vendor, on the questions that all were asked; shares are 0 to 1, by weight."""

    score: Interval = Field(description="0 to 100")
    coverage: float = Field(description="share with an answer")
    shown: float = Field(description="share that rests on a document or better: how sure the score is")


class Contender(Value):
    """One vendor: its own result, and its score on the questions that all were asked."""

    label: str
    name: str
    rank: int | None = Field(
        description="by the lower bound on shared questions, equal ones share it; none: knocked out"
    )
    knock_outs: tuple[str, ...] = ()
    not_known: tuple[str, ...] = Field(default=(), description="knock-outs that nobody has looked at")
    conclusion: Verdict | None
    reservation: str = Field(default="", description="under which a favourable conclusion or advice is told")
    published: Interval | None = Field(description="on everything that it was asked")
    shared: Interval | None = Field(description="published score on the questions that all were asked")
    failed_gates: tuple[str, ...] = ()
    unverified_gates: tuple[str, ...] = ()
    left_out: tuple[str, ...] = Field(default=(), description="asked of it, and not of all")
    dimensions: dict[str, SharedDimension] = Field(default_factory=dict, description="on shared questions")
    other_questions: tuple[str, ...] = Field(
        default=(), description="what else it was asked, that is about no criterion"
    )
    decision: str = Field(
        default="", description="the advice on it alone; empty: its assessment has another purpose"
    )
    price: str = Field(default="", description="stands beside the score, never in it")
    handling: Handling = Handling()


class Pairing(Value):
    """Two vendors next to each other in the ranking."""

    first: str
    second: str
    overlap: bool
    leads_in: float = Field(description="share of the weight draws in which the first has the higher bound")
    too_close: bool
    words: str


class VendorComparison(Value):
    """Several vendors, knock-outs first, then ranked where the evidence allows it."""

    schema_name: Literal["phase2-vendor-comparison"] = "phase2-vendor-comparison"
    schema_version: Literal["1"] = "1"
    rubric: str
    shared: tuple[str, ...] = Field(description="criteria that all were asked and that apply to all")
    contenders: tuple[Contender, ...]
    advice: str = Field(default="", description="which one, or that the evidence does not tell")
    leading: tuple[str, ...] = Field(
        default=(), description="the first that can be selected, and those too close to it to call"
    )
    pairings: tuple[Pairing, ...] = ()
    draws: int
    same_order: float = Field(description="share of the weight draws with the same order, 0 to 1")
    first_in: dict[str, float] = Field(
        default_factory=dict, description="for each contender, the share of draws in which it is first"
    )
    limitations: tuple[str, ...] = ()
