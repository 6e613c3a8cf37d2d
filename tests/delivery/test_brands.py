"""White label: what a house may put on its reports, what is refused and why, and that verify prints it again."""

import base64
import json
import re
import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit import assessment, delivery
from audit.delivery import documents, verification
from audit.delivery.documents import Audience, Form
from audit.model.base import InputError
from audit.model.brand import SIGNATURE, Brand, BrandColours, nearest
from audit.model.dossier import Dossier
from audit.model.palette import GROUNDS, LEAST_FOR_TEXT, LIGHT, contrast
from reports import logos, reading, render
from tests import printed
from tests.reports.dossiers import unanswered

EXAMPLE = Path(__file__).parents[2] / "docs" / "brand" / "brand.yaml"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}<path d="M0 0h40v20H0z" fill="#123456"/></svg>'


def png(width: int, height: int, told: tuple[int, int] | None = None) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x12\x34\x56" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", *(told or (width, height)), 8, 2, 0, 0, 0)
    secret = chunk(b"tEXt", b"Comment\0taken at home")
    return SIGNATURE + chunk(b"IHDR", head) + secret + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reports' own process does, without its start."""

    def apart(content: object, *work: str, **_: object) -> bytes:
        data = content() if callable(content) else content
        assert isinstance(data, bytes)
        if work == ("logo",):
            return logos.picture(data)
        return reading.read(data, text=work == ("text",)).model_dump_json().encode()

    monkeypatch.setattr(documents, "apart", apart)
    monkeypatch.setattr(verification, "apart", apart)
    monkeypatch.setattr(delivery, "report_pdf", lambda dossier, *_: render.pdf(dossier))


@cache
def example() -> Brand:
    given = assessment.read_brand(EXAMPLE)
    assert given.logo is not None
    return given.brand.model_copy(update={"logo": base64.b64encode(logos.picture(given.logo)).decode()})


@cache
def branded() -> Dossier:
    bare = assessment.conclude(unanswered().assessment.model_copy(update={"inspections": ()}))
    return documents.edition(bare, Audience.BOARD, example())


def written(folder: Path, text: str, **files: bytes) -> Path:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    (folder / "brand.yaml").write_text(text)
    return folder / "brand.yaml"


def test_the_example_of_the_handbook_is_a_brand() -> None:
    made = documents.brand(EXAMPLE)
    assert made == example()
    assert (made.name, made.palette.blue, made.headings) == ("Harbour Audit", "#7a3b12", "sans")
    assert base64.b64decode(made.logo).startswith(SIGNATURE)


def test_the_schema_describes_the_file() -> None:
    import yaml

    schema = json.loads(delivery.schema_json("brand"))
    jsonschema.validate(yaml.safe_load(EXAMPLE.read_text()), schema)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("colours: {}\n", r"brand\.yaml:1 name: is required"),
        ("name: A\ncolour: x\n", r"brand\.yaml:2 colour: is not a field that is known here"),
        (
            "name: A\ncolours:\n  accent: '#FFCC00'\n",
            r"brand\.yaml:3 colours\.accent: #ffcc00 has a contrast of 1\.21:1 against #e9e6df, and text needs 4\.5:1 "
            r"\(WCAG 2\.2 AA\); the nearest that passes is #[0-9a-f]{6}",
        ),
        ("name: A\ncolours: {ink: red}\n", r"brand\.yaml:2 colours\.ink: .*'red'"),
        ("name: A\nheadings: comic\n", r"brand\.yaml:2 headings: "),
        ("name: A\nlogo: none.svg\n", r"brand\.yaml:2 logo: none\.svg: there is no such file"),
        ("name: A\nlogo: [a]\n", r"brand\.yaml:2 logo: has to be the name of a file"),
        ("- a\n", r"brand\.yaml:1 file: has to hold a brand"),
        ("name: 'A\\nB'\nfooter: \"a\\nb\"\n", r"brand\.yaml:2 footer: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_way_out(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        documents.brand(written(tmp_path, text))


@given(st.integers(0, 0xFFFFFF))
def test_the_nearest_colour_passes_and_one_that_passes_is_its_own(number: int) -> None:
    colour = f"#{number:06x}"
    found = nearest(colour)
    assert all(contrast(found, getattr(LIGHT, ground)) >= LEAST_FOR_TEXT for ground in GROUNDS)
    assert BrandColours(accent=found).accent == found
    if all(contrast(colour, getattr(LIGHT, ground)) >= LEAST_FOR_TEXT for ground in GROUNDS):
        assert contrast(found, colour) < 1.02  # by the rounding of hue and saturation alone


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "neither SVG nor PNG nor JPEG"),
        (b"%PDF-1.7", "neither SVG nor PNG nor JPEG"),
        (SIGNATURE + b"junk", "begins like a PNG and is none"),
        (b"\xff\xd8\xffjunk", "begins like a JPEG and is none"),
        (png(2, 2, (60_000, 60_000)), "60,000 by 60,000 pixels; at most 4,096"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "neither SVG"),
        (b'<?xml version="1.0"?><!DOCTYPE svg SYSTEM "http://x"><svg/>', "document type or entities"),
        (SVG.format('<image href="file:///etc/hostname"/>').encode(), "it holds <image>"),
        (SVG.format("<script>alert(1)</script>").encode(), "it holds <script>"),
        (SVG.format("<foreignObject/>").encode(), "it holds <foreignobject>"),
        (SVG.format('<use href="http://x/a.svg#b"/>').encode(), "<use> has href="),
        (SVG.format('<rect onload="x()"/>').encode(), "<rect> has onload="),
        (SVG.format('<rect fill="url(http://x)"/>').encode(), "<rect> has fill="),
        (SVG.format("<style>@import 'http://x';</style>").encode(), "its style leads elsewhere"),
        (b"<svg><g></svg>", "no SVG that can be read"),
        (b'<?xml version="1.0"?><html/>', "it is XML and no SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "neither a viewBox nor width and height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 1"/>', "at most 20 times as long"),
    ],
)
def test_a_logo_that_is_not_what_it_says_or_leads_elsewhere_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=re.escape(why)):
        logos.picture(content)


