"""The ledger of answers and claims: every statement with its number, those of one respondent together."""

from typing import NamedTuple

from audit.model.assessment import Answer
from audit.model.dossier import Dossier
from reports.people import respondent


class Spoken(NamedTuple):
    """What one respondent stated, each statement under the number that it has throughout a report."""

    by: str
    statements: tuple[tuple[str, Answer], ...]


def numbered(dossier: Dossier) -> tuple[tuple[str, Answer], ...]:
    """Every statement on record with its number, in the order of the record."""
    return tuple((f"Q-{n:03}", one) for n, one in enumerate(dossier.assessment.statements(), start=1))


def by_respondent(dossier: Dossier) -> tuple[Spoken, ...]:
    """Every statement on record, by who made it; who spoke first stands first."""
    spoken: dict[str, list[tuple[str, Answer]]] = {}
    for number, one in numbered(dossier):
        spoken.setdefault(one.by, []).append((number, one))
    return tuple(Spoken(respondent(dossier, by), tuple(said)) for by, said in spoken.items())
