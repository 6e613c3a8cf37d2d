"""A finding: what one check established about one criterion in one repository."""

from enum import StrEnum
from typing import Annotated

from audit.model.evidence import Direction, Evidence
from audit.model.plain import Plain, Trimmed


class Outcome(StrEnum):
    """What a check can say."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    INCONCLUSIVE = "inconclusive"


class Confidence(StrEnum):
    """How sure a finding is: strong only where a wrong accusation is practically excluded."""

    STRONG = "strong"
    WEAK = "weak"


class Finding(Plain):
    """The outcome of one check, with what was examined and every sighting that decided it.

    `not_met` with contradicting evidence means that a weakness was sighted; `not_met` without
    any means that the place where the thing would be was searched and nothing was there.
    """

    id: Annotated[str, Trimmed()]
    informs: Annotated[str, Trimmed()]
    title: str
    outcome: Outcome
    confidence: Confidence
    examined: int
    searched: str
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remediation: str = ""
    repository: str = ""

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """The sightings that speak for the criterion."""
        return tuple(e for e in self.evidence if e.direction is Direction.SUPPORTS)

    @property
    def contradicting(self) -> tuple[Evidence, ...]:
        """The sightings that speak against it."""
        return tuple(e for e in self.evidence if e.direction is Direction.CONTRADICTS)

    @property
    def sighted_weakness(self) -> bool:
        """Whether something that is there speaks against the criterion."""
        return self.outcome is Outcome.NOT_MET and bool(self.contradicting)

    @property
    def nothing_found(self) -> bool:
        """Whether everything was searched and the thing was not there."""
        return self.outcome is Outcome.NOT_MET and not self.contradicting
