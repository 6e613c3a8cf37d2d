"""Documents by form: what each is called, and that it is made whole."""

import json

import pytest

from audit import delivery
from audit.delivery import documents
from audit.delivery.documents import DEFAULT, FORMS, Form
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
