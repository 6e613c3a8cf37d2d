"""The app in a real browser, started from a folder that is out to change it."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from audit.assessment import job_of
from audit.model.palette import DARK, LEAST_FOR_TEXT, LIGHT, Palette, contrast
from audit.storage import Ledger
from tests import printed
from tests.chromium import CHROMIUM, SECONDS, chromium, page_of
from tests.ui.example import with_example
from tests.ui.serving import database, free_port, serving
from tests.ui.walking import answer, choose, heading, picture, settled

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running app keeps everything."""
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="module")
def server(scratch: Path) -> Iterator[str]:
    """The address of the running app."""
    with serving(scratch) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser) as found:
        yield found


def test_from_the_first_page_to_the_report(
    server: str, page: Page, repository: Path, scratch: Path, tmp_path: Path
) -> None:
    asked: set[str] = set()

    def note(request: Request) -> None:
        asked.add(request.url.partition("://")[2].partition("/")[0])

    page.on("request", note)
    page.goto(server)
    heading(page, "Assessments")
    create = page.get_by_role("button", name="Create assessment")
    expect(create).to_have_css("background-color", "rgb(43, 90, 120)")
    page.get_by_label("Name of the system or vendor").fill("Harbour Desk")
    page.get_by_text("Failed-project audit", exact=True).click()
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

    text = "\n".join(printed.pages((tmp_path / "report.pdf").read_bytes()))
    assert "Harbour Desk" in text
    assert "agent.py:4" in text
    assert asked == {server.removeprefix("http://")}
    ledger = Ledger(database(scratch))
    [summary] = ledger.summaries()
    assert [(a.criterion, a.level, a.narrative) for a in ledger.load(summary.id).answers] == [
        ("EVAL-01", 1, "One figure, chosen afterwards."),
        ("DATA-01", 0, ""),
        ("DATA-02", 0, ""),
        ("DATA-03", 0, ""),
    ]
    assert [(r.question, r.value) for r in ledger.load(summary.id).responses] == [("dispute_open", False)]
    ledger.close()


def test_what_is_typed_survives_a_reload_the_way_back_and_another_server(page: Page, scratch: Path) -> None:
    case, port = with_example(database(scratch)), free_port()
    there = f"answer?case={case}&pack=failed_project_audit&section=evaluation&who=agency&said=2026-11-12"

    card = page.locator(".st-key-card-EVAL-03")
    note = card.get_by_label("Note")

    def kept(text: str) -> None:
        """Unfold what the page that was loaded again has folded, and see that the text is put on record."""
        card.get_by_text("Evidence and note").click()
        expect(page.get_by_text(f"Claimed: {text}")).to_be_visible()

    with serving(scratch, port=port) as server:
        page.goto(f"{server}/{there}")
        heading(page, "Answer")
        answer(page, "EVAL-03", "1")
        card.get_by_text("Evidence and note").click()
        note.fill("Loaded again in the midst of it.")
        page.reload()
        kept("Loaded again in the midst of it.")
        note.fill("Gone back in the midst of it.")
        page.go_back()
        page.goto(f"{server}/{there}")
        kept("Gone back in the midst of it.")
        note.fill("The server went away.")
    with serving(scratch, port=port):
        expect(note).not_to_be_attached()
        kept("The server went away.")
        answer(page, "EVAL-04", "2")  # a page of the server before would send a click that nobody hears
    ledger = Ledger(database(scratch))
    given = [one for one in ledger.load(case).answers if one.by == "agency" and one.at == date(2026, 11, 12)]
    assert [(one.criterion, one.level) for one in given] == [("EVAL-03", 1), ("EVAL-04", 2)]
    ledger.close()


def test_work_in_the_background_is_ended_from_the_page(
    server: str, page: Page, repository: Path, scratch: Path
) -> None:
    case = with_example(database(scratch))
    page.goto(f"{server}/inspect?case={case}")
    heading(page, "Inspect")
    page.get_by_text("Inspect another repository").click()
    page.get_by_role("tab", name="A folder on this machine").click()
    page.get_by_label("Path of the repository").fill(str(repository))
    page.get_by_role("button", name="Inspect", exact=True).click()
    folder = scratch / "data" / "phase2-audit" / "jobs" / job_of(case)
    worker = held_up(folder / "pid")
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Inspection: it was ended")).to_be_visible()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    page.get_by_role("button", name="Put this message away").click()
    expect(page.get_by_text("Inspection: it was ended")).to_have_count(0)
    expect(page.get_by_role("heading", name="tiny")).to_have_count(0)
    assert not folder.exists()


