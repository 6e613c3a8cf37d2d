"""Vendors by their score on the questions that all were asked."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.comparison import VendorComparison
from audit.model.score import Interval
from audit.model.speech import _, counted, listed
from reports.charts.chart import Chart, Column, DataTable


class ContenderBar(NamedTuple):
    """One vendor: its rank, if it has one, and its score on shared questions."""

    name: str
    rank: int | None
    score: Interval | None
    knocked_out: bool

    @property
    def place(self) -> str:
        """Its rank in a word."""
        return wording.count(self.rank) if self.rank else _("out") if self.knocked_out else wording.NONE


@dataclass(frozen=True, slots=True)
class ContendersChart(Chart):
    """A bar for each vendor, in the order of the ranking; knocked-out ones last."""

    kind: ClassVar[str] = "contenders"

    bars: tuple[ContenderBar, ...]

    @property
    def data(self) -> DataTable:
        """A row for each vendor."""
        columns = (
            Column(_("Vendor"), figures=False),
            Column(_("Rank")),
            Column(_("Supported")),
            Column(_("Not refuted")),
        )
        rows = (
            (
                wording.clipped(bar.name, 120),
                bar.place,
                wording.score(bar.score.low if bar.score else None),
                wording.score(bar.score.high if bar.score else None),
            )
            for bar in self.bars
        )
        return DataTable(columns, tuple(rows))


def contenders(found: VendorComparison) -> ContendersChart | None:
    """The ranking as bars; none where nothing was asked of all."""
    bars = tuple(
        ContenderBar(one.name, one.rank, one.shared, bool(one.knock_outs)) for one in found.contenders
    )
    if not any(bar.score for bar in bars):
        return None
    first = [(bar.name, bar.score) for bar in bars if bar.rank == 1 and bar.score]
    if first:
        title = counted(
            "On {count} shared question the highest lower bound is {score}: {names}",
            "On {count} shared questions the highest lower bound is {score}: {names}",
            len(found.shared),
            score=wording.score(first[0][1].low),
            names=wording.clipped(listed(wording.clipped(name, 60) for name, _score in first), 120),
        )
    else:
        title = counted(
            "On {count} shared question no vendor is left to rank: each is knocked out",
            "On {count} shared questions no vendor is left to rank: each is knocked out",
            len(found.shared),
        )
    each = (f"{wording.clipped(bar.name, 60)}, {bar.place}: {wording.interval(bar.score)}" for bar in bars)
    return ContendersChart(
        title=title,
        description=_("Score of 100 on shared questions. {each}.", each="; ".join(each)),
        bars=bars,
    )
