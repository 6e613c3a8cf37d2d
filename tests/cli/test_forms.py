"""The forms of a report at the door: what is asked for is written, all or none."""

from pathlib import Path

from tests.cli.conftest import Run


def test_what_is_asked_for_is_written_and_nothing_else(phase2: Run, file: Path) -> None:
    out = file.parent / "out"
    code, _, err = phase2("audit", file, "--output", out, "--format", "markdown,json", "--format", "docx")
    assert (code, err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "assessment.json",
        "assessment.schema.json",
        "report.docx",
        "report.md",
    ]
    assert (out / "report.docx").read_bytes()[:2] == b"PK"
    assert (out / "report.md").read_text().startswith("Readiness review\n")


def test_a_form_that_is_not_there_writes_nothing(phase2: Run, file: Path) -> None:
    code, _, err = phase2("audit", file, "--format", "odt")
    assert code == 2
    assert "there is no form 'odt' of a report; choose among: pdf, html, interactive, docx" in err
    assert [path.name for path in file.parent.iterdir()] == ["a.yaml"]


def test_a_copy_for_an_audience_is_named_after_it(phase2: Run, file: Path) -> None:
    out = file.parent / "out"
    code, _, err = phase2("audit", file, "--output", out, "--format", "markdown,json", "--audience", "public")
    assert (code, err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "assessment-public.json",
        "assessment.schema.json",
        "report-public.md",
    ]
    assert "Public copy of report P2-20261001-" in (out / "report-public.md").read_text()
