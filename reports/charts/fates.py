"""What becomes of each component of a failed project: kept, repaired, replaced, or not decided."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.speech import _, counted, marked
from reports.charts.chart import Chart, Column, DataTable

FATES = {
    "keep": wording.Mark("✓", marked("keep"), "good"),
    "repair": wording.Mark("△", marked("repair"), "medium"),
    "replace": wording.Mark("✗", marked("replace"), "bad"),
    "undecided": wording.Mark("?", marked("undecided"), "open"),
}
"""What may become of a component, from the least work to the most."""


class Fate(NamedTuple):
    """A component and what becomes of it."""

    component: str
    fate: str


@dataclass(frozen=True, slots=True)
class FatesChart(Chart):
    """A row for each component, with a sign in the column of what becomes of it."""

    kind: ClassVar[str] = "fates"

    fates: tuple[Fate, ...]

    @property
    def columns(self) -> tuple[tuple[str, wording.Mark], ...]:
        """What may become of a component, and how it is shown."""
        return tuple(FATES.items())

    @property
    def data(self) -> DataTable:
        """A row for each component."""
        titles = (_("Component"), _("What becomes of it"))
        rows = ((wording.capital(_(one.component)), FATES[one.fate].word) for one in self.fates)
        return DataTable(tuple(Column(title, figures=False) for title in titles), tuple(rows))


def fates(dossier: Dossier) -> FatesChart | None:
    """The components with their fates; none for a subject of which no component is judged."""
    decision = dossier.conclusion.decision
    if decision is None or not decision.components:
        return None
    shown = tuple(Fate(one.component, one.fate) for one in decision.components)
    number = {fate: sum(one.fate == fate for one in shown) for fate in FATES}
    return FatesChart(
        title=counted(
            "{count} component: {keep} to keep, {repair} to repair, {replace} to replace, {undecided} open",
            "{count} components: {keep} to keep, {repair} to repair, {replace} to replace, {undecided} open",
            len(shown),
            **{fate: wording.count(found) for fate, found in number.items()},
        ),
        description="; ".join(f"{_(one.component)}: {FATES[one.fate].word}" for one in shown) + ".",
        fates=shown,
    )
