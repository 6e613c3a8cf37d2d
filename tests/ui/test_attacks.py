"""Pages full of what others wrote: all of it is shown as text, asks for nothing from outside, and is logged nowhere."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Dialog, Page, Request, expect

from audit.assessment import Desk
from audit.model.assessment import Answer, Assessment, Purpose, Respondent, Subject
from audit.model.repository_ref import RepositoryRef
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from audit.ui import main, words
from tests.chromium import CHROMIUM, browsing
from tests.ui.serving import database, serving

SECRET = "sk-proj-Zx81TtQb7Lr0Wm5Pc2Ny"
ATTACKS = (
    '<img src="http://elsewhere.example/a.png" onerror="alert(1)">',
    "<script>alert(2)</script><style>body{display:none}</style>",
    "![picture](http://elsewhere.example/b.png) [link](javascript:alert(3)) <http://elsewhere.example/c>",
    ":red[red] :material/bug_report: :rocket: :blue-badge[badge] $E = mc^2$ **bold** `code`",
    '</td></tr></table><iframe src="http://elsewhere.example/d"></iframe><svg onload=alert(4)>',
    '| a | b |\n|---|---|\n| "><b id="injected">x</b> | # heading |',
)
TEXT = "\n".join((*ATTACKS, SECRET))
INJECTED = """() => [...document.querySelectorAll(
    'main img, main iframe:not([srcdoc]), main script, main svg[onload], #injected, ' +
    'main a[href^="javascript"], main a[href*="//elsewhere"], main .katex'
)].filter(one => one.tagName !== "SCRIPT" || one.textContent.includes("alert"))
    .map(one => one.outerHTML.slice(0, 200))"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]


class Visited(NamedTuple):
    """A page of the app, the assessment full of attacks, and what happened unasked."""

    page: Page
    address: str
    case: str
    unasked: list[str]
    log: Path


def filled(url: str, folder: Path) -> str:
    """An assessment in which everything that is free text is an attack."""
    (folder / "<img src=x onerror=alert(5)> $x$ :red[y].py").write_text(
        f'from openai import OpenAI\nkey = "{SECRET}"\nwhile True:\n    OpenAI().responses.create(model="<b>m</b>")\n'
    )
    who = ["-c", "user.name=A", "-c", "user.email=a@example.invalid"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "An agent"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    ledger = Ledger(url)
    subject = Subject(name=ATTACKS[0], kinds=tuple(SystemKind), description=TEXT)
    respondent = Respondent(id="r1", name=ATTACKS[1], role=ATTACKS[3])
    case = Desk(ledger).open(
        Assessment(
            subject=subject,
            purpose=Purpose.FAILED_PROJECT_AUDIT,
            as_of=date(2026, 11, 23),
            auditor=ATTACKS[2],
            story=TEXT,
            respondents=(respondent,),
            answers=tuple(
                Answer(criterion=one, level=3, by="r1", narrative=TEXT)
                for one in ("EVAL-01", "REL-03", "REL-01")
            ),
        ),
        actor=ATTACKS[2],
    )

    case.inspect(RepositoryRef(path=str(folder), name="<b>repository</b>"), folder)
    ledger.close()
    return case.key


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    scratch, code = tmp_path_factory.mktemp("attacks"), tmp_path_factory.mktemp("code")
    case = filled(database(scratch), code)
    unasked: list[str] = []
    with serving(scratch) as address, browsing() as page:

        def request(one: Request) -> None:
            if not one.url.startswith((address, "data:", "blob:", "about:", address.replace("http", "ws"))):
                unasked.append(one.url)

        def dialog(one: Dialog) -> None:
            unasked.append(one.message)
            one.dismiss()

        page.on("request", request)
        page.on("dialog", dialog)
        yield Visited(page, address, case, unasked, scratch / "server.log")


@pytest.mark.parametrize("name", list(main.pages()))
def test_what_others_wrote_is_shown_as_text(visited: Visited, name: str) -> None:
    page = visited.page
    page.goto(f"{visited.address}/{'' if name == 'assessments' else name}?case={visited.case}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    page.evaluate(
        '() => document.querySelectorAll("details:not([open]) > summary").forEach(one => one.click())'
    )
    shown = ATTACKS[0].replace("://", f"://{words.WORD_JOINER}")
    expect(page.get_by_test_id("stSidebar").get_by_text(shown, exact=True)).to_be_visible()
    assert page.evaluate(INJECTED) == []
    assert visited.unasked == []
    said = visited.log.read_text()
    assert SECRET not in said
    assert "elsewhere" not in said
    assert "Traceback" not in said