def held_up(pid: Path) -> int:
    """Hold work up as soon as it has begun, so that it is there to be ended; its process."""
    end = monotonic() + SECONDS
    while not (pid.is_file() and pid.read_text()):
        assert monotonic() < end, "nothing was begun"
        sleep(0.02)
    os.kill(int(pid.read_text()), signal.SIGSTOP)
    return int(pid.read_text())


def test_a_file_that_is_too_large_is_refused_with_the_limit(server: str, page: Page, scratch: Path) -> None:
    page.goto(f"{server}/answer?case={with_example(database(scratch))}")
    heading(page, "Answer")
    page.get_by_text("Send it out, and take it back").click()
    given = page.locator('input[type="file"]').first
    large = b"PK" + bytes(10 * 1024 * 1024)
    given.set_input_files({"name": "reply.xlsx", "mimeType": "application/xlsx", "buffer": large})
    expect(page.get_by_text("File must be 10.0MB or smaller.")).to_be_visible()
    settled(page)
    expect(page.get_by_text("Filled in by")).to_have_count(0)


DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot svg :is(path, rect, text)')]
    .filter(one => one.checkVisibility())
    .flatMap(one => [getComputedStyle(one).fill, getComputedStyle(one).stroke])"""
WORDS = ".js-plotly-plot :is(.xtick, .ytick, .legend, .annotation) text"
WRITTEN = f"() => [...document.querySelectorAll('{WORDS}')].map(one => getComputedStyle(one).fill)"


@pytest.fixture(scope="module")
def example(browser: Browser, server: str, scratch: Path) -> Iterator[tuple[Page, str]]:
    """A page, and the address of the example with a place for the name of what it shows."""
    case = with_example(database(scratch))
    with page_of(browser) as page:
        yield page, f"{server}/{{}}?case={case}"


@pytest.mark.parametrize("name", ["Scorecard", "What if", "Plan"])
@pytest.mark.parametrize(("scheme", "ours", "other"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_charts_are_drawn_for_day_and_night(
    example: tuple[Page, str], name: str, scheme: Literal["light", "dark"], ours: Palette, other: Palette
) -> None:
    page, address = example
    page.emulate_media(color_scheme=scheme)
    page.goto(address.format(name.lower().replace(" ", "-")))
    heading(page, name)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.locator(WORDS)).not_to_have_count(0)
    wanted = {colour for _, colour in ours}
    drawn = colours(page.evaluate(DRAWN))
    assert drawn & wanted
    assert drawn & ({colour for _, colour in other} - wanted) == set()
    written = colours(page.evaluate(WRITTEN))
    assert written
    assert [one for one in written if contrast(one, ours.paper) < LEAST_FOR_TEXT] == []


def colours(found: list[str]) -> set[str]:
    """The colours among what the browser says of fillings and lines, as the palette writes them."""
    parts = (re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", one) for one in found)
    return {f"#{int(one[1]):02x}{int(one[2]):02x}{int(one[3]):02x}" for one in parts if one}


def test_the_questions_change_their_language_and_keep_what_was_chosen(server: str, page: Page) -> None:
    """The browser knows what is chosen by its words, and these are other ones in another language."""
    page.goto(server)
    heading(page, "Assessments")
    page.get_by_label("Name of the system or vendor").fill("Harbour Desk")
    page.get_by_text("Failed-project audit", exact=True).click()
    page.get_by_role("button", name="Agent with tools").or_(
        page.get_by_role("checkbox", name="Agent with tools")
    ).click()
    page.get_by_role("textbox", name="Auditor").fill("Mara Lind")
    page.get_by_role("button", name="Create assessment").click()
    heading(page, "Answer")
    choose(page, "Questionnaire", "Audit of a failed project")
    wanted = page.locator(".st-key-card-decision_wanted")
    wanted.get_by_text("who owes what to whom", exact=True).click()
    expect(wanted.get_by_text("answered", exact=True)).to_be_visible()
    choose(page, "Section", "Chronology")
    choose(page, "Language", "Deutsch")
    heading(page, "Zeitlicher Ablauf")
    choose(page, "Abschnitt", "Wozu diese Prüfung dient")
    expect(wanted.get_by_text("Was wird auf der Grundlage dieser Prüfung entschieden?")).to_be_visible()
    expect(wanted.get_by_role("radio", name="wer wem was schuldet")).to_be_checked()
    wanted.get_by_text("wie das nächste Projekt angegangen wird", exact=True).click()
    settled(page)
    page.reload()
    heading(page, "Wozu diese Prüfung dient")
    expect(wanted.get_by_role("radio", name="wie das nächste Projekt angegangen wird")).to_be_checked()
    choose(page, "Sprache", "English")
    heading(page, "What this audit is for")
    expect(wanted.get_by_role("radio", name="how to do the next project")).to_be_checked()
    picture(page, "languages", "answer")
