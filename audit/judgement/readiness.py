"""Readiness review: go, go with conditions, or no-go."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from audit.judgement import waivers
from audit.judgement.tables import Condition, first, gates_in_words
from audit.model import wording
from audit.model.assessment import Assessment, Waiver
from audit.model.conclusion import Verdict
from audit.model.plan import Decision
from audit.model.rubric import Rubric
from audit.model.speech import _, counted
from audit.model.stage import StageReading
from audit.model.standing import Gates

WAIVER_DAYS = 30
READY = {Verdict.PRODUCTION_READY, Verdict.INFRASTRUCTURE}
MOST_OPEN = 3
MOST_NAMED = 3


def decide_readiness(
    assessment: Assessment, rubric: Rubric, gates: Gates, verdict: Verdict, stage: StageReading
) -> Decision:
    """The advice with the waivers it is tied to; it ends on the day on which the first of them does."""
    soon = assessment.as_of + timedelta(days=WAIVER_DAYS)
    valid = waivers.valid(assessment)
    limited = {k for k, w in valid.items() if w.exposure_limit and w.expires <= soon}
    open_gates = gates.failed + gates.unverified
    unwaived = [key for key in gates.failed if key not in valid]
    early = [key for key, w in valid.items() if w.expires <= soon]
    conditions = {
        "unwaived_failed_gate": Condition(
            bool(unwaived), (_("failed and not waived: {gates}", gates=_named(unwaived, rubric)),)
        ),
        "no_unwaived_failed_gate": Condition(not unwaived),
        "cannot_conclude": Condition(
            verdict is Verdict.CANNOT_CONCLUDE, (_("the evidence cannot conclude"),)
        ),
        "real_stage_below_s3": Condition(stage.real in {None, "S1", "S2"}, (_stage(stage, rubric),)),
        "no_open_gate": Condition(not open_gates),
        "at_least_production_ready": Condition(verdict in READY),
        "no_waiver_expiring": Condition(not early),
        "at_most_3_open_gates": Condition(len(open_gates) <= MOST_OPEN),
        "every_open_gate_waived": Condition(all(key in limited for key in open_gates)),
    }
    tied = [valid[key] for key in open_gates if key in valid]
    facts = (
        *gates_in_words(len(gates.failed), len(gates.unverified)),
        *_waived(tied, rubric),
    )
    ends = min((w.expires for w in tied or list(valid.values())), default=None)
    words = {"go with conditions": tuple(_waiver(one, rubric) for one in tied or valid.values())}
    return first(rubric.decisions.readiness_review, conditions, facts, words, ends)


def _named(keys: Sequence[str], rubric: Rubric) -> str:
    """The first of these gates by name, and how many more there are."""
    names = "; ".join(rubric.by_id[key].called for key in keys[:MOST_NAMED])
    more = len(keys) - MOST_NAMED
    return (
        counted("{gates} and {count} more", "{gates} and {count} more", more, gates=names)
        if more > 0
        else names
    )


def _waived(waivers: list[Waiver], rubric: Rubric) -> Iterator[str]:
    """The conditions that open gates run under, and when the first of them ends."""
    yield from (_waiver(one, rubric) for one in waivers)
    if waivers:
        ends = min(waiver.expires for waiver in waivers)
        yield _("the decision expires on {day}", day=wording.short_day(ends))


def _waiver(waiver: Waiver, rubric: Rubric) -> str:
    told = {
        "gate": rubric.by_id[waiver.criterion].called,
        "owner": waiver.owner,
        "day": wording.short_day(waiver.expires),
    }
    if not waiver.exposure_limit:
        return _("{gate} is waived by {owner} until {day}", **told)
    return _(
        "{gate} is waived by {owner} until {day}, limited to {limit}", limit=waiver.exposure_limit, **told
    )


def _stage(stage: StageReading, rubric: Rubric) -> str:
    if stage.real is None:
        return _("the real stage is before the exit of S1")
    name = next(one.name for one in rubric.stages if one.id == stage.real)
    return _("the real stage is {stage} ({name})", stage=stage.real, name=name)
