"""What was said beside what was found, criterion by criterion, and what is left for the auditor to decide."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from audit.model.assessment import Answer, ContradictionState
from audit.model.dossier import Dossier
from audit.model.examination import Agreement, Contradiction, CrossExamination, Nomination, NominationState
from audit.model.finding import Finding, Outcome


class Wanted(StrEnum):
    """Which criteria are looked at."""

    TO_DECIDE = "to decide"
    CONTRADICTED = "contradicted"
    SUPPORTED = "supported"
    NOT_SEEN = "not seen"
    ALL = "all"


_AGREEMENTS = {
    Wanted.CONTRADICTED: {Agreement.CONTRADICTED, Agreement.UNSUPPORTED},
    Wanted.SUPPORTED: {Agreement.CORROBORATED, Agreement.UNDERSTATED, Agreement.NOMINATED},
    Wanted.NOT_SEEN: {Agreement.UNVERIFIABLE, Agreement.OPEN},
}


class Side(NamedTuple):
    """A criterion with both sides: statements, findings, how they compare, and what is to be decided."""

    criterion: str
    said: tuple[Answer, ...]
    found: tuple[Finding, ...]
    compared: tuple[CrossExamination, ...]
    contradictions: tuple[Contradiction, ...]
    nominations: tuple[Nomination, ...]

    @property
    def open(self) -> bool:
        """Whether the auditor has not decided something here."""
        return any(one.state is ContradictionState.OPEN for one in self.contradictions) or any(
            one.state is NominationState.OFFERED for one in self.nominations
        )

    def fits(self, wanted: Wanted) -> bool:
        """Whether it belongs to what is looked at."""
        if wanted is Wanted.TO_DECIDE:
            return self.open
        if wanted is Wanted.CONTRADICTED and self.contradictions:
            return True
        return wanted is Wanted.ALL or any(one.agreement in _AGREEMENTS[wanted] for one in self.compared)


def sides(dossier: Dossier) -> tuple[Side, ...]:
    """Every criterion about which something was said or found, in the order of the rubric."""
    return tuple(_sides(dossier))


def _sides(dossier: Dossier) -> Iterator[Side]:
    assessment, reached = dossier.assessment, dossier.conclusion
    for criterion in dossier.rubric.criteria():
        key = criterion.id
        said = tuple(one for one in assessment.statements() if one.criterion == key)
        found = tuple(
            finding
            for inspection in assessment.inspections
            for finding in inspection.checks
            if finding.informs == key and finding.outcome is not Outcome.NOT_APPLICABLE
        )
        compared = tuple(one for one in reached.cross_examination if one.criterion == key)
        if compared:
            yield Side(
                key,
                said,
                found,
                compared,
                tuple(one for one in reached.contradictions if one.criterion == key),
                tuple(one for one in reached.nominations if one.criterion == key),
            )
