"""The plan as a Gantt chart: what is due when, how long it takes, and what it waits for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.plan import Action, Horizon
from audit.model.speech import _, counted, marked, meant
from reports.charts.chart import Chart, Column, DataTable

HORIZONS: tuple[tuple[Horizon, str], ...] = (
    ("now", marked("Now")),
    ("30 days", marked("Within 30 days")),
    ("90 days", marked("Within 90 days")),
)
WHEN: dict[Horizon, str] = {
    "now": marked("now"),
    "30 days": marked("30 days"),
    "90 days": marked("90 days"),
}
"""A horizon within a sentence or a cell."""


MOST_ROWS = 9
"""Rows of one drawing: what is longer is drawn in parts, between which a page may end."""


class PlanBar(NamedTuple):
    """An action: where it begins and how long it takes, in person-days; `after` numbers what comes first."""

    number: int
    criterion: str
    title: str
    horizon: Horizon
    start: float
    low: float
    high: float
    after: tuple[int, ...]

    @property
    def end(self) -> float:
        """When it is done at the latest."""
        return self.start + self.high


@dataclass(frozen=True, slots=True)
class PlanChart(Chart):
    """A bar for each action, in the order of the plan; a bar begins when what it waits for is done."""

    kind: ClassVar[str] = "plan"

    bars: tuple[PlanBar, ...]
    length: float

    @property
    def groups(self) -> Iterator[tuple[str, tuple[PlanBar, ...]]]:
        """The bars of each horizon, under its name."""
        for horizon, name in HORIZONS:
            if bars := tuple(bar for bar in self.bars if bar.horizon == horizon):
                yield _(name), bars

    @property
    def sheets(self) -> Iterator[tuple[tuple[str, PlanBar | None], ...]]:
        """Rows for one drawing each, about as many in each: headings with their bars."""
        rows: list[tuple[str, PlanBar | None]] = []
        for name, bars in self.groups:
            rows += [(name, None), *(("", bar) for bar in bars)]
        many = -(-len(rows) // -(-len(rows) // MOST_ROWS))
        return (tuple(rows[n : n + many]) for n in range(0, len(rows), many))

    @property
    def data(self) -> DataTable:
        """A row for each action."""
        columns = (
            Column(meant("number", "No."), share=0.6),
            Column(_("Action"), figures=False, share=4),
            Column(_("Due"), figures=False, share=1.5),
            Column(_("Person-days")),
            Column(_("Begins after day")),
            Column(_("Waits for")),
        )
        names = dict(HORIZONS)
        rows = (
            (
                wording.count(bar.number),
                f"{wording.clipped(bar.title, 160)} ({bar.criterion})",
                _(names[bar.horizon]),
                wording.days((bar.low, bar.high)),
                wording.short(bar.start),
                ", ".join(wording.count(number) for number in bar.after) or wording.NONE,
            )
            for bar in self.bars
        )
        return DataTable(columns, tuple(rows))


def plan(actions: Sequence[Action]) -> PlanChart | None:
    """The actions on a line of working days, each done by one person; none where there is nothing to do."""
    if not actions:
        return None
    numbers = dict(enumerate(_by_horizon(actions), start=1))
    waits = {n: tuple(_waits_for(n, action, numbers)) for n, action in numbers.items()}
    starts: dict[int, float] = {}
    for n in numbers:
        _start(n, numbers, waits, starts, frozenset())
    bars = tuple(
        PlanBar(n, a.criterion, a.title, a.horizon, starts[n], a.effort.low, a.effort.high, waits[n])
        for n, a in numbers.items()
    )
    length = max(bar.end for bar in bars)
    whole = (sum(bar.low for bar in bars), sum(bar.high for bar in bars))
    urgent = sum(bar.horizon == "now" for bar in bars)
    waiting = sum(bool(bar.after) for bar in bars)
    due = _("{number} due now", number=wording.count(urgent)) if urgent else _("none due now")
    return PlanChart(
        title=counted(
            "{count} action, {effort}, {due}",
            "{count} actions, {effort}, {due}",
            len(bars),
            effort=wording.effort(whole),
            due=due,
        ),
        description=counted(
            "{count} action waits for another one; the longest chain takes up to {days} working days with "
            "one person an action.",
            "{count} actions wait for another one; the longest chain takes up to {days} working days with "
            "one person an action.",
            waiting,
            days=wording.short(length),
        ),
        bars=bars,
        length=length,
    )


def _by_horizon(actions: Sequence[Action]) -> list[Action]:
    order = [horizon for horizon, _name in HORIZONS]
    return sorted(actions, key=lambda action: order.index(action.horizon))


def _waits_for(n: int, action: Action, numbers: dict[int, Action]) -> Iterator[int]:
    """The actions that come first: those of the criteria that it waits for."""
    return (m for m, other in numbers.items() if m != n and other.criterion in action.after)


def _start(
    n: int,
    numbers: dict[int, Action],
    waits: dict[int, tuple[int, ...]],
    starts: dict[int, float],
    above: frozenset[int],
) -> float:
    """The day on which everything is done that comes first; two that wait for each other begin together."""
    if n not in starts:
        first = (m for m in waits[n] if m not in above)
        starts[n] = max(
            (_start(m, numbers, waits, starts, above | {n}) + numbers[m].effort.high for m in first),
            default=0.0,
        )
    return starts[n]
