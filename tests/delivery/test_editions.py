"""Editions as documents: in no form does anything stand that is withheld, and each can be verified by itself."""

import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit import assessment, delivery
from audit.delivery import documents, verification
from audit.delivery.documents import Form
from audit.model.base import InputError
from audit.model.dossier import RECORD_NAME, Dossier, Record
from audit.model.edition import Audience, Edition
from reports import paper, reading, render
from reports.redaction import redact
from tests import printed
from tests.reports.everything import Marked, text_of

pytestmark = pytest.mark.long

COPIES = (Audience.BOARD, Audience.VENDOR, Audience.PUBLIC)


@cache
def marked() -> Marked:
    return Marked()


@cache
def full() -> Dossier:
    return assessment.conclude(marked().assessment)


@cache
def copy_for(audience: Audience) -> Dossier:
    return documents.edition(full(), audience)


@cache
def pdf(audience: Audience) -> bytes:
    return render.pdf(copy_for(audience))


def withheld(audience: Audience) -> set[str]:
    whole = marked().found_in(text_of(full().assessment))
    return whole - marked().found_in(text_of(copy_for(audience).assessment))


def texts(content: bytes, form: Form) -> Iterator[str]:
    """Everything that a file of a form says, in any of its parts."""
    if form is Form.PDF:
        found = PdfReader(BytesIO(content))
        yield " ".join("".join(printed.pages(content)).split())
        yield str(found.metadata)
        yield str(found.root_object["/StructTreeRoot"])
        yield found.xmp_metadata.stream.get_data().decode() if found.xmp_metadata else ""
        yield " ".join(str(entry) for entry in found.outline)
        yield from (part.decode() for parts in found.attachments.values() for part in parts)
    elif form in {Form.DOCX, Form.XLSX}:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    else:
        yield content.decode()


@pytest.mark.parametrize("audience", COPIES)
@pytest.mark.parametrize("form", list(Form))
def test_no_form_holds_what_is_withheld(audience: Audience, form: Form) -> None:
    made = {
        Form.PDF: lambda: pdf(audience),
        Form.JSON: lambda: delivery.record_json(copy_for(audience)).encode(),
    }
    content = made.get(form, lambda: render.make(copy_for(audience), form))()
    gone = withheld(audience)
    assert len(gone) > 15
    said = "\n".join(texts(content, form))
    assert {mark for mark in gone if mark in said} == set()
    assert documents.AUDIENCES[audience].title in said or form is Form.JSON


def test_the_search_finds_what_is_there() -> None:
    said = "\n".join(texts(pdf(Audience.BOARD), Form.PDF))
    assert any(mark in said for mark in marked().found_in(text_of(copy_for(Audience.BOARD).assessment)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reports' own process does, without its start."""

    def here(content: bytes, *work: str) -> bytes:
        return reading.read(content, text=work == ("text",)).model_dump_json().encode()

    monkeypatch.setattr(verification, "apart", here)
    monkeypatch.setattr(delivery, "report_pdf", lambda dossier, *_: render.pdf(dossier))


@pytest.mark.usefixtures("quick")
def test_a_board_copy_has_two_pages_and_is_verified_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / documents.file_name(copy_for(Audience.BOARD), Form.PDF)
    assert path.name == "report-board.pdf"
    path.write_bytes(pdf(Audience.BOARD))
    assert len(PdfReader(path).pages) == 2
    found = verification.verify(path)
    assert found.verified
    (point,) = [point for point in found.points if point.name == "Edition"]
    assert point.why == f"Board copy of report {full().number}; holds nothing that such a copy withholds"


@pytest.mark.usefixtures("quick")
def test_a_copy_that_holds_more_than_it_says_is_found(tmp_path: Path) -> None:
    lying = full().model_copy(update={"edition": Edition(audience=Audience.BOARD, of=full().number)})
    path = tmp_path / "report-board.pdf"
    path.write_bytes(render.pdf(lying))
    found = verification.verify(path)
    assert not found.verified
    assert [point.name for point in found.points if point.holds is False] == ["Edition"]


def test_the_number_of_the_full_report_stands_in_every_copy() -> None:
    for audience in COPIES:
        edition = copy_for(audience).edition
        assert (edition.audience, edition.of) == (audience, full().number)
        record = Record.model_validate_json(delivery.record_json(copy_for(audience)))
        assert record.fits
        assert record.number != full().number
        assert redact(record.assessment, audience) == record.assessment


def test_the_full_report_has_no_edition_to_speak_of() -> None:
    assert documents.edition(full(), Audience.FULL) is full()
    assert full().edition == Edition()
    assert full().edition.words == ""


def test_advice_that_rests_on_what_is_withheld_is_left_out_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = full().conclusion.decision
    assert changed is not None
    other = full().conclusion.model_copy(update={"decision": changed.model_copy(update={"decision": "stop"})})
    made = documents.edition(full().model_copy(update={"conclusion": other}), Audience.VENDOR)
    assert made.conclusion.decision is None
    assert not made.edition.advice
    assert "The advice rests on what is withheld" in made.edition.words
    assert '<p class="advised">' in render.html(full())
    assert '<p class="advised">' not in render.html(made)


def test_a_copy_with_other_figures_is_not_made() -> None:
    other = full().conclusion.model_copy(update={"coverage": 0.5})
    with pytest.raises(
        InputError, match=r"the vendor copy would not show the same as the full report \(coverage\)"
    ):
        documents.edition(full().model_copy(update={"conclusion": other}), Audience.VENDOR)


def test_the_record_within_is_that_of_the_copy() -> None:
    held = PdfReader(BytesIO(pdf(Audience.PUBLIC))).attachments[RECORD_NAME][0].decode()
    assert held == copy_for(Audience.PUBLIC).record().model_dump_json(indent=2)
    assert paper.VARIANT == "pdf/a-3a"
