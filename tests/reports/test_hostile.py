"""What others write is text in every form, wherever they write it: nothing is fetched, run or attached."""

import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit import assessment
from audit.model.assessment import Assessment
from audit.model.base import Value
from audit.model.dossier import RECORD_NAME, Dossier
from reports import assets, interactive, page, paper, render
from tests import printed
from tests.chromium import ARGUMENTS, CHROMIUM, SECONDS
from tests.reports.planting import planted, unplanted


@cache
def hostile() -> Dossier:
    return assessment.conclude(planted())


def test_an_attack_stands_in_every_text_and_every_list_has_an_entry() -> None:
    given = planted()
    assert unplanted(given) <= {
        *("Profile.declared_stage", "Profile.drills", "Response.nature"),
    }
    empty = {name for name in Assessment.model_fields if getattr(given, name) in ((), None, "")}
    assert empty == set()
    assert isinstance(given.waivers[0], Value)


def test_the_pdf_fetches_nothing_attaches_nothing_and_shows_the_attack_as_text() -> None:
    order = render.order(hostile())
    fetcher = paper.ClosedFetcher()
    pdf = paper.print_pdf(order.html, order.identifier, fetcher, order.embedded)
    found = PdfReader(BytesIO(pdf))
    assert fetcher.refused == []
    assert list(found.attachments) == [RECORD_NAME]
    text = re.sub(r"\s+", "", "".join(printed.pages(pdf)[:30]))
    assert '<script>window.attacked=1;fetch("http://127.0.0.1:9/s")</script>' in text
    assert "window.attacked=1><svgonload=window.attacked=1>" in text
    actions = {str(each.get_object()["/A"]["/S"]) for sheet in found.pages for each in sheet.get("/Annots", ())
               if "/A" in each.get_object()}  # fmt: skip
    assert actions <= {"/GoTo"}


class Elements(HTMLParser):
    """The names of elements and of acting attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs if name.startswith("on") or name in LOADING)}


LOADING = {"src", "data", "srcset", "action", "background", "poster"}
FORBIDDEN = {"script", "link", "img", "image", "iframe", "object", "embed", "base", *LOADING}


def test_no_element_of_an_attack_is_one_of_the_page() -> None:
    text = page.render(hostile(), assets.style(inline=False))
    elements = Elements()
    elements.feed(text)
    assert {name for name in elements.found if name in FORBIDDEN or name.startswith("on")} == set()
    assert not set("\u202e\u2066\x07\x0b\x1b") & set(text)


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize("make", [render.html, interactive.render])
def test_chromium_asks_for_nothing_and_runs_nothing(make: object, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_text(make(hostile()), "utf-8")  # type: ignore[operator]
    asked: list[str] = []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            opened = browser.new_page()
            opened.on("request", lambda request: asked.append(request.url))
            opened.goto(path.as_uri(), timeout=SECONDS * 1000)
            attacked = opened.evaluate("window.attacked")
            shown = opened.locator("body").inner_text()
        finally:
            browser.close()
    assert {url for url in asked if not url.startswith(("data:", "blob:"))} == {path.as_uri()}
    assert attacked is None
    assert '<script>window.attacked=1;fetch("http://127.0.0.1:9/s")</script>' in shown
