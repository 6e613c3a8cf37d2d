"""What was read out of a file, kept until the file, the readers or the knowledge change.

An entry is found by the id of the file's content, its path and the edition of what reads it. Every entry
carries a digest: what was damaged is not believed, and a file that is no database any more is begun anew.
"""

import hashlib
import logging
import pickle
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

from audit.inspection import edition

Item = tuple[str, str]
SIZE_LIMIT = 1_000_000_000
_TABLE = (
    "create table if not exists entry"
    " (key blob primary key, digest blob not null, body blob not null) without rowid"
)
_BROKEN = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)
_log = logging.getLogger(__name__)


class Cache(AbstractContextManager["Cache"]):
    """A file of entries; without a path, or where it cannot be used, it keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = self._open() if path is not None else None
        self._edition = edition.of_readers() if self.on else ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def on(self) -> bool:
        """Whether anything is kept."""
        return self._connection is not None

    def get(self, task: str, items: Iterable[Item]) -> dict[str, Any]:
        """What is known of some files, each given by its path and the id of its content, by path."""
        found: dict[str, Any] = {}
        for path, content in items:
            row = self._row(self._key(task, path, content)) if self.on and content else None
            if row is None:
                continue
            digest, body = row
            if hashlib.blake2b(body, digest_size=16).digest() != digest:
                _log.warning("%s: an entry was damaged; its file is read again", self._path)
                continue
            try:
                found[path] = pickle.loads(body)  # noqa: S301 - written by us, checked by its digest
            except _BROKEN:
                _log.warning("%s: an entry cannot be understood; its file is read again", self._path)
        return found

    def put(self, task: str, entries: Iterable[tuple[str, str, Any]]) -> None:
        """Keep what was read: path, id of the content, and the value."""
        if self._connection is None:
            return
        bodies = (
            (self._key(task, path, content), pickle.dumps(value))
            for path, content, value in entries
            if content
        )
        rows = ((key, hashlib.blake2b(body, digest_size=16).digest(), body) for key, body in bodies)
        try:
            with self._connection:
                self._connection.executemany("insert or replace into entry values (?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            self._lost(error)

    def _key(self, task: str, path: str, content: str) -> bytes:
        return hashlib.blake2b(
            f"{self._edition}\0{task}\0{content}\0{path}".encode(), digest_size=16
        ).digest()

    def _row(self, key: bytes) -> tuple[bytes, bytes] | None:
        if self._connection is None:
            return None
        try:
            row: tuple[bytes, bytes] | None = self._connection.execute(
                "select digest, body from entry where key = ?", (key,)
            ).fetchone()
        except sqlite3.DatabaseError as error:
            self._lost(error)
            return None
        return row

    def _open(self) -> sqlite3.Connection | None:
        assert self._path is not None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._path.exists() and self._path.stat().st_size > SIZE_LIMIT:
                self._path.unlink()
            return self._connected()
        except sqlite3.DatabaseError as error:
            _log.warning("%s: the cache was damaged (%s); it is built anew", self._path, error)
            return self._anew()
        except OSError as error:
            _log.warning("%s: nothing can be kept there (%s)", self._path, error)
            return None

    def _connected(self) -> sqlite3.Connection:
        assert self._path is not None
        connection = sqlite3.connect(self._path, timeout=2)
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=off")
        connection.execute(_TABLE)
        return connection

    def _anew(self) -> sqlite3.Connection | None:
        assert self._path is not None
        try:
            for name in (
                self._path,
                *(self._path.with_name(f"{self._path.name}{end}") for end in ("-wal", "-shm")),
            ):
                name.unlink(missing_ok=True)
            return self._connected()
        except (OSError, sqlite3.DatabaseError):
            return None

    def _lost(self, error: sqlite3.DatabaseError) -> None:
        """Go on without what cannot be used: another process holds it, or it is damaged."""
        if self._connection is not None:
            self._connection.close()
        busy = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
        if not busy:
            _log.warning("%s: the cache was damaged (%s); it is built anew", self._path, error)
        self._connection = None if busy else self._anew()
