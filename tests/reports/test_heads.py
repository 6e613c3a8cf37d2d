"""The heads of tables: a word of them is never broken, in no language."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from audit import assessment
from audit.model.dossier import Dossier
from audit.model.edition import Edition
from audit.model.speech import speaking
from reports import assets, page, paper, tender_page
from reports.sheet import Sheet
from tests.reports import kinds, reviewed, tenders

ROWS = re.compile(r"(?<=<tbody>).*?(?=</tbody>)", re.DOTALL)
BETWEEN = re.compile(r'<article class="finding".*?</article>|<figure.*?</figure>', re.DOTALL)
LANGUAGES = ("en", "de")


def _lines(cell: Any) -> list[str]:
    lines = (box for box in cell.descendants() if type(box).__name__ == "LineBox")
    return ["".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in lines]


def broken(html: str) -> Iterator[list[str]]:
    """The heads of columns with a word that goes on in the next line."""
    bare = BETWEEN.sub("", ROWS.sub("", html))
    sheet = Sheet(string=bare, base_url=paper.BASE_URL, url_fetcher=paper.ClosedFetcher())
    for found in sheet.render(font_config=FontConfiguration()).pages:
        for box in found._page_box.descendants():
            if type(box).__name__ == "TableCellBox" and box.element_tag == "th":
                words, lines = "".join(box.element.itertext()).split(), _lines(box)
                if [word for line in lines for word in line.split()] != words:
                    yield lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [*kinds.KINDS, reviewed.review])
def test_no_word_at_the_head_of_a_table_is_broken(make: Callable[[], Dossier], language: str) -> None:
    told = make().model_copy(update={"edition": Edition(language=language)})
    with speaking(assessment.speech(language)):
        html = page.render(told, assets.style(inline=False))
    assert list(broken(html)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_is_one_where_vendors_stand_side_by_side(language: str) -> None:
    with speaking(assessment.speech(language)):
        html = tender_page.render(tenders.three(), assets.style(inline=False))
    assert list(broken(html.replace('lang="en"', f'lang="{language}"'))) == []


def test_a_word_that_is_wider_than_its_column_is_found() -> None:
    style = f"<style>{assets.style(inline=False)}</style>"
    table = (
        '<table class="grid"><colgroup><col style="width:5%"><col></colgroup><thead><tr>'
        "<th>Bewertungsmaßstab</th><th>kurz</th></tr></thead><tbody></tbody></table>"
    )
    (lines,) = broken(f'<html lang="de"><head>{style}</head><body>{table}</body></html>')
    assert len(lines) > 1
