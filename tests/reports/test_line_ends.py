"""Words and an element behind them: a line is broken before the element, never after its own first word."""

from typing import Any

import pytest
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from reports import assets, paper
from reports.sheet import Sheet

NAME, KEY = "Time limits and bounded retries on every external call", "REL-01"
WIDTHS = tuple(half / 2 for half in range(280, 680))
"""Points: from three lines to one."""
ELEMENTS = ('<span class="key">{}</span>', '<a class="key" href="#x">{}</a>', "<b>{}</b>")


def _lines(paragraph: Any) -> tuple[str, ...]:
    lines = (box for box in paragraph.descendants() if type(box).__name__ == "LineBox")
    return tuple("".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in lines)


def _page(element: str) -> str:
    """The same words in columns that grow."""
    style = f"<style>{assets.style(inline=False)} @page {{ size: 600pt 40000pt }}</style>"
    inner = f"{NAME} {element.format(KEY)}"
    rows = "".join(f'<p style="width: {width}pt">{inner}</p>' for width in WIDTHS)
    return f'<!doctype html><html lang="en"><head>{style}</head><body>{rows}</body></html>'


def _in_every_width(html: str) -> list[tuple[str, ...]]:
    sheet = Sheet(string=html, base_url=paper.BASE_URL, url_fetcher=paper.ClosedFetcher())
    (only,) = sheet.render(font_config=FontConfiguration()).pages
    boxes = (box for box in only._page_box.descendants() if type(box).__name__ == "BlockBox")
    return [_lines(box) for box in boxes if box.element_tag == "p"]


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_line_holds_what_fits(element: str) -> None:
    found = _in_every_width(paper.printable(_page(element)))
    assert len(found) == len(WIDTHS)
    assert {" ".join(lines) for lines in found} == {f"{NAME} {KEY}"}
    firsts = [lines[0] for lines in found]
    assert firsts == sorted(firsts, key=len), "a wider column holds no less"
    assert firsts[-1] == f"{NAME} {KEY}"


def test_the_page_renderer_alone_ends_a_line_after_its_first_word() -> None:
    found = _in_every_width(_page(ELEMENTS[0]))
    assert ("Time", NAME.removeprefix("Time "), KEY) in found, "it was mended: nothing has to be done for it"
