"""Drafts: what somebody typed and has not put on record yet; no entry of the ledger, and lost to nobody."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from audit.storage import tables

LONGEST = 20_000
BEGUN = "new-"
"""How the ids begin under which drafts of assessments are kept that are not created yet."""
DAYS = 60
"""For how long they are kept after the last change."""


def drafts(connection: sa.Connection, assessment: str) -> dict[str, str]:
    """The drafts of an assessment by field."""
    chosen = sa.select(tables.drafts).where(tables.drafts.c.assessment == assessment)
    return {row.field: row.text for row in connection.execute(chosen)}


def keep(connection: sa.Connection, assessment: str, field: str, text: str) -> None:
    """Keep the draft of a field in place of the one before."""
    drop(connection, assessment, [field])
    row = {"assessment": assessment, "field": field, "text": text[:LONGEST]}
    connection.execute(sa.insert(tables.drafts).values(**row, at=datetime.now(UTC).isoformat()))


def drop(connection: sa.Connection, assessment: str, fields: Iterable[str]) -> None:
    """Forget the drafts of these fields."""
    chosen = tables.drafts.c.field.in_(list(fields))
    connection.execute(sa.delete(tables.drafts).where(tables.drafts.c.assessment == assessment, chosen))


def erase(connection: sa.Connection, name: str) -> None:
    """Forget every draft that holds the name of a person."""
    connection.execute(sa.delete(tables.drafts).where(tables.drafts.c.text.contains(name, autoescape=True)))


def forget_begun(connection: sa.Connection) -> None:
    """Forget the drafts of assessments that nobody went on to create."""
    before = (datetime.now(UTC) - timedelta(days=DAYS)).isoformat()
    begun = tables.drafts.c.assessment.startswith(BEGUN, autoescape=True)
    connection.execute(sa.delete(tables.drafts).where(begun, tables.drafts.c.at < before))
