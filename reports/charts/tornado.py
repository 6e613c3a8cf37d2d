"""What changes the cost of a month most."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.costs import CostProjection
from audit.model.speech import _
from reports.charts.chart import Chart, Column, DataTable


class CostBar(NamedTuple):
    """A month under one change of the inputs: its total, and by how much it differs."""

    name: str
    total: float
    change: float
    factor: float | None


@dataclass(frozen=True, slots=True)
class TornadoChart(Chart):
    """What changes the cost of a month most; the bars begin at the month as it is expected."""

    kind: ClassVar[str] = "tornado"

    currency: str
    base: float
    bars: tuple[CostBar, ...]
    combined: CostBar

    @property
    def data(self) -> DataTable:
        """A row for the month as expected, and one for each change."""
        rows = [(_("As expected"), wording.money(self.base, self.currency), wording.NONE, wording.short(1))]
        rows += [
            (
                wording.capital(bar.name),
                wording.money(bar.total, self.currency),
                wording.money(bar.change, self.currency),
                wording.NONE if bar.factor is None else wording.short(bar.factor),
            )
            for bar in (*self.bars, self.combined)
        ]
        titles = (_("A month costs"), _("Change"), _("Times"))
        return DataTable(
            (Column(_("One change at a time"), figures=False), *(Column(title) for title in titles)),
            tuple(rows),
        )


def tornado(costs: CostProjection | None) -> TornadoChart | None:
    """What a month of calls costs under each shock; none where nobody has said what a run takes."""
    if costs is None or not costs.shocks:
        return None
    bars = tuple(CostBar(s.name, s.total, s.change, s.factor) for s in costs.shocks)
    month, most = wording.money(costs.monthly.total, costs.currency), bars[0]
    together = CostBar(
        costs.combined.name, costs.combined.total, costs.combined.change, costs.combined.factor
    )
    each = (f"{bar.name}: {wording.money(bar.total, costs.currency)}" for bar in (*bars, together))
    return TornadoChart(
        title=_("{month} a month; nothing changes it more than: {cause}", month=month, cause=most.name),
        description=_("A month as expected costs {month}. {each}.", month=month, each="; ".join(each)),
        currency=costs.currency,
        base=costs.monthly.total,
        bars=bars,
        combined=together,
    )
