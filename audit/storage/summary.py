"""The list of assessments: a row for each, kept in step with its entries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from audit.model.base import Value
from audit.model.ledger import Entry, Kind, Step
from audit.storage import tables


class Summary(Value):
    """An assessment as it stands in the list of assessments."""

    id: str
    name: str
    kind: str
    purpose: str
    conclusion: str
    concluded_at: int
    updated: datetime
    seq: int
    head: str
    archived: bool = False
    reserved: bool = False
    """Whether the conclusion is a favourable one that rests in part on somebody's word."""

    @property
    def outdated(self) -> bool:
        """Whether something was recorded after the conclusion was drawn."""
        return bool(self.conclusion) and self.concluded_at < self.seq


def summaries(connection: sa.Connection) -> list[Summary]:
    """Every assessment, the last changed one first."""
    away = tables.archived.c.assessment
    believed = tables.reserved.c.assessment
    joined = tables.summaries.outerjoin(tables.archived, away == tables.summaries.c.id)
    joined = joined.outerjoin(tables.reserved, believed == tables.summaries.c.id)
    chosen = sa.select(
        tables.summaries, away.is_not(None).label("archived"), believed.is_not(None).label("reserved")
    ).select_from(joined)
    rows = connection.execute(chosen.order_by(tables.summaries.c.updated.desc()))
    return [Summary.model_validate(dict(row)) for row in rows.mappings()]


def head(connection: sa.Connection, assessment: str) -> str | None:
    """The hash of the last entry, as the list has it."""
    found: str | None = connection.scalar(
        sa.select(tables.summaries.c.head).where(tables.summaries.c.id == assessment)
    )
    return found


def follow(connection: sa.Connection, assessment: str, steps: Sequence[Step], last: Entry) -> None:
    """Bring the row of an assessment in step with what was just recorded."""
    described: dict[str, Any] = {}
    for step in steps:
        if step.kind in {Kind.OPENED, Kind.DESCRIBED}:
            described |= step.body
    row: dict[str, Any] = {"updated": last.at.isoformat(), "seq": last.seq, "head": last.hash}
    if "subject" in described:
        row |= {"name": described["subject"]["name"], "kind": ", ".join(described["subject"]["kinds"])}
    if "purpose" in described:
        row["purpose"] = described["purpose"]
    if steps[0].kind is Kind.OPENED:
        row |= {"id": assessment, "conclusion": "", "concluded_at": 0}
        connection.execute(sa.insert(tables.summaries).values(row))
    else:
        connection.execute(sa.update(tables.summaries).where(tables.summaries.c.id == assessment).values(row))


def conclude(
    connection: sa.Connection, assessment: str, conclusion: str, seq: int, *, reserved: bool = False
) -> None:
    """Write into the row what was concluded from the entries up to `seq`, unless a later one stands there."""
    row = {"conclusion": conclusion, "concluded_at": seq}
    same = sa.and_(tables.summaries.c.id == assessment, tables.summaries.c.concluded_at <= seq)
    if connection.execute(sa.update(tables.summaries).where(same).values(row)).rowcount:
        connection.execute(sa.delete(tables.reserved).where(tables.reserved.c.assessment == assessment))
        if reserved:
            connection.execute(sa.insert(tables.reserved).values(assessment=assessment))
