"""Single figures by the formulas of a conclusion: for inputs not on record, and for scores so far."""

from audit import rubric as rubrics
from audit.model.assessment import Assessment
from audit.model.buildability import BuildabilityReading
from audit.model.business import BusinessCase, CostModel
from audit.model.costs import CostProjection
from audit.model.demo import DemoResult
from audit.model.partner import PartnerReading
from audit.model.projection import Projection
from audit.model.rubric import Rubric
from audit.model.speech import spoken


def project(demo: DemoResult, runs: int) -> Projection:
    """What a demo figure means over so many runs."""
    from audit.judgement import projection  # brings scipy

    return projection.project(demo, runs)


def project_costs(
    costs: CostModel, projection: Projection | None = None, business: BusinessCase | None = None
) -> CostProjection:
    """What a month of calls costs, as it is and under each shock."""
    from audit.judgement import costs as judged

    return judged.project_costs(costs, rubrics.load(spoken().language).cost_shocks, projection, business)


def partner_reading(assessment: Assessment, rubric: Rubric) -> PartnerReading | None:
    """What the scored partner questions call a vendor so far; none where none is scored."""
    from audit.judgement import partner

    return partner.read_partner(assessment, rubric)


def week_one_reading(assessment: Assessment, rubric: Rubric) -> BuildabilityReading | None:
    """The verdict of week one as it stands; none where nothing speaks to it."""
    from audit.judgement import buildability

    return buildability.read_buildability(assessment, rubric)
