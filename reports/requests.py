"""Evidence to ask for: what decides an open gate is asked for first, the rest afterwards."""

from audit.model.dossier import Dossier
from audit.model.plan import EvidenceRequest


def for_gates(dossier: Dossier) -> tuple[EvidenceRequest, ...]:
    """What would decide gates that are not verified."""
    open_gates = set(dossier.conclusion.gates.unverified)
    return tuple(one for one in dossier.conclusion.requests if one.criterion in open_gates)


def after_the_gates(dossier: Dossier) -> tuple[EvidenceRequest, ...]:
    """What would decide the other open criteria."""
    open_gates = set(dossier.conclusion.gates.unverified)
    return tuple(one for one in dossier.conclusion.requests if one.criterion not in open_gates)


def chapter_of(dossier: Dossier, criterion: str) -> str:
    """The chapter that asks for evidence of a criterion; empty where nothing is asked for."""
    if any(one.criterion == criterion for one in for_gates(dossier)):
        return "requests"
    return "later_requests" if any(one.criterion == criterion for one in after_the_gates(dossier)) else ""
