"""Assessments put away: out of the list for now, or deleted for good; and what then stays on record."""

from datetime import UTC, datetime

import sqlalchemy as sa

from audit.model.base import Value
from audit.model.ledger import Entry
from audit.storage import people, rows, tables


class Deletion(Value):
    """What stays of a deleted assessment: its id, how far its history went, and its last hash."""

    assessment: str
    at: datetime
    actor: str
    seq: int
    hash: str


def archive(connection: sa.Connection, assessment: str) -> None:
    """Take an assessment out of the list; it stays as it is."""
    bring_back(connection, assessment)
    row = {"assessment": assessment, "at": datetime.now(UTC).isoformat()}
    connection.execute(sa.insert(tables.archived).values(row))


def bring_back(connection: sa.Connection, assessment: str) -> None:
    """Bring an archived assessment back into the list."""
    connection.execute(sa.delete(tables.archived).where(tables.archived.c.assessment == assessment))


def delete(connection: sa.Connection, last: Entry, actor: str) -> None:
    """Delete an assessment for good: entries, drafts, its row, and the names that nothing else holds."""
    gone = last.assessment
    entries = rows.behind(connection, gone, 0)
    by = people.People(connection).key(actor)
    for table, column in (
        (tables.entries, tables.entries.c.assessment),
        (tables.drafts, tables.drafts.c.assessment),
        (tables.archived, tables.archived.c.assessment),
        (tables.reserved, tables.reserved.c.assessment),
        (tables.summaries, tables.summaries.c.id),
    ):
        connection.execute(sa.delete(table).where(column == gone))
    row = {"assessment": gone, "at": datetime.now(UTC).isoformat(), "actor": by}
    connection.execute(sa.insert(tables.deleted).values(**row, seq=last.seq, hash=last.hash))
    for key in people.keys_in(entries) - {by}:
        if not _named(connection, key):
            connection.execute(sa.delete(tables.people).where(tables.people.c.key == key))


def deletion_of(connection: sa.Connection, assessment: str) -> Deletion | None:
    """What stays of this assessment, if it was deleted."""
    chosen = sa.select(tables.deleted).where(tables.deleted.c.assessment == assessment)
    row = connection.execute(chosen).mappings().first()
    return None if row is None else Deletion.model_validate(dict(row))


def holding(connection: sa.Connection, text: str) -> frozenset[str]:
    """The assessments with an entry that holds this text, whatever was recorded since."""
    chosen = sa.select(tables.entries.c.assessment).distinct()
    held = tables.entries.c.body.contains(text, autoescape=True)
    return frozenset(connection.scalars(chosen.where(held)))


def _named(connection: sa.Connection, key: str) -> bool:
    by = sa.select(tables.entries.c.seq).where(tables.entries.c.actor == key).limit(1)
    deleted = sa.select(tables.deleted.c.seq).where(tables.deleted.c.actor == key).limit(1)
    said = connection.scalar(by) or connection.scalar(deleted)
    return said is not None or bool(holding(connection, key))
