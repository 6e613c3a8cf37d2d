"""Delivery stages: the one that evidence shows, the one that is possible, and the one that was declared."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.judgement.score import Levels, counts
from audit.model.assessment import Profile
from audit.model.ids import STAGES, StageId
from audit.model.rubric import Criticality, Rubric, Stage
from audit.model.score import Interval
from audit.model.speech import _, counted, marked
from audit.model.stage import StageReading
from audit.model.standing import GateState

HARDENING: StageId = "S4"
DRILLS = {
    "rollback": marked("rollback"),
    "provider_outage": marked("provider outage"),
    "bad_output_injection": marked("bad output injection"),
}


@dataclass(frozen=True)
class _Condition:
    """One exit condition: whether it holds on credited levels, and whether it still can."""

    holds: bool
    possible: bool
    text: str
    order: str
    """Its place among conditions of the same effort."""
    criterion: str | None = None


def read_stage(rubric: Rubric, levels: Levels, profile: Profile) -> StageReading:
    """The highest stage all of whose exit conditions, and those of all stages before it, hold."""
    conditions = {stage.id: tuple(_conditions(stage, rubric, levels, profile)) for stage in rubric.stages}
    real = _highest(rubric, conditions, possible=False)
    reached = STAGES.index(real) + 1 if real else 0
    following = STAGES[reached] if reached < len(STAGES) else None
    missing = _missing(rubric, conditions[following]) if following else ()
    declared = profile.declared_stage
    efforts = [rubric.by_id[c.criterion].effort_person_days for c in missing if c.criterion]
    return StageReading(
        real=real,
        possible=_highest(rubric, conditions, possible=True),
        declared=declared,
        inflation=STAGES.index(declared) + 1 - reached if declared else None,
        skipped_hardening=bool(profile.takes_live_decisions) and reached <= STAGES.index(HARDENING),
        next_stage=following,
        missing=tuple(condition.text for condition in missing),
        missing_effort=Interval(sum(e[0] for e in efforts), sum(e[1] for e in efforts)) if efforts else None,
    )


def _highest(
    rubric: Rubric, conditions: dict[StageId, tuple[_Condition, ...]], *, possible: bool
) -> StageId | None:
    highest: StageId | None = None
    for stage in rubric.stages:
        asked = conditions[stage.id]
        if not asked or not all(c.possible if possible else c.holds for c in asked):
            break
        highest = stage.id
    return highest


def _missing(rubric: Rubric, conditions: tuple[_Condition, ...]) -> tuple[_Condition, ...]:
    """The conditions of a stage that do not hold, the cheapest criterion first, facts last."""

    def effort(condition: _Condition) -> tuple[float, str]:
        known = rubric.by_id.get(condition.criterion or "")
        return (known.effort_person_days[1] if known else float("inf"), condition.order)

    return tuple(sorted((c for c in conditions if not c.holds), key=effort))


def _conditions(stage: Stage, rubric: Rubric, levels: Levels, profile: Profile) -> Iterator[_Condition]:
    asked = stage.exit
    wanted: dict[str, int] = dict(asked.levels)
    for criterion in rubric.criteria():
        gate_level = criterion.gate_min_level or 0
        if criterion.is_gate and criterion.required_by_stage in asked.gates_at_level:
            wanted[criterion.id] = max(gate_level, wanted.get(criterion.id, 0))
        rest = asked.others
        if rest and not criterion.is_gate and criterion.required_by_stage in rest.stages:
            wanted[criterion.id] = max(rest.level, wanted.get(criterion.id, 0))
        majors = asked.majors
        is_major = criterion.criticality is Criticality.MAJOR
        if majors and is_major and criterion.required_by_stage in majors.stages:
            wanted[criterion.id] = max(majors.level, wanted.get(criterion.id, 0))
        if criterion.is_gate and criterion.required_by_stage in asked.gates_met:
            yield from _gate(criterion.id, levels)
    for key, level in wanted.items():
        if counts(key, levels):
            standing = levels[key]
            text = _(
                "{criterion} {name}: level {level}, credited {credited}",
                criterion=key,
                name=rubric.by_id[key].name,
                level=str(level),
                credited=str(standing.low),
            )
            yield _Condition(standing.low >= level, standing.high >= level, text, f"{key} 1", key)
    yield from _facts(stage, profile)


def _gate(key: str, levels: Levels) -> Iterator[_Condition]:
    if counts(key, levels):
        gate = levels[key].gate
        met, possible = gate is GateState.MET, gate is not GateState.FAILED
        text = _("{criterion}: gate met with its minimum evidence", criterion=key)
        yield _Condition(met, possible, text, f"{key} 2", key)


def _facts(stage: Stage, profile: Profile) -> Iterator[_Condition]:
    """Facts of the profile; one that is not known leaves its condition open (methodology 7.1a)."""
    asked = stage.exit
    for drill in asked.drills:
        known = profile.drills is not None
        done = drill in (profile.drills or ())
        text = _("drill recorded: {drill}", drill=_(DRILLS.get(drill, drill)))
        yield _Condition(done, done or not known, text, f"drill {drill}")
    quality = counted(
        "{count} week of live quality data within thresholds",
        "{count} weeks of live quality data within thresholds",
        asked.live_quality_weeks,
    )
    removed = counted(
        "{count} week with vendor access removed, without incident",
        "{count} weeks with vendor access removed, without incident",
        asked.vendor_access_removed_weeks,
    )
    for least, actual, text in (
        (asked.live_quality_weeks, profile.live_quality_weeks, quality),
        (asked.vendor_access_removed_weeks, profile.vendor_access_removed_weeks, removed),
    ):
        if least:
            enough = actual is not None and actual >= least
            yield _Condition(enough, enough or actual is None, text, f"{least:04} weeks")
