"""Support that repositories show for criteria, and what the auditor made of it (methodology 7.1a)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from audit.model.assessment import Acceptance, Assessment
from audit.model.examination import Nomination, NominationState
from audit.model.finding import Finding, Outcome
from audit.model.inspection import Inspection
from audit.model.recorded import recorded
from audit.model.rubric import Criterion
from audit.model.speech import _, marked

SUPPORTED_LEVEL = 2
"""What is seen in a repository is a document: written and done, not shown to work."""
ACCEPTED_AS_A_WHOLE = marked("Support from repositories was accepted as a whole by {by}: {reason}")
REFUSED_AS_A_WHOLE = marked("Support from repositories was refused as a whole by {by}: {reason}")
ACCEPTED_NOWHERE = marked(
    "The accepted support for {criterion} ({check}) is not met in any inspection; it changes nothing."
)
REFUSED_NOWHERE = marked(
    "The refused support for {criterion} ({check}) is not met in any inspection; it changes nothing."
)
ACCEPTED_ELSEWHERE = marked(
    "The accepted support for {criterion} ({check}) was looked at in commit {commit}, "
    "not in what was inspected."
)
REFUSED_ELSEWHERE = marked(
    "The refused support for {criterion} ({check}) was looked at in commit {commit}, "
    "not in what was inspected."
)


def nominations(assessment: Assessment, applicable: Mapping[str, Criterion]) -> Iterator[Nomination]:
    """Everything that a check found met for a criterion that applies, in the order of the criteria."""
    for criterion in applicable:
        for inspection in assessment.inspections:
            for finding in inspection.checks:
                if finding.informs == criterion and finding.outcome is Outcome.MET:
                    yield _nomination(finding, inspection, assessment.accepted)


def _nomination(finding: Finding, inspection: Inspection, accepted: Sequence[Acceptance]) -> Nomination:
    ruling = _ruling(finding, inspection.commit, accepted)
    offered = Nomination(
        criterion=finding.informs,
        check=finding.id,
        repository=finding.repository,
        commit=inspection.commit,
        level=SUPPORTED_LEVEL,
        note=recorded(finding.reason),
    )
    if ruling is None:
        return offered
    state = NominationState.REFUSED if ruling.refused else NominationState.ACCEPTED
    return offered.model_copy(update={"state": state, "by": ruling.by, "reason": ruling.reason})


def _ruling(finding: Finding, commit: str, accepted: Iterable[Acceptance]) -> Acceptance | None:
    """What was said of this very support; else of all support, where a refusal decides over an acceptance."""
    speaking = [one for one in accepted if not one.commit or one.commit == commit]
    own = [one for one in speaking if (one.criterion, one.check) == (finding.informs, finding.id)]
    whole = [one for one in speaking if one.all]
    return next((one for group in (own, whole) for one in sorted(group, key=_refusals_first)), None)


def _refusals_first(one: Acceptance) -> bool:
    return not one.refused


def told(assessment: Assessment, found: Sequence[Nomination]) -> Iterator[str]:
    """What the auditor accepted that nothing shows, or shows at another commit only; and what as a whole."""
    for one in assessment.accepted:
        if one.all:
            text = REFUSED_AS_A_WHOLE if one.refused else ACCEPTED_AS_A_WHOLE
            yield _(text, by=one.by, reason=one.reason)
            continue
        same = [n for n in found if (n.criterion, n.check) == (one.criterion, one.check)]
        if not same:
            text = REFUSED_NOWHERE if one.refused else ACCEPTED_NOWHERE
            yield _(text, criterion=str(one.criterion), check=one.check)
        elif one.commit and all(n.commit != one.commit for n in same):
            text = REFUSED_ELSEWHERE if one.refused else ACCEPTED_ELSEWHERE
            yield _(text, criterion=str(one.criterion), check=one.check, commit=one.commit[:8])


def supported(found: Iterable[Nomination]) -> frozenset[str]:
    """Criteria for which support was accepted."""
    return frozenset(n.criterion for n in found if n.state is NominationState.ACCEPTED)
