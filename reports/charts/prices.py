"""Prices beside the score, never in it."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.score import Interval
from audit.model.speech import _
from audit.model.tender import Tender
from reports.charts.chart import Chart, Column, DataTable
from reports.drawing import spaced

LEFT, RIGHT, APART = 60.0, 650.0, 20.0


class Priced(NamedTuple):
    """One vendor: its label and name, what a month costs, and its score on shared questions."""

    label: str
    name: str
    price: float
    score: Interval


@dataclass(frozen=True, slots=True)
class PricesChart(Chart):
    """A point for each vendor whose price is known in the same currency, the cheapest first."""

    kind: ClassVar[str] = "prices"

    currency: str
    points: tuple[Priced, ...]

    @property
    def top(self) -> float:
        """The price at the right end of the scale."""
        return max(self.points[-1].price, 1.0)

    @property
    def places(self) -> tuple[float, ...]:
        """Where each stands from left to right; moved apart where marks would cover each other."""
        wanted = [LEFT + point.price / self.top * (RIGHT - LEFT) for point in self.points]
        return spaced(wanted, LEFT, RIGHT, APART)

    @property
    def data(self) -> DataTable:
        """A row for each vendor."""
        columns = (
            Column(_("Vendor"), figures=False),
            Column(_("A month costs")),
            Column(_("Score on shared questions")),
        )
        rows = (
            (
                f"{point.label} {wording.clipped(point.name, 100)}",
                wording.money(point.price, self.currency),
                wording.interval(point.score),
            )
            for point in self.points
        )
        return DataTable(columns, tuple(rows))


def prices(tender: Tender) -> PricesChart | None:
    """Price against score; none with fewer than two prices in the same currency."""
    known = [
        (operation.currency, Priced(one.label, one.name, operation.spend_per_month, one.shared))
        for one, bid in tender.rows
        if (operation := bid.assessment.operation) and operation.spend_per_month is not None and one.shared
    ]
    currencies = Counter(currency for currency, _ in known)
    if not currencies:
        return None
    currency = min(currencies, key=lambda key: (-currencies[key], key))
    points = sorted(
        (point for key, point in known if key == currency), key=lambda point: (point.price, point.label)
    )
    if len(points) < 2:
        return None
    low, high = (wording.money(points[n].price, currency) for n in (0, -1))
    each = (
        _(
            "{vendor}: {price}, {score} of 100",
            vendor=f"{point.label} {wording.clipped(point.name, 40)}",
            price=wording.money(point.price, currency),
            score=wording.interval(point.score),
        )
        for point in points
    )
    return PricesChart(
        title=_("A month costs {prices}; the price is part of no score", prices=wording.span(low, high)),
        description=f"{'; '.join(each)}.",
        currency=currency,
        points=tuple(points),
    )
