"""The line of delivery stages: reached, possible, declared."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.ids import STAGES
from audit.model.speech import _
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
        return _("reached") if self.reached else _("open") if self.possible else _("ruled out")


@dataclass(frozen=True, slots=True)
class StagesChart(Chart):
    """The five stages in a line, with the real, the possible and the declared one."""

    kind: ClassVar[str] = "stages"

    steps: tuple[StageStep, ...]

    @property
    def data(self) -> DataTable:
        """A row for each stage."""
        columns = tuple(Column(title, figures=False) for title in (_("Stage"), _("Evidence"), _("Declared")))
        rows = (
            (f"{step.id} {step.name}", step.word, _("declared") if step.declared else wording.NONE)
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
    return StagesChart(
        title=_title(reading),
        description=_in_words(reading),
        steps=steps,
    )


def _position(stage: str | None) -> int:
    return STAGES.index(stage) + 1 if stage in STAGES else 0


def _title(reading: StageReading) -> str:
    if reading.declared and reading.real:
        return _(
            "Declared {declared}; evidence shows {real} completed",
            declared=reading.declared,
            real=reading.real,
        )
    if reading.declared:
        return _("Declared {declared}; evidence shows no stage completed", declared=reading.declared)
    if reading.real:
        return _("Evidence shows {real} completed", real=reading.real)
    return _("Evidence shows no stage completed")


def _in_words(reading: StageReading) -> str:
    return _(
        "Real stage: {real}. Possible if everything open turned out well: {possible}. Declared: {declared}.",
        real=reading.real or _("before the exit of S1"),
        possible=reading.possible or _("before the exit of S1"),
        declared=reading.declared or _("not stated"),
    )
