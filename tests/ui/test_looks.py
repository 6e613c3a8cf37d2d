"""Every page by day and by night, on a telephone and on a wide screen: held against axe-core, and kept as pictures."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from audit.ui import main
from tests.chromium import CHROMIUM, browsing
from tests.ui.example import with_example
from tests.ui.serving import ROOT, database, serving

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
EXCEPTIONS = yaml.safe_load(Path(__file__).with_name("accessibility.yaml").read_text(encoding="utf-8"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = list(main.pages())
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (375, 1280)
NARROWEST, WIDEST, MOST_WIDTH = 375, 1920, 1000
"""Pixels: the narrowest and the widest screen, and how wide text may become on it."""
SCREENS = ROOT / "build" / "screens"
MOST_PRESSES = 60

EXAMINE = """async ([rules, exceptions]) => {
    const found = await axe.run(document, {runOnly: rules, elementRef: true, resultTypes: ["violations"]});
    return found.violations.flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id,
        html: node.html.slice(0, 200),
        why: [...node.any, ...node.all, ...node.none].map(one => one.message).join("; "),
        excepted: exceptions.findIndex(one => one.rule === rule.id && node.element?.closest(one.within)),
    })));
}"""
TURN = """place => {
    const link = [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')]
        .find(one => new URL(one.href).pathname === `/${place}`);
    link.click();
    return link.innerText.trim() || link.textContent.trim();
}"""
"""Turns to a page by the navigation; gives the words that it is called by there."""
UNFOLD = """() => document.querySelectorAll("details:not([open]) > summary").forEach(one => one.click())"""
OUTSIDE = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(one => one.checkVisibility({opacityProperty: true}) && !one.closest("svg, table.grid thead"))
    .filter(one => [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim()))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 200))"""
CUT = """() => [...document.querySelectorAll('.stSelectbox input')]
    .filter(one => one.checkVisibility() && !one.closest('[data-collapsed=true]'))
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.value)"""
LOOKS = """window.looks = one => {
    const found = [];
    for (let at = one; at && found.length < 6; at = at.parentElement) {
        const style = getComputedStyle(at);
        found.push([style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join(" "));
    }
    return String(found);
}; window.visited = [];"""
VISIT = """() => {
    const one = document.activeElement;
    if (one === document.body || window.visited.some(([before]) => before === one)) return false;
    window.visited.push([one, window.looks(one)]);
    return true;
}"""
UNSEEN = """() => {
    document.activeElement.blur();
    return window.visited.filter(([one, look]) => one.isConnected && window.looks(one) === look)
        .map(([one]) => one.outerHTML.slice(0, 300));
}"""
"""What was reached by keyboard and looked the same without the focus, up to the field or card around it."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]


class Shown(NamedTuple):
    """The app with the example opened in it."""

    page: Page

    def open(self, name: str) -> None:
        """Turn to a page, as it is when one comes to it: by the navigation, which spares a start."""
        away = next(one for one in PAGES if one != name)
        for turn in (away, name) if self.at == name else (name,):
            title = self.page.evaluate(TURN, "" if turn == PAGES[0] else turn)
            expect(self.page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
            settled(self.page)

    @property
    def at(self) -> str:
        """The page that is open."""
        return urlsplit(self.page.url).path.strip("/") or PAGES[0]


def settled(page: Page) -> None:
    """Wait as a person would, until the page has stopped changing."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-testid="stSkeleton"], [data-stale="true"]')).to_have_count(0)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    scratch = tmp_path_factory.mktemp("looks")
    case = with_example(database(scratch))
    with serving(scratch) as address, browsing() as page:
        page.goto(f"{address}/?case={case}")
        settled(page)
        page.evaluate(AXE)
        yield Shown(page)


def faults(page: Page, used: set[int]) -> list[dict[str, Any]]:
    """What axe-core finds, without the exceptions; notes which of these occurred."""
    found = page.evaluate(EXAMINE, [RULES, EXCEPTIONS])
    used |= {one["excepted"] for one in found}
    return [one for one in found if one["excepted"] < 0]


def told(place: tuple[str, str, int], fault: dict[str, Any]) -> str:
    """A fault in a line: where, which rule, why, and the element."""
    return f"{'-'.join(map(str, place))}: {fault['rule']}: {fault['why']}: {fault['html']}"


def picture(page: Page, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")


def test_every_page_can_be_used_by_all(shown: Shown) -> None:
    used: set[int] = set()
    found = {}
    for name in PAGES:
        shown.open(name)
        shown.page.evaluate(UNFOLD)
        for scheme, width in product(SCHEMES, WIDTHS):
            shown.page.emulate_media(color_scheme=scheme)
            shown.page.set_viewport_size({"width": width, "height": 900})
            settled(shown.page)
            if wrong := faults(shown.page, used):
                found[name, scheme, width] = wrong
            picture(shown.page, f"{name}-{scheme}-{width}")
    assert "\n".join(told(place, one) for place, wrong in found.items() for one in wrong) == ""
    assert [one for n, one in enumerate(EXCEPTIONS) if n not in used] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_out_of_a_narrow_or_a_wide_screen(shown: Shown, name: str) -> None:
    shown.page.emulate_media(color_scheme="light")
    for width in (NARROWEST, WIDEST):
        shown.page.set_viewport_size({"width": width, "height": 900})
        shown.open(name)
        assert shown.page.evaluate(OUTSIDE) == []
        assert shown.page.evaluate(CUT) == []
        main_part = shown.page.get_by_test_id("stMain")
        assert main_part.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        text = shown.page.get_by_test_id("stMainBlockContainer").bounding_box()
        assert text is not None
        assert text["width"] <= MOST_WIDTH
        picture(shown.page, f"{name}-{width}")


@pytest.mark.parametrize("name", PAGES)
def test_where_one_is_by_keyboard_is_shown(shown: Shown, name: str) -> None:
    shown.page.emulate_media(color_scheme="light")
    shown.page.set_viewport_size({"width": 1280, "height": 900})
    shown.open(name)
    shown.page.evaluate(LOOKS)
    shown.page.keyboard.press("Tab")
    reached = 0
    while shown.page.evaluate(VISIT) and reached < MOST_PRESSES:
        reached += 1
        shown.page.keyboard.press("Tab")
    assert reached > len(PAGES)
    assert shown.page.evaluate(UNSEEN) == []
