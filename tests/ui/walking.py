"""Walks through the app in a browser as a person does, and keeps a picture of every page."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

PRINTING = 300_000
"""Milliseconds within which a busy machine has made every form of a report."""

SCREENS = Path(__file__).parents[2] / "build" / "screens"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 812}


def settled(page: Page) -> None:
    """Wait as a person would, until the page has stopped changing."""
    state = page.locator('[data-testid="stApp"]')
    expect(state).to_have_attribute("data-test-script-state", "notRunning")


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True).first).to_be_visible()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list as a person does: opened again where a redraw of the page has closed it."""
    wanted = page.get_by_role("option", name=option)
    settled(page)
    for _ in range(10):
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("combobox", name=label).fill(option)
        try:
            wanted.click(timeout=10_000)
        except PlaywrightTimeoutError:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"{option} cannot be chosen from {label}")


def go_to(page: Page, name: str) -> None:
    """Another page by the navigation."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    heading(page, name)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def answer(page: Page, question: str, level: str) -> Locator:
    """Choose the level of a criterion, and see that it is taken."""
    card = page.locator(f".st-key-card-{question}")
    card.get_by_role("radiogroup").get_by_text(level, exact=True).click()
    expect(card.get_by_text("answered", exact=True)).to_be_visible()
    settled(page)
    return card


def picture(page: Page, journey: str, name: str) -> None:
    """Keep the page as it looks on a desk and on a telephone; nothing of it may stand out of the screen."""
    folder = SCREENS / journey
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.glob("*-1280.png"))) + 1
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        settled(page)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{name} is {wider} px wider than {size['width']}"
        height = int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))
        page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(height, 4000))})
        settled(page)
        page.screenshot(path=folder / f"{number:02}-{name}-{size['width']}.png")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def save_pdf(page: Page, path: Path) -> None:
    """Have the report made, and download it."""
    press(page, "Make the report")
    with page.expect_download(timeout=PRINTING) as download:
        page.get_by_role("button", name=re.compile("Download PDF")).click(timeout=PRINTING)
    download.value.save_as(path)
