"""How much a ranking hangs on the weights: how often each vendor is first when they are varied."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.comparison import VendorComparison
from audit.model.speech import _, listed
from reports.charts.chart import Chart, Column, DataTable


class FirstBar(NamedTuple):
    """One vendor, and the share of draws in which it is first, 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class SensitivityChart(Chart):
    """A bar for each ranked vendor; who is level with the first is first as well."""

    kind: ClassVar[str] = "sensitivity"

    bars: tuple[FirstBar, ...]
    draws: int
    same_order: float

    @property
    def data(self) -> DataTable:
        """A row for each vendor, and one for the order as a whole."""
        rows = [(wording.clipped(bar.name, 120), wording.percent(bar.share)) for bar in self.bars]
        rows.append((_("The whole order stays the same"), wording.percent(self.same_order)))
        title = _("First in, of {draws} draws", draws=wording.count(self.draws))
        return DataTable((Column(_("Vendor"), figures=False), Column(title)), tuple(rows))


def sensitivity(found: VendorComparison) -> SensitivityChart | None:
    """How often each is first; none with fewer than two ranked vendors, who cannot change places."""
    bars = tuple(
        FirstBar(one.name, found.first_in[one.label])
        for one in found.contenders
        if one.label in found.first_in
    )
    if len(bars) < 2:
        return None
    most = max(bar.share for bar in bars)
    first = listed(wording.clipped(bar.name, 60) for bar in bars if bar.share == most)
    level = sum(bar.share == most for bar in bars) > 1
    each = (f"{wording.clipped(bar.name, 60)}: {wording.percent(bar.share)}" for bar in bars)
    told = {
        "vendors": wording.clipped(first, 120),
        "share": wording.percent(most),
        "draws": wording.count(found.draws),
    }
    return SensitivityChart(
        title=_("Under other weights {vendors} are each first in {share} of {draws} draws", **told)
        if level
        else _("Under other weights {vendors} is first in {share} of {draws} draws", **told),
        description=_(
            "First in: {each}. The whole order stays the same in {share}.",
            each="; ".join(each),
            share=wording.percent(found.same_order),
        ),
        bars=bars,
        draws=found.draws,
        same_order=found.same_order,
    )
