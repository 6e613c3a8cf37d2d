"""The interactive report: Chromium draws every chart, and asks nobody for anything."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from reports import figures, interactive
from tests.chromium import ARGUMENTS, CHROMIUM, SECONDS
from tests.reports.dossiers import failed_project, with_changes


@cache
def text() -> str:
    return interactive.render(failed_project())


def test_every_chart_has_its_data_within() -> None:
    found = re.search(r'<script type="application/json" id="live-figures">(.*?)</script>', text())
    assert found
    known = json.loads(found[1])
    places = re.findall(r'<div class="live" data-figure="(\w+)"></div><svg', text())
    assert sorted(known) == sorted(places)
    assert len(places) > 5
    assert {"score", "dimensions", "gates"} <= set(known) <= set(figures.shapes(failed_project()))


def test_the_policy_comes_first_and_allows_no_address() -> None:
    head = text()[: text().index("<title>")]
    (policy,) = re.findall(r'<head>\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert policy.count("sha256-") == 2


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert interactive.render(failed_project()) == text()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<a href='https://evil.example'>x</a>", "&lt;a href='https://evil.example'&gt;x&lt;/a&gt;"),
        ("one<br>two & three", "one<br>two &amp; three"),
    ],
)
def test_markup_of_others_is_text(given: str, shown: str) -> None:
    assert interactive._escaped({"text": [given], "x": 1}) == {"text": [shown], "x": 1}


def test_data_cannot_end_its_element() -> None:
    conclusion = failed_project().conclusion
    assert conclusion.costs is None or conclusion.costs
    assert interactive._inert({"a": "</script><script>alert(1)</script>"}).count("<") == 0


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")
def test_chromium_draws_every_chart_without_a_request_and_prints_the_drawings(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    name = '<img src="https://evil.example/a.png"> ｜ <script>fetch("https://evil.example")</script>'
    subject = failed_project().assessment.subject.model_copy(update={"name": name})
    path = tmp_path / "report-interactive.html"
    path.write_text(interactive.render(with_changes(assessment={"subject": subject})), "utf-8")
    asked: list[str] = []
    said: list[str] = []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            opened = browser.new_page(viewport={"width": 1280, "height": 900})
            opened.on("request", lambda request: asked.append(request.url))
            opened.on("console", lambda message: said.append(message.text))
            opened.on("pageerror", lambda error: said.append(str(error)))
            opened.goto(path.as_uri(), timeout=SECONDS * 1000)
            places = opened.locator("[data-figure]").count()
            drawn = opened.locator(".drawn .main-svg").first
            drawn.wait_for(timeout=SECONDS * 1000)
            opened.wait_for_function(
                f"document.querySelectorAll('.drawn').length === {places}", timeout=SECONDS * 1000
            )
            hidden = opened.locator(".drawn > svg").first.is_visible()
            opened.emulate_media(media="print")
            on_paper = opened.locator(".drawn > svg").first.is_visible()
        finally:
            browser.close()
    assert (hidden, on_paper) == (False, True)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert said == []
