"""Vendors made by hand, judged and compared, so that their report can be tested."""

from functools import cache
from typing import Any

from audit.assessment import tender_of
from audit.model.assessment import Answer, Assessment, Profile, Purpose, Subject
from audit.model.operation import Operation
from audit.model.tender import Tender
from tests.reports.case import ASSESSMENT, KINDS, RUBRIC

BARE: dict[str, Any] = {
    "answers": (), "claims": (), "inspections": (), "symptoms": (), "demo": None, "operation": None, "story": "",
    "evidence": (), "purpose": Purpose.VENDOR_EVALUATION, "profile": Profile(),
}  # fmt: skip


def vendor(
    name: str, level: int, grade: int, *, leaving_out: int = 0, spend: float | None = None, **more: Any
) -> Assessment:
    """A vendor that says the same level of everything, with the same evidence."""
    keys = [c.id for c in RUBRIC.criteria() if c.applies(KINDS)][leaving_out:]
    answers = tuple(Answer(criterion=key, level=level, grade=grade, by="ops") for key in keys)
    values = BARE | {"subject": Subject(name=name, kinds=KINDS, is_vendor=True), "answers": answers} | more
    if spend is not None:
        values |= {"operation": Operation(spend_per_month=spend)}
    return ASSESSMENT.model_copy(update=values)


@cache
def three() -> Tender:
    """A vendor that shows, one that only says, and one that is knocked out."""
    return tender_of(
        [
            vendor("Sayers", 4, 1, spend=2000, leaving_out=2),
            vendor("Showers", 3, 3, spend=6000),
            vendor("Key Holders", 4, 4, spend=4000, profile=Profile(vendor_alone_holds_keys_or_data=True)),
        ],
        RUBRIC,
    )


def with_the_failed_project() -> Tender:
    """The delivery that failed, as a vendor beside another one."""
    return tender_of([ASSESSMENT, vendor("Showers", 3, 3, spend=6000)], RUBRIC)


def many(name: str) -> Tender:
    """As many vendors as a report holds, of long names that are alike."""
    return tender_of(
        [vendor(name, 1 + n % 4, n % 5, spend=10.0**15 if n % 2 else n, leaving_out=n) for n in range(12)],
        RUBRIC,
    )
