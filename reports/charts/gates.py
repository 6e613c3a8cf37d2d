"""The strip of gates: failed, unverified, met."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.rubric import Rubric
from audit.model.speech import _, counted, listed
from audit.model.standing import GateState
from reports.charts.chart import Chart, Column, DataTable


class GateCell(NamedTuple):
    """One gate and its state."""

    id: str
    name: str
    state: GateState


@dataclass(frozen=True, slots=True)
class GatesChart(Chart):
    """A cell for each gate: failed ones first, then unverified, then met."""

    kind: ClassVar[str] = "gates"

    cells: tuple[GateCell, ...]

    @property
    def data(self) -> DataTable:
        """A row for each gate."""
        columns = tuple(Column(title, figures=False) for title in (_("Gate"), _("State")))
        rows = ((f"{cell.name} ({cell.id})", wording.GATES[cell.state].word) for cell in self.cells)
        return DataTable(columns, tuple(rows))


def gates(conclusion: Conclusion, rubric: Rubric) -> GatesChart | None:
    """The strip of gates; none where no gate applies."""
    states = conclusion.gates
    by_state = (
        (GateState.FAILED, states.failed),
        (GateState.UNVERIFIED, states.unverified),
        (GateState.MET, states.met),
    )
    cells = tuple(GateCell(key, rubric.by_id[key].name, state) for state, keys in by_state for key in keys)
    if not cells:
        return None
    none = _("none")
    parts = [
        f"{wording.count(len(keys)) if keys else none} {wording.GATES[state].word}"
        for state, keys in by_state
    ]
    named = (f"{wording.GATES[state].word}: {', '.join(keys) or none}" for state, keys in by_state)
    return GatesChart(
        title=counted(
            "Of {count} gate: {states}", "Of {count} gates: {states}", len(cells), states=listed(parts)
        ),
        description=f"{wording.sentence('; '.join(named))}",
        cells=cells,
    )
