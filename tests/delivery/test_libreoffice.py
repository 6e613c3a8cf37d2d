"""DOCX and XLSX open in an office suite that is not the one they were made for: it prints all of them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from reports import render
from tests.printed import pages
from tests.reports.dossiers import failed_project

SOFFICE = shutil.which("soffice")
SECONDS = 240


def printed(folder: Path, form: str) -> str:
    """The text of the pages that LibreOffice prints of a form."""
    assert SOFFICE is not None
    path = folder / f"report.{form}"
    path.write_bytes(render.make(failed_project(), form))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return " ".join(" ".join(pages((folder / "report.pdf").read_bytes())).split())


@pytest.mark.skipif(
    SOFFICE is None, reason="soffice is not installed: apt-get install libreoffice-calc libreoffice-writer"
)
@pytest.mark.parametrize(
    ("form", "texts"),
    [
        (
            "docx",
            ("2 Summary", " Glossary", "G-01 Freshness and reference-data lifecycle enforced", "Page 1 of"),
        ),
        ("xlsx", ("Freshness and reference-data lifecycle enforced", "Published; cap 29", "S-001")),
    ],
)
def test_it_opens_and_holds_everything(tmp_path: Path, form: str, texts: tuple[str, ...]) -> None:
    text = printed(tmp_path, form)
    for one in texts:
        assert one in text
