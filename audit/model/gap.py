"""Gaps: criteria below what they require, and how bad that is."""

from enum import StrEnum

from pydantic import Field

from audit.model.base import Value
from audit.model.evidence import Evidence
from audit.model.finding import Confidence
from audit.model.score import Interval


class Severity(StrEnum):
    """How bad a gap is if true."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTE = "note"


class Likelihood(StrEnum):
    """How likely it is that a gap does harm; nothing is estimated, it is read from what is on record."""

    SEEN = "seen"
    """A symptom was seen of a failure pattern that it is at the core of."""
    EXPOSED = "exposed"
    """It is known to be below what is required, and so nothing on record stands in the way."""
    OPEN = "open"
    """Not known: the control may be in place."""


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
    likelihood: Likelihood = Likelihood.OPEN
    condition: str
    consequence: str
    cause: str
    recommendation: str
    effort: Interval = Field(description="person-days")
    findings: tuple[str, ...] = Field(default=(), description="ids of the checks that speak to it")
    evidence: tuple[Evidence, ...] = ()
    statements: tuple[str, ...] = ()
