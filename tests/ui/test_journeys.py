"""The three journeys of docs/journeys.md, walked in a browser from the first page to the PDF."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from audit.storage import Ledger
from tests.chromium import CHROMIUM, SECONDS, chromium, page_of
from tests.printed import pages
from tests.ui.serving import database, serving
from tests.ui.walking import (
    SCREENS,
    answer,
    choose,
    go_to,
    heading,
    picture,
    press,
    save_pdf,
    settled,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]

SOUTH = """
subject: {name: Vendor South, kinds: [agent_with_tools], is_vendor: true}
purpose: vendor_evaluation
as_of: 2026-11-20
auditor: Mara Lind
respondents: [{id: south, name: Jon Farrow, role: sales, party: vendor}]
answers:
  EVAL-01: {level: 2, by: south, grade: claimed, narrative: "We test before each release."}
  EVAL-02: {level: 1, by: south}
"""
EARLIER = """
subject: {name: Tidewater Desk, kinds: [agent_with_tools]}
purpose: readiness_review
as_of: 2026-10-20
auditor: Iris Bow
respondents: [{id: team, name: Tom Reed, role: head of operations, party: client}]
answers:
  EVAL-01: {level: 1, by: team, grade: claimed, at: 2026-10-20}
  REL-03: {level: 0, by: team, grade: claimed, at: 2026-10-20}
commitments:
- {criterion: REL-03, title: "Loops, steps and recursion are bounded (agents)", owner: Tom Reed, due: 2026-11-01}
"""
AGENT = (
    "from openai import OpenAI\n\nclient = OpenAI()\nwhile True:\n"
    '    reply = client.responses.create(model="gpt-4.1", input="next")\n'
    "    if not reply.output_text:\n        break\n"
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running app keeps everything."""
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="module")
def server(scratch: Path) -> Iterator[str]:
    with serving(scratch) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    with page_of(browser) as opened:
        opened.goto(server)
        heading(opened, "Assessments")
        yield opened


@pytest.fixture(autouse=True, scope="module")
def _fresh_pictures() -> None:
    shutil.rmtree(SCREENS, ignore_errors=True)


def create(page: Page, name: str, purpose: str, auditor: str) -> None:
    page.get_by_role("tab", name="Create an assessment").click()
    page.get_by_label("Name of the system or vendor").fill(name)
    page.get_by_text(purpose, exact=True).click()
    kind = page.get_by_role("checkbox", name="Agent with tools")
    kind.or_(page.get_by_role("button", name="Agent with tools")).click()
    page.get_by_role("textbox", name="Auditor").fill(auditor)
    press(page, "Create assessment")
    heading(page, "Answer")


def bring(page: Page, name: str, text: str) -> None:
    page.get_by_role("tab", name="Import a file").click()
    given = page.locator('input[type="file"]').first
    given.set_input_files({"name": name, "mimeType": "text/yaml", "buffer": text.encode()})
    press(page, "Import as a new assessment")
    heading(page, "Answer")


def printed(path: Path) -> str:
    return "\n".join(pages(path.read_bytes()))


def test_a_buyer_compares_two_vendors(page: Page, tmp_path: Path) -> None:
    picture(page, "buyer", "first-page")
    create(page, "Vendor North", "Vendor evaluation", "Mara Lind")
    picture(page, "buyer", "answer")
    choose(page, "Section", "Evaluation and quality evidence")
    answer(page, "EVAL-01", "3")
    answer(page, "EVAL-02", "2")
    go_to(page, "Assessments")
    bring(page, "south.yaml", SOUTH)
    go_to(page, "Compare")
    expect(page.get_by_role("heading", name="Ranking")).to_be_visible()
    expect(page.get_by_role("cell", name="Vendor North").first).to_be_visible()
    picture(page, "buyer", "compare")
    go_to(page, "Scorecard")
    press(page, "How it came about")
    expect(page.get_by_text("Every criterion is credited with the level that was claimed")).to_be_visible()
    picture(page, "buyer", "scorecard-explained")
    page.keyboard.press("Escape")
    go_to(page, "Report")
    save_pdf(page, tmp_path / "south.pdf")
    picture(page, "buyer", "report")
    assert "Vendor South" in printed(tmp_path / "south.pdf")


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        files.writestr("delivery-main/agent.py", AGENT)
        files.writestr("../evil.py", "print()")
    return made.getvalue()


def wait_until_kept(scratch: Path, page: Page, text: str) -> None:
    """Wait until the app has kept what was typed, as it does while nobody leaves the field."""
    [key] = parse_qs(urlsplit(page.url).query)["case"]
    ledger = Ledger(database(scratch))
    end = monotonic() + SECONDS
    while text not in ledger.drafts(key).values():
        assert monotonic() < end, "what was typed was not kept"
        page.wait_for_timeout(50)
    ledger.close()


