"""The names of people: kept in a table of their own, so that one can be erased where entries never change."""

import uuid
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from audit.model.ledger import Entry, Step
from audit.model.named_people import with_names
from audit.storage import tables

ERASED = "(name erased)"
_PERSON = "person:"


class People:
    """Keys in place of names, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        """The key of this name, a new one for somebody unknown."""
        if not name or name == ERASED:
            return name
        if name not in self._keys:
            known = self._connection.scalar(
                sa.select(tables.people.c.key).where(tables.people.c.name == name)
            )
            self._keys[name] = known or self._add(name)
        return self._keys[name]

    def _add(self, name: str) -> str:
        key = f"{_PERSON}{uuid.uuid4().hex}"
        self._connection.execute(sa.insert(tables.people).values(key=key, name=name))
        return key


def keys_in(entries: Iterable[Entry]) -> frozenset[str]:
    """The keys of everybody who is named in these entries."""
    found: set[str] = set()

    def note(key: str) -> str:
        if key.startswith(_PERSON):
            found.add(key)
        return key

    for entry in entries:
        note(entry.actor)
        with_names(Step(entry.kind, entry.body), note)
    return frozenset(found)


def names_of(connection: sa.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The names that are known of these people, by their keys."""
    wanted = sorted(keys)
    if not wanted:
        return {}
    chosen = sa.select(tables.people).where(tables.people.c.key.in_(wanted))
    return {row.key: row.name for row in connection.execute(chosen)}


def named(entry: Entry, names: Mapping[str, str]) -> Entry:
    """The entry with names in place of keys."""

    def name(key: str) -> str:
        return names.get(key, ERASED if key.startswith(_PERSON) else key)

    body = with_names(Step(entry.kind, entry.body), name).body
    return entry.model_copy(update={"body": body, "actor": name(entry.actor)})