@pytest.mark.parametrize("content", [SVG.format("").encode(), png(80, 40)], ids=["svg", "png"])
def test_a_logo_is_drawn_anew_and_nothing_else_of_it_stays(content: bytes) -> None:
    made = logos.picture(content)
    assert made.startswith(SIGNATURE)
    assert struct.unpack(">II", made[16:24]) == (400, 200)
    assert b"taken at home" not in made
    assert logos.picture(content) == made


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "name: A\nlogo: big.png\n", big_png=b"\0" * 1_000_001)
    with pytest.raises(InputError, match=r"brand\.yaml:2 logo: big\.png: is larger than 1,000,000 bytes"):
        documents.brand(path)


def test_the_look_is_in_every_page_and_verify_prints_it_again(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(delivery.report_pdf(branded()))
    pages = printed.pages(path.read_bytes())
    assert all("Harbour Audit Ltd, 1 Quay Street" in page for page in pages)
    assert "Prepared for the supervisory board" in pages[0]
    assert all("Strictly confidential" in page for page in pages)
    found = verification.verify(path)
    assert found.verified
    assert next(p.why for p in found.points if p.name == "Printed pages") == "the very same, byte by byte"


def test_the_number_of_a_report_does_not_hang_on_its_look() -> None:
    plain = branded().model_copy(update={"edition": branded().edition.unbranded})
    assert plain.number == branded().number
    assert plain.content_hash != branded().content_hash
    assert branded().record().fits


def test_colours_and_headings_are_those_of_the_brand() -> None:
    text = render.html(branded())
    style = text[text.index("<style>") : text.index("</style>")]
    assert "#7a3b12" in style
    assert LIGHT.blue not in style
    assert 'font-family: "Report Serif"' not in style
    assert f'<img src="data:image/png;base64,{example().logo}" alt="Harbour Audit">' in text


def test_hostile_words_of_a_brand_are_text() -> None:
    words = '</style><script>alert(1)</script>"'
    brand = Brand(name=words, cover=words, footer=words, classification=words[:40])
    made = branded().model_copy(update={"edition": branded().edition.model_copy(update={"brand": brand})})
    assert "<script>" not in render.html(made)


def test_office_forms_carry_the_brand() -> None:
    document = Document(BytesIO(render.make(branded(), "docx")))
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Harbour Audit"
    assert document.sections[0].footer.paragraphs[0].text.startswith("Harbour Audit Ltd, 1 Quay Street · ")
    assert "Strictly confidential" in document.sections[0].header.paragraphs[0].text
    accent = document.styles["Code Text"].font.color.rgb
    assert str(accent) == "7A3B12"
    book = load_workbook(BytesIO(render.make(branded(), Form.XLSX)))
    assert [cell.value for cell in book["Report"][3]] == ["By", "Harbour Audit"]
