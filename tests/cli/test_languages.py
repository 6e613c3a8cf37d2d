"""Reports in another language at the door: audit, demo and compare; and a language that is not there."""

from pathlib import Path

import pytest

from audit import delivery
from audit.delivery import verification
from tests.cli.conftest import Run
from tests.cli.test_compare import write


def test_audit_writes_every_form_in_the_language(phase2: Run, file: Path) -> None:
    out = file.parent / "out"
    forms = "markdown,html,xlsx,docx,json"
    code, _, err = phase2("audit", file, "--language", "de", "--format", forms, "--output", out)
    assert (code, err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "assessment-de.json",
        "assessment.schema.json",
        "report-de.docx",
        "report-de.html",
        "report-de.md",
        "report-de.xlsx",
    ]
    text = (out / "report-de.md").read_text()
    assert text.startswith("Prüfung der Betriebsreife\n")
    assert "1. Oktober 2026" in text
    assert '<html lang="de">' in (out / "report-de.html").read_text()


def test_the_example_can_be_seen_in_the_language(phase2: Run, tmp_path: Path) -> None:
    code, _, err = phase2("demo", "--language", "de", "--format", "markdown", "--output", tmp_path)
    assert (code, err) == (0, "")
    text = (tmp_path / "report-de.md").read_text()
    for said in (
        "94 % von 200 Versuchen bedeuten 1.733–5.097 Fehler in 50.000 Läufen",
        "das Zeitlimit von OpenAI.chat.completions.create ist abgeschaltet",
        "proposal.pdf, Seite 4",
        "4.000 USD im Monat",
        "16. November 2026",
    ):
        assert said in text.replace("\N{NO-BREAK SPACE}", " "), said


def test_vendors_are_compared_in_the_language(phase2: Run, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.yaml", name, n) for n, name in ((1, "Ada"), (2, "Grace"))]
    for one in files:
        one.write_text(f"{one.read_text()}operation: {{spend_per_month: 7500, currency: EUR}}\n")
    out = tmp_path / "out"
    code, _, err = phase2("compare", *files, "--language", "de", "--output", out)
    assert (code, err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "comparison-de.html",
        "comparison-de.json",
        "comparison-de.pdf",
        "comparison.schema.json",
    ]
    page = (out / "comparison-de.html").read_text().replace("\N{NO-BREAK SPACE}", " ")
    assert '<html lang="de">' in page
    assert "7.500 EUR" in page
    assert "a month" not in page
    assert verification.verify(out / "comparison-de.pdf").verified is True


@pytest.mark.parametrize("command", ["audit", "demo", "compare"])
@pytest.mark.parametrize("language", ["fr", "German", "../de", ""])
def test_a_language_that_is_not_there_is_told_before_anything_is_done(
    phase2: Run, file: Path, command: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def untouched(*_: object, **__: object) -> None:
        raise AssertionError("work was done for a language that is not there")

    for name in ("judge", "judge_example"):
        monkeypatch.setattr(delivery, name, untouched)
    given = {"audit": [file], "demo": [], "compare": [file, file]}[command]
    out = file.parent / "out"
    code, _, err = phase2(command, *given, "--language", language, "--output", out)
    assert code == 2
    assert f"there is no translation to {language!r}; choose one of en, de" in err
    assert not out.exists()


def test_the_language_of_a_comparison_on_screen_is_english(phase2: Run, file: Path) -> None:
    code, _, err = phase2("compare", file, file, "--language", "de")
    assert code == 2
    assert "name its folder with --output too" in err
