"""The repository index: one number for what a repository shows, from its checks alone.

A criterion is the mean of its checks (met 1, not met 0); a dimension is the mean of its criteria;
the index is 100 times the mean of all criteria. An inconclusive check is left out of the value and
spans 0 to 1 in the interval; what is not applicable is left out of both.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean

from audit.model.finding import Finding, Outcome
from audit.model.inspection import IndexValue, RepositoryIndex

_RANGE = {
    Outcome.MET: (1.0, 1.0),
    Outcome.NOT_MET: (0.0, 0.0),
    Outcome.INCONCLUSIVE: (0.0, 1.0),
}
_FEWEST_CRITERIA = 3


def repository_index(findings: Sequence[Finding]) -> RepositoryIndex | None:
    """The index of a repository; none where fewer than three criteria were decided."""
    criteria: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.outcome in _RANGE:
            criteria[finding.informs].append(finding)
    whole = _value(criteria.values())
    decided = sum(any(f.outcome is not Outcome.INCONCLUSIVE for f in found) for found in criteria.values())
    if whole is None or decided < _FEWEST_CRITERIA:
        return None
    dimensions: dict[str, list[list[Finding]]] = defaultdict(list)
    for criterion, found in sorted(criteria.items()):
        dimensions[criterion.partition("-")[0]].append(found)
    values = {name: value for name, found in dimensions.items() if (value := _value(found)) is not None}
    return RepositoryIndex(
        value=whole.value, low=whole.low, high=whole.high, dimensions=values, criteria=len(criteria)
    )


def _value(criteria: Iterable[Sequence[Finding]]) -> IndexValue | None:
    """The mean of some criteria; none where no check decided anything."""
    ranges = [[_RANGE[finding.outcome] for finding in found] for found in criteria]
    decided = [[low for low, high in checks if low == high] for checks in ranges]
    centres = [fmean(checks) for checks in decided if checks]
    if not centres:
        return None
    low = fmean(fmean(low for low, _ in checks) for checks in ranges)
    high = fmean(fmean(high for _, high in checks) for checks in ranges)
    value = min(max(fmean(centres), low), high)
    return IndexValue(value=round(100 * value, 1), low=round(100 * low, 1), high=round(100 * high, 1))