def test_a_consultant_audits_a_failed_project_from_an_archive(
    page: Page, scratch: Path, tmp_path: Path
) -> None:
    create(page, "Harbour Desk", "Failed-project audit", "Mara Lind")
    go_to(page, "Inspect")
    picture(page, "consultant", "inspect-empty")
    given = page.locator('input[type="file"]').first
    given.set_input_files({"name": "delivery.zip", "mimeType": "application/zip", "buffer": archive()})
    expect(page.get_by_text("delivery.zip").first).to_be_visible()
    press(page, "Inspect it")
    go_to(page, "Answer")
    choose(page, "Section", "Reliability and error handling")
    card = answer(page, "REL-03", "3")
    card.get_by_text("Evidence and note").click()
    card.get_by_label("Note").fill("Every loop ends after ten steps, says the agency.")
    # Nobody left the field: a pause is enough.
    expect(card.get_by_text("Claimed: Every loop ends after ten steps, says the agency.")).to_be_visible()
    settled(page)
    go_to(page, "Inspect")
    expect(page.get_by_role("cell", name="Agent loops have a step limit")).to_be_visible()
    picture(page, "consultant", "inspected")
    press(page, "Go on: cross-examination")
    heading(page, "Cross-examination")
    page.get_by_text("Rule on it").first.click()
    expect(page.get_by_role("button", name="Uphold")).to_be_visible()
    page.get_by_label("Reason for the ruling").first.fill(
        "The loop in agent.py ends only when the model stops."
    )
    picture(page, "consultant", "cross-examination")
    wait_until_kept(scratch, page, "The loop in agent.py ends only when the model stops.")
    page.reload()
    heading(page, "Cross-examination")
    page.get_by_text("Rule on it").first.click()
    kept = page.get_by_label("Reason for the ruling").first
    expect(kept).to_have_value("The loop in agent.py ends only when the model stops.")
    press(page, "Uphold")
    expect(page.get_by_text("upheld, on record").first).to_be_visible()
    settled(page)
    page.get_by_role("radio", name="Contradicted").click()
    expect(page.get_by_text("strong contradiction, upheld")).to_be_visible()
    go_to(page, "Findings")
    picture(page, "consultant", "findings")
    go_to(page, "Plan")
    page.get_by_text("Owner, day, status").first.click()
    page.get_by_label("Owner").first.fill("Tom Reed")
    page.get_by_label("Owner").first.press("Enter")
    expect(page.get_by_text("Tom Reed · until")).to_be_visible()
    picture(page, "consultant", "plan")
    go_to(page, "Report")
    save_pdf(page, tmp_path / "report.pdf")
    page.get_by_text("Show its pages, as they are printed").click()
    expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Page 2$")).or_(
        page.get_by_role("button", name="2", exact=True)
    ).first.click()
    expect(page.get_by_role("img", name=re.compile("Page 2 of"))).to_be_visible()
    picture(page, "consultant", "report")
    text = printed(tmp_path / "report.pdf")
    assert "agent.py:4" in text
    assert "The loop in agent.py ends only when the model stops." in text.replace("\n", " ")


def test_a_lead_runs_the_monthly_review(page: Page, tmp_path: Path) -> None:
    bring(page, "october.yaml", EARLIER)
    go_to(page, "History")
    picture(page, "lead", "history")
    press(page, "Begin the next review")
    heading(page, "Answer")
    expect(page.get_by_text("Tidewater Desk").first).to_be_visible()
    expect(page.get_by_role("button", name="Next unanswered")).to_be_enabled()
    settled(page)
    page.keyboard.press("Alt+n")
    settled(page)
    first = page.locator(".st-key-card-reviewed_before")
    expect(first.get_by_role("radio", name="Yes")).to_be_focused()
    page.keyboard.press("Space")
    expect(first.get_by_text("answered", exact=True)).to_be_visible()
    settled(page)
    picture(page, "lead", "answer")
    choose(page, "Section", "Reliability and error handling")
    answer(page, "REL-03", "2")
    go_to(page, "Plan")
    picture(page, "lead", "plan")
    go_to(page, "Compare")
    expect(page.get_by_text("Levels and gates")).to_be_visible()
    expect(page.get_by_role("cell", name="REL-03")).to_be_visible()
    picture(page, "lead", "compare")
    go_to(page, "Report")
    save_pdf(page, tmp_path / "review.pdf")
    assert "Tidewater Desk" in printed(tmp_path / "review.pdf")
    go_to(page, "Assessments")
    picture(page, "lead", "assessments")
