"""How far the answers have come: by dimension, and which criterion is next."""

from typing import NamedTuple

from audit.model.assessment import Assessment
from audit.model.rubric import Criterion, Dimension, Rubric


class Progress(NamedTuple):
    """How many of the criteria that apply have a statement."""

    done: int
    of: int
    gates_done: int
    gates: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.done / self.of if self.of else 1.0


def stated(assessment: Assessment) -> set[str]:
    """The criteria that somebody said something about, or that the auditor rated."""
    rated = {rating.criterion for rating in assessment.ratings}
    return rated | {said.criterion for said in assessment.statements()}


def applicable(assessment: Assessment, dimension: Dimension) -> tuple[Criterion, ...]:
    """The criteria of a dimension that concern this kind of system."""
    return tuple(one for one in dimension.criteria if one.applies(assessment.subject.kinds))


def of(assessment: Assessment, rubric: Rubric) -> Progress:
    """The progress over all dimensions."""
    said = stated(assessment)
    criteria = [one for dimension in rubric.dimensions for one in applicable(assessment, dimension)]
    gates = [one for one in criteria if one.is_gate]
    return Progress(
        sum(one.id in said for one in criteria),
        len(criteria),
        sum(one.id in said for one in gates),
        len(gates),
    )


def next_open(assessment: Assessment, rubric: Rubric, after: str) -> str | None:
    """The dimension after this one, in turn, that has a criterion nobody answered; none if there is none."""
    said = stated(assessment)
    ids = [dimension.id for dimension in rubric.dimensions]
    start = ids.index(after) + 1 if after in ids else 0
    by_id = {dimension.id: dimension for dimension in rubric.dimensions}
    for name in (*ids[start:], *ids[:start]):
        if any(one.id not in said for one in applicable(assessment, by_id[name])):
            return name
    return None
