from audit.judgement import conclude
from audit.model.assessment import Purpose
from tests.judgement.build import AGENT, RUBRIC, answer, assessment

GATES = [c for c in RUBRIC.criteria() if c.is_gate and c.applies(AGENT)]


def demanded(*levels: int, purpose: Purpose = Purpose.VENDOR_EVALUATION) -> dict[str, str]:
    answers = [answer(gate.id, level, 4) for gate, level in zip(GATES, levels, strict=False)]
    found = conclude(assessment(*answers, purpose=purpose), RUBRIC)
    return {demand.clause: demand.why for demand in found.clauses}


def test_every_clause_is_demanded_while_no_gate_is_met() -> None:
    found = demanded()
    assert list(found) == [clause.id for clause in RUBRIC.clauses]
    assert set(found.values()) == {"the gate is not verified"}


def test_what_is_met_needs_no_clause_but_those_that_always_count() -> None:
    found = demanded(*[4] * len(GATES))
    assert list(found) == [clause.id for clause in RUBRIC.clauses if clause.always]
    assert set(found.values()) == {"the gate is met; the contract keeps it so"}


def test_a_failed_gate_says_so() -> None:
    assert demanded(0)["CC-01"] == "the gate is failed"


def test_other_purposes_demand_nothing() -> None:
    assert demanded(purpose=Purpose.READINESS_REVIEW) == {}
