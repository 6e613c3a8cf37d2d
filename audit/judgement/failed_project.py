"""Failed project: what becomes of each component, and whether to salvage, rebuild or stop."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from audit.judgement.plan import GATES_THAT_TOUCH_ACTIONS
from audit.judgement.score import Levels, counts
from audit.judgement.tables import Condition, any_of, first
from audit.judgement.worth import worth
from audit.model import advice
from audit.model.assessment import Assessment
from audit.model.buildability import BuildabilityReading
from audit.model.decision_tables import ComponentRow
from audit.model.finding import Outcome
from audit.model.gap import Gap
from audit.model.plan import ComponentFate, Decision
from audit.model.projection import Projection
from audit.model.rubric import Rubric
from audit.model.speech import _
from audit.model.standing import Gates

Fate = Literal["keep", "repair", "replace", "undecided"]
UNDECIDED: Fate = "undecided"
RIGHTS = "accounts and rights"


def decide_project(
    assessment: Assessment,
    rubric: Rubric,
    levels: Levels,
    gates: Gates,
    projection: Projection | None,
    gaps: Sequence[Gap],
    week_one: BuildabilityReading | None,
) -> Decision:
    """The advice, with the fate of every component and what must not go on meanwhile."""
    fates = {
        row.component: _fate(row, assessment, levels) for row in rubric.decisions.failed_project_components
    }
    paying = worth(assessment, projection, gaps)
    touching = [key for key in gates.failed if key in GATES_THAT_TOUCH_ACTIONS]
    told = tuple(_components(rubric, fates))
    beside = (
        _meanwhile([rubric.by_id[key].called for key in touching]),
        *(paying.costs_more.why if paying.costs_more.holds is not None else ()),
        *((paying.break_even,) if paying.break_even else ()),
    )
    conditions = {
        "repair_costs_more_than_a_year_of_benefit": paying.costs_more,
        "a_stop_rule_of_week_one": _stop_rules(week_one),
        "rights_cannot_be_had": _rights(assessment),
        **_project(fates),
    }
    shown = tuple(map(advice.fate_of, told))
    decision = first(rubric.decisions.failed_project, conditions, (*shown, *beside))
    rest = tuple(fact for fact in decision.facts if fact not in shown)
    return decision.model_copy(update={"components": told, "beside": rest})


def _meanwhile(touching: Sequence[str]) -> str:
    """What must not go on until gates are closed."""
    if not touching:
        return _(
            "until the failed gates that touch actions (none on record) are closed: "
            "switch off, or suggest only"
        )
    return _(
        "switch off, or suggest only, until the failed gates that touch actions are closed: {gates}",
        gates="; ".join(touching),
    )


def _components(rubric: Rubric, fates: Mapping[str, Fate]) -> Iterator[ComponentFate]:
    for row in rubric.decisions.failed_project_components:
        fate = fates[row.component]
        why = {"keep": row.keep, "repair": row.repair, "replace": row.replace}.get(fate, "")
        yield ComponentFate(component=row.component, fate=fate, why=why, criteria=tuple(row.levels))


def _rights(assessment: Assessment) -> Condition:
    can = assessment.profile.rights_can_be_had
    if can is None:
        return Condition(None, (_("not known whether the rights can be had"),))
    return Condition(not can, (_("the rights to accounts, code and data cannot be had"),))


def _stop_rules(week_one: BuildabilityReading | None) -> Condition:
    """A stop rule of week one that fires; where nobody asked, none is known to."""
    if week_one is None:
        return Condition(False)
    return any_of(
        Condition(one.item in week_one.stops, (f"{one.item}: {one.why}",)) for one in week_one.items
    )


def _fate(row: ComponentRow, assessment: Assessment, levels: Levels) -> Fate:
    """Keep, repair or replace a component; undecided where its criteria are open."""
    asked = [(levels[key], level) for key, level in row.levels.items() if counts(key, levels)]
    if row.component == RIGHTS and assessment.profile.rights_can_be_had is False:
        return "replace"
    if not asked:
        return UNDECIDED
    if row.component == "code" and asked[0][0].high < asked[0][1] and _notebooks_are_main_code(assessment):
        return "replace"
    if all(standing.low >= level for standing, level in asked):
        return "keep"
    if row.component == RIGHTS and assessment.profile.rights_can_be_had:
        return "repair"
    if len(asked) == 1:
        standing = asked[0][0]
        if standing.high == 0:
            return "replace"
        return "repair" if standing.answered else UNDECIDED
    if all(standing.high < level for standing, level in asked):
        return "replace"
    one_kept = any(standing.low >= level for standing, level in asked)
    one_lost = any(standing.high < level for standing, level in asked)
    return "repair" if one_kept and one_lost else UNDECIDED


def _notebooks_are_main_code(assessment: Assessment) -> bool:
    return any(
        f.id == "deployable-code" and f.outcome is Outcome.NOT_MET
        for inspection in assessment.inspections
        for f in inspection.checks
    )


def _project(fates: Mapping[str, Fate]) -> dict[str, Condition]:
    def replaced(component: str) -> Condition:
        fate = fates[component]
        return Condition(None if fate == UNDECIDED else fate == "replace", _open(component, fate))

    return {
        "code_is_replaced": replaced("code"),
        "data_is_replaced": replaced("data and lineage"),
        "any_component_is_replaced": any_of(replaced(component) for component in fates),
    }


def _open(component: str, fate: str) -> tuple[str, ...]:
    return (
        (_("{component} is undecided", component=advice.component(component)),) if fate == UNDECIDED else ()
    )
