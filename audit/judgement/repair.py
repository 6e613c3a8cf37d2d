"""What it takes to close the critical and high findings, and what that costs at the rate that was stated."""

from collections.abc import Iterable

from audit.model.gap import Gap, Severity
from audit.model.operation import Operation
from audit.model.repair import Repair
from audit.model.score import total

SEVERE = frozenset({Severity.CRITICAL, Severity.HIGH})


def repair(gaps: Iterable[Gap], operation: Operation | None) -> Repair | None:
    """The sum of the efforts of all critical and high findings; none where there are none."""
    efforts = [gap.effort for gap in gaps if gap.severity in SEVERE]
    if not efforts:
        return None
    return Repair(
        effort=total(efforts),
        day_rate=operation.day_rate if operation else None,
        currency=operation.currency if operation else "",
    )
