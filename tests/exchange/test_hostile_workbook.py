"""Workbooks that somebody made to do harm: refused with a message, before anything is unpacked in memory."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.exchange import statement
from audit.exchange.workbook import guard, read, write
from audit.model.base import InputError
from tests.exchange.packs import PACK

SHEET = "xl/worksheets/sheet2.xml"
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


@cache
def blank() -> bytes:
    return write(statement.outgoing(PACK, None, "agency", "Ann Lee"))


def rebuilt(change: dict[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """The blank questionnaire with parts of its archive replaced, added, or (None) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank())) as old, zipfile.ZipFile(stream, "w", DEFLATED) as new:
        for part in old.namelist():
            by = change.get(part, old.read(part))
            if by is not None:
                new.writestr(part, by(old.read(part)) if callable(by) else by)
        for part, content in change.items():
            if part not in old.namelist() and isinstance(content, bytes):
                new.writestr(part, content)
    return stream.getvalue()


def into_rows(text: bytes) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"</sheetData>", text + b"</sheetData>")


def lying(data: bytes) -> bytes:
    """An archive whose directory says that every part is one byte long."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = (1).to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


ENTITIES = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
)
ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(100, 20_200))
CELLS = b'<row r="9">' + b'<c r="A9"><v>1</v></c>' * 300_001 + b"</row>"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: b"", "is no workbook, or a damaged or locked one; save it"),
        (lambda: b"PK\x03\x04 and nothing more", "is no workbook, or a damaged or locked one"),
        (lambda: blank()[: len(blank()) // 2], "is no workbook, or a damaged or locked one"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "has a password or is in the old format .xls"),
        (lambda: b"\0" * (guard.MAX_FILE + 1), "is larger than 10,000,000 bytes"),
        (lambda: rebuilt({"[Content_Types].xml": None}), "is no workbook; save it as an Excel workbook (.xlsx)"),
        (lambda: rebuilt({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "xl/workbook.xml": None}), "is an OpenDocument file"),
        (lambda: rebuilt({"xl/workbook.xml": None}), "is a damaged workbook"),
        (lambda: rebuilt({SHEET: b"<worksheet"}), "is a damaged workbook"),
        (lambda: rebuilt({"xl/vbaProject.bin": b"x"}), "holds macros, which are never opened"),
        (lambda: rebuilt({"xl/media/zeros.bin": b"\0" * (guard.MAX_UNPACKED + 1)}), "unpacks to more than 60,000,000 bytes"),
        (lambda: lying(rebuilt({"xl/media/zeros.bin": b"\0" * (guard.MAX_UNPACKED + 1)})), "is no workbook, or a damaged or locked one"),
        (lambda: rebuilt({SHEET: ENTITIES}), "declares XML entities"),
        (lambda: rebuilt({"xl/sharedStrings.xml": ENTITIES}), "declares XML entities"),
        (lambda: rebuilt({"docProps/core.xml": ENTITIES}), "declares XML entities"),
        (lambda: rebuilt({SHEET: ENTITIES.decode().encode("utf-16")}), "is not in UTF-8"),
        (lambda: rebuilt({SHEET: b'<?xml version="1.0" encoding="utf-7"?><a/>'}), "is not in UTF-8"),
        (lambda: rebuilt({SHEET: into_rows(ROWS)}), "has more than 20,000 rows or 300,000 cells"),
        (lambda: rebuilt({SHEET: into_rows(CELLS)}), "has more than 20,000 rows or 300,000 cells"),
        (lambda: rebuilt({SHEET: into_rows(b'<row r="999999"><c r="A999999"><v>1</v></c></row>')}), "has something in cell A999999, far outside"),
        (lambda: rebuilt({SHEET: into_rows(b'<row r="9"><c r="XFD9"><v>1</v></c></row>')}), "has something in cell XFD9, far outside"),
        (lambda: rebuilt({f"xl/media/{n}.bin": b"x" for n in range(500)}), "has too many parts"),
        (lambda: rebuilt({SHEET.upper(): b"x"}), "or two of the same name"),
    ],
)  # fmt: skip
def test_refused(data: Callable[[], bytes], why: str) -> None:
    with pytest.raises(InputError) as raised:
        read(data(), "back.xlsx")
    assert str(raised.value).startswith("back.xlsx: ")
    assert why in str(raised.value)


@pytest.mark.parametrize(
    "change",
    [
        {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
        {"xl/connections.xml": b"<connections/>"},
        {"xl/embeddings/oleObject1.bin": b"x"},
    ],
)
def test_links_are_told_and_never_followed(
    change: dict[str, bytes | Callable[[bytes], bytes] | None],
) -> None:
    found = read(rebuilt(change), "back.xlsx")
    assert [str(note) for note in found.notices] == [
        "back.xlsx: links to other files or holds embedded ones; none of them is opened"
    ]
    assert len(found.replies) == 11


def test_rows_at_the_far_end_that_hold_nothing_are_let_be() -> None:
    tail = b'<row r="1048576" ht="12.8" customHeight="1"><c r="A1048576" s="1"/></row>'
    assert len(read(rebuilt({SHEET: into_rows(tail)}), "back.xlsx").replies) == 11


def test_a_number_beyond_all_numbers_is_read_as_it_stands() -> None:
    cells = b'<c r="A60" t="inlineStr"><is><t>Q4</t></is></c><c r="D60"><v>1e999</v></c>'
    found = read(rebuilt({SHEET: into_rows(b'<row r="60">' + cells + b"</row>")}), "back.xlsx")
    assert [typed.reply for typed in found.replies if typed.place == "back.xlsx EVAL!D60"] == ["inf"]


def test_a_merge_of_a_whole_sheet_costs_nothing() -> None:
    whole = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    found = read(rebuilt({SHEET: lambda old: old.replace(b"</sheetData>", whole)}), "back.xlsx")
    assert len(found.replies) == 11


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_ends_in_a_sheet_or_a_message(data: st.DataObject) -> None:
    """Bytes of one part are replaced, cut out or doubled; nothing but InputError comes of it."""
    with zipfile.ZipFile(io.BytesIO(blank())) as archive:
        part = data.draw(st.sampled_from(archive.namelist()))
        old = archive.read(part)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, min(len(old), start + 200)))
    new = data.draw(
        st.binary(max_size=20) | st.sampled_from([old[start:end] * 2, b'r="A0"', b't="d"', b'"99999999"'])
    )
    with suppress(InputError):
        assert read(rebuilt({part: old[:start] + new + old[end:]}), "back.xlsx").file == "back.xlsx"
