"""Use cases on several assessments: two runs of one subject, or several vendors side by side."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from audit import rubric as rubrics
from audit.assessment.files import read_file
from audit.assessment.inspecting import Progress, inspect_repositories
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.comparison import RunComparison, VendorComparison
from audit.model.conclusion import Conclusion
from audit.model.dossier import Record
from audit.model.rubric import Rubric

if TYPE_CHECKING:
    from audit.judgement.comparison import Judged

MAX_RECORD = 200_000_000


class What(StrEnum):
    """What several files are compared as."""

    AUTO = "auto"
    RUNS = "runs"
    VENDORS = "vendors"


def compare(
    paths: Sequence[Path], what: What = What.AUTO, progress: Progress | None = None
) -> RunComparison | VendorComparison:
    """Compare assessment files, or assessment.json files as they were exported.

    Two files about a subject of the same name are two runs, in the order given; other names are vendors.
    """
    if len(paths) < 2:
        raise InputError("a comparison needs two files at least: two runs of one subject, or several vendors")
    if doubled := next((path for path in paths if list(paths).count(path) > 1), None):
        raise InputError(f"{doubled}: is given twice; give each file once")
    rubric = rubrics.load()
    return _compared([_read(path, rubric, progress) for path in paths], what, rubric)


def compare_assessments(
    given: Sequence[tuple[str, Assessment]], rubric: Rubric, what: What = What.AUTO
) -> RunComparison | VendorComparison:
    """Compare assessments that are at hand, each with a name to tell them apart; the earlier one first."""
    if len(given) < 2:
        raise InputError("a comparison needs two at least: two runs of one subject, or several vendors")
    in_order = sorted(given, key=lambda one: one[1].as_of)
    return _compared([_judged(label, held, rubric) for label, held in in_order], what, rubric)


def _compared(judged: "Sequence[Judged]", what: What, rubric: Rubric) -> RunComparison | VendorComparison:
    names = {one.assessment.subject.name.casefold() for one in judged}
    if what is What.AUTO and 1 < len(names) < len(judged):
        raise InputError(
            "some of these are about the same subject and some are not; say whether they are "
            "two runs (--as runs), or vendors with one of each (--as vendors)"
        )
    if what is What.VENDORS or (what is What.AUTO and len(names) > 1):
        return _vendors(judged, rubric)
    if len(judged) != 2:
        raise InputError(
            f"two runs are compared at a time, not {len(judged)}; give the earlier and the later"
        )
    return _runs(judged[0], judged[1], rubric)


def compare_states(
    before: tuple[str, Assessment], after: tuple[str, Assessment], rubric: Rubric
) -> RunComparison:
    """Compare two states of one assessment, such as two milestones, each with its name."""
    one, two = (_judged(label, held, rubric) for label, held in (before, after))
    return _runs(one, two, rubric)


def _runs(before: "Judged", after: "Judged", rubric: Rubric) -> RunComparison:
    from audit.judgement.comparison import compare_runs

    return compare_runs(before, after, rubric)


def _vendors(judged: Sequence["Judged"], rubric: Rubric) -> VendorComparison:
    from audit.judgement.ranking import compare_vendors

    return compare_vendors(judged, rubric)


def _read(path: Path, rubric: Rubric, progress: Progress | None) -> "Judged":
    """An assessment with its inspections: of an export those that it holds, else made now."""
    if path.suffix.lower() == ".json":
        record = _record(path)
        return _judged(str(path), record.assessment, rubric, record.conclusion)
    given = read_file(path)
    return _judged(str(path), inspect_repositories(given, path.parent, progress), rubric)


def _judged(
    label: str, assessment: Assessment, rubric: Rubric, printed: Conclusion | None = None
) -> "Judged":
    from audit import judgement  # brings scipy, which reading does not need
    from audit.judgement.comparison import Judged

    return Judged(label, assessment, judgement.conclude(assessment, rubric), printed)


def _record(path: Path) -> Record:
    try:
        if not path.is_file():
            raise InputError(f"{path}: there is no such file; give an assessment file or an assessment.json")
        if path.stat().st_size > MAX_RECORD:
            raise InputError(f"{path}: is larger than {MAX_RECORD:,} bytes, which no assessment.json is")
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        if isinstance(error, ValidationError):
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "file"
            raise InputError(f"{path} {place}: {first['msg']}; give an exported assessment.json") from error
        raise InputError(f"{str(path)[:200]}: cannot be read: {error}") from error
