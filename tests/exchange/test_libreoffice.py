"""A workbook that was filled in with LibreOffice: through its own format and back, nothing is lost."""

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit.exchange import comparison, statement
from audit.exchange.merge import merged
from audit.exchange.workbook import read, write
from audit.model.preview import Effect, Preview
from audit.model.spreadsheet import neutral
from tests.exchange.packs import ASSESSMENT, PACK
from tests.exchange.test_workbook import Edit, edited, fill

SOFFICE = shutil.which("soffice")
SECONDS = 180
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="soffice is not installed: apt-get install libreoffice-calc"
)

HARD = "=1+1\n- first\n+49 30 1234\n'quoted' “ü” 漢字 🙂 _x0041_ #N/A 1.10 <b> & \u00a0end"
FILLED: tuple[Edit, ...] = (
    fill("EVAL-01", "2 – " + PACK.by_id["EVAL-01"].options[2].text),
    fill("EVAL-01", neutral(HARD), "In your own words"),
    fill("EVAL-01", "plan.pdf page 2\nhttps://example.org/x", "What shows it (one a line)"),
    fill("REL-01", "declined", "No reply because"),
    fill("Q1", "yes"),
    fill("Q2", "Vendor pays"),
    fill("Q3 = blue", "yes"),
    fill("Q4", 1250.5),
    fill("Q5", date(2026, 10, 1)),
    fill("Q6", "1.10"),
    fill("Q6", "opinion", "Fact, inference or opinion"),
    fill("Q8", "contract.pdf page 2"),
    fill("PQ-01", "'@home, with 300 cases"),
)


def table(book: object) -> None:
    sheet = book["Rows of Q7"]  # type: ignore[index]
    sheet["B5"], sheet["C5"], sheet["D5"], sheet["C7"] = date(2026, 10, 1), "Demo", "Vendor", "'-5 °C"


def converted(folder: Path, name: str, form: str) -> Path:
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        str(folder / name),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / f"{Path(name).stem}.{form}"


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    """The workbook after it was opened, saved as ODS, opened again and saved as XLSX."""
    (folder / "back.xlsx").write_bytes(data)
    ods = converted(folder, "back.xlsx", "ods")
    (folder / "back.xlsx").unlink()
    return converted(folder, ods.name, "xlsx").read_bytes()


def previewed(data: bytes) -> Preview:
    return comparison.preview(read(data, "back.xlsx"), PACK, ASSESSMENT)


def test_filled_sent_through_libreoffice_and_taken_in(tmp_path: Path) -> None:
    data = edited(*FILLED, table)
    before, after = previewed(data), previewed(through_libreoffice(data, tmp_path))
    assert (before.errors, before.notices, before.blank) == ((), (), 0)
    assert after == before
    kept = merged(ASSESSMENT, after)
    assert kept.answers[0].narrative == HARD.strip()
    assert {r.question: r.value for r in kept.responses if r.value is not None} == {
        "Q1": True,
        "Q2": "vendor",
        "Q3": ("blue",),
        "Q4": 1250.5,
        "Q5": "2026-10-01",
        "Q6": "1.10",
        "Q7": ({"day": "2026-10-01", "what": "Demo", "who": "vendor"}, {"what": "-5 °C"}),
        "Q8": "contract.pdf page 2",
    }


def test_what_is_on_record_survives_libreoffice(tmp_path: Path) -> None:
    """Replies on record go out, through LibreOffice, and are found unchanged; lists, notes and locks stay."""
    before = merged(ASSESSMENT, previewed(edited(*FILLED, table)))
    data = through_libreoffice(write(statement.outgoing(PACK, before, "agency")), tmp_path)
    found = comparison.preview(read(data, "back.xlsx"), PACK, before)
    assert (found.errors, found.notices) == ((), ())
    assert {change.effect for change in found.changes} == {Effect.UNCHANGED}
    assert len(found.changes) == 11
    sheet = load_workbook(io.BytesIO(data))["EVAL"]
    assert sheet.protection.sheet
    assert [sheet["A5"].protection.locked, sheet["D5"].protection.locked] == [True, False]
    assert sheet["D5"].comment is not None
    assert any("D5" in str(one.sqref) for one in sheet.data_validations.dataValidation)
