"""Which clauses a contract with a vendor needs: those of gates that are not met, and some always."""

from collections.abc import Iterator

from audit.judgement.score import Levels
from audit.model.assessment import Assessment, Purpose
from audit.model.clause import ClauseDemand
from audit.model.rubric import Rubric
from audit.model.speech import _, marked
from audit.model.standing import GateState

WHY = {
    GateState.FAILED: marked("the gate is failed"),
    GateState.UNVERIFIED: marked("the gate is not verified"),
    GateState.MET: marked("the gate is met; the contract keeps it so"),
}


def demands(assessment: Assessment, rubric: Rubric, levels: Levels) -> Iterator[ClauseDemand]:
    """The clauses to demand of a vendor, in the order of the data; none for other purposes."""
    if assessment.purpose is not Purpose.VENDOR_EVALUATION:
        return
    for clause in rubric.clauses:
        standing = levels.get(clause.criterion)
        state = standing.gate if standing and standing.applicable else None
        if state and (clause.always or state is not GateState.MET):
            yield ClauseDemand(clause=clause.id, criterion=clause.criterion, why=_(WHY[state]))
