"""What a workbook is before anything opens it: small, whole, without macros, and without a bomb inside."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import column_index_from_string

from audit.exchange.workbook.layout import LAST_COLUMN, LAST_ROW
from audit.model import wording
from audit.model.base import InputError
from audit.model.speech import _, marked

MAX_FILE = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 500
MAX_ROWS = 20_000
MAX_CELLS = 300_000
CHUNK = 1_000_000
OVERLAP = 512

_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,80}?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_HELD = re.compile(rb"<(?:\w+:)?c\s[^>]{0,80}?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]{0,200}(?<!/)>")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"
_LINKS = ("externallinks/", "connections.xml", "embeddings/", "activex/", "querytables/")
SAVE_AS = marked("save it as an Excel workbook (.xlsx)")


class Guarded(NamedTuple):
    """A workbook that may be opened, what was seen in it, and its merged cells by part."""

    notices: tuple[str, ...]
    merged: dict[str, tuple[str, ...]]


def check(data: bytes, name: str) -> Guarded:
    """Look through every part as it unpacks; raises InputError for what must not be opened."""
    if len(data) > MAX_FILE:
        raise InputError(
            _(
                "{name}: is larger than {most} bytes, which no filled questionnaire is",
                name=name,
                most=wording.count(MAX_FILE),
            )
        )
    if data.startswith(_OLE):
        raise InputError(
            _(
                "{name}: has a password or is in the old format .xls; {save_as} without a password",
                name=name,
                save_as=_(SAVE_AS),
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _guarded(archive, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ) as e:
        raise InputError(
            _(
                "{name}: is no workbook, or a damaged or locked one; {save_as} again",
                name=name,
                save_as=_(SAVE_AS),
            )
        ) from e


def _guarded(archive: zipfile.ZipFile, name: str) -> Guarded:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS or len(set(names)) < len(names):
        raise InputError(
            _(
                "{name}: has too many parts, or two of the same name; {save_as} again",
                name=name,
                save_as=_(SAVE_AS),
            )
        )
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise InputError(
            _(
                "{name}: unpacks to more than {most} bytes; it was not opened",
                name=name,
                most=wording.count(MAX_UNPACKED),
            )
        )
    if any("vbaproject" in part or "macrosheets/" in part for part in names):
        raise InputError(
            _(
                "{name}: holds macros, which are never opened; {save_as}, which leaves them out",
                name=name,
                save_as=_(SAVE_AS),
            )
        )
    if "mimetype" in names and "xl/workbook.xml" not in names:
        raise InputError(_("{name}: is an OpenDocument file; {save_as}", name=name, save_as=_(SAVE_AS)))
    if "[content_types].xml" not in names:
        raise InputError(_("{name}: is no workbook; {save_as}", name=name, save_as=_(SAVE_AS)))
    merged: dict[str, tuple[str, ...]] = {}
    unpacked = 0
    for part in parts:
        seen = _Seen(name, part.filename)
        for chunk in _chunks(archive, part):
            unpacked += len(chunk)
            if unpacked > MAX_UNPACKED:
                raise InputError(
                    _(
                        "{name}: unpacks to more than {most} bytes; it was not opened",
                        name=name,
                        most=wording.count(MAX_UNPACKED),
                    )
                )
            seen.look(chunk)
        if seen.merged:
            merged[part.filename] = tuple(dict.fromkeys(seen.merged))
    linked = any(link in part for part in names for link in _LINKS)
    why = _("links to other files or holds embedded ones; none of them is opened")
    return Guarded((why,) if linked else (), merged)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class _Seen:
    """Counts rows and cells of one part, and refuses what it must not declare."""

    def __init__(self, name: str, part: str) -> None:
        self.name, self.part = name, part
        self.rest, self.rows, self.cells, self.first = b"", 0, 0, True
        self.merged: list[str] = []

    def look(self, chunk: bytes) -> None:
        """Look at the next piece; what begins at the end of one is seen with the next."""
        if self.first:
            self._encoding(chunk)
        text = self.rest + chunk
        if _DECLARES.search(text):
            raise InputError(
                _(
                    "{name}: {part} declares XML entities, as no spreadsheet does",
                    name=self.name,
                    part=self.part,
                )
            )
        head = len(self.rest)
        self.rows += _ends(_ROW, text, head)
        self.cells += _ends(_CELL, text, head)
        if self.rows > MAX_ROWS or self.cells > MAX_CELLS:
            raise InputError(
                _(
                    "{name}: {part} has more than {max_rows} rows or {max_cells} cells; delete the empty "
                    "rows below the questions, and save it again",
                    name=self.name,
                    part=self.part,
                    max_rows=wording.count(MAX_ROWS),
                    max_cells=wording.count(MAX_CELLS),
                )
            )
        for found in _HELD.finditer(text):
            column = column_index_from_string(found[1].decode())
            if int(found[2]) > LAST_ROW or column > LAST_COLUMN:
                where = (found[1] + found[2]).decode()
                raise InputError(
                    _(
                        "{name}: {part} has something in cell {where}, far outside of the questions; delete "
                        "it or bring it to its place, and save the workbook again",
                        name=self.name,
                        part=self.part,
                        where=where,
                    )
                )
        if len(self.merged) < MAX_ROWS:
            self.merged += [found[1].decode() for found in _MERGED.finditer(text) if found.end() > head]
        self.rest = text[-OVERLAP:]

    def _encoding(self, chunk: bytes) -> None:
        """XML in an encoding that hides what is looked for."""
        self.first = False
        start = chunk[:200]
        declared = re.search(rb"encoding\s*=\s*[\"']([\w.-]+)", start)
        known = declared is None or declared[1].lower() in {b"utf-8", b"us-ascii", b"ascii"}
        if start[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<\0" in start[:8] or b"\0<" in start[:8] or not known:
            raise InputError(
                _(
                    "{name}: {part} is not in UTF-8, as every workbook is; {save_as} again",
                    name=self.name,
                    part=self.part,
                    save_as=_(SAVE_AS),
                )
            )


def _ends(pattern: re.Pattern[bytes], text: bytes, head: int) -> int:
    """How many matches end behind the part that was looked at before."""
    return sum(found.end() > head for found in pattern.finditer(text))
