"""A printed report is looked at page by page."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from audit.delivery import leaves
from audit.model.base import InputError


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Two blank pages, one upright and one on its side."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_blank_page(842, 595)
    writer.write(tmp_path / "report.pdf")
    return tmp_path / "report.pdf"


def test_each_page_is_a_picture_of_one_width(pdf: Path) -> None:
    assert leaves.count(pdf) == 2
    sizes = [Image.open(BytesIO(leaves.picture(pdf, number))).size for number in (1, 2)]
    assert sizes == [(1240, 1755), (1240, 877)]


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_a_message(pdf: Path, number: int) -> None:
    with pytest.raises(InputError, match=rf"report\.pdf has 2 pages, and no page {number}"):
        leaves.picture(pdf, number)


def test_what_is_no_report_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"no PDF")
    with pytest.raises(InputError, match=r"report\.pdf: cannot be shown"):
        leaves.count(tmp_path / "report.pdf")
    with pytest.raises(InputError, match=r"report\.pdf: cannot be shown"):
        leaves.count(tmp_path / "gone" / "report.pdf")
