"""A repository of an enemy through every output: valid, visible, and nothing in it acts."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from rich.console import Console

from audit import assessment, delivery
from audit.cli import show
from audit.judgement.ci_gate import decide_gate
from audit.model.assessment import Assessment, Subject
from audit.model.ci_gate import Policy
from audit.model.inspection import Inspection
from audit.model.rubric import SystemKind
from tests import printed
from tests.outputs import schemas
from tests.outputs.repositories import EVIL_NAMES, hostile_repository
from tests.reports.excerpt import only

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inspection]:
    folder = hostile_repository(tmp_path_factory.mktemp("hostile") / "shop")
    yield delivery.inspect(folder)
    shutil.rmtree(folder)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a terminal without colours is sent."""
    sent = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=sent, width=200, color_system=None))
    return sent


def test_the_enemy_is_seen(found: Inspection) -> None:
    assert len(found.calls) == len(EVIL_NAMES)
    assert {item.kind.value for item in found.inventory} >= {"model", "provider", "library", "prompt"}


def test_no_text_of_an_inspection_steers_anything(found: Inspection) -> None:
    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from (key, *texts(inner))
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    steering = {text for text in texts(found.model_dump(mode="json")) if CONTROL.search(text) or "\n" in text}
    assert steering == set()


def test_the_terminal_is_sent_no_escape(found: Inspection, terminal: io.StringIO) -> None:
    show.inspection(found)
    assert not CONTROL.search(terminal.getvalue())
    assert r"\x1b]0;owned\x07.py" in terminal.getvalue()
    assert not CONTROL.search(show.plain(found))


def test_a_gate_sends_no_escape_even_for_a_forged_inspection(
    found: Inspection, terminal: io.StringIO
) -> None:
    evil = "\x1b]0;t\x07\u202e[bold]x\nnext"
    forged = found.model_copy(
        update={
            "repository": evil,
            "checks": tuple(
                finding.model_copy(
                    update={
                        "reason": evil,
                        "evidence": tuple(e.model_copy(update={"path": evil}) for e in finding.evidence),
                    }
                )
                for finding in found.checks
            ),
        }
    )
    policy = Policy.model_validate({"require": {"model-call-timeout": "met"}, "fail_on": {}})
    show.gate(decide_gate(policy, forged))
    assert not CONTROL.search(terminal.getvalue())
    assert r"\x1b]0;t\x07\u202e[bold]x\nnext" in terminal.getvalue()


@pytest.mark.parametrize("form", ["json", "markdown", "sarif", "mlbom"])
def test_no_document_holds_a_control(found: Inspection, form: str) -> None:
    assert not CONTROL.search(delivery.inspection_text(found, form))


def test_sarif_and_the_bill_stay_valid(found: Inspection) -> None:
    log = json.loads(delivery.inspection_text(found, "sarif"))
    schemas.sarif().validate(log)
    schemas.cyclonedx().validate(json.loads(delivery.inspection_text(found, "mlbom")))
    places = [
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for location in result.get("locations", ())
    ]
    assert places
    assert all(re.fullmatch(r"[\w./~%-]+", place) for place in places)
    assert "%3Cscript%3Ealert%281%29%3C/script%3E.py" in places
    messages = [result["message"]["text"] for result in log["runs"][0]["results"]]
    assert not any("](" in text or re.search(r"(?<!\{)\{\d", text) for text in messages)


def test_markdown_holds_no_markup_of_the_enemy(found: Inspection) -> None:
    text = delivery.inspection_text(found, "markdown")
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    assert "<" not in outside
    assert not re.search(r"(?<!\\)\]\(", outside)
    tables = [line for line in text.split("\n") if line.startswith("| ")]
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in tables}
    assert widths == {5, 9, 6}


def test_the_report_shows_it_as_text(found: Inspection) -> None:
    subject = Subject(name="Shop", kinds=(SystemKind.LLM_APP,))
    given = Assessment(subject=subject, as_of=date(2026, 11, 22), inspections=(found,))
    dossier = assessment.conclude(given)
    html = delivery.report_html(dossier)
    assert not CONTROL.search(html)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.py" in html
    assert "Model calls and their settings in force" in html
    pages = printed.pages(only(dossier, "checks"))
    assert any("Model calls and their settings" in page for page in pages)


def test_the_table_of_a_report_is_capped(found: Inspection) -> None:
    many = found.model_copy(update={"calls": found.calls * 10})
    subject = Subject(name="Shop", kinds=(SystemKind.LLM_APP,))
    given = Assessment(subject=subject, as_of=date(2026, 11, 22), inspections=(many,))
    html = delivery.report_html(assessment.conclude(given))
    assert f"and {len(many.calls) - 40} more in the JSON of the inspection" in html


def test_the_terminal_counts_the_calls_that_it_leaves_out(found: Inspection, terminal: io.StringIO) -> None:
    show.inspection(found.model_copy(update={"calls": found.calls * 10}))
    assert f"and {len(found.calls) * 10 - 20} more; --format json lists all" in terminal.getvalue()
