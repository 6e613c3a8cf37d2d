"""The browser that tests drive, and how it is kept quiet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
ARGUMENTS = [*QUIET.split(), "--disable-component-update", "--disable-sync"]
STILL = """new MutationObserver((_, seen) => {
    if (!document.head) return;
    seen.disconnect();
    const rule = "*, *::before, *::after { transition: none !important; animation: none !important }";
    document.head.append(Object.assign(document.createElement("style"), {textContent: rule}));
}).observe(document, {childList: true, subtree: true})"""
"""Nothing slides or turns: what moves has to be waited for, and is drawn again and again."""
SECONDS = 120
"""How long anything is waited for: what comes at once may take long on a busy machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, closed with all that it opened."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Browser) -> Iterator[Page]:
    """A page that knows nothing of others and is patient with a busy machine."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(STILL)
    expect.set_options(timeout=SECONDS * 1000)
    yield context.new_page()
    context.close()


@contextmanager
def browsing() -> Iterator[Page]:
    """A page of a browser of its own."""
    with chromium() as browser, page_of(browser) as page:
        yield page
