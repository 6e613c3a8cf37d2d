"""Makes the pictures of the README from the example: page one of its report, and its scorecard in the app.

    .venv/bin/python tools/pictures.py

Needs the development set-up, Poppler's pdftoppm and Chromium. Writes docs/images/report.png and app.png.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from audit import delivery
from audit.ui import launch

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WINDOW = {"width": 1100, "height": 1180}
START_SECONDS = 60
DRAWN_MS = 2000


def report(scratch: Path) -> None:
    """Page one of the report."""
    dossier = delivery.judge_example(scratch / "example")
    (scratch / "report.pdf").write_bytes(delivery.report_pdf(dossier))
    page_one = ["pdftoppm", "-png", "-r", "96", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*page_one, scratch / "report.pdf", IMAGES / "report"], check=True)


@contextmanager
def server(scratch: Path) -> Iterator[str]:
    """The app on a ledger of its own."""
    port = launch.free_port()
    environment = {**os.environ, "PHASE2_DATABASE_URL": f"sqlite:///{scratch}/ledger.sqlite3"}
    code = f"from audit.ui import launch; launch.run({port})"
    with subprocess.Popen([sys.executable, "-P", "-c", code], env=environment, cwd=scratch) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(START_SECONDS):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health").close()  # noqa: S310 - our own server
                break
            except urllib.error.URLError:
                time.sleep(1)
        try:
            yield address
        finally:
            process.terminate()


def app(scratch: Path) -> None:
    """The scorecard of the example."""
    with server(scratch) as address, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
        page = browser.new_page(viewport=WINDOW)
        page.set_default_timeout(START_SECONDS * 1000)
        page.goto(address)
        page.get_by_role("tab", name="Look at the example").click()
        page.get_by_role("button", name="Open the example").click()
        page.get_by_text("Coastal Supply reorder agent").first.wait_for()
        page.wait_for_timeout(DRAWN_MS)
        page.get_by_role("link", name="Scorecard").click()
        page.locator(".js-plotly-plot").nth(1).wait_for()
        page.wait_for_timeout(DRAWN_MS)
        page.screenshot(path=IMAGES / "app.png")
        browser.close()


def main() -> int:
    """Make both."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        report(Path(scratch))
        app(Path(scratch))
    return 0


if __name__ == "__main__":
    sys.exit(main())
