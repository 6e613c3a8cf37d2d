"""Which assessments are listed, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.assessment import Order, Sought, listed
from audit.assessment.listing import Standing, standing
from audit.storage import Summary

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def summary(
    name: str, days: int, purpose: str = "readiness_review", conclusion: str = "", at: int = 0
) -> Summary:
    return Summary(
        id=name,
        name=name,
        kind="rag",
        purpose=purpose,
        conclusion=conclusion,
        concluded_at=at,
        updated=NOW - timedelta(days=days),
        seq=3,
        head="0",
    )


KEPT = [
    summary("Harbour Desk", 40, "vendor_evaluation", "Needs hardening", 3),
    summary("Älter Agent", 1, conclusion="Phase 1 (demo)", at=2),
    summary("Tidewater", 8),
]


@pytest.mark.parametrize(
    ("sought", "names"),
    [
        (Sought(), ["Älter Agent", "Tidewater", "Harbour Desk"]),
        (Sought("DESK harbour"), ["Harbour Desk"]),
        (Sought("phase"), ["Älter Agent"]),
        (Sought("nobody"), []),
        (Sought(purposes=("vendor_evaluation",)), ["Harbour Desk"]),
        (Sought(standings=(Standing.OPEN, Standing.OUTDATED)), ["Älter Agent", "Tidewater"]),
        (Sought(conclusions=("Needs hardening",)), ["Harbour Desk"]),
        (Sought(days=7), ["Älter Agent"]),
        (Sought(days=8), ["Älter Agent", "Tidewater"]),
        (Sought(order=Order.NAME), ["Harbour Desk", "Tidewater", "Älter Agent"]),
        (Sought(order=Order.CONCLUSION), ["Harbour Desk", "Älter Agent", "Tidewater"]),
    ],
)
def test_what_is_looked_for(sought: Sought, names: list[str]) -> None:
    assert [one.name for one in listed(KEPT, sought, NOW)] == names


def test_how_far_each_is() -> None:
    assert [standing(one) for one in KEPT] == [Standing.CONCLUDED, Standing.OUTDATED, Standing.OPEN]
