"""The decision that an audit prepares: the first row of its table that holds (basis: judgement)."""

from collections.abc import Sequence

from audit.judgement.failed_project import decide_project
from audit.judgement.readiness import decide_readiness
from audit.judgement.score import Levels
from audit.judgement.vendor import decide_vendor
from audit.model.assessment import Assessment, Purpose
from audit.model.buildability import BuildabilityReading
from audit.model.conclusion import Verdict
from audit.model.examination import Contradiction
from audit.model.gap import Gap
from audit.model.partner import PartnerReading
from audit.model.plan import Decision
from audit.model.projection import Projection
from audit.model.rubric import Rubric
from audit.model.stage import StageReading
from audit.model.standing import Gates


def decide(
    assessment: Assessment,
    rubric: Rubric,
    *,
    levels: Levels,
    gates: Gates,
    verdict: Verdict,
    stage: StageReading,
    contradictions: tuple[Contradiction, ...],
    partner: PartnerReading | None,
    projection: Projection | None,
    gaps: Sequence[Gap],
    week_one: BuildabilityReading | None,
) -> Decision:
    """The advice for the purpose of the assessment, with the rule that fired and what it rests on."""
    match assessment.purpose:
        case Purpose.READINESS_REVIEW:
            return decide_readiness(assessment, rubric, gates, verdict, stage)
        case Purpose.VENDOR_EVALUATION:
            return decide_vendor(assessment, rubric, gates, contradictions, partner)
        case Purpose.FAILED_PROJECT_AUDIT:
            return decide_project(assessment, rubric, levels, gates, projection, gaps, week_one)
