import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from typing import Any

import pytest
from inline_snapshot import snapshot
from pypdf import PdfReader

from audit.model.dossier import Dossier
from reports import assets, page, paper, render
from tests import printed
from tests.reports.dossiers import failed_project, unanswered
from tests.reports.excerpt import front_of, only
from tests.reports.extremes import big, hostile
from tests.reports.made import failed_project_pdf


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes, number: int = 0) -> str:
    return re.sub(r"\s+", " ", printed.page(pdf, number))


def test_the_first_page_alone_says_what_is_wrong_how_it_is_known_and_what_to_do() -> None:
    text = reader(failed_project_pdf()).pages[0].extract_text().replace(failed_project().number, "P2-NUMBER")
    lines = [line.strip() for line in text.splitlines()]
    # Left out are the signs in the strip of gates and the numbers of the steps, which come last.
    assert [line for line in lines if line not in {"?", "1.", "2.", "3.", "4."}] == snapshot(
        [
            "FAILED-PROJECT AUDIT DRAFT · P2-NUMBER, version 1 · 22 November 2026 · Confidential",
            "Harbour Foods reorder agent",
            "Agent with tools and classic machine learning. Audited by A. Auditor.",
            "SALVAGE, REBUILD OR STOP",
            "Partial rebuild",
            "At least one component has to be replaced.",
            "THE SYSTEM AS IT STANDS",
            "Phase 1 (demo)",
            "9 of 21 gates are failed for certain; four",
            "are enough.",
            "Phase 1 (demo): This is a demonstration, not a system to run a business on. Step 1 of 5, up to “Operates as "
            "infrastructure”.",
            "WHAT CAN BE KEPT",
            "–No component has been looked at.",
            "COVERAGE",
            "33.6%",
            "of the questions, by weight, have an",
            "answer. Silence counts as zero at the",
            "bottom of the score.",
            "CONFIDENCE",
            "20.3%",
            "of what is asked, by weight, rests on a",
            "document or better; the rest is word or",
            "silence. Other weights leave the conclusion",
            "the same in 100% of draws.",
            "What is wrong",
            "An agency delivered an agent with 94% accuracy on",
            "test data. Three months later it orders items that are",
            "no longer sold, and nobody can say why.",
            "Best-supported explanation (inference): One-",
            "number sign-off → Big-bang launch → Stale world →",
            "Flying blind → Orphaned origins → Vanished builder",
            "→ Zombie spend.",
            "FAILED GATES",
            "Evaluation and quality evidence: Intended use and acceptance thresholds fixed",
            "before build; Versioned evaluation set that resembles production",
            "Data integrity, lineage and drift: Freshness and reference-data lifecycle enforced",
            "Observability and feedback: Every run leaves a reconstructable trace; Output",
            "quality monitored live and alerting",
            "Model, prompt and provider change management: Model versions pinned and",
            "inventoried",
            "Deployment, release and rollback: Rollback of code, model, prompt, index and",
            "data",
            "Ownership and handover: Named business and technical owners with time and",
            "authority",
            "Human oversight and control: Stop switch that works and that someone may use",
            "How it is known",
            "Freshness and reference-data",
            "lifecycle enforced",
            "Found: a checked-in extract is read as live data. agent/tools.py:17@4f2d9c1b",
            "Model versions pinned and",
            "inventoried",
            "Said: “All models are pinned to a tested version.” README.md:24",
            "Found: a floating alias names the model. agent/planner.py:41@4f2d9c1b",
            "Every run leaves a",
            "reconstructable trace",
            "to be confirmed",
            "Said: “Full monitoring & tracing of every decision.” handover.pdf, page 3",
            "Found: none among 42 files.",
            "Searched: 42 files; Python read whole.",
            "The demo figure 94% of 200 trials means 1,733–5,097 failures in 50,000 runs (reorder date within five days), if",
            "production resembles the test.",
            "What to do on Monday",
            "Add flag checked before each action, give owner access, drill it.",
            "1–2 person-days · Purchasing team · stops the damage while the rest is repaired: Stop switch that works and that someone may use",
            "Join outputs to the live master and block inactive entities; add staleness alert; implement delete propagation.",
            "2–5 person-days · Purchasing team · the cheapest break in the causal chain: Freshness and reference-data lifecycle enforced",
            "Move ids to one config, pin dated versions, add retirement dates and a monthly check.",
            "1–2 person-days · Purchasing team · a failed gate: Model versions pinned and inventoried",
            "Ask to see: scan report or store configuration. Secrets out of code, scoped and rotated",
            "a meeting · head of purchasing · from unverified to met",
            "USD 4,000 a month go out until somebody stops it: USD 131 a day, USD 48,000 a year; USD 6,965 since the last",
            "accepted output.",
            "Harbour Foods reorder agent · P2-NUMBER, version 1 · © 2026 A. Auditor Page 1 of 19",
        ]
    )


