"""Whether a report is a draft: who signed, what was signed, and what is concluded."""

from datetime import date

import pytest

from audit.model.assessment import Assessment
from audit.model.signature import Role, Signature
from audit.model.status import signed_content, status
from tests.reports.dossiers import CONCLUSION, failed_project

GIVEN = failed_project().assessment
LEAD = Signature(name="A. Auditor", at=date(2026, 11, 23))
COVERED = LEAD.model_copy(update={"covers": signed_content(GIVEN)})
NOT_SIGNED = "The lead auditor has not signed."
CHANGED = "The assessment was changed after the lead auditor signed it."


def signed(*signatures: Signature, **changes: object) -> Assessment:
    return GIVEN.model_copy(update={"signatures": signatures, **changes})


@pytest.mark.parametrize(
    ("assessment", "lacks"),
    [
        (signed(), (NOT_SIGNED,)),
        (signed(LEAD), ()),
        (signed(COVERED), ()),
        (signed(COVERED, story="Another story."), (CHANGED,)),
        (signed(COVERED, LEAD, story="Another story."), ()),
        (signed(LEAD.model_copy(update={"role": Role.REVIEWER})), (NOT_SIGNED,)),
        (signed(COVERED, LEAD.model_copy(update={"role": Role.PANEL})), ()),
    ],
)
def test_a_report_is_final_once_its_lead_auditor_signed_this_very_assessment(
    assessment: Assessment, lacks: tuple[str, ...]
) -> None:
    found = status(assessment, CONCLUSION)
    assert found.lacks == lacks
    assert found.word == ("DRAFT" if lacks else "FINAL")


def test_what_concludes_nothing_stays_a_draft_whoever_signs() -> None:
    nothing = CONCLUSION.model_copy(update={"conclusion": None})
    assert status(signed(LEAD), nothing).lacks == ("Nothing was concluded, so there is nothing to sign.",)
