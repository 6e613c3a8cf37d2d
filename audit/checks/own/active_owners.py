"""Whether those named as owners still work on it."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Activity, NamedOwner, Sighting
from audit.model.finding import Confidence


class ActiveOwners(Check[NamedOwner]):
    """Somebody named as owner still works on it.

    A list of owners outlives its people; the log shows who of them was there in the last year.

    Blind spot: an owner who decides but never commits, and who is in a team or behind an account
    name, is not seen.
    """

    id = "active-owners"
    informs = "OWN-01"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Ask those who are named whether they still own it, and name those who do."

    good = {
        "CODEOWNERS": "* ada@quill.example  # <-- supports\n",
        "git log": """
            2024-01-10 Ada Quill <ada@quill.example>
            2024-06-02 Ada Quill <ada@quill.example>
        """,
    }
    bad = {
        "MAINTAINERS": """
            Ada Quill <ada@quill.example>  # <-- contradicts
            Eve Stone <eve@stone.example>  # <-- contradicts
        """,
        "git log": """
            2023-01-10 Ada Quill <ada@quill.example>
            2025-05-02 Bo Lind <bo@lind.example>
            2025-05-03 Bo Lind <bo@lind.example>
            2025-05-04 Bo Lind <bo@lind.example>
            2025-06-04 Bo Lind <bo@lind.example>
        """,
    }

    def detect(self, owner: NamedOwner, /) -> Iterator[Sighting]:
        said = f"{owner.name} {owner.because}"
        match owner.activity:
            case Activity.ACTIVE:
                yield owner.supports(said)
            case Activity.PAST | Activity.NEVER:
                yield owner.contradicts(said, weak=True)
            case Activity.UNKNOWN:
                yield owner.cannot_tell(said)
