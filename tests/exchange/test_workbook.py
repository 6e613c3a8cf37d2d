"""Questionnaires as workbooks: what goes out comes back, whatever people do to the sheets."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit.exchange import comparison, statement
from audit.exchange.merge import merged
from audit.exchange.workbook import read, write
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.preview import Effect, Preview
from audit.model.spreadsheet import UNWRITABLE, neutral, plain
from tests.exchange.filling import assessments, words
from tests.exchange.packs import ASSESSMENT, PACK

BLANK = write(statement.outgoing(PACK, None, "agency", "Ann Lee"))
GENERAL = "General all 1"
Edit = Callable[[Workbook], object]


def edited(*edits: Edit, data: bytes = BLANK) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for edit in edits:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(sheet: Worksheet, question: str) -> int:
    return next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == question)


def fill(question: str, value: object, column: str = "Reply", form: str = "") -> Edit:
    def edit(book: Workbook) -> None:
        for sheet in book.worksheets:
            heads = [cell.value for cell in sheet[4]]
            if column in heads and any(cell.value == question for cell in sheet["A"]):
                cell = sheet.cell(row_of(sheet, question), heads.index(column) + 1)
                cell.value = value  # type: ignore[assignment]
                cell.number_format = form or cell.number_format
                return
        raise AssertionError(question)

    return edit


def previewed(data: bytes, assessment: Assessment = ASSESSMENT) -> Preview:
    return comparison.preview(read(data, "back.xlsx"), PACK, assessment)


def errors(data: bytes) -> list[str]:
    return [str(note).removeprefix("back.xlsx ") for note in previewed(data).errors]


def replies(data: bytes) -> dict[str, str]:
    found = previewed(data)
    assert found.errors == ()
    return {change.question: change.after for change in found.changes}


@settings(max_examples=15, deadline=None)
@given(assessments())
def test_what_goes_out_comes_back_unchanged(assessment: Assessment) -> None:
    out = statement.outgoing(PACK, assessment, "agency", "Ann Lee", "lead")
    found = comparison.preview(read(write(out), "back.xlsx"), PACK, assessment)
    assert (found.errors, found.unknown, found.notices) == ((), (), ())
    assert {change.question: change.effect for change in found.changes} == dict.fromkeys(
        out.filled, Effect.UNCHANGED
    )


def test_a_blank_one_says_nothing() -> None:
    found = previewed(BLANK)
    assert (found.changes, found.errors, found.notices, found.blank) == ((), (), (), 11)
    assert (found.respondent.id, found.respondent.name, found.current) == ("agency", "Ann Lee", True)


def test_how_the_sheets_are_made() -> None:
    book = load_workbook(io.BytesIO(BLANK))
    assert book.sheetnames == ["Start", "EVAL", "REL", GENERAL, "Rows of Q7", "Lists", "Record"]
    assert [book[name].sheet_state for name in ("Lists", "Record")] == ["hidden", "hidden"]
    sheet = book["EVAL"]
    assert sheet.protection.sheet
    assert [sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToWidth] == ["B5", "$4:$4", 1]
    reply = sheet["D5"]
    assert [sheet["A5"].protection.locked, reply.protection.locked] == [True, False]
    anchors = PACK.by_id["EVAL-01"].options
    assert reply.comment is not None
    assert all(option.text in reply.comment.text for option in anchors)
    assert all(option.text in str(sheet["C5"].value) for option in anchors)
    offered = next(one for one in sheet.data_validations.dataValidation if "D5" in str(one.sqref))
    first, last = (int(part) for part in offered.formula1.replace("Lists!$A$", "").split(":$A$"))
    listed = [str(book["Lists"].cell(n, 1).value) for n in range(first, last + 1)]
    assert listed == [f"{option.value} – {option.text}"[:200] for option in anchors]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x005F_x000D_", "_x005F_x005F_x005F_x000D_"),
    ],
)
def test_what_begins_like_a_formula_is_text(text: str, written: str) -> None:
    assert neutral(text) == written
    assert plain(written) == text
    named = PACK.changed(title=text, intro=text)
    book = load_workbook(io.BytesIO(write(statement.outgoing(named, None, text, text, text))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f"]


def test_how_other_programs_write_signs() -> None:
    assert [plain(text) for text in ("a_x000D_b", "_x0041_", "_x005F_x0041_")] == [
        "a\rb",
        "_x0041_",
        "_x0041_",
    ]


@given(words)
def test_every_text_is_made_safe_and_comes_back(text: str) -> None:
    safe = neutral(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain(safe) == UNWRITABLE.sub("\ufffd", text)


@pytest.mark.parametrize(
    ("question", "value", "form", "after"),
    [
        ("EVAL-01", 2, "", "level 2"),
        ("EVAL-01", "2", "", "level 2"),
        ("EVAL-01", 2.0, "", "level 2"),
        ("Q1", True, "", "yes"),
        ("Q1", "No", "", "no"),
        ("Q2", "client pays", "", "Client pays"),
        ("Q4", "1250,5", "", "1250.5 runs"),
        ("Q4", "1 250", "", "1250 runs"),
        ("Q4", 1250, "", "1250 runs"),
        ("Q5", date(2026, 10, 1), "", "2026-10-01"),
        ("Q5", date(2026, 10, 1), "dd/mm/yy", "2026-10-01"),
        ("Q5", "2026-10-01", "@", "2026-10-01"),
        ("PQ-01", 5, "", "“5”"),
        ("PQ-01", date(2026, 10, 1), "", "“2026-10-01”"),
    ],
)
def test_ways_to_fill_a_cell(question: str, value: object, form: str, after: str) -> None:
    assert replies(edited(fill(question, value, form=form)))[question].startswith(after)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (fill("EVAL-01", "=1+1"), "EVAL!D5: holds the formula '=1+1', which is never calculated here; write what comes out of it"),
        (fill("EVAL-01", "#REF!"), "EVAL!D5: holds the error '#REF!'; write the reply itself"),
        (fill("EVAL-01", 7), "EVAL!D5 EVAL-01: '7' is no level; give a whole number from 0 to 4"),
        (fill("EVAL-01", 2.5), "EVAL!D5 EVAL-01: '2.5' is no level; give a whole number from 0 to 4"),
        (fill("Q4", "1.234"), f"{GENERAL}!D10 Q4: '1.234' may mean 1234 or 1.2340; write it so"),
        (fill("Q4", 0.94, form="0%"), f"{GENERAL}!D10 Q4: '94 %' is a share; runs is asked for"),
        (fill("Q4", date(2026, 1, 2)), f"{GENERAL}!D10 Q4: '2026-01-02' is no number; write digits only, such as 1250.5"),
        (fill("Q5", 46296, form="General"), f"{GENERAL}!D11 Q5: 46296 is a number, in which a spreadsheet may hold 2026-10-01; write the day so"),
        (fill("Q3 = red", "perhaps"), f"{GENERAL}!D8 Q3: 'perhaps' is neither yes nor no"),
        (fill("Q1", "", "Question id"), ""),
        (lambda book: book["EVAL"].delete_cols(4), "EVAL!4: has no column 'Reply'; its replies cannot be read"),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_taken(edit: Edit, why: str) -> None:
    assert errors(edited(edit)) == ([why] if why else [])


def test_several_choices_and_a_table() -> None:
    def table(book: Workbook) -> None:
        sheet = book["Rows of Q7"]
        sheet["B5"], sheet["C5"], sheet["D5"] = date(2026, 10, 1), "Demo", "Vendor"
        sheet["C9"] = "Later"

    found = replies(edited(fill("Q3 = red", "x"), fill("Q3 = blue", "yes"), table))
    assert found == {
        "Q3": "Red box; Blue box",
        "Q7": "day: 2026-10-01, what: Demo, who: vendor; what: Later",
    }


def test_no_reply_reason_words_and_evidence() -> None:
    data = edited(
        fill("EVAL-01", "not applicable", "No reply because"),
        fill("EVAL-01", "covered elsewhere", "Reason, if not applicable"),
        fill("EVAL-01", "The bank does it.", "In your own words"),
        fill("EVAL-01", "Bo Kim", "Second person, if not applicable"),
        fill("REL-01", 3),
        fill("REL-01", "plan.pdf page 2\n https://example.org/x ", "What shows it (one a line)"),
        fill("Q6", "All of it"),
        fill("Q6", "Opinion", "Fact, inference or opinion"),
    )
    after = merged(ASSESSMENT, previewed(data))
    absent, level = after.answers
    assert (absent.reason, absent.inapplicable, absent.second_person) == (
        "The bank does it.",
        "covered_elsewhere",
        "",
    )
    assert [item.place for item in after.evidence] == ["plan.pdf page 2", "https://example.org/x"]
    assert level.evidence == tuple(item.id for item in after.evidence)
    assert [(r.value, r.nature) for r in after.responses] == [("All of it", "opinion")]


def test_rows_columns_and_sheets_may_move() -> None:
    def move(book: Workbook) -> None:
        sheet = book["EVAL"]
        sheet.title = "Bewertung"
        sheet.insert_rows(2, 3)
        sheet.insert_cols(1, 2)
        book.move_sheet(sheet, 3)
        general = book[GENERAL]
        first, last = row_of(general, "Q1"), row_of(general, "Q6")
        for column in range(1, 10):
            one, other = general.cell(first, column), general.cell(last, column)
            one.value, other.value = other.value, one.value

    found = replies(edited(fill("EVAL-01", 2), fill("Q1", "yes"), move))
    assert set(found) == {"EVAL-01", "Q1"}


def test_a_sheet_that_was_deleted_is_told() -> None:
    found = previewed(edited(fill("Q1", "yes"), lambda book: book.remove(book["EVAL"])))
    assert [note.why for note in found.notices] == [
        "1 questions are not in the file: EVAL-01; what is on record about them stays"
    ]
    assert [change.question for change in found.changes] == ["Q1"]


def test_without_the_record_the_replies_are_read_all_the_same() -> None:
    found = previewed(edited(fill("Q1", "yes"), lambda book: book.remove(book["Record"])))
    assert (found.pack, found.current, found.respondent.id) == ("review", False, "agency")
    assert "the sheet 'Record' is gone" in found.notices[0].why
    assert [change.question for change in found.changes] == ["Q1"]


def test_what_is_written_elsewhere_is_told() -> None:
    def scribble(book: Workbook) -> None:
        book["EVAL"]["M5"] = "see my mail"
        book.create_sheet("Notes")["B2"] = "hello"
        book["Rows of Q7"]["H6"] = "beside"

    found = previewed(edited(scribble))
    assert [str(note) for note in found.notices] == [
        "back.xlsx EVAL!M5: 'see my mail' stands beside the questionnaire, and was left out",
        "back.xlsx Rows of Q7!H6: 'beside' stands beside the table, and was left out",
        "back.xlsx Notes!B2: 'hello' stands on a sheet that is not of the questionnaire, and was left out",
    ]


def test_merged_cells_and_replies_without_a_question() -> None:
    def merge(book: Workbook) -> None:
        book[GENERAL].merge_cells("D5:D6")
        book["EVAL"]["A5"] = None

    assert errors(edited(fill("Q1", "yes"), fill("EVAL-01", 3), merge)) == [
        "EVAL!D5: is a reply without the id of a question: '3'; put the id back",
        f"{GENERAL}!D5:D6: these cells are merged, so the reply cannot be told apart; unmerge them",
    ]


def test_a_copied_row_is_told() -> None:
    def copy(book: Workbook) -> None:
        sheet = book["EVAL"]
        sheet["A6"], sheet["D6"] = "EVAL-01", 4

    assert errors(edited(fill("EVAL-01", 3), copy)) == [
        "EVAL!D5 EVAL-01: is answered differently in two places, back.xlsx EVAL!D5 and back.xlsx EVAL!D6; keep one"
    ]


def test_another_workbook_is_refused() -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    with pytest.raises(InputError, match="no sheet has a column 'Question id' with replies"):
        read(stream.getvalue(), "back.xlsx")
