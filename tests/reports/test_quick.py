"""The page renderer made quick: its pages are the very same as without, but for how words in drawings stand."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
import tinycss2  # type: ignore[import-untyped]
from cssselect2 import compile_selector_list  # type: ignore[import-untyped]
from pypdf import PdfReader
from weasyprint import HTML  # type: ignore[import-untyped]

from audit.model.dossier import Dossier
from reports import assets, page, paper, quick, sheet
from reports.quick import styles
from tests.reports import kinds
from tests.reports.dossiers import unanswered
from tests.reports.golden import differing, drawn

DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
SIGNS = """<!doctype html><html lang="de"><head><title>t</title></head><body><p style="text-decoration: underline">a b c</p>
<p style="word-spacing: 3pt; letter-spacing: 1pt">a b c</p><p style="text-align: justify; width: 4cm">a bb ccc dddd eeeee
fff ggg hhh</p><pre>
x\ty
 z</pre><p dir="rtl">\u05d0\u05d1 \u0627\u0644\u0639</p><p style="width: 1cm; overflow-wrap: anywhere">incomprehensibilities</p>
<div style="outline: 1pt solid; border-radius: 4pt; border: 1pt solid"><p style="border-radius: 0 2pt">z</p></div>
<div style="margin-block-start: 3pt; margin-inline: 1pt 2pt">o</div><div style="width: 50%; padding: 1%; float: left; min-height: 2cm">x</div><p style="position: relative; top: 2pt">y</p>
<table style="border-collapse: collapse; width: 100%"><tbody><tr><td style="border: 1pt solid">n</td><td>m</td></tr></tbody>
</table></body></html>"""
MARKS = """<!doctype html><html lang="en"><body><p>a\u0304\u0323 o\u0332 \ufb01 \u5b57</p>
<p style="overflow: hidden; text-overflow: ellipsis; width: 2cm; white-space: nowrap">one two three four five</p>
<p style="max-lines: 1; block-ellipsis: auto; width: 3cm">one two three four five six seven</p></body></html>"""
WORDS = """<!doctype html><html lang="en"><body><svg viewBox="0 0 100 50" width="400" height="200">
<text x="5" y="10" font-size="8" font-family="Report Sans" font-weight="400" fill="#000">begins</text>
<text x="50" y="25" font-size="8" font-family="Report Sans" font-weight="600" text-anchor="middle">middle</text>
<text x="95" y="40" font-size="8" font-family="Report Sans" font-weight="400" text-anchor="end">ends</text>
</svg></body></html>"""
OURS_ALONE = {"zlib", "draw_node", "draw_first_line"}


def _without_ours(monkeypatch: pytest.MonkeyPatch, kept: set[str]) -> None:
    for part in quick.PARTS:
        if part.name not in kept:
            monkeypatch.setattr(part.owner, part.name, part.theirs)


def _undrawn() -> str:
    return DRAWING.sub("", page.render(kinds.failed(), assets.style(inline=False)))


@pytest.mark.parametrize("write", [_undrawn, lambda: SIGNS])
def test_what_is_worked_out_once_makes_the_very_same_file(
    write: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = write()
    ours = paper.print_pdf(text, b"\0" * 16)
    _without_ours(monkeypatch, OURS_ALONE)
    assert paper.print_pdf(text, b"\0" * 16) == ours


def test_words_of_a_drawing_stand_where_they_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    text = WORDS.replace("<body>", f"<head><style>{assets.style(inline=False)}</style></head><body>")
    ours = paper.print_pdf(text, b"\0" * 16)
    _without_ours(monkeypatch, set())
    theirs = paper.print_pdf(text, b"\0" * 16)
    assert differing(drawn(ours), drawn(theirs)) == []
    assert {"begins", "middle", "ends"} <= set(PdfReader(BytesIO(ours)).pages[0].extract_text().split())


@pytest.mark.parametrize("text", [SIGNS, MARKS])
def test_letters_stand_where_they_stood(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = paper.print_pdf(text, b"\0" * 16)
    _without_ours(monkeypatch, {"draw_node"})
    theirs = paper.print_pdf(text, b"\0" * 16)
    assert differing(drawn(ours), drawn(theirs)) == []
    assert _words(ours) == _words(theirs)


def test_how_far_a_letter_reaches_does_not_depend_on_the_size_it_was_first_met_in() -> None:
    sizes = ("7.3pt", "11pt")
    found = []
    for first, then in (sizes, sizes[::-1]):
        style = f"<style>{assets.style(inline=False)} p {{ font-size: {first} }} i {{ font-size: {then} }}</style>"
        text = f"<!doctype html><html lang='en'><head>{style}</head><body><p>Why <i>Why</i></p></body></html>"
        pdf = PdfReader(BytesIO(paper.print_pdf(text, b"\0" * 16)))
        fonts = pdf.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
        found.append({str(font["/BaseFont"]): str(font["/DescendantFonts"][0]["/W"]) for font in fonts})
    assert found[0] == found[1]
    assert found[0]


def _words(pdf: bytes) -> list[str]:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text().split()


@pytest.mark.parametrize("sheet", ["base.css", "report.css", "paper.css"])
def test_our_style_sheets_ask_only_what_is_known_of_a_place(sheet: str) -> None:
    rules = list(_rules(tinycss2.parse_stylesheet(files("reports").joinpath(sheet).read_text("utf-8"))))
    for rule in rules:
        for selector in compile_selector_list(rule.prelude):
            assert selector.id is None
        asked = [token for token in rule.prelude if token.type != "whitespace"]
        before = [token.value for token in asked if token.type == "literal"]
        assert set(before) <= {".", ",", ">", "+", ":", "*"}
        names = [b.value for a, b in pairwise(asked) if a == ":" and b.type == "ident"]
        assert set(names) <= {"first-child", "last-child", "link", "before", "after", "marker"}
        inner = [f"{f.lower_name} {tinycss2.serialize(f.arguments)}" for f in asked if f.type == "function"]
        assert set(inner) <= {"not :lang(en)"}
        squared = {token.content[0].value for token in asked if token.type == "[] block"}
        assert squared <= set(styles.ASKED)
        steps = tinycss2.serialize(rule.prelude).split(",")
        assert max(one.count("+") for one in steps) <= 2
    assert rules


def _rules(found: Any) -> Iterator[Any]:
    """Every rule for elements, also within one for paper."""
    for rule in found:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from _rules(tinycss2.parse_rule_list(rule.content))


def test_every_part_of_the_renderer_that_we_know_is_there() -> None:
    assert {part.name for part in quick.PARTS} == {
        *("Layout", "strut", "is_in_normal_flow", "resolve_percentages", "draw_node", "draw_first_line"),
        *("resolve_radii_percentages", "draw_outline", "match", "__missing__"),
        *("_to_bytes", "zlib", "page_references", "write"),
    }


@pytest.mark.parametrize("make", [kinds.failed, unanswered, None])
def test_a_page_of_ours_is_read_as_any_reader_of_html_would(make: Callable[[], Dossier] | None) -> None:
    text = page.render(make(), assets.style(inline=True)) if make else SIGNS
    tree = sheet.read(text)
    assert tree is not None
    usual = HTML(string=text).etree_element
    assert [(e.tag, e.attrib, e.text or "") for e in tree.find("body").iter()] == [  # type: ignore[union-attr]
        (e.tag, e.attrib, e.text or "") for e in usual.find("body").iter()
    ]


@pytest.mark.parametrize("text", ["<p>a", "<!doctype html><p>a<p>b", "<!doctype html><html>&nbsp;</html>"])
def test_any_other_page_is_read_by_the_reader_of_html(text: str) -> None:
    assert sheet.read(text) is None
    assert paper.print_pdf(text, b"\0" * 16)[:5] == b"%PDF-"
