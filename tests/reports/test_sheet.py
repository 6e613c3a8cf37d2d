"""The page renderer made lean: its pages are the very same as without."""

import re
import subprocess
import sys
from importlib.resources import files
from typing import Any

import pytest
from weasyprint import HTML  # type: ignore[import-untyped]

from reports import assets, page, paper
from reports.sheet import Sheet
from tests.reports.dossiers import unanswered

ELEMENTS = """<article><h1>one</h1><h2>two</h2><h3>three</h3><h4>four</h4><h5>five</h5><h6>six</h6>
<ul><li>a<ol><li>b</li></ol></li></ul><dl><dt>t</dt><dd>d</dd></dl><blockquote>q</blockquote><pre> p
 q</pre><hr><p dir="rtl">a <b>b</b> <i>c</i> <code>d</code><br>e<sup>f</sup><sub>g</sub> <small>h</small>
<a href="#x">i</a> <mark>j</mark> <del>k</del></p><table id="x"><caption>l</caption><thead><tr><th>m</th></tr>
</thead><tbody><tr><td>n</td></tr></tbody></table><figure><figcaption>o</figcaption></figure></article>"""
BASE = files("reports").joinpath("base.css").read_text(encoding="utf-8")
PAPER = files("reports").joinpath("paper.css").read_text(encoding="utf-8")
WITHOUT_STYLE = {
    "a",
    "span",
    "svg",
    "path",
    "circle",
    "rect",
    "line",
    "text",
    "desc",
    "polyline",
    "polygon",
    "g",
}


class WithTheUsualStyle(Sheet):
    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return list(HTML._ua_stylesheets(self, forms))


@pytest.mark.parametrize("text", [page.render(unanswered(), assets.style(inline=False)), ELEMENTS])
def test_our_basic_style_makes_the_very_same_pages_as_the_renderers(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = paper.print_pdf(text, b"\0" * 16)
    monkeypatch.setattr(paper, "Sheet", WithTheUsualStyle)
    assert paper.print_pdf(text, b"\0" * 16) == ours


def test_every_element_and_margin_that_a_report_uses_has_its_basic_style() -> None:
    templates = files("reports").joinpath("templates")
    text = "".join(each.read_text(encoding="utf-8") for each in templates.iterdir() if each.is_file())
    used = set(re.findall(r"<([a-z][a-z0-9]*)", text)) - WITHOUT_STYLE
    assert used <= set(re.findall(r"[a-z][a-z0-9]*", BASE))
    margins = r"@(?:top|bottom|left|right)-[a-z-]+"
    assert set(re.findall(margins, PAPER)) <= set(re.findall(margins, BASE))


def test_an_anchor_is_moved_to_the_heading_or_cell_that_its_part_begins_with() -> None:
    text = (
        '<article id="a"><h3>x</h3></article><table><tr id="b"><td>y</td></tr></table>'
        '<div id="c"><p>z</p></div><section id="d"><h2 id="e">w</h2></section>'
    )
    tree = Sheet(string=text).etree_element
    assert [(e.tag, e.get("id")) for e in tree.iter() if e.get("id")] == [
        *(("h3", "a"), ("td", "b"), ("div", "c"), ("section", "d"), ("h2", "e"))
    ]


LAZY = """
import sys
from reports import paper
assert not {"fontTools.varLib.merger", "fontTools.otlLib.builder"} & set(sys.modules)
from weasyprint.pdf import fonts
assert fonts.subset.Options().hinting is True
try:
    fonts.instantiateVariableFont({}, {})
except ValueError as error:
    print(error)
"""


def test_what_was_put_off_comes_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert done.stdout == "Missing required table fvar\n"
