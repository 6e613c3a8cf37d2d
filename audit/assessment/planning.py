"""The plan as it is worked on: each action with what was agreed on it, and what is no longer asked for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from audit.model.assessment import Assessment
from audit.model.commitment import Commitment
from audit.model.plan import DUE_DAYS, Action

QUICK = 2
"""Person-days at most of a quick win."""


class Planned(NamedTuple):
    """An action, what was agreed on it, and which actions of the plan it waits for."""

    action: Action
    commitment: Commitment | None
    waits_for: tuple[str, ...]

    @property
    def quick(self) -> bool:
        """Whether it is worth doing first: due now, done in two days, and nothing comes before it."""
        return self.action.horizon == "now" and self.action.effort.high <= QUICK and not self.waits_for


class Plan(NamedTuple):
    """The actions in their order, and commitments on actions that the evidence no longer asks for."""

    actions: tuple[Planned, ...]
    no_longer: tuple[Commitment, ...]

    def tally(self, today: date) -> "Count":
        """How the plan stands on a day."""
        agreed = [one.commitment for one in self.actions if one.commitment]
        settled = sum(one.settled for one in agreed)
        late = sum(one.late(today) for one in agreed)
        owned = sum(bool(one.owner) for one in agreed if not one.settled)
        return Count(len(self.actions), settled, late, len(self.actions) - settled - owned)


class Count(NamedTuple):
    """Actions in all, settled, late, and open without an owner."""

    of: int
    settled: int
    late: int
    without_owner: int


def plan(actions: Sequence[Action], assessment: Assessment) -> Plan:
    """What is to be done, with what was agreed; quick wins lead, as the conclusion orders them."""
    titles = {one.criterion: one.title for one in actions}
    planned = tuple(
        Planned(one, _agreed(one, assessment), tuple(titles[key] for key in one.after if key in titles))
        for one in actions
    )
    rest = (one for one in assessment.commitments if not any(one.about(action) for action in actions))
    return Plan(planned, tuple(rest))


def due(action: Action, as_of: date) -> date:
    """The day that the horizon of an action names, for an audit of this day."""
    return as_of + timedelta(days=DUE_DAYS[action.horizon])


def _agreed(action: Action, assessment: Assessment) -> Commitment | None:
    return next((one for one in assessment.commitments if one.about(action)), None)
