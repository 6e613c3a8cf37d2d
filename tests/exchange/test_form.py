"""The HTML form in a real browser, from disk: what is typed there is what is read here."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from audit.exchange import comparison, form, reply_file, statement
from audit.exchange.merge import merged
from audit.model.preview import Effect, Preview
from audit.model.questionnaire import Pack, Question, QuestionKind
from audit.model.sheet import Outgoing
from tests.chromium import CHROMIUM, SECONDS, chromium
from tests.exchange.packs import ASSESSMENT, PACK

browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]
TROUBLE: dict[BrowserContext, list[str]] = {}
HOSTILE = "</script><script>window.hit = 1</script><img src=x onerror='hit=1'> \u2028 {{ 7 * 7 }} \" ' &amp; --> ]]>"


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def context(started: Browser) -> Iterator[BrowserContext]:
    found = started.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    found.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    trouble = TROUBLE[found] = []
    yield found
    assert [one for one in trouble if not one.startswith("blob:")] == []
    found.close()


def opened(context: BrowserContext, folder: Path, out: Outgoing) -> Page:
    """The form as a respondent opens it; what it asks for or complains about is noted in the context."""
    path = folder / "form.html"
    path.write_text(form.write(out), encoding="utf-8")
    page = context.new_page()
    trouble = TROUBLE[context]
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.extend({request.url} - {path.as_uri()}))
    page.goto(path.as_uri())
    return page


def question(page: Page, name: str) -> Locator:
    return page.locator(f'[data-question="{name}"]')


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def previewed(path: Path, pack: Pack = PACK) -> Preview:
    return comparison.preview(reply_file.read(path.read_text("utf-8"), path.name), pack, ASSESSMENT)


def blank() -> Outgoing:
    return statement.outgoing(PACK, None, "agency", "Ann Lee")


def fill_everything(page: Page) -> None:
    page.get_by_label("Your role").fill("lead")
    question(page, "EVAL-01").get_by_role("radio").nth(3).check()
    absent = question(page, "REL-01")
    absent.get_by_text("Words, what shows it").click()
    absent.get_by_label("In your own words", exact=True).fill("The bank does it.")
    absent.get_by_label("No reply because").select_option("not applicable")
    absent.get_by_label("Reason, beside").select_option("covered elsewhere")
    absent.get_by_label("Who else agrees").fill("Bo Kim")
    question(page, "Q1").get_by_label("Yes", exact=True).check()
    question(page, "Q2").get_by_label("Vendor pays", exact=True).check()
    question(page, "Q3").get_by_label("Blue box", exact=True).check()
    question(page, "Q4").get_by_label("In runs", exact=True).fill("1250,5")
    question(page, "Q5").get_by_label("Day", exact=True).fill("2026-10-01")
    question(page, "Q6").get_by_label("Reply", exact=True).fill("=1+1\nand <b>more</b>")
    question(page, "Q6").get_by_label("This is").select_option("opinion")
    table = question(page, "Q7")
    table.get_by_label("Day", exact=True).first.fill("2026-10-01")
    table.get_by_label("Who", exact=True).first.select_option("vendor")
    table.get_by_role("button", name="Add a row").click()
    table.get_by_label("What happened").last.fill("The end")
    question(page, "Q8").get_by_label("Document").fill("contract.pdf page 2")
    question(page, "PQ-01").get_by_label("Reply", exact=True).fill("With 300 cases.")


class TestInABrowser:
    pytestmark = browser

    def test_everything_that_is_typed_arrives(self, context: BrowserContext, tmp_path: Path) -> None:
        page = opened(context, tmp_path, blank())
        expect(page.locator("#count")).to_have_text("0 of 10")
        fill_everything(page)
        expect(page.locator("#count")).to_have_text("11 of 11")
        found = previewed(saved(page, tmp_path))
        assert (found.errors, found.unknown, found.notices, found.blank) == ((), (), (), 0)
        after = merged(ASSESSMENT, found)
        level, absent = after.answers
        assert (level.criterion, level.level, level.by) == ("EVAL-01", 3, "agency")
        assert (absent.reason, absent.inapplicable, absent.second_person) == (
            "The bank does it.",
            "covered_elsewhere",
            "",
        )
        assert {r.question: r.narrative if r.question == "PQ-01" else r.value for r in after.responses} == {
            "Q1": True,
            "Q2": "vendor",
            "Q3": ("blue",),
            "Q4": 1250.5,
            "Q5": "2026-10-01",
            "Q6": "=1+1\nand <b>more</b>",
            "Q7": ({"day": "2026-10-01", "who": "vendor"}, {"what": "The end"}),
            "Q8": "contract.pdf page 2",
            "PQ-01": "With 300 cases.",
        }
        assert after.respondents[0].role == "lead"
        page.close()

    def test_it_is_kept_in_the_browser_and_read_again_from_the_file(
        self, context: BrowserContext, tmp_path: Path
    ) -> None:
        page = opened(context, tmp_path, blank())
        fill_everything(page)
        expect(page.locator("#status")).to_have_text("Kept in this browser.")
        first = json.loads(saved(page, tmp_path).read_text("utf-8"))
        page.reload()
        expect(page.locator("#status")).to_have_text("Here is what you had filled in.")
        path = saved(page, tmp_path)
        assert json.loads(path.read_text("utf-8")) == first
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Start again").click()
        expect(page.locator("#count")).to_have_text("0 of 10")
        stranger = {**first, "replies": {**first["replies"], "Q99": {"reply": "kept"}}}
        path.write_text(json.dumps(stranger), encoding="utf-8")
        page.locator("#load").set_input_files(path)
        expect(page.locator("#count")).to_have_text("11 of 11")
        assert json.loads(saved(page, tmp_path).read_text("utf-8")) == stranger
        path.write_text("{}", encoding="utf-8")
        page.locator("#load").set_input_files(path)
        expect(page.locator("#status")).to_have_text("This file was not saved by this questionnaire.")
        page.close()

    def test_a_question_is_hidden_with_its_reply_kept(self, context: BrowserContext, tmp_path: Path) -> None:
        page = opened(context, tmp_path, blank())
        expect(question(page, "Q2")).to_be_hidden()
        question(page, "Q1").get_by_label("Yes", exact=True).check()
        question(page, "Q2").get_by_label("Client pays", exact=True).check()
        question(page, "Q1").get_by_label("No", exact=True).check()
        expect(question(page, "Q2")).to_be_hidden()
        expect(page.locator("#count")).to_have_text("1 of 10")
        data = json.loads(saved(page, tmp_path).read_text("utf-8"))
        assert data["replies"]["Q2"] == {"reply": "client"}
        question(page, "Q1").get_by_role("button", name="Clear this reply").click()
        expect(page.locator("#count")).to_have_text("0 of 10")
        page.close()

    def test_by_keyboard(self, context: BrowserContext, tmp_path: Path) -> None:
        page = opened(context, tmp_path, blank())
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="To the questions")).to_be_focused()
        page.get_by_role("button", name="Next without reply").focus()
        page.keyboard.press("Enter")
        expect(question(page, "EVAL-01")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        assert json.loads(saved(page, tmp_path).read_text("utf-8"))["replies"]["EVAL-01"] == {"reply": 1}
        page.close()

    @pytest.mark.parametrize("width", [320, 375, 1280])
    def test_it_fits_the_screen_and_every_field_has_a_name(
        self, context: BrowserContext, tmp_path: Path, width: int
    ) -> None:
        page = opened(context, tmp_path, blank())
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        unnamed = "[...document.querySelectorAll('input,select,textarea')].filter(e => !e.labels?.length && !e.ariaLabel)"
        assert page.evaluate(f"{unnamed}.length") == 0
        page.close()

    def test_hostile_words_stay_words(self, context: BrowserContext, tmp_path: Path) -> None:
        page = opened(context, tmp_path, hostile())
        expect(page.get_by_role("heading", level=1)).to_contain_text("</script><script>")
        assert page.evaluate("typeof window.hit") == "undefined"
        assert page.evaluate("document.querySelectorAll('img, main script').length") == 0
        question(page, "Q6").get_by_label("Reply", exact=True).fill(HOSTILE)
        data = json.loads(saved(page, tmp_path).read_text("utf-8"))
        assert data["replies"]["Q6"]["reply"] == HOSTILE
        assert data["sent"]["Q6"]["asked"] == HOSTILE.strip()
        page.close()

    def test_what_is_on_record_comes_back_unchanged(self, context: BrowserContext, tmp_path: Path) -> None:
        page = opened(context, tmp_path, blank())
        fill_everything(page)
        before = merged(ASSESSMENT, previewed(saved(page, tmp_path)))
        page.close()
        again = opened(context, tmp_path, statement.outgoing(PACK, before, "agency"))
        expect(again.locator("#count")).to_have_text("11 of 11")
        text = saved(again, tmp_path).read_text("utf-8")
        found = comparison.preview(reply_file.read(text, "back.json"), PACK, before)
        assert {change.effect for change in found.changes} == {Effect.UNCHANGED}
        again.close()


def hostile() -> Outgoing:
    """A questionnaire in whose words somebody has put a program."""
    worded = tuple(
        section.model_copy(
            update={"title": HOSTILE, "questions": tuple(_worded(q) for q in section.questions)}
        )
        for section in PACK.sections
    )
    pack = PACK.changed(title=HOSTILE, intro=HOSTILE, sections=worded).hashed()
    return statement.outgoing(pack, None, HOSTILE, HOSTILE, HOSTILE)


def _worded(question: Question) -> Question:
    changed = {"text": HOSTILE, "help": HOSTILE}
    if question.kind is QuestionKind.LEVEL:
        options = tuple(option.model_copy(update={"text": HOSTILE}) for option in question.options)
        return question.model_copy(update=changed | {"options": options})
    return question.model_copy(update=changed)


def test_nothing_in_the_page_points_outside() -> None:
    page = form.write(hostile())
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "{{" not in page.replace("{{ 7 * 7 }}", "")


class TestInGerman:
    """The form in another language: its words, its page, and the same file to send back."""

    pytestmark = browser

    def test_it_speaks_german_and_is_read_like_any_other(
        self, context: BrowserContext, tmp_path: Path
    ) -> None:
        german = PACK.changed(language="de").hashed()
        page = opened(context, tmp_path, statement.outgoing(german, None, "agency", "Ann Lee"))
        assert page.locator("html").get_attribute("lang") == "de"
        expect(page.get_by_role("link", name="Zu den Fragen")).to_have_count(1)
        expect(page.get_by_role("region", name="Fortschritt und Speichern")).to_contain_text("0 von 10")
        page.get_by_label("Ihre Rolle").fill("Leitung")
        question(page, "Q1").get_by_label("Ja", exact=True).check()
        expect(page.locator("#count")).to_have_text("1 von 11")
        absent = question(page, "REL-01")
        absent.get_by_text("Eigene Worte, was es belegt").click()
        absent.get_by_label("In eigenen Worten", exact=True).fill("Das erledigt die Bank.")
        absent.get_by_label("Keine Antwort, weil").select_option("nicht zutreffend")
        absent.get_by_label("Grund, neben").select_option("anderswo abgedeckt")
        question(page, "Q6").get_by_label("Antwort", exact=True).fill("Ruhe")
        question(page, "Q6").get_by_label("Dies ist").select_option("Meinung")
        expect(page.locator("#status")).to_have_text("In diesem Browser aufbewahrt.")
        with page.expect_download() as download:
            page.get_by_role("button", name="In Datei speichern").click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        expect(page.locator("#status")).to_contain_text("Senden Sie diese Datei zurück.")
        data = json.loads(path.read_text("utf-8"))
        assert (data["language"], data["party"]) == ("de", "vendor")
        assert data["replies"]["REL-01"]["reason"] == "covered elsewhere"
        assert data["replies"]["Q6"]["nature"] == "opinion"
        found = previewed(path, german)
        assert (found.errors, found.notices, found.language) == ((), (), "de")
        assert {change.question for change in found.changes} == {"Q1", "REL-01", "Q6"}
