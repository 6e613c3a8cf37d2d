"""The tables of judgement that reports print as advice: severity, decisions, and the order of work."""

from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.ids import CriterionId


class SeverityRow(Value):
    """One row of the severity table: the condition's name, and its rule in words."""

    severity: Literal["critical", "high", "medium", "low", "note"]
    when: dict[str, str] = Field(min_length=1, description="conditions by name, in the words of a report")
    rule: str


class DecisionRow(Value):
    """One row of a decision table; every named condition has to hold, the first row that holds decides."""

    decision: str
    when_any: tuple[str, ...] = ()
    when_all: tuple[str, ...] = ()
    if_open: Literal["skip", "undecided"] = Field(
        default="skip", description="what follows where it is not known whether the row holds"
    )
    rule: str


class KnockOut(Value):
    """What rejects a vendor before any score."""

    when: Literal["refused", "upheld_contradiction", "vendor_alone_holds_keys_or_data"]
    question: str = ""
    rule: str


class ImmediateRow(Value):
    """A step that cannot wait for the plan, and the condition that asks for it."""

    when: str
    criterion: CriterionId
    title: str
    text: str
    effort_person_days: tuple[float, float]


class ComponentRow(Value):
    """What decides whether a component of a failed project is kept, repaired or replaced."""

    component: str
    levels: dict[CriterionId, int]
    keep: str
    repair: str
    replace: str


class Decisions(Value):
    """Judgement that reports print as advice, with the rule that fired."""

    basis: Literal["judgement"] = "judgement"
    severity: tuple[SeverityRow, ...]
    immediate: tuple[ImmediateRow, ...]
    readiness_review: tuple[DecisionRow, ...]
    vendor_evaluation: tuple[DecisionRow, ...]
    vendor_knock_outs: tuple[KnockOut, ...]
    failed_project_components: tuple[ComponentRow, ...]
    failed_project: tuple[DecisionRow, ...]


class Precedence(Value):
    """What has to stand before a criterion can be worked on or proven."""

    criterion: CriterionId
    after: tuple[CriterionId, ...] = Field(min_length=1)
    why: str
