"""What carrying out the plan costs as its steps fall due, beside what rebuilding would cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.plan import DUE_DAYS, Horizon
from audit.model.score import Interval, total
from audit.model.speech import _
from reports.charts.chart import Chart, Column, DataTable
from reports.charts.plan import HORIZONS


class CostStep(NamedTuple):
    """What is due by a day: its work in person-days, and what the plan has cost by then."""

    horizon: Horizon
    day: int
    effort: Interval
    total: Interval


@dataclass(frozen=True, slots=True)
class SalvageChart(Chart):
    """A band that rises with the plan, beside the band of rebuilding; amounts in `currency`."""

    kind: ClassVar[str] = "salvage"

    currency: str
    steps: tuple[CostStep, ...]
    rebuild: Interval

    @property
    def plan(self) -> Interval:
        """What the whole plan costs."""
        return self.steps[-1].total

    @property
    def top(self) -> float:
        """The amount at the upper end of the scale."""
        return max(self.plan.high, self.rebuild.high, 1.0) * 1.05

    @property
    def data(self) -> DataTable:
        """A row for each day by which something is due, and one for rebuilding."""
        names = dict(HORIZONS)
        columns = (
            Column(_("Due"), figures=False, share=2),
            Column(_("Person-days")),
            Column(_("Cost so far"), share=2),
        )
        rows = [
            (_(names[step.horizon]), wording.days(step.effort), wording.amounts(step.total, self.currency))
            for step in self.steps
        ]
        return DataTable(
            columns, (*rows, (_("Rebuilding"), wording.NONE, wording.amounts(self.rebuild, self.currency)))
        )


def salvage(dossier: Dossier) -> SalvageChart | None:
    """The plan of a failed project against rebuilding; none where an amount for either is not stated."""
    decision, actions = dossier.conclusion.decision, dossier.conclusion.actions
    operation = dossier.assessment.operation
    if decision is None or not decision.components or not actions or operation is None:
        return None
    if operation.day_rate is None or operation.rebuild_cost is None:
        return None
    rate, rebuild = operation.day_rate, Interval(*operation.rebuild_cost)
    steps = tuple(_steps(dossier, rate))
    plan = steps[-1].total
    told = {
        "plan": wording.amounts(plan, operation.currency),
        "rebuild": wording.amounts(rebuild, operation.currency),
    }
    each = (
        _(
            "by day {day}: {amount}",
            day=wording.count(step.day),
            amount=wording.amounts(step.total, operation.currency),
        )
        for step in steps
    )
    return SalvageChart(
        title=_message(plan, rebuild, told),
        description=_(
            "The plan has cost {each}. Rebuilding costs {rebuild}.",
            each="; ".join(each),
            rebuild=told["rebuild"],
        ),
        currency=operation.currency,
        steps=steps,
        rebuild=rebuild,
    )


def _message(plan: Interval, rebuild: Interval, told: dict[str, str]) -> str:
    if plan.high < rebuild.low:
        return _("The plan costs {plan}, less than rebuilding at {rebuild}", **told)
    if rebuild.high < plan.low:
        return _("The plan costs {plan}, more than rebuilding at {rebuild}", **told)
    return _(
        "The plan costs {plan}, rebuilding {rebuild}: they overlap, cost does not tell them apart", **told
    )


def _steps(dossier: Dossier, rate: float) -> Iterator[CostStep]:
    """What is due by each day, in the order of the plan."""
    so_far = Interval(0, 0)
    for horizon, _name in HORIZONS:
        due = total(one.effort for one in dossier.conclusion.actions if one.horizon == horizon)
        so_far = total((so_far, due))
        yield CostStep(horizon, DUE_DAYS[horizon], due, so_far.times(rate))
