"""The register of sightings: every cited line of a repository, under one number for the whole report."""

from typing import NamedTuple

from audit.model.assessment import Assessment
from audit.model.evidence import Evidence


class Sighting(NamedTuple):
    """One cited line, and the check that sighted it."""

    id: str
    repository: str
    check: str
    criterion: str
    evidence: Evidence


class Register:
    """All sightings of an assessment in the order of its inspections."""

    def __init__(self, assessment: Assessment) -> None:
        found = (
            (inspection.repository, finding.id, finding.informs, evidence)
            for inspection in assessment.inspections
            for finding in inspection.checks
            for evidence in finding.evidence
        )
        self.sightings = tuple(Sighting(f"S-{n:03}", *row) for n, row in enumerate(found, start=1))
        self._ids: dict[Evidence, str] = {}
        for sighting in self.sightings:
            self._ids.setdefault(sighting.evidence, sighting.id)

    def number(self, evidence: Evidence) -> str:
        """The number under which a piece of evidence is listed; empty if it is not."""
        return self._ids.get(evidence, "")
