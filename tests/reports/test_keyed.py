"""A name and the id behind it: the line is broken before the id, never after the first word of the name."""

from typing import Any

from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from reports import assets, page, paper
from reports.sheet import Sheet

NAME, KEY = "Time limits and bounded retries on every external call", "REL-01"
WIDTHS = tuple(half / 2 for half in range(280, 680))
"""Points: from three lines to one."""


def _lines(paragraph: Any) -> tuple[str, ...]:
    lines = (box for box in paragraph.descendants() if type(box).__name__ == "LineBox")
    return tuple("".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in lines)


def _in_every_width(inner: str) -> list[tuple[str, ...]]:
    """The lines of the same words, in columns that grow."""
    style = f"<style>{assets.style(inline=False)} @page {{ size: 600pt 40000pt }}</style>"
    rows = "".join(f'<p style="width: {width}pt">{inner}</p>' for width in WIDTHS)
    html = f'<!doctype html><html lang="en"><head>{style}</head><body>{rows}</body></html>'
    sheet = Sheet(string=html, base_url=paper.BASE_URL, url_fetcher=paper.ClosedFetcher())
    (only,) = sheet.render(font_config=FontConfiguration()).pages
    return [
        _lines(box)
        for box in only._page_box.descendants()
        if type(box).__name__ == "BlockBox" and box.element_tag == "p"
    ]


def test_a_line_with_a_name_and_its_id_holds_what_fits() -> None:
    macro = page.environment().from_string(
        '{% import "parts.html.j2" as parts %}{{ parts.keyed(name, key) }}'
    )
    found = _in_every_width(macro.render(name=NAME, key=KEY))
    assert len(found) == len(WIDTHS)
    assert {" ".join(lines) for lines in found} == {f"{NAME} {KEY}"}
    firsts = [lines[0] for lines in found]
    assert firsts == sorted(firsts, key=len), "a wider column holds no less"
    assert firsts[-1] == f"{NAME} {KEY}"


def test_with_the_blank_outside_a_line_would_end_after_its_first_word() -> None:
    found = _in_every_width(f'{NAME} <span class="key">{KEY}</span>')
    assert ("Time", NAME.removeprefix("Time "), KEY) in found, "the renderer was mended: no macro is needed"