@pytest.mark.parametrize("make", [failed_project, unanswered, big, hostile])
def test_the_summary_takes_two_pages_at_most(make: object) -> None:
    dossier: Dossier = make()  # type: ignore[operator]
    pages = reader(only(dossier, "summary")).pages
    assert len(pages) <= 4


def test_the_last_page_says_more_than_its_footer() -> None:
    assert len(words(failed_project_pdf(), -1).split()) > 60


def test_the_contents_follow_on_the_second_page() -> None:
    text = words(failed_project_pdf(), 1)
    assert "Contents Chapters Decision page 0 Document control 1 Evidence to ask for 2 Summary" in text
    assert "How to read this report" in text
    assert text.index("How to read this report") < text.index("0 Document control Report P2-")


def test_it_can_be_navigated_and_names_itself() -> None:
    found = reader(failed_project_pdf())
    titles = [entry.title for entry in found.outline if not isinstance(entry, list)]
    assert titles[:4] == ["Decision page", "Contents", "0 Document control", "1 Evidence to ask for"]
    assert titles[-2:] == ["G Glossary", "H Sign-off: lead and reviewer"]
    metadata = found.metadata
    assert metadata is not None
    assert metadata.title == "Failed-project audit: Harbour Foods reorder agent (draft)"
    assert metadata.author == "A. Auditor"
    assert str(metadata.creation_date)[:10] == "2026-11-22"


def test_it_is_tagged_and_declares_its_language_and_variant() -> None:
    root: Any = reader(failed_project_pdf()).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in root["/Metadata"].get_data()


def test_every_page_names_the_report_and_its_number() -> None:
    last = len(reader(failed_project_pdf()).pages)
    text = words(failed_project_pdf(), last - 1)
    assert f"Page {last} of {last}" in text
    assert failed_project().number in text


def resources(sheet: Any) -> Any:
    return sheet["/Resources"]


def test_fonts_are_the_bundled_ones() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for sheet in reader(failed_project_pdf()).pages
        for font in resources(sheet)["/Font"].values()
    }
    assert all(re.search("Report|Inter|Newsreader|JetBrains", name) for name in fonts), fonts


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert render.pdf(unanswered()) == render.pdf(unanswered())


def test_progress_is_told_in_words() -> None:
    said: list[str] = []
    render.pdf(unanswered(), said.append)
    assert said[:3] == ["Composing the report", "Laying out page 1", "Laying out page 2"]
    assert said[-1] == "Drawing the pages"


@pytest.mark.parametrize("make", [failed_project, unanswered, big, hostile])
def test_the_decision_page_is_one_page_with_its_last_line(make: object) -> None:
    dossier: Dossier = make()  # type: ignore[operator]
    fetcher = paper.ClosedFetcher()
    pdf = front_of(dossier, fetcher)
    assert "Contents Chapters Decision page" in words(pdf, 1)
    assert fetcher.refused == []
    if dossier.conclusion.exposure:
        assert "USD 4,000 a month go out until somebody stops it" in words(pdf)
        assert "What to do on Monday" in words(pdf)


def test_another_process_can_make_it() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "reports", "print"],
        input=render.order(failed_project()).packed(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stdout == failed_project_pdf()
    assert {line.partition(": ")[0] for line in done.stderr.decode().splitlines()} == {"step"}


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_no_page_reaches_the_network_or_a_file(server: tuple[str, list[str]]) -> None:
    address, asked = server
    attack = f"""<html><head><link rel=stylesheet href="{address}/css">
        <link rel=attachment href="file:///etc/hostname"><link rel=attachment href="{address}/attached">
        <style>@import "{address}/import"; @font-face {{font-family: x; src: url({address}/font)}}
        body {{background: url({address}/bg); font-family: x}}</style></head>
        <body><img src="{address}/img"><img src="file:///etc/hostname"><img src="/etc/hostname">
        <object data="{address}/object"></object><embed src="{address}/embed">
        <svg><image href="{address}/svg"/><image href="file:///etc/hostname"/></svg>
        <img src="data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/svg'&gt;&lt;image
        href='{address}/nested'/&gt;&lt;/svg&gt;"><img src="asset:../render.py"><p>text</p></body></html>"""
    fetcher = paper.ClosedFetcher()
    pdf = paper.print_pdf(attack, b"\0" * 16, fetcher)
    assert asked == []
    assert len(fetcher.refused) >= 9
    assert not reader(pdf).attachments
    assert "text" in words(pdf)


def test_the_report_asks_for_nothing_but_its_fonts() -> None:
    fetcher = paper.ClosedFetcher()
    paper.print_pdf(page.render(unanswered(), assets.style(inline=False)), b"\0" * 16, fetcher)
    assert fetcher.refused == []


def test_a_sign_that_no_font_has_is_printed_by_its_name() -> None:
    pdf = paper.print_pdf("<p>one \U0001f680\ufe0f two</p>", b"\0" * 16)
    assert words(pdf).startswith("one [rocket] two")
