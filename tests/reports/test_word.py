"""The report as DOCX: styles, numbers, tables, pictures and properties as Word knows them."""

import zipfile
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn

from reports import page, word
from reports.blocks import Bullets, Code, Figure, Heading, Paragraph, Table
from reports.outline import outline
from tests.reports.dossiers import failed_project, unanswered, with_changes


@cache
def made() -> bytes:
    return word.render(failed_project())


def opened(content: bytes = b"") -> Doc:
    return Document(BytesIO(content or made()))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert word.render(failed_project()) == made()


def test_chapters_are_real_headings_that_number_themselves() -> None:
    blocks = outline(page.render(failed_project(), ""))
    titles = [b.text for b in blocks if isinstance(b, Heading) and b.level == 1]
    found = [p for p in opened().paragraphs if p.style and p.style.name in {"Heading 1", "Appendix"}]
    assert [p.text for p in found] == titles
    styles = opened().styles
    numbers = [styles[name].element.pPr.numPr.numId.val for name in ("Heading 1", "Appendix")]
    numbering = opened().part.numbering_part.element
    forms = {
        int(one.get(qn("w:abstractNumId"))): one.find(qn("w:lvl")).find(qn("w:numFmt")).get(qn("w:val"))
        for one in numbering.findall(qn("w:abstractNum"))
    }
    assert [forms[number] for number in numbers] == ["decimal", "upperLetter"]


def test_nothing_of_the_pages_is_left_out() -> None:
    document = opened()
    blocks = outline(page.render(failed_project(), ""))
    assert len(document.tables) == sum(isinstance(block, Table) for block in blocks)
    drawings = sum(len(block.drawings) for block in blocks if isinstance(block, Figure))
    assert len(document.inline_shapes) == drawings
    texts = {p.text for p in document.paragraphs}
    for block in blocks:
        match block:
            case Heading() | Code():
                assert block.text in texts
            case Paragraph():
                assert "".join(run.text for run in block.runs) in texts
            case Bullets():
                assert {"".join(run.text for run in item) for item in block.items} <= texts
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    expected = [
        ["".join(run.text for run in cell.runs) for cell in row]
        for block in blocks
        if isinstance(block, Table)
        for row in ((block.titles,) if block.titles else ()) + block.rows
    ]
    assert rows == expected


def test_the_head_of_a_table_stands_again_on_every_page() -> None:
    firsts = [table._tbl.tr_lst[0].get_or_add_trPr() for table in opened().tables]
    heads = [properties for properties in firsts if properties.find(qn("w:tblHeader")) is not None]
    with_titles = [b for b in outline(page.render(failed_project(), "")) if isinstance(b, Table) and b.titles]
    assert len(heads) == len(with_titles)
    rows = (row.get_or_add_trPr() for row in opened().tables[0]._tbl.tr_lst)
    assert all(properties.find(qn("w:cantSplit")) is not None for properties in rows)


def test_every_picture_has_words_that_stand_for_it() -> None:
    for shape in opened().inline_shapes:
        assert shape._inline.docPr.get("title")
        assert len(shape._inline.docPr.get("descr") or "") > 20


def test_the_contents_are_a_field_that_is_filled_already() -> None:
    xml = opened().element.xml
    assert ' TOC \\o "1-1"' in xml
    links = [p.text for p in opened().paragraphs if p.style and p.style.name == "Contents"]
    assert links[0] == "0 Document control"
    assert links[-1].endswith(" Sign-off: lead and reviewer")


def test_properties_tell_what_it_is_and_no_clock() -> None:
    about = opened().core_properties
    assert about.title == "Failed-project audit: Harbour Foods reorder agent"
    assert about.author == "A. Auditor"
    assert about.identifier == failed_project().number
    assert about.created == about.modified == datetime(2026, 11, 22, tzinfo=UTC)
    with zipfile.ZipFile(BytesIO(made())) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signs_that_xml_cannot_carry_are_shown() -> None:
    subject = failed_project().assessment.subject.model_copy(update={"name": "A\x00B\ufffe\u202eC"})
    content = word.render(with_changes(assessment={"subject": subject}))
    title = next(p.text for p in opened(content).paragraphs if p.style and p.style.name == "Title")
    assert title == "A\\x00B\ufffd\\u202eC"


def test_a_subject_without_answers_has_a_document_too() -> None:
    assert "Nobody has answered anything." in {p.text for p in opened(word.render(unanswered())).paragraphs}
