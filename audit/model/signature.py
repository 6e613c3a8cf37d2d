"""A signature under an assessment: who answers for it, in which role, when, and with which interests."""

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from audit.model.base import Value
from audit.model.ranges import Day

if TYPE_CHECKING:
    from audit.model.assessment import Assessment


class Role(StrEnum):
    """As what somebody signs."""

    LEAD = "lead"
    REVIEWER = "reviewer"
    PANEL = "panel"
    PRODUCT = "product"
    SECURITY = "security"
    OPERATIONS = "operations"
    DATA_OWNER = "data_owner"


class Signature(Value):
    """Somebody's sign-off; what lead and reviewer sign is final, the others agree to what follows from it."""

    name: str = Field(min_length=1, max_length=120)
    role: Role = Role.LEAD
    at: Day = Field(description="the day of the signature; it may lie after the as-of day")
    statement: str = Field(
        default="", max_length=600, description="interests and independence, in the signer's words"
    )
    covers: str = Field(
        default="",
        pattern=r"^([0-9a-f]{64})?$",
        description="hash of what was signed; empty: signed in the file itself, with all that it holds",
    )


def signed_content(assessment: "Assessment") -> str:
    """The hash of an assessment as it is signed: all of it but the signatures."""
    bare = assessment.model_copy(update={"signatures": ()})
    return hashlib.sha256(bare.model_dump_json().encode()).hexdigest()
