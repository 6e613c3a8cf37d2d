"""What to negotiate with a vendor before anything is signed: the gates that are not met."""

from typing import NamedTuple

from audit.model.conclusion import Conclusion
from audit.model.rubric import ContractClause, Criterion, Rubric
from audit.model.speech import listed
from audit.model.standing import GateState


class Point(NamedTuple):
    """Something to negotiate: a gate that is not met, what would show it, and the clause that stands in."""

    criterion: Criterion
    state: GateState
    show: str
    clause: ContractClause | None


def points(conclusion: Conclusion, rubric: Rubric) -> tuple[Point, ...]:
    """What to negotiate with a vendor: failed gates first, then those that are not verified."""
    clauses = {clause.criterion: clause for clause in rubric.clauses}
    shown = {request.criterion: request.show for request in conclusion.requests}
    states = (
        (GateState.FAILED, conclusion.gates.failed),
        (GateState.UNVERIFIED, conclusion.gates.unverified),
    )
    return tuple(
        Point(
            criterion=rubric.by_id[key],
            state=state,
            show=rubric.by_id[key].remediation
            if state is GateState.FAILED
            else listed(shown.get(key, rubric.by_id[key].evidence), choice=True),
            clause=clauses.get(key),
        )
        for state, keys in states
        for key in keys
    )
