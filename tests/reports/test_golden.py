"""The decision page looks as it did when somebody last looked at it."""

import numpy as np
import pytest
from PIL import Image

from audit.model.dossier import Dossier
from tests.reports.dossiers import failed_project
from tests.reports.excerpt import front_of
from tests.reports.golden import DPI, RENEW, WORDS, differing, drawn, golden, words
from tests.reports.made import failed_project_pdf

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return failed_project_pdf()


def test_the_decision_page_looks_as_it_did(pdf: bytes) -> None:
    way_out = f"look at the page; if it is as it should be: {RENEW}"
    assert words(pdf) == WORDS.read_text(encoding="utf-8"), way_out
    assert differing(drawn(pdf), golden()) == [], way_out


def test_the_edges_of_letters_may_be_drawn_otherwise(pdf: bytes) -> None:
    large = Image.fromarray(drawn(pdf, 3 * DPI))
    here = drawn(pdf)
    smoothed = np.asarray(large.resize((here.shape[1], here.shape[0]), Image.Resampling.LANCZOS))
    assert not np.array_equal(smoothed, here)
    assert differing(smoothed, here) == []


def renamed(dossier: Dossier, name: str) -> Dossier:
    subject = dossier.assessment.subject.model_copy(update={"name": name})
    return dossier.model_copy(
        update={"assessment": dossier.assessment.model_copy(update={"subject": subject})}
    )


def test_a_changed_word_is_noticed() -> None:
    before, pdf = failed_project(), front_of(failed_project())
    name = before.assessment.subject.name
    first, _, rest = name.partition(" ")
    after = front_of(renamed(before, f"{first[::-1].capitalize()} {rest}"))
    assert differing(drawn(after), drawn(pdf)) != []
    assert words(after) != words(pdf)
