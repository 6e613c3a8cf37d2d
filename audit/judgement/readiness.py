"""Readiness review: go, go with conditions, or no-go."""

from collections.abc import Iterator
from datetime import timedelta

from audit.judgement.tables import Condition, first
from audit.model import wording
from audit.model.assessment import Assessment, Waiver
from audit.model.conclusion import Verdict
from audit.model.plan import Decision
from audit.model.rubric import Rubric
from audit.model.stage import StageReading
from audit.model.standing import Gates

WAIVER_DAYS = 30
READY = {Verdict.PRODUCTION_READY, Verdict.INFRASTRUCTURE}
MOST_OPEN = 3


def decide_readiness(
    assessment: Assessment, rubric: Rubric, gates: Gates, verdict: Verdict, stage: StageReading
) -> Decision:
    """The advice with the waivers it is tied to; it ends on the day on which the first of them does."""
    soon = assessment.as_of + timedelta(days=WAIVER_DAYS)
    valid = {w.criterion: w for w in assessment.waivers if w.expires >= assessment.as_of}
    limited = {k for k, w in valid.items() if w.exposure_limit and w.expires <= soon}
    open_gates = gates.failed + gates.unverified
    unwaived = [key for key in gates.failed if key not in valid]
    early = [key for key, w in valid.items() if w.expires <= soon]
    conditions = {
        "unwaived_failed_gate": Condition(bool(unwaived), (f"failed and not waived: {', '.join(unwaived)}",)),
        "no_unwaived_failed_gate": Condition(not unwaived),
        "cannot_conclude": Condition(verdict is Verdict.CANNOT_CONCLUDE, ("the evidence cannot conclude",)),
        "real_stage_below_s3": Condition(
            stage.real in {None, "S1", "S2"}, (f"the real stage is {stage.real or 'before the exit of S1'}",)
        ),
        "no_open_gate": Condition(not open_gates),
        "at_least_production_ready": Condition(verdict in READY),
        "no_waiver_expiring": Condition(not early),
        "at_most_3_open_gates": Condition(len(open_gates) <= MOST_OPEN),
        "every_open_gate_waived": Condition(all(key in limited for key in open_gates)),
    }
    tied = [valid[key] for key in open_gates if key in valid]
    facts = (
        wording.plural(len(gates.failed), "failed gate"),
        wording.plural(len(gates.unverified), "unverified gate"),
        *_waived(tied),
    )
    ends = min((w.expires for w in tied or list(valid.values())), default=None)
    words = {"go with conditions": tuple(map(_waiver, tied or valid.values()))}
    return first(rubric.decisions.readiness_review, conditions, facts, words, ends)


def _waived(waivers: list[Waiver]) -> Iterator[str]:
    """The conditions that open gates run under, and when the first of them ends."""
    yield from map(_waiver, waivers)
    if waivers:
        yield f"the decision expires on {min(w.expires for w in waivers):%Y-%m-%d}"


def _waiver(waiver: Waiver) -> str:
    limit = f", limited to {waiver.exposure_limit}" if waiver.exposure_limit else ""
    return f"{waiver.criterion} is waived by {waiver.owner} until {waiver.expires:%Y-%m-%d}{limit}"
