"""What if: figures for inputs that nobody has put on record, by the same formulas as a conclusion."""

from audit import rubric as rubrics
from audit.model.assessment import DemoResult
from audit.model.business import BusinessCase, CostModel
from audit.model.costs import CostProjection
from audit.model.projection import Projection


def project(demo: DemoResult, runs: int) -> Projection:
    """What a demo figure means over so many runs."""
    from audit.judgement import projection  # brings scipy

    return projection.project(demo, runs)


def project_costs(
    costs: CostModel, projection: Projection | None = None, business: BusinessCase | None = None
) -> CostProjection:
    """What a month of calls costs, as it is and under each shock."""
    from audit.judgement import costs as judged

    return judged.project_costs(costs, rubrics.load().cost_shocks, projection, business)
