"""What to do and what to show: the action plan, and the requests that would decide open gates."""

from collections.abc import Sequence

from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.decision_tables import ImmediateRow
from audit.model.evidence import Grade
from audit.model.exposure import Exposure
from audit.model.gap import Gap, Severity
from audit.model.pattern import CausalChain, PatternReading, PatternState
from audit.model.plan import Action, Horizon
from audit.model.rubric import Criterion, Rubric
from audit.model.score import Interval
from audit.model.speech import _

QUICK_DAYS = 2.0
HORIZONS: tuple[Horizon, ...] = ("now", "30 days", "90 days")
GATES_THAT_TOUCH_ACTIONS = frozenset({"DATA-03", "REL-03", "SEC-02", "SEC-03", "HUM-01", "HUM-02"})


def plan(
    assessment: Assessment,
    rubric: Rubric,
    gaps: Sequence[Gap],
    chain: CausalChain | None,
    patterns: Sequence[PatternReading],
    exposure: Exposure | None,
) -> tuple[Action, ...]:
    """What cannot wait, then the break of the causal chain, then quick gates, then the rest by effort."""
    immediate = [row for row in rubric.decisions.immediate if _asked_for(row, assessment, gaps, exposure)]
    actions = [_immediate(rubric, row) for row in immediate]
    order = sorted(gaps, key=lambda gap: (_rank(gap, chain), gap.effort.high, gap.criterion))
    steps = [
        _action(rubric, gap, chain, patterns)
        for gap in order
        if gap.severity not in {Severity.LOW, Severity.NOTE} and not gap.silent
    ]
    return tuple(actions + _in_order(steps, rubric))


def _in_order(steps: Sequence[Action], rubric: Rubric) -> list[Action]:
    """The steps so that what others wait for comes before them, and none is due before what it waits for."""
    before = {one.criterion: one.after for one in rubric.order}
    by_criterion = {step.criterion: step for step in steps}
    placed: dict[str, Action] = {}

    def place(step: Action) -> None:
        if step.criterion in placed:
            return
        waits_for = [key for key in before.get(step.criterion, ()) if key in by_criterion]
        for key in waits_for:
            place(by_criterion[key])
        due = max([step.horizon, *(placed[key].horizon for key in waits_for)], key=HORIZONS.index)
        placed[step.criterion] = step.model_copy(update={"after": tuple(waits_for), "horizon": due})

    for step in steps:
        place(step)
    return sorted(placed.values(), key=lambda step: HORIZONS.index(step.horizon))


def _rank(gap: Gap, chain: CausalChain | None) -> int:
    if chain and gap.criterion == chain.break_criterion:
        return 0
    return 1 if gap.severity in {Severity.CRITICAL, Severity.HIGH} else 2


def _asked_for(
    row: ImmediateRow, assessment: Assessment, gaps: Sequence[Gap], exposure: Exposure | None
) -> bool:
    severe = {gap.criterion for gap in gaps if gap.severity in {Severity.CRITICAL, Severity.HIGH}}
    match row.when:
        case "live_actions_through_failed_gates":
            return assessment.profile.takes_live_decisions is True and bool(severe & GATES_THAT_TOUCH_ACTIONS)
        case "spend_without_value":
            return exposure is not None and bool(exposure.spent_without_value)
        case other:
            raise ValueError(f"decisions.yaml asks for {other!r}, a condition that is not known")


def _immediate(rubric: Rubric, row: ImmediateRow) -> Action:
    return Action(
        criterion=row.criterion,
        title=row.title,
        text=row.text,
        effort=Interval(*row.effort_person_days),
        horizon="now",
        why=_("stops the damage while the rest is repaired"),
        stage=rubric.by_id[row.criterion].required_by_stage,
        proof=rubric.by_id[row.criterion].evidence,
        occasion=row.when,
    )


def _action(
    rubric: Rubric, gap: Gap, chain: CausalChain | None, patterns: Sequence[PatternReading]
) -> Action:
    criterion = rubric.by_id[gap.criterion]
    cores = {pattern.id: pattern.core for pattern in rubric.patterns}
    helps = [
        _("ends {pattern}", pattern=p.name)
        if criterion.id in cores[p.id]
        else _("helps against {pattern}", pattern=p.name)
        for p in patterns
        if p.state is PatternState.PRESENT and criterion.id in p.criteria
    ]
    breaks = chain is not None and chain.break_criterion == criterion.id
    severe = gap.severity in {Severity.CRITICAL, Severity.HIGH}
    quick = severe and criterion.effort_person_days[1] <= QUICK_DAYS
    return Action(
        criterion=criterion.id,
        title=criterion.name,
        text=criterion.remediation,
        effort=gap.effort,
        horizon="now" if breaks or quick else "30 days" if severe else "90 days",
        why=_("the cheapest break in the causal chain") if breaks else gap.rule,
        stage=criterion.required_by_stage,
        proof=_proof(criterion),
        unlocks=((_("opens gate {gate}", gate=criterion.id),) if criterion.is_gate else ()) + tuple(helps),
    )


def _proof(criterion: Criterion) -> tuple[str, ...]:
    """What will prove it done; of a gate, with the evidence that it asks for."""
    if criterion.gate_min_level is None or criterion.gate_min_evidence is None:
        return criterion.evidence
    grade = wording.grade(Grade(criterion.gate_min_evidence))
    return (
        _("level {level}, {grade}", level=str(criterion.gate_min_level), grade=grade),
        *criterion.evidence,
    )
