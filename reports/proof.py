"""What a vendor claims beside what it shows."""

from typing import NamedTuple

from audit.model.assessment import Assessment
from audit.model.conclusion import Conclusion
from audit.model.examination import Agreement, Contradiction


class Proof(NamedTuple):
    """What a vendor claims beside what it shows; scores are 0 to 100, before the cap."""

    name: str
    claimed: float | None
    supported: float | None
    gap: float | None
    contradicted: tuple[Contradiction, ...]
    unverifiable: int
    inspected: bool


def proof(name: str, assessment: Assessment, conclusion: Conclusion) -> Proof:
    """Claims against proof of the vendor of this name, on everything that it was asked."""
    return Proof(
        name=name,
        claimed=conclusion.as_claimed,
        supported=conclusion.uncapped.low if conclusion.uncapped else None,
        gap=conclusion.evidence_gap,
        contradicted=tuple(c for c in conclusion.contradictions if c.counts),
        unverifiable=sum(c.agreement is Agreement.UNVERIFIABLE for c in conclusion.cross_examination),
        inspected=bool(assessment.inspections),
    )
