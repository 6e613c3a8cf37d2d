"""The ledger on disk: entries and their summary rows, behind `record()` and `load()`."""

import json
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from audit.model.assessment import Assessment
from audit.model.base import InputError, Value
from audit.model.ledger import Entry, Kind, Step, canonical, fold, verify_chain, with_names

ENVIRONMENT = "PHASE2_DATABASE_URL"
ERASED = "(name erased)"
_PERSON = "person:"

_metadata = sa.MetaData()
_entries = sa.Table(
    "entries",
    _metadata,
    sa.Column("assessment", sa.String(32), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
_summaries = sa.Table(
    "summaries",
    _metadata,
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
_people = sa.Table(
    "people",
    _metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)


class ConflictError(InputError):
    """Somebody else recorded something first; nothing of this was written."""


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

    @property
    def outdated(self) -> bool:
        """Whether something was recorded after the conclusion was drawn."""
        return bool(self.conclusion) and self.concluded_at < self.seq


def data_folder() -> Path:
    """Where this user's data lies, unless the environment names another database."""
    return user_data_path("phase2-audit", appauthor=False)


def default_url() -> str:
    """Where the ledger lies: as the environment says, or in the user's data folder."""
    return os.environ.get(ENVIRONMENT) or f"sqlite:///{data_folder() / 'phase2.sqlite3'}"


class Ledger:
    """The entries of all assessments in one database."""

    def __init__(self, url: str | None = None) -> None:
        self._engine = _engine(url or default_url())
        self._place = self._engine.url.render_as_string(hide_password=True)
        self._loaded: dict[str, tuple[str, dict[str, str], Assessment]] = {}
        with self._errors():
            _metadata.create_all(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def record(self, assessment: str, steps: Sequence[Step], *, actor: str = "", after: int) -> int:
        """Append the steps behind entry number `after`, all or none; the number of the last entry.

        Raises ConflictError if the ledger of this assessment has grown beyond `after`.
        """
        head = self.head(assessment) if after else None
        if after != (head.seq if head else 0):
            raise self._conflict(assessment, after)
        if not steps:
            return after
        try:
            with self._errors(), self._engine.begin() as connection:
                added = self._chained(connection, head, assessment, steps, actor)
                connection.execute(sa.insert(_entries), [_row(entry) for entry in added])
                self._summarise(connection, assessment, steps, added[-1])
        except ConflictError:
            raise self._conflict(assessment, after) from None
        return added[-1].seq

    def _chained(
        self,
        connection: sa.Connection,
        last: Entry | None,
        assessment: str,
        steps: Sequence[Step],
        actor: str,
    ) -> list[Entry]:
        people, added = _People(connection), list[Entry]()
        for step in steps:
            named, key, now = with_names(step, people.key), people.key(actor), datetime.now(UTC)
            last = Entry.following(last, named, assessment=assessment, at=now, actor=key)
            added.append(last)
        return added

    def _summarise(
        self, connection: sa.Connection, assessment: str, steps: Sequence[Step], last: Entry
    ) -> None:
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
            connection.execute(sa.insert(_summaries).values(row))
        else:
            connection.execute(sa.update(_summaries).where(_summaries.c.id == assessment).values(row))

    def note_conclusion(self, assessment: str, conclusion: str, seq: int) -> None:
        """Write into the summary row what was concluded from the entries up to `seq`."""
        row = {"conclusion": conclusion, "concluded_at": seq}
        same = sa.and_(_summaries.c.id == assessment, _summaries.c.concluded_at <= seq)
        with self._errors(), self._engine.begin() as connection:
            connection.execute(sa.update(_summaries).where(same).values(row))

    def load(self, assessment: str) -> Assessment:
        """The assessment as it stands now, with the names of people in it."""
        return self.load_at(assessment)[0]

    def load_at(self, assessment: str) -> tuple[Assessment, int]:
        """The assessment, and the number of the entry that it stands at."""
        head, names = self.head(assessment), self._names()
        known = self._loaded.get(assessment)
        if known is None or known[:2] != (head.hash, names):
            # Entries never change, so what was folded once for this head need not be folded again.
            now = fold(self.history(assessment)[: head.seq])
            known = self._loaded[assessment] = (head.hash, names, now)
        return known[2], head.seq

    def entries(self, assessment: str) -> list[Entry]:
        """Every entry as it is stored and hashed, first to last; the chain is verified."""
        with self._errors(), self._engine.connect() as connection:
            head = connection.scalar(sa.select(_summaries.c.head).where(_summaries.c.id == assessment))
            chosen = sa.select(_entries).where(_entries.c.assessment == assessment).order_by(_entries.c.seq)
            found = [_entry(row) for row in connection.execute(chosen).mappings()]
        verify_chain(found)
        if head not in {entry.hash for entry in found}:
            raise InputError(
                f"the ledger of assessment {assessment} lacks its last entries; "
                "restore the database from a backup"
            )
        return found

    def history(self, assessment: str) -> list[Entry]:
        """Every entry with the names of people in place of their keys."""
        names = self._names()

        def name(key: str) -> str:
            return names.get(key, ERASED if key.startswith(_PERSON) else key)

        def named(entry: Entry) -> Entry:
            body = with_names(Step(entry.kind, entry.body), name).body
            return entry.model_copy(update={"body": body, "actor": name(entry.actor)})

        return [named(entry) for entry in self.entries(assessment)]

    def head(self, assessment: str) -> Entry:
        """The last entry."""
        with self._errors(), self._engine.connect() as connection:
            chosen = sa.select(_entries).where(_entries.c.assessment == assessment)
            found = connection.execute(chosen.order_by(_entries.c.seq.desc()).limit(1)).mappings().first()
        if found is None:
            raise InputError(
                f"there is no assessment {assessment} in {self._place}; choose one from the list"
            )
        return _entry(found)

    def summaries(self) -> list[Summary]:
        """Every assessment, the last changed one first."""
        with self._errors(), self._engine.connect() as connection:
            rows = connection.execute(sa.select(_summaries).order_by(_summaries.c.updated.desc()))
            return [Summary.model_validate(dict(row)) for row in rows.mappings()]

    def erase_person(self, name: str) -> bool:
        """Forget the name of a person everywhere; whether it was known."""
        with self._errors(), self._engine.begin() as connection:
            return bool(connection.execute(sa.delete(_people).where(_people.c.name == name)).rowcount)

    def _names(self) -> dict[str, str]:
        with self._errors(), self._engine.connect() as connection:
            return {row.key: row.name for row in connection.execute(sa.select(_people))}

    def _conflict(self, assessment: str, after: int) -> ConflictError:
        return ConflictError(
            f"assessment {assessment} was changed by somebody else after entry {after}, and nothing was "
            "written over it; look at the newer state and record yours again"
        )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise ConflictError("somebody else recorded first") from error
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise InputError(
                f"the database {self._place} cannot be used: {reason}; check that it is a Phase 2 ledger "
                f"that you may write to, or name another one in {ENVIRONMENT}"
            ) from error


class _People:
    """Keys in place of names, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        if not name or name == ERASED:
            return name
        if name not in self._keys:
            known = self._connection.scalar(sa.select(_people.c.key).where(_people.c.name == name))
            self._keys[name] = known or self._add(name)
        return self._keys[name]

    def _add(self, name: str) -> str:
        key = f"{_PERSON}{uuid.uuid4().hex}"
        self._connection.execute(sa.insert(_people).values(key=key, name=name))
        return key


def _engine(url: str) -> sa.Engine:
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite":
            _prepare_file(parsed)
        engine = sa.create_engine(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise InputError(
            f"the database address in {ENVIRONMENT} cannot be read; it should look like "
            "sqlite:////home/me/audit.sqlite3 or postgresql+psycopg://user@host/name"
        ) from error
    except ModuleNotFoundError as error:
        raise InputError(
            f"{ENVIRONMENT} names a database whose driver is not installed: "
            f"install it beside Phase 2 Audit with: pip install {error.name}"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _prepare_file(url: sa.URL) -> None:
    """Make the database file, its folder, and so everything that SQLite puts beside it, private."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    path = Path(url.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        raise InputError(
            f"the ledger cannot be kept at {path}: {error.strerror}; name another place in {ENVIRONMENT}"
        ) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout=10000")
        with suppress(connection.OperationalError):  # a read-only database can still be read
            cursor.execute("PRAGMA journal_mode=WAL")
    finally:
        cursor.close()


def _row(entry: Entry) -> dict[str, object]:
    return {
        **entry.model_dump(mode="python", exclude={"body", "at"}),
        "kind": entry.kind.value,
        "at": entry.at.isoformat(),
        "body": canonical(entry.body),
    }


def _entry(row: sa.RowMapping) -> Entry:
    try:
        body, at = json.loads(row["body"]), datetime.fromisoformat(row["at"])
        return Entry.model_validate({**row, "at": at, "body": body})
    except ValueError as error:
        raise InputError(
            f"entry {row['seq']} of assessment {row['assessment']} cannot be read: "
            "it was damaged, or written by a newer version of Phase 2 Audit"
        ) from error
