"""The benchmark of reports: what it adds to the example, and what its table says."""

from benchmarks import report
from benchmarks.report import Taken
from tests.reports.dossiers import failed_project


def test_the_longer_report_has_more_lines_of_evidence_and_is_otherwise_the_same() -> None:
    given = failed_project()
    longer = report._longer(given)
    assert len(longer.assessment.inspections[0].checks[0].evidence) == report.MORE
    assert longer.assessment.inspections[0].checks[1:] == given.assessment.inspections[0].checks[1:]
    assert longer.conclusion == given.conclusion


def test_medians_and_the_most_memory_are_kept() -> None:
    runs = [Taken(3.0, 2.0, 100.0, 5, 7), Taken(1.0, 4.0, 300.4, 5, 7), Taken(2.0, 3.0, 200.0, 5, 7)]
    assert report._median(runs) == Taken(2.0, 3.0, 300, 5, 7)


def test_the_table_has_the_ratio_to_chromium() -> None:
    ways = {"report": Taken(4.0, 3.5, 130, 46, 560), "chromium": Taken(2.0, 1.0, 477, 47, 2067)}
    assert report._table({"the example": ways})[2:] == [
        "| the example | report | 46 | 4.00 s | 3.50 s | 2.0 x | 130 MB | 560 KB |",
        "| the example | chromium | 47 | 2.00 s | 1.00 s | 1.0 x | 477 MB | 2,067 KB |",
    ]
