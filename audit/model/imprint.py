"""The imprint of a report: its version, for whom it is, what it was asked, and when to look again."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from audit.model.base import Value


def _written(value: object) -> object:
    """YAML reads `1.0` as a number; here it is a name."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Version = Annotated[str, BeforeValidator(_written), Field(min_length=1, max_length=20)]


class VersionNote(Value):
    """What a version changed against the one before."""

    version: Version
    at: date
    what: str = Field(min_length=1, max_length=300)


class Imprint(Value):
    """What a report says about itself."""

    version: Version = "1"
    distribution: tuple[str, ...] = Field(default=(), description="who receives it")
    changes: tuple[VersionNote, ...] = Field(default=(), description="of each version, the first one first")
    mandate: str = Field(default="", max_length=2000, description="what the auditor was asked, and by whom")
    began: date | None = Field(default=None, description="the first day of the work on this audit")
    person_days: float | None = Field(
        default=None, gt=0, le=10**4, description="what the audit took, by all who worked on it"
    )
    next_review: date | None = Field(default=None, description="when the decision is looked at again")
