"""The report as tables for those who go on calculating: whole texts, one thing a row, numbers as numbers."""

from audit.model.dossier import Dossier
from reports.tables.cells import Column, Sheet, Value, figure
from reports.tables.evidence import evidence
from reports.tables.findings import contradictions, findings
from reports.tables.ledger import ledger
from reports.tables.plan import plan
from reports.tables.scores import criteria, gates, scores

__all__ = ["Column", "Sheet", "Value", "figure", "sheets"]


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """Every table of a report, those first that are worked with most."""
    made = (findings, plan, contradictions, gates, scores, criteria, ledger, evidence)
    return tuple(make(dossier) for make in made)
