"""The decision that an audit prepares: the first row of its table that holds (basis: judgement)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from audit.judgement.score import Levels, counts
from audit.model.assessment import Assessment, ContradictionState, Purpose
from audit.model.conclusion import Verdict
from audit.model.examination import Contradiction
from audit.model.finding import Outcome
from audit.model.plan import Decision
from audit.model.rubric import ComponentRow, DecisionRow, Rubric
from audit.model.stage import StageReading
from audit.model.standing import Gates

WAIVER_DAYS = 30
READY = {Verdict.PRODUCTION_READY, Verdict.INFRASTRUCTURE}
MOST_OPEN = 3
REJECT_FROM = 4
UNDECIDED = "undecided"
UNDECIDABLE = "not decidable yet"

Conditions = Mapping[str, bool | None]
"""Each condition by its name in the tables; none where the assessment does not say."""


def decide(
    assessment: Assessment,
    rubric: Rubric,
    levels: Levels,
    gates: Gates,
    verdict: Verdict,
    stage: StageReading,
    contradictions: tuple[Contradiction, ...],
) -> Decision:
    """The advice for the purpose of the assessment, with the rule that fired and what it rests on."""
    tables = rubric.decisions
    match assessment.purpose:
        case Purpose.READINESS_REVIEW:
            conditions = _readiness(assessment, gates, verdict, stage)
            facts = (*_gate_facts(gates), *_waived(assessment, gates))
            return _first(tables.readiness_review, conditions, facts)
        case Purpose.VENDOR_EVALUATION:
            conditions = _vendor(gates, contradictions)
            facts = (*_gate_facts(gates), "the partner questions are not part of this assessment")
            return _first(tables.vendor_evaluation, conditions, facts)
        case Purpose.FAILED_PROJECT_AUDIT:
            fates = {
                row.component: _fate(row, assessment, levels) for row in tables.failed_project_components
            }
            facts = (
                *(f"{component}: {fate}" for component, fate in fates.items()),
                "whether to stop altogether cannot be decided without the expected benefit",
            )
            return _first(tables.failed_project, _project(fates), facts)


def _first(rows: tuple[DecisionRow, ...], conditions: Conditions, facts: tuple[str, ...]) -> Decision:
    """The first row that holds; a row that might hold if more were known is skipped and named."""
    open_rows: list[str] = []
    for row in rows:
        holds = _holds(row, conditions)
        if holds:
            return Decision(decision=row.decision, rule=row.rule, facts=(*facts, *open_rows))
        if holds is None and row.if_open == "undecided":
            unknown = ", ".join(_unknown(row, conditions))
            return Decision(decision=UNDECIDABLE, rule=unknown, facts=facts)
        if holds is None and not any(row.decision in text for text in facts):
            open_rows.append(f"“{row.decision}” stays possible: {', '.join(_unknown(row, conditions))}")
    raise ValueError("a decision table has to end with a row that always holds")


def _holds(row: DecisionRow, conditions: Conditions) -> bool | None:
    """Three-valued: any of `when_any` and all of `when_all`; none where the answer is open."""
    any_of = [conditions[name] for name in row.when_any]
    all_of = [conditions[name] for name in row.when_all]
    if any_of and not any(any_of):
        return None if None in any_of else False
    if False in all_of:
        return False
    return None if None in all_of else True


def _unknown(row: DecisionRow, conditions: Conditions) -> Iterator[str]:
    for name in row.when_any + row.when_all:
        if conditions[name] is None:
            yield f"not known whether {name.replace('_', ' ')}"


def _gate_facts(gates: Gates) -> tuple[str, ...]:
    return (f"{len(gates.failed)} failed gates", f"{len(gates.unverified)} unverified gates")


def _waived(assessment: Assessment, gates: Gates) -> Iterator[str]:
    """The conditions that open gates run under, and when the first of them ends."""
    open_gates = gates.failed + gates.unverified
    valid = [w for w in assessment.waivers if w.criterion in open_gates and w.expires >= assessment.as_of]
    for waiver in valid:
        limit = f", limited to {waiver.exposure_limit}" if waiver.exposure_limit else ""
        yield f"{waiver.criterion} is waived by {waiver.owner} until {waiver.expires:%Y-%m-%d}{limit}"
    if valid:
        yield f"the decision expires on {min(w.expires for w in valid):%Y-%m-%d}"


def _readiness(
    assessment: Assessment, gates: Gates, verdict: Verdict, stage: StageReading
) -> dict[str, bool | None]:
    soon = assessment.as_of + timedelta(days=WAIVER_DAYS)
    valid = {w.criterion: w for w in assessment.waivers if w.expires >= assessment.as_of}
    limited = {k for k, w in valid.items() if w.exposure_limit and w.expires <= soon}
    open_gates = gates.failed + gates.unverified
    return {
        "unwaived_failed_gate": any(key not in valid for key in gates.failed),
        "no_unwaived_failed_gate": all(key in valid for key in gates.failed),
        "cannot_conclude": verdict is Verdict.CANNOT_CONCLUDE,
        "real_stage_below_s3": stage.real in {None, "S1", "S2"},
        "no_open_gate": not open_gates,
        "at_least_production_ready": verdict in READY,
        "no_waiver_expiring": not any(w.expires <= soon for w in valid.values()),
        "at_most_3_open_gates": len(open_gates) <= MOST_OPEN,
        "every_open_gate_waived": all(key in limited for key in open_gates),
    }


def _vendor(gates: Gates, contradictions: tuple[Contradiction, ...]) -> dict[str, bool | None]:
    upheld = any(c.state is ContradictionState.UPHELD for c in contradictions)
    return {
        "knock_out": True if upheld else None,
        "at_least_4_failed_gates": len(gates.failed) >= REJECT_FROM,
        "fewer_than_6_partner_answers": None,
        "no_failed_gate": not gates.failed,
        "at_most_3_unverified_gates": len(gates.unverified) <= MOST_OPEN,
        "at_least_12_partner_answers": None,
    }


def _fate(row: ComponentRow, assessment: Assessment, levels: Levels) -> str:
    """Keep, repair or replace a component; undecided where its criteria are open."""
    asked = [(levels[key], level) for key, level in row.levels.items() if counts(key, levels)]
    if not asked:
        return UNDECIDED
    if row.component == "code" and asked[0][0].high < asked[0][1] and _notebooks_are_main_code(assessment):
        return "replace"
    if all(standing.low >= level for standing, level in asked):
        return "keep"
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


def _project(fates: Mapping[str, str]) -> dict[str, bool | None]:
    def replaced(component: str) -> bool | None:
        return None if fates[component] == UNDECIDED else fates[component] == "replace"

    lost = "replace" in fates.values()
    return {
        "repair_costs_more_than_a_year_of_benefit": None,
        "rights_cannot_be_had": None,
        "code_is_replaced": replaced("code"),
        "data_is_replaced": replaced("data and lineage"),
        "any_component_is_replaced": True if lost else None if UNDECIDED in fates.values() else False,
    }
