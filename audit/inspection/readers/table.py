"""Data files → how many records they hold, as far as the head of the file tells."""

import csv
import json

_HEAD = 262_144
_SNIFFED = 4_000  # guessing what parts the fields takes the square of it


def count_records(path: str, data: bytes) -> int:
    """The records of a table; 0 for what is no table of several records."""
    suffix = path.lower().rpartition(".")[2]
    if suffix in ("parquet", "xlsx", "xls", "feather"):
        return 2 if data[:4] in (b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"ARRO", b"FEA1") else 0
    if suffix in ("sqlite", "sqlite3", "db"):
        return 2 if data.startswith(b"SQLite format 3\0") else 0
    text = data[:_HEAD].decode("utf-8", "replace")
    if suffix in ("jsonl", "ndjson"):
        return sum(line.lstrip().startswith("{") for line in text.splitlines())
    if suffix == "json":
        return _json_records(data)
    return _csv_records(text, "\t" if suffix == "tsv" else None)


def _csv_records(text: str, delimiter: str | None) -> int:
    lines = text.splitlines()[:5000]
    try:
        mark = delimiter or csv.Sniffer().sniff("\n".join(lines[:20])[:_SNIFFED], ",;\t|").delimiter
        rows = [row for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return 0
    wide = [row for row in rows if len(row) >= 2]
    return len(wide) - 1 if len(wide) > 1 and len(wide) >= 0.9 * len(rows) else 0


def _json_records(data: bytes) -> int:
    if data.lstrip()[:1] != b"[":
        return 0
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return 0
    records = [item for item in value if isinstance(item, dict)]
    return len(records) if len(records) == len(value) and records and len(records[0]) >= 2 else 0
