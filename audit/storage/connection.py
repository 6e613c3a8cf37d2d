"""Where the ledger lies, and how its database is reached."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from audit.model.base import InputError
from audit.model.speech import _

ENVIRONMENT = "PHASE2_DATABASE_URL"


def data_folder() -> Path:
    """Where this user's data lies, unless the environment names another database."""
    return user_data_path("phase2-audit", appauthor=False)


def default_url() -> str:
    """Where the ledger lies: as the environment says, or in the user's data folder."""
    return os.environ.get(ENVIRONMENT) or f"sqlite:///{data_folder() / 'phase2.sqlite3'}"


def connect(url: str) -> sa.Engine:
    """The database at this address; a file of SQLite is made if there is none, readable by its owner only."""
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite":
            _prepare_file(parsed)
        engine = sa.create_engine(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise InputError(
            _(
                "the database address in {environment} cannot be read; it should look like "
                "sqlite:////home/me/audit.sqlite3 or postgresql+psycopg://user@host/name",
                environment=ENVIRONMENT,
            )
        ) from error
    except ModuleNotFoundError as error:
        raise InputError(
            _(
                "{environment} names a database whose driver is not installed: install it beside Phase 2 "
                "Audit with: pip install {name}",
                environment=ENVIRONMENT,
                name=str(error.name),
            )
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
            _(
                "the ledger cannot be kept at {path}: {strerror}; name another place in {environment}",
                path=str(path),
                strerror=str(error.strerror),
                environment=ENVIRONMENT,
            )
        ) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout=10000")
        with suppress(connection.OperationalError):  # a read-only database can still be read
            cursor.execute("PRAGMA journal_mode=WAL")
    finally:
        cursor.close()
