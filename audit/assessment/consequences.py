"""What an act would change before it is done: levels, gates, score and conclusion, then and now."""

from typing import NamedTuple

from audit.model import advice, wording
from audit.model.assessment import Assessment
from audit.model.base import AnyValue
from audit.model.conclusion import Conclusion
from audit.model.ledger import Body, Kind, apply, assessment_of
from audit.model.rubric import Rubric
from audit.model.speech import _, marked
from audit.model.standing import GateState, Standing
from audit.model.steps import step_of

NOTHING = marked("It would change no level, no gate, no score and no advice.")


class Shift(NamedTuple):
    """One thing that would be otherwise: what it is, how it is now, and how it would be."""

    what: str
    now: str
    then: str

    def __str__(self) -> str:
        return f"{self.what}: {self.now} → {self.then}"


class Consequence(NamedTuple):
    """Everything that would be otherwise; nothing where an act changes no figure."""

    shifts: tuple[Shift, ...]

    @property
    def words(self) -> str:
        """It in one line."""
        return "; ".join(map(str, self.shifts)) if self.shifts else _(NOTHING)


def would(
    assessment: Assessment, rubric: Rubric, *changes: tuple[Kind, AnyValue], now: Conclusion | None = None
) -> Consequence:
    """What putting these on record would change in the conclusion, judged anew with them."""
    from audit import judgement  # brings scipy, which answering does not need

    state: Body = assessment.model_dump(mode="json")
    for kind, value in changes:
        apply(state, step_of(kind, value))
    now = now or judgement.conclude(assessment, rubric)
    return between(now, judgement.conclude(assessment_of(state), rubric))


def between(now: Conclusion, then: Conclusion) -> Consequence:
    """What differs between two conclusions about the same subject."""
    found = [
        shift
        for key, standing in now.standings.items()
        for shift in _of_criterion(standing, then.standings[key])
    ]
    figures = (
        (_("score"), wording.interval(now.published), wording.interval(then.published)),
        (_("conclusion"), _verdict(now), _verdict(then)),
        (_("advice"), _advice(now), _advice(then)),
    )
    found += [Shift(*one) for one in figures if one[1] != one[2]]
    return Consequence(tuple(found))


def _of_criterion(now: Standing, then: Standing) -> list[Shift]:
    shown = (
        (
            _("level of {criterion}", criterion=now.criterion),
            *(wording.levels(one.low, one.high) for one in (now, then)),
        ),
        (_("grade of {criterion}", criterion=now.criterion), now.grade.label, then.grade.label),
        (_("gate {state}", state=now.criterion), _gate(now.gate), _gate(then.gate)),
    )
    return [Shift(*one) for one in shown if one[1] != one[2]]


def _gate(state: GateState | None) -> str:
    return wording.GATES[state].word if state else _("none")


def _advice(found: Conclusion) -> str:
    return advice.decided(found.decision.decision) if found.decision else _("none")


def _verdict(found: Conclusion) -> str:
    return wording.verdict(found.conclusion).words if found.conclusion else _("none")
