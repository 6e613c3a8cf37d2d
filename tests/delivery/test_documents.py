"""Documents by form: what each is called, and that it is made whole."""

import json

import pytest

from audit import delivery
from audit.delivery import documents
from audit.delivery.documents import DEFAULT, FORMS, Form
from audit.model.base import InputError
from audit.model.dossier import Record
from tests.reports.dossiers import unanswered


def test_every_form_has_words_and_the_default_ones_stand() -> None:
    assert set(FORMS) == set(Form)
    assert DEFAULT == (Form.PDF, Form.HTML, Form.JSON)


@pytest.mark.parametrize(
    ("form", "name"),
    [(Form.PDF, "report.pdf"), (Form.HTML, "report.html"), (Form.JSON, "assessment.json")],
)
def test_a_form_has_a_file_name(form: Form, name: str) -> None:
    assert documents.file_name(unanswered(), form) == name


def test_html_from_a_process_of_its_own_is_what_this_process_makes() -> None:
    assert documents.make(unanswered(), Form.HTML).decode() == delivery.report_html(unanswered())


def test_the_data_is_a_record() -> None:
    made = Record.model_validate(json.loads(documents.make(unanswered(), Form.JSON)))
    assert made.fits
    assert made.number == unanswered().number


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        ([], DEFAULT),
        (["docx"], (Form.DOCX,)),
        (["pdf,docx", " markdown ", "pdf"], (Form.PDF, Form.DOCX, Form.MARKDOWN)),
    ],
)
def test_forms_by_name(names: list[str], forms: tuple[Form, ...]) -> None:
    assert documents.forms(names) == forms


def test_a_form_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(
        InputError, match=r"there is no form 'odt' of a report; choose among: pdf, html, interactive, docx"
    ):
        documents.forms(["pdf,odt"])
