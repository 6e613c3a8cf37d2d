"""The app in a real browser, started from a folder that is out to change it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect
from pypdf import PdfReader

from audit.storage import Ledger
from tests.chromium import CHROMIUM, browsing
from tests.ui.serving import database, serving
from tests.ui.walking import choose, heading

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of the running app."""
    with serving(tmp_path) as address:
        yield address


@pytest.fixture
def page() -> Iterator[Page]:
    with browsing() as found:
        yield found


def test_from_the_first_page_to_the_report(server: str, page: Page, repository: Path, tmp_path: Path) -> None:
    asked: set[str] = set()

    def note(request: Request) -> None:
        asked.add(request.url.partition("://")[2].partition("/")[0])

    page.on("request", note)
    page.goto(server)
    heading(page, "Assessments")
    create = page.get_by_role("button", name="Create assessment")
    expect(create).to_have_css("background-color", "rgb(43, 90, 120)")
    page.get_by_label("Name of the system or vendor").fill("Harbour Desk")
    page.get_by_role("button", name="Agent with tools").or_(
        page.get_by_role("checkbox", name="Agent with tools")
    ).click()
    page.get_by_role("textbox", name="Auditor").fill("Mara Lind")
    create.click()

    heading(page, "Answer")
    first = page.locator(".st-key-card-dispute_open")
    first.get_by_text("No", exact=True).click()
    expect(first.get_by_text("answered", exact=True)).to_be_visible()
    settled(page)
    page.get_by_role("heading", name="Answer", exact=True).scroll_into_view_if_needed()
    choose(page, "Section", "Evaluation and quality evidence")
    card = page.locator(".st-key-card-EVAL-01")
    card.get_by_text("1", exact=True).click()
    expect(card.get_by_text("answered", exact=True)).to_be_visible()
    settled(page)
    card.get_by_text("Evidence and note").click()
    card.get_by_label("Note").fill("One figure, chosen afterwards.")
    card.get_by_label("Note").blur()
    expect(card.get_by_text("Claimed: One figure, chosen afterwards.")).to_be_visible()
    page.reload()
    expect(page.locator(".st-key-card-EVAL-01").get_by_text("answered", exact=True)).to_be_visible()

    page.get_by_role("button", name="Next section").click()
    expect(page.get_by_role("heading", name="Data: integrity, lineage, drift")).to_be_in_viewport()
    for number in ("01", "02", "03"):
        asked_for = page.locator(f".st-key-card-DATA-{number}")
        asked_for.get_by_role("radiogroup").get_by_text("0", exact=True).click()
        expect(asked_for.get_by_text("answered", exact=True)).to_be_visible()
        settled(page)
        expect(page.get_by_role("heading", name="Data: integrity, lineage, drift")).to_be_attached()
    again = page.locator(".st-key-card-DATA-03")
    again.get_by_role("radiogroup").get_by_text("0", exact=True).click()
    expect(again.get_by_text("answered", exact=True)).to_be_visible()

    page.get_by_role("link", name="Inspect").click()
    heading(page, "Inspect")
    page.get_by_role("tab", name="A folder on this machine").click()
    page.get_by_label("Path of the repository").fill(str(repository))
    page.get_by_role("button", name="Inspect", exact=True).click()
    expect(page.get_by_role("cell", name="Agent loops have a step limit")).to_be_visible()

    page.get_by_role("link", name="Report").click()
    heading(page, "Report")
    page.get_by_role("button", name="Make the report").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    download.value.save_as(tmp_path / "report.pdf")

    text = "\n".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "report.pdf").pages)
    assert "Harbour Desk" in text
    assert "agent.py:4" in text
    assert asked == {server.removeprefix("http://")}
    ledger = Ledger(database(tmp_path))
    [summary] = ledger.summaries()
    assert [(a.criterion, a.level, a.narrative) for a in ledger.load(summary.id).answers] == [
        ("EVAL-01", 1, "One figure, chosen afterwards."),
        ("DATA-01", 0, ""),
        ("DATA-02", 0, ""),
        ("DATA-03", 0, ""),
    ]
    assert [(r.question, r.value) for r in ledger.load(summary.id).responses] == [("dispute_open", False)]
    ledger.close()


def settled(page: Page) -> None:
    """Wait as a person would, until the page has stopped changing."""
    state = page.locator('[data-testid="stApp"]')
    expect(state).to_have_attribute("data-test-script-state", "notRunning")
