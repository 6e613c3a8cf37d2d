"""Use cases on several assessments: two runs of one subject, or several vendors side by side."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from audit import rubric as rubrics
from audit.assessment import exported
from audit.assessment.files import read_file
from audit.assessment.inspecting import Progress, inspect_repositories
from audit.model.assessment import Assessment, Purpose
from audit.model.base import InputError
from audit.model.comparison import RunComparison, VendorComparison
from audit.model.conclusion import Conclusion
from audit.model.rubric import Rubric
from audit.model.speech import _, spoken
from audit.model.tender import MOST_VENDORS, Bid, Tender

if TYPE_CHECKING:
    from audit.judgement.comparison import Judged


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
    _check_paths(paths)
    rubric = rubrics.load()
    return _compared([_read(path, rubric, progress) for path in paths], what, rubric)


def compare_assessments(
    given: Sequence[tuple[str, Assessment]], rubric: Rubric, what: What = What.AUTO
) -> RunComparison | VendorComparison:
    """Compare assessments that are at hand, each with a name to tell them apart; the earlier one first."""
    if len(given) < 2:
        raise InputError(_("a comparison needs two at least: two runs of one subject, or several vendors"))
    in_order = sorted(given, key=lambda one: one[1].as_of)
    return _compared([_judged(label, held, rubric) for label, held in in_order], what, rubric)


def _compared(judged: "Sequence[Judged]", what: What, rubric: Rubric) -> RunComparison | VendorComparison:
    names = {one.assessment.subject.name.casefold() for one in judged}
    if what is What.AUTO and 1 < len(names) < len(judged):
        raise InputError(
            _(
                "some of these are about the same subject and some are not; say whether they are two "
                "runs (--as runs), or vendors with one of each (--as vendors)"
            )
        )
    if what is What.VENDORS or (what is What.AUTO and len(names) > 1):
        return _vendors(judged, rubric)
    if len(judged) != 2:
        raise InputError(
            _(
                "two runs are compared at a time, not {judged}; give the earlier and the later",
                judged=str(len(judged)),
            )
        )
    return _runs(judged[0], judged[1], rubric)


def tender(paths: Sequence[Path], what: What = What.AUTO, progress: Progress | None = None) -> Tender:
    """Several vendors side by side, from assessment files or exported ones; in whichever order, the same."""
    _check_paths(paths)
    if what is What.RUNS:
        raise InputError(_("a report is made of vendors, not of runs; leave out --output, or --as runs"))
    found = [_read_assessment(path, progress)[0] for path in paths]
    if what is What.AUTO and len({one.subject.name.casefold() for one in found}) < len(found):
        raise InputError(
            _(
                "some of these are about the same subject, and a report is made of vendors; leave out "
                "--output to compare two runs, or say --as vendors"
            )
        )
    return tender_of(found)


def tender_of(assessments: Sequence[Assessment], rubric: Rubric | None = None) -> Tender:
    """Several vendors side by side, each judged as a vendor, whatever its assessment was made for.

    Raises InputError for fewer than two, for more than stand in one report, and for one that is given twice.
    """
    used = rubric or rubrics.load(spoken().language)
    if not 2 <= len(assessments) <= MOST_VENDORS:
        raise InputError(
            _(
                "a report on vendors holds 2 to {most_vendors} of them, not {assessments}; compare fewer "
                "at a time, knocked-out ones apart",
                most_vendors=str(MOST_VENDORS),
                assessments=str(len(assessments)),
            )
        )
    as_vendors = [one.model_copy(update={"purpose": Purpose.VENDOR_EVALUATION}) for one in assessments]
    in_order = sorted(as_vendors, key=lambda one: (one.subject.name.casefold(), one.model_dump_json()))
    for one, other in pairwise(in_order):
        if one == other:
            raise InputError(
                _("{name}: the same assessment is given twice; give each vendor once", name=one.subject.name)
            )
    judged = [_judged(f"V{n}", one, used) for n, one in enumerate(in_order, start=1)]
    bids = tuple(Bid(label=j.label, assessment=j.assessment, conclusion=j.conclusion) for j in judged)
    return Tender(bids=bids, comparison=_vendors(judged, used), rubric=used, language=used.language)


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


def _check_paths(paths: Sequence[Path]) -> None:
    if len(paths) < 2:
        raise InputError(
            _("a comparison needs two files at least: two runs of one subject, or several vendors")
        )
    if doubled := next((path for path in paths if list(paths).count(path) > 1), None):
        raise InputError(_("{doubled}: is given twice; give each file once", doubled=str(doubled)))


def _read(path: Path, rubric: Rubric, progress: Progress | None) -> "Judged":
    assessment, printed = _read_assessment(path, progress)
    return _judged(str(path), assessment, rubric, printed)


def _read_assessment(path: Path, progress: Progress | None) -> tuple[Assessment, Conclusion | None]:
    """An assessment with its inspections: of an export those that it holds, else made now."""
    if path.suffix.lower() == ".json":
        record = exported.read(path)
        return record.assessment, record.conclusion
    return inspect_repositories(read_file(path), path.parent, progress), None


def _judged(
    label: str, assessment: Assessment, rubric: Rubric, printed: Conclusion | None = None
) -> "Judged":
    from audit import judgement  # brings scipy, which reading does not need
    from audit.judgement.comparison import Judged

    return Judged(label, assessment, judgement.conclude(assessment, rubric), printed)
