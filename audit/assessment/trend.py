"""What a subject came to before, taken from the exports of its earlier reports, for the trend of the next."""

from collections.abc import Sequence
from pathlib import Path

from audit.assessment import exported, past
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.dossier import Record
from audit.model.speech import _


def with_earlier(assessment: Assessment, exports: Sequence[Path]) -> Assessment:
    """The assessment with the runs of these exports, and with those that stand in them, by their days.

    Of two runs with one name the later given counts. Nothing is judged again: a run is what was printed.
    Raises InputError for another subject, and for a day that is not before that of the assessment.
    """
    runs = {run.name: run for run in assessment.earlier}
    for path in exports:
        record = exported.read(path)
        _check(record, assessment, path)
        printed = past.review(record.assessment, record.conclusion)
        runs |= {run.name: run for run in (*record.assessment.earlier, printed)}
    in_order = sorted(runs.values(), key=lambda run: (run.as_of, run.name))
    return assessment.model_copy(update={"earlier": tuple(in_order)})


def _check(record: Record, assessment: Assessment, path: Path) -> None:
    theirs, ours = record.assessment, assessment
    if theirs.subject.name.casefold() != ours.subject.name.casefold():
        raise InputError(
            _(
                "{path}: is about {name}, not about {other}; give the assessment.json of an earlier "
                "report on the same subject",
                path=str(path),
                name=theirs.subject.name,
                other=ours.subject.name,
            )
        )
    if theirs.as_of >= ours.as_of:
        raise InputError(
            _(
                "{path}: is of {as_of}, and this assessment of {day}; an earlier run has an earlier "
                "day (as_of)",
                path=str(path),
                as_of=str(theirs.as_of),
                day=str(ours.as_of),
            )
        )
