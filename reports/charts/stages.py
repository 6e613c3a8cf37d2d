"""The line of delivery stages: reached, possible, declared."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.ids import STAGES
from audit.model.stage import StageReading
from reports.charts.chart import Chart, Column, DataTable


class StageStep(NamedTuple):
    """One delivery stage, and what it is to this subject."""

    id: str
    name: str
    reached: bool
    possible: bool
    declared: bool

    @property
    def word(self) -> str:
        """What the evidence says of it."""
        return "reached" if self.reached else "open" if self.possible else "ruled out"


@dataclass(frozen=True, slots=True)
class StagesChart(Chart):
    """The five stages in a line, with the real, the possible and the declared one."""

    kind: ClassVar[str] = "stages"

    steps: tuple[StageStep, ...]

    @property
    def data(self) -> DataTable:
        """A row for each stage."""
        columns = tuple(Column(title, figures=False) for title in ("Stage", "Evidence", "Declared"))
        rows = (
            (f"{step.id} {step.name}", step.word, "declared" if step.declared else wording.NONE)
            for step in self.steps
        )
        return DataTable(columns, tuple(rows))


def stages(dossier: Dossier) -> StagesChart | None:
    """The line of stages; none where nobody has answered, since nothing is reached by silence."""
    reading = dossier.conclusion.stage
    if reading is None or dossier.conclusion.conclusion is None:
        return None
    names = {stage.id: stage.name for stage in dossier.rubric.stages}
    real, possible = _position(reading.real), _position(reading.possible)
    steps = tuple(
        StageStep(key, names[key], n <= real, n <= possible, key == reading.declared)
        for n, key in enumerate(STAGES, start=1)
    )
    reached = f"{reading.real} completed" if reading.real else "no stage completed"
    declared = f"Declared {reading.declared}; " if reading.declared else ""
    return StagesChart(
        title=wording.sentence(f"{declared}evidence shows {reached}").removesuffix("."),
        description=_in_words(reading),
        steps=steps,
    )


def _position(stage: str | None) -> int:
    return STAGES.index(stage) + 1 if stage in STAGES else 0


def _in_words(reading: StageReading) -> str:
    return (
        f"Real stage: {reading.real or 'before the exit of S1'}. "
        f"Possible if everything open turned out well: {reading.possible or 'before the exit of S1'}. "
        f"Declared: {reading.declared or 'not stated'}."
    )
