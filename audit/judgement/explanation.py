"""Which criterion brings how many points of the overall score (methodology 7.1, read backwards)."""

from fractions import Fraction

from audit.judgement.score import LOWEST_COUNT, LOWEST_SHARE, MEAN_SHARE, TOP_LEVEL, Levels, Score, counts
from audit.model.rubric import Rubric
from audit.model.score import Contribution, Interval


def explain(levels: Levels, rubric: Rubric, figures: Score) -> dict[str, Contribution]:
    """The points of every criterion that counts; their sum is the uncapped score, on either side.

    A dimension that is among the lowest weighs more; of dimensions that are level, the first in the rubric.
    """
    shares = [_shares(rubric, figures, side) for side in range(2)]
    explained: dict[str, Contribution] = {}
    for dimension in rubric.dimensions:
        inside = [c for c in dimension.criteria if counts(c.id, levels)]
        whole = TOP_LEVEL * sum(c.weight for c in inside)
        for criterion in inside:
            standing = levels[criterion.id]
            low, high = (100 * share[dimension.id] * Fraction(criterion.weight, whole) for share in shares)
            explained[criterion.id] = Contribution(
                dimension=dimension.id,
                weight=criterion.weight,
                credited=Interval(standing.low, standing.high),
                points=Interval(float(low * standing.low), float(high * standing.high)),
                per_level=Interval(float(low), float(high)),
            )
    return explained


def _shares(rubric: Rubric, figures: Score, side: int) -> dict[str, Fraction]:
    """What one point of each dimension is worth in the overall score."""
    scored = [d for d in rubric.dimensions if d.id in figures.dimensions]
    whole = sum(d.weight for d in scored)
    lowest = sorted(scored, key=lambda d: figures.dimensions[d.id][side])[:LOWEST_COUNT]
    names = {d.id for d in lowest}
    return {
        d.id: MEAN_SHARE * Fraction(d.weight, whole)
        + (LOWEST_SHARE / len(lowest) if d.id in names else Fraction(0))
        for d in scored
    }
