"""Vendor evaluation: knock-outs, open gates and the partner questions against the table of decisions."""

from collections.abc import Iterator

from audit.judgement.partner import few, many
from audit.judgement.tables import Condition, any_of, first, gates_in_words
from audit.model import wording
from audit.model.advice import partner as called
from audit.model.assessment import Assessment, ContradictionState
from audit.model.decision_tables import KnockOut
from audit.model.evidence import Grade
from audit.model.examination import Contradiction
from audit.model.partner import PartnerReading
from audit.model.plan import Decision, KnockOutReading
from audit.model.rubric import Rubric
from audit.model.speech import _, marked
from audit.model.standing import Gates

MOST_UNVERIFIED = 3
REJECT_FROM = 4
NOT_ASKED = marked("the partner questions are not part of this assessment")
NOTHING_COMPARED = marked("nothing was inspected that could have contradicted what was said")
NO_REFERENCES = marked("references confirmed is not stated")


def decide_vendor(
    assessment: Assessment,
    rubric: Rubric,
    gates: Gates,
    contradictions: tuple[Contradiction, ...],
    partner: PartnerReading | None,
) -> Decision:
    """Select, select with conditions or reject; conditions are the unverified gates, each with its proof."""
    failed, unverified = len(gates.failed), len(gates.unverified)
    fewer, enough = (few(partner), many(partner)) if partner else (None, None)
    said = partner.because if partner else _(NOT_ASKED)
    missing = said if partner is None or partner.asked < partner.of else _(NO_REFERENCES)
    known = knock_outs(assessment, rubric, contradictions)
    conditions = {
        "knock_out": any_of(known),
        "at_least_4_failed_gates": Condition(failed >= REJECT_FROM),
        "fewer_than_6_partner_answers": Condition(fewer, (said if fewer else missing,)),
        "no_failed_gate": Condition(not gates.failed),
        "at_most_3_unverified_gates": Condition(unverified <= MOST_UNVERIFIED),
        "at_least_12_partner_answers": Condition(enough, (said if enough else missing,)),
    }
    facts = (
        *gates_in_words(failed, unverified),
        f"{called(partner.name)}: {said}" if partner else said,
    )
    tied = tuple(_acceptance_conditions(rubric, gates))
    table = rubric.decisions.vendor_evaluation
    advice = first(table, conditions, facts, {"select with conditions": tied, "select": tied})
    return advice.model_copy(update={"knock_outs": tuple(_readings(assessment, rubric, known))})


def _readings(
    assessment: Assessment, rubric: Rubric, known: tuple[Condition, ...]
) -> Iterator[KnockOutReading]:
    for row, condition in zip(rubric.decisions.vendor_knock_outs, known, strict=True):
        by_contradiction = row.when == "upheld_contradiction"
        if by_contradiction and not condition.holds and (unseen := not_compared(assessment)):
            yield KnockOutReading(rule=row.rule, holds=None, why=unseen)
            continue
        told = condition.holds is None or by_contradiction
        yield KnockOutReading(
            rule=row.rule,
            holds=condition.holds,
            why="; ".join(condition.why) if told and condition.holds is not False else "",
        )


def not_compared(assessment: Assessment) -> str:
    """That nothing was there which a statement could have been contradicted by; empty where there was.

    It leaves the decision as it is, whose table asks for a contradiction that was upheld.
    """
    compared = assessment.inspections or any(said.contradiction for said in assessment.statements())
    return "" if compared else _(NOTHING_COMPARED)


def knock_outs(
    assessment: Assessment, rubric: Rubric, contradictions: tuple[Contradiction, ...]
) -> tuple[Condition, ...]:
    """Each knock-out: whether it holds, none where nobody has looked, with its words."""
    return tuple(
        _knock_out(one, assessment, rubric, contradictions) for one in rubric.decisions.vendor_knock_outs
    )


def _knock_out(
    one: KnockOut, assessment: Assessment, rubric: Rubric, contradictions: tuple[Contradiction, ...]
) -> Condition:
    match one.when:
        case "refused":
            rating = next((r for r in assessment.partner if r.question == one.question), None)
            if rating is None:
                asked = next((q.question for q in rubric.partner_questions if q.id == one.question), "")
                told = _("{question} has not been asked: “{words}”", question=one.question, words=asked)
                return Condition(None, (told,))
            return Condition(rating.refused, (one.rule,))
        case "upheld_contradiction":
            upheld = [c.id for c in contradictions if c.state is ContradictionState.UPHELD]
            return Condition(bool(upheld), (f"{one.rule}: {', '.join(upheld)}",))
        case "vendor_alone_holds_keys_or_data":
            alone = assessment.profile.vendor_alone_holds_keys_or_data
            if alone is None:
                return Condition(None, (_("not known whether {rule}", rule=one.rule),))
            return Condition(alone, (one.rule,))


def _acceptance_conditions(rubric: Rubric, gates: Gates) -> Iterator[str]:
    """Each gate that is not met, as a condition that a contract can carry."""
    for key in (*gates.failed, *gates.unverified):
        criterion = rubric.by_id[key]
        yield _(
            "{gate}: level {level}, {grade}; proof: {proof}",
            gate=criterion.called,
            level=str(criterion.gate_min_level),
            grade=wording.grade(Grade(criterion.gate_min_evidence or Grade.NONE)),
            proof=criterion.evidence[0],
        )
