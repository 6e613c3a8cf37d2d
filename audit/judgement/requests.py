"""What to show next: the evidence that would decide what is open, and what it would change."""

from collections.abc import Iterator, Sequence

from audit.judgement.score import Levels, gates, score, verdict
from audit.model import wording
from audit.model.assessment import Assessment, Party
from audit.model.conclusion import Verdict
from audit.model.evidence import Grade
from audit.model.plan import EvidenceRequest
from audit.model.rubric import Criterion, Criticality, Rubric
from audit.model.speech import _
from audit.model.standing import GateState

REQUIRED = 2


def requests(
    assessment: Assessment, rubric: Rubric, levels: Levels, reached: Verdict | None
) -> Iterator[EvidenceRequest]:
    """For each unverified gate, then each open major: what to show, who could, and what it would change."""
    vendor = next((r for r in assessment.respondents if r.party is Party.VENDOR), None)
    owner = next((r for r in assessment.respondents if r.party is Party.CLIENT), None)
    who = _who([r.name or r.role or r.id for r in (owner, vendor) if r])
    open_gates = [k for k, standing in levels.items() if standing.gate is GateState.UNVERIFIED]
    majors = [
        c.id
        for c in rubric.criteria()
        if c.criticality is Criticality.MAJOR and c.id in levels and levels[c.id].applicable
        if levels[c.id].low < REQUIRED <= levels[c.id].high
    ]
    for key in open_gates + majors:
        criterion = rubric.by_id[key]
        yield EvidenceRequest(
            criterion=key,
            show=criterion.evidence,
            question=criterion.ask.vendor if assessment.subject.is_vendor else criterion.ask.internal,
            who=who,
            by=_("before the next meeting")
            if criterion.is_gate
            else _("before stage {stage}", stage=criterion.required_by_stage),
            changes=_changes(criterion),
            conclusion=_conclusion(criterion, rubric, levels, reached),
        )


def _who(names: Sequence[str]) -> str:
    """Who could show it: the owner, or the vendor."""
    match names:
        case [owner, vendor]:
            return _("{owner}, or {vendor}", owner=owner, vendor=vendor)
        case [known]:
            return known
    return _("whoever runs the system")


def _changes(criterion: Criterion) -> str:
    if criterion.gate_min_level is None or criterion.gate_min_evidence is None:
        return _("from open to level {level}, if it holds", level=str(REQUIRED))
    return _(
        "from unverified to met at level {level}, {grade}; or to failed",
        level=str(criterion.gate_min_level),
        grade=wording.grade(Grade(criterion.gate_min_evidence)),
    )


def _conclusion(criterion: Criterion, rubric: Rubric, levels: Levels, reached: Verdict | None) -> str:
    """What the answer would make of the conclusion, everything else staying as it is; empty for the same."""
    level, grade = criterion.gate_min_level, criterion.gate_min_evidence
    if reached is None or level is None or grade is None:
        return ""
    known = levels[criterion.id]
    held = max(level, known.low)
    more = {"low": held, "high": held, "grade": grade, "gate": GateState.MET}
    shown = known.model_copy(update={"answered": True, **more})
    less = {"low": min(known.low, level - 1), "high": level - 1, "gate": GateState.FAILED}
    lacking = known.model_copy(update={"answered": True, **less})
    met, failed = (_verdict(rubric, {**levels, criterion.id: one}) for one in (shown, lacking))
    now, if_met, if_failed = (wording.verdict(one).words for one in (reached, met, failed))
    if met is reached and failed is reached:
        return ""
    if failed is reached:
        return _("from {now} to {met} if it is met", now=now, met=if_met)
    if met is reached:
        return _("from {now} to {failed} if it is failed", now=now, failed=if_failed)
    return _(
        "from {now} to {met} if it is met, and to {failed} if it is failed",
        now=now,
        met=if_met,
        failed=if_failed,
    )


def _verdict(rubric: Rubric, levels: Levels) -> Verdict:
    return verdict(score(levels, rubric).figures, gates(levels))
