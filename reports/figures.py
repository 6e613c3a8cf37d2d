"""The figures of a report: which charts there are, in which chapters they stand, and their numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from audit.model.dossier import Dossier
from audit.model.speech import _
from reports import charts, chronology
from reports.charts import Chart
from reports.sections import Section

PLACES = (
    ("trend", "since"),
    ("timeline", "chronology"),
    ("score", "scorecard"),
    ("dimensions", "scorecard"),
    ("grades", "scorecard"),
    ("gates", "gates"),
    ("severities", "findings"),
    ("causes", "patterns"),
    ("fates", "components"),
    ("salvage", "components"),
    ("stages", "stage"),
    ("failures", "projection"),
    ("tornado", "cost"),
    ("plan", "plan"),
)
"""Each chart with the chapter that it stands in, in the order within the chapter."""


BESIDE = frozenset({"timeline", "dimensions", "gates", "severities", "fates", "plan"})
"""Charts whose data are the table that stands beside them."""


NARROW, FEW = 3, 16
"""Columns and rows of a table that has room beside another one."""


class Placed(NamedTuple):
    """A chart with its name and its number in this report."""

    name: str
    number: str
    chart: Chart
    appendix: str = ""
    """The letter of the appendix that holds its data; empty where they stand beside it."""
    chapter: str = ""
    """The chapter that it stands in."""

    @property
    def beside(self) -> bool:
        """Whether the table beside it holds its data."""
        return self.name in BESIDE


def shapes(dossier: Dossier) -> dict[str, Chart | None]:
    """Every chart of a dossier by its name; none where there is nothing to draw."""
    found, rubric = dossier.conclusion, dossier.rubric
    return {
        "score": charts.score(found),
        "dimensions": charts.dimensions(found, rubric),
        "gates": charts.gates(found, rubric),
        "grades": charts.grades(found, rubric),
        "severities": charts.severities(found.gaps),
        "failures": charts.failures(found.projection),
        "stages": charts.stages(dossier),
        "causes": charts.causes(dossier),
        "fates": charts.fates(dossier),
        "salvage": charts.salvage(dossier),
        "tornado": charts.tornado(found.costs),
        "plan": charts.plan(found.actions),
        "trend": charts.trend(_runs(dossier)),
        "timeline": charts.timeline(chronology.drawn(dossier)),
    }


def _runs(dossier: Dossier) -> tuple[charts.TrendPoint, ...]:
    """Earlier runs as they were judged then, and this one; none where there was no earlier one."""
    assessment, gates = dossier.assessment, dossier.conclusion.gates
    if not assessment.earlier:
        return ()
    now = charts.TrendPoint(
        _("This report"),
        assessment.as_of,
        dossier.conclusion.published,
        len(gates.failed),
        len(gates.unverified),
    )
    before = (
        charts.TrendPoint(one.name, one.as_of, one.score, one.failed, one.unverified)
        for one in assessment.earlier
        if one.as_of <= assessment.as_of
    )
    return (*before, now)


def tables(found: Iterable[Placed | None]) -> Iterator[tuple[Placed, ...]]:
    """The figures whose data the appendix holds, in their order; two that have narrow tables side by side."""
    waiting: Placed | None = None
    for one in found:
        if one is None or one.beside:
            continue
        data = one.chart.data
        narrow = len(data.columns) <= NARROW and len(data.rows) <= FEW
        if waiting and narrow:
            yield waiting, one
            waiting = None
            continue
        if waiting:
            yield (waiting,)
        waiting = one if narrow else None
        if not narrow:
            yield (one,)
    if waiting:
        yield (waiting,)


def placed(
    found: Mapping[str, Chart | None],
    chapters: Sequence[Section],
    places: Sequence[tuple[str, str]] = PLACES,
) -> dict[str, Placed | None]:
    """The charts that have a chapter, numbered as they stand in it; the others have none."""
    order = [chapter.id for chapter in chapters]
    letter = next((chapter.number for chapter in chapters if chapter.id == "figures"), "")
    ours = [(name, chapter) for name, chapter in places if found.get(name) and chapter in order]
    inside = sorted(ours, key=lambda one: order.index(one[1]))  # sorting keeps the order within a chapter
    return {
        name: Placed(name, str(n), chart, letter, chapter)
        for n, (name, chapter) in enumerate(inside, start=1)
        if (chart := found[name]) is not None
    } | {name: None for name, _ in places if found.get(name) is None or name not in dict(inside)}
