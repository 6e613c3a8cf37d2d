"""A review is read every month: however much it finds, it stays short, in English and in German."""

import pytest

from audit import assessment
from audit.model.speech import speaking
from reports import render
from tests.reports import reviewed
from tests.reports.test_pdf import reader

MOST = 20


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_review_with_34_findings_takes_twenty_pages_at_most(language: str) -> None:
    told = reviewed.review(language)
    assert len(told.conclusion.gaps) == 34
    with speaking(assessment.speech(language)):
        printed = render.pdf(told)
    assert len(reader(printed).pages) <= MOST
