"""The tables of the ledger: entries, summary rows, names of people, drafts, and what was put away."""

import sqlalchemy as sa

metadata = sa.MetaData()
entries = sa.Table(
    "entries",
    metadata,
    sa.Column("assessment", sa.String(32), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
summaries = sa.Table(
    "summaries",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("conclusion", sa.String(80), nullable=False),
    sa.Column("concluded_at", sa.Integer, nullable=False),
    sa.Column("updated", sa.String(40), nullable=False, index=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("head", sa.String(64), nullable=False),
)
people = sa.Table(
    "people",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)
drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("assessment", sa.String(32), primary_key=True),
    sa.Column("field", sa.String(120), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
)
reserved = sa.Table(
    "reserved",
    metadata,
    sa.Column("assessment", sa.String(32), primary_key=True),
)
archived = sa.Table(
    "archived",
    metadata,
    sa.Column("assessment", sa.String(32), primary_key=True),
    sa.Column("at", sa.String(40), nullable=False),
)
deleted = sa.Table(
    "deleted",
    metadata,
    sa.Column("assessment", sa.String(32), primary_key=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
