"""A signature under an assessment: who answers for it, in which role, when, and with which interests."""

from enum import StrEnum

from pydantic import Field

from audit.model.base import Value
from audit.model.ranges import Day


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
