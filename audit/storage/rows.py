"""Entries as rows of the database, and back."""

import json
from datetime import datetime

import sqlalchemy as sa

from audit.model.base import InputError
from audit.model.ledger import Entry, canonical
from audit.model.speech import _
from audit.storage import tables


def row_of(entry: Entry) -> dict[str, object]:
    """The row that an entry is stored as."""
    return {
        **entry.model_dump(mode="python", exclude={"body", "at"}),
        "kind": entry.kind.value,
        "at": entry.at.isoformat(),
        "body": canonical(entry.body),
    }


def entry_of(row: sa.RowMapping) -> Entry:
    """The entry that a row holds; raises InputError where it cannot be read."""
    try:
        body, at = json.loads(row["body"]), datetime.fromisoformat(row["at"])
        return Entry.model_validate({**row, "at": at, "body": body})
    except ValueError as error:
        raise InputError(
            _(
                "entry {seq} of assessment {id} cannot be read: it was damaged, or written by a newer "
                "version of Phase 2 Audit",
                seq=str(row["seq"]),
                id=row["assessment"],
            )
        ) from error


def behind(connection: sa.Connection, assessment: str, seq: int) -> list[Entry]:
    """The entries of an assessment with higher numbers than this one."""
    chosen = sa.select(tables.entries).where(tables.entries.c.assessment == assessment)
    later = chosen.where(tables.entries.c.seq > seq).order_by(tables.entries.c.seq)
    return [entry_of(row) for row in connection.execute(later).mappings()]


def last(connection: sa.Connection, assessment: str) -> Entry | None:
    """The last entry of an assessment, if there is one."""
    chosen = sa.select(tables.entries).where(tables.entries.c.assessment == assessment)
    found = connection.execute(chosen.order_by(tables.entries.c.seq.desc()).limit(1)).mappings().first()
    return None if found is None else entry_of(found)


def news(connection: sa.Connection, known: Entry) -> list[Entry] | None:
    """The entries behind one that is known; none where that is not there any more."""
    content = sa.case((tables.entries.c.seq == known.seq, "{}"), else_=tables.entries.c.body)
    others = [column for column in tables.entries.c if column is not tables.entries.c.body]
    chosen = sa.select(*others, content.label("body")).where(tables.entries.c.assessment == known.assessment)
    later = chosen.where(tables.entries.c.seq >= known.seq).order_by(tables.entries.c.seq)
    found = connection.execute(later).mappings().all()
    if not found or found[0]["hash"] != known.hash:
        return None
    return [entry_of(row) for row in found[1:]]
