"""What the auditor makes of support that repositories show."""

from collections.abc import Iterator

from audit.model.assessment import Acceptance, Assessment
from audit.model.examination import NominationState
from audit.model.finding import Outcome
from audit.model.rubric import Rubric


def at_commit(acceptance: Acceptance, assessment: Assessment) -> Acceptance:
    """The acceptance with the commit whose finding was looked at, where there is one and nothing is said."""
    commits = {
        inspection.commit
        for inspection in assessment.inspections
        for finding in inspection.checks
        if (finding.informs, finding.id) == (acceptance.criterion, acceptance.check)
        if finding.outcome is Outcome.MET
    }
    if acceptance.commit or len(commits) != 1:
        return acceptance
    return acceptance.model_copy(update={"commit": commits.pop()})


def open_offers(
    assessment: Assessment, rubric: Rubric, by: str, reason: str, *, refused: bool
) -> Iterator[Acceptance]:
    """One acceptance for each support that is offered and that nothing was said about yet."""
    from audit.judgement.nominations import nominations  # brings scipy, which answering does not need

    applicable = {c.id: c for c in rubric.criteria() if c.applies(assessment.subject.kinds)}
    offered = [n for n in nominations(assessment, applicable) if n.state is NominationState.OFFERED]
    for criterion, check in dict.fromkeys((n.criterion, n.check) for n in offered):
        one = Acceptance(criterion=criterion, check=check, by=by, reason=reason, refused=refused)
        yield at_commit(one, assessment)
