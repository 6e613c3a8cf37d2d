"""On what the criteria rest: their evidence by grade, and how many were answered at all."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.evidence import Grade
from audit.model.rubric import Rubric
from audit.model.speech import _, counted
from reports.charts.chart import Chart, Column, DataTable

SHOWN = Grade.DOCUMENTED


class Share(NamedTuple):
    """A part of a stacked bar: its word and how many criteria it holds."""

    word: str
    number: int


@dataclass(frozen=True, slots=True)
class GradesChart(Chart):
    """Two stacked bars: applicable criteria by evidence grade, and all criteria by how they were answered."""

    kind: ClassVar[str] = "grades"

    grades: tuple[Share, ...]
    answers: tuple[Share, ...]

    @property
    def data(self) -> DataTable:
        """A row for each part of both bars."""
        columns = (Column(_("Bar"), figures=False), Column(_("Part"), figures=False), Column(_("Criteria")))
        rows = (
            (name, wording.capital(part.word), wording.count(part.number))
            for name, parts in ((_("Evidence"), self.grades), (_("Answers"), self.answers))
            for part in parts
        )
        return DataTable(columns, tuple(rows))


def grades(conclusion: Conclusion, rubric: Rubric) -> GradesChart | None:
    """Evidence and answers in numbers of criteria; none where no criterion applies."""
    applicable = [standing for standing in conclusion.standings.values() if standing.applicable]
    if not applicable:
        return None
    by_grade = tuple(
        Share(grade.label, sum(standing.grade is grade for standing in applicable))
        for grade in sorted(Grade, reverse=True)
    )
    answered = sum(standing.answered for standing in applicable)
    declined = sum(standing.declined and not standing.answered for standing in applicable)
    whole = len(tuple(rubric.criteria()))
    answers = (
        Share(_("answered"), answered),
        Share(_("declined"), declined),
        Share(_("not known or not asked"), len(applicable) - answered - declined),
        Share(_("not applicable"), whole - len(applicable)),
    )
    shown = sum(standing.grade >= SHOWN for standing in applicable)
    parts = (f"{wording.count(part.number)} {part.word}" for part in (*by_grade, *answers))
    return GradesChart(
        title=counted(
            "{shown} of {count} applicable criterion rest on a document or better",
            "{shown} of {count} applicable criteria rest on a document or better",
            len(applicable),
            shown=wording.count(shown),
        ),
        description=f"{wording.sentence('; '.join(parts))}",
        grades=by_grade,
        answers=answers,
    )
