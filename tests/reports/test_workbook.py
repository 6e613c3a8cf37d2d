"""The report as XLSX: every table whole, the header in sight, numbers as numbers, text never a formula."""

import re
from functools import cache
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from audit.model import wording
from audit.model.dossier import Dossier
from reports import tables, workbook
from tests.reports.dossiers import failed_project, unanswered, with_changes

HOSTILE = ('=HYPERLINK("https://evil.example")', "+1+1", "-2", "@SUM(A1)", "\t=1", "'=1+1")


def opened(dossier: Dossier) -> Workbook:
    return load_workbook(BytesIO(workbook.render(dossier)))


@cache
def book() -> Workbook:
    return opened(failed_project())


def test_every_table_is_a_sheet_with_its_header_in_sight() -> None:
    names = ["Findings", "Plan", "Contradictions", "Gates", "Scores", "Criteria", "Ledger", "Evidence"]
    assert book().sheetnames == ["Report", *names]
    for name in names:
        sheet = book()[name]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref is not None
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A2"].alignment.wrap_text


def test_the_ledger_has_a_row_for_all_that_was_said_and_all_that_was_not() -> None:
    given, found = failed_project().assessment, failed_project().conclusion
    silent = sum(s.applicable and not s.answered for s in found.standings.values())
    expected = len(given.statements()) + len(given.responses) + len(given.ratings) + silent
    assert book()["Ledger"].max_row == expected + 1
    assert book()["Findings"].max_row == len(found.gaps) + 1
    assert book()["Contradictions"].max_row == len(found.contradictions) + 1
    assert book()["Plan"].max_row == len(found.actions) + 1


def test_numbers_are_numbers_with_the_digits_that_are_printed() -> None:
    (overall,) = [
        row for row in book()["Scores"].iter_rows(values_only=True) if row[1] == "Overall, before the cap"
    ]
    found = failed_project().conclusion
    assert found.uncapped is not None
    assert overall[3:5] == tuple(float(wording.score(bound)) for bound in found.uncapped)
    days = next(book()["Findings"].iter_rows(min_row=2, values_only=True))[14:16]
    assert days == (2, 5)


@pytest.mark.parametrize(("value", "rounded"), [(None, None), (0.25, 0.2), (0.35, 0.4), (1234.56, 1234.6)])
def test_a_number_is_rounded_as_it_is_worded(value: float | None, rounded: float | None) -> None:
    assert tables.figure(value) == rounded


@pytest.mark.parametrize("text", HOSTILE)
def test_what_others_wrote_is_never_a_formula(text: str) -> None:
    given = failed_project().assessment
    changes = {
        "subject": given.subject.model_copy(update={"name": text}),
        "answers": tuple(a.model_copy(update={"narrative": text}) for a in given.answers),
        "evidence": tuple(e.model_copy(update={"title": text, "place": text}) for e in given.evidence),
    }
    made = opened(with_changes(assessment=changes))
    held = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in held} <= {"s", "n", "d"}
    shown = [str(cell.value) for cell in held if isinstance(cell.value, str)]
    assert not [one for one in shown if re.match(r"[=+\-@\t\r]", one)]
    assert sum(text in one for one in shown) >= len(given.answers)


def test_a_text_that_is_longer_than_a_cell_is_cut_where_one_sees_it() -> None:
    answers = tuple(
        a.model_copy(update={"narrative": "word " * 20_000}) for a in failed_project().assessment.answers
    )
    ledger = opened(with_changes(assessment={"answers": answers}))["Ledger"]
    longest = max(len(str(cell.value)) for row in ledger.iter_rows() for cell in row)
    assert longest <= workbook.MOST
    assert any(str(cell.value).endswith("…") for row in ledger.iter_rows() for cell in row)


def test_the_same_dossier_gives_the_same_bytes_and_no_clock() -> None:
    assert workbook.render(failed_project()) == workbook.render(failed_project())
    about = book().properties
    assert about.title == "Failed-project audit: Harbour Foods reorder agent"
    assert str(about.modified) == str(about.created) == "2026-11-22 00:00:00"


def test_a_subject_without_answers_has_a_workbook_too() -> None:
    made = opened(unanswered())
    assert made["Findings"].max_row == 1
    assert made["Ledger"]["F2"].value == "no answer"
