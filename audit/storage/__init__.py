"""The ledger on disk: entries and their summary rows, behind `record()` and `load()`."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.ledger import Body, Entry, Step, assessment_of, replay, verify_chain
from audit.model.named_people import with_names
from audit.model.speech import _
from audit.storage import drafts, people, removal, rows, summary, tables
from audit.storage.connection import ENVIRONMENT, connect
from audit.storage.connection import data_folder as data_folder
from audit.storage.connection import default_url as default_url
from audit.storage.people import ERASED as ERASED
from audit.storage.removal import Deletion as Deletion
from audit.storage.summary import Summary as Summary

MOST_LOADED = 64
"""Of how many assessments the folded state is held ready."""


class ConflictError(InputError):
    """Somebody else recorded something first; nothing of this was written."""


class Ledger:
    """The entries of all assessments in one database."""

    def __init__(self, url: str | None = None) -> None:
        self._engine = connect(url or default_url())
        self.place = self._engine.url.render_as_string(hide_password=True)
        self._loaded: dict[str, _Loaded] = {}
        self._remembering = Lock()
        with self._errors():
            tables.metadata.create_all(self._engine)

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
                connection.execute(sa.insert(tables.entries), [rows.row_of(entry) for entry in added])
                summary.follow(connection, assessment, steps, added[-1])
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
        keys, added = people.People(connection), list[Entry]()
        for step in steps:
            keyed, actor_key, now = with_names(step, keys.key), keys.key(actor), datetime.now(UTC)
            last = Entry.following(last, keyed, assessment=assessment, at=now, actor=actor_key)
            added.append(last)
        return added

    def note_conclusion(self, assessment: str, conclusion: str, seq: int, *, reserved: bool = False) -> None:
        """Write into the summary row what was concluded up to entry `seq`, and if with a reservation."""
        with self._errors(), self._engine.begin() as connection:
            summary.conclude(connection, assessment, conclusion, seq, reserved=reserved)

    def load(self, assessment: str) -> Assessment:
        """The assessment as it stands now, with the names of people in it."""
        return self.load_at(assessment)[0]

    def load_at(self, assessment: str) -> tuple[Assessment, Entry]:
        """The assessment, and the last entry in it as it is stored."""
        known = self._loaded.get(assessment)
        new = self._news(known) if known else None
        if known and new is not None:
            # Entries never change: what was read, verified and folded once need not be so again.
            state = known.state
        else:
            self.head(assessment)
            known, new, state = None, self.entries(assessment), {}
        if known is None or new:
            everybody = people.keys_in(new) | (known.people if known else frozenset())
            names = self.names(everybody)
            state = replay(state, [people.named(entry, names) for entry in new])
            known = _Loaded(everybody, names, new[-1], state, assessment_of(state))
            self._remember(assessment, known)
        return known.content, known.last

    def _news(self, known: "_Loaded") -> list[Entry] | None:
        """The entries behind what is known, verified; none if it is gone, or names in it are others now."""
        with self._errors(), self._engine.connect() as connection:
            if people.names_of(connection, known.people) != known.names:
                return None
            found = rows.news(connection, known.last)
        if found is None:
            return None  # it was deleted meanwhile, perhaps by another process
        verify_chain(found, known.last)
        return found

    def _remember(self, assessment: str, loaded: "_Loaded") -> None:
        with self._remembering:
            self._loaded.pop(assessment, None)
            self._loaded[assessment] = loaded
            if len(self._loaded) > MOST_LOADED:
                del self._loaded[next(iter(self._loaded))]

    def since(self, assessment: str, last: Entry | None = None) -> list[Entry]:
        """The entries behind `last` as they are stored and hashed; their chain is verified."""
        found = self.behind(assessment, last.seq if last else 0)
        verify_chain(found, last)
        return found

    def behind(self, assessment: str, seq: int) -> list[Entry]:
        """The entries with higher numbers than this one, as they are stored."""
        with self._errors(), self._engine.connect() as connection:
            return rows.behind(connection, assessment, seq)

    def entries(self, assessment: str) -> list[Entry]:
        """Every entry as it is stored and hashed, first to last; the chain is verified to its end."""
        with self._errors(), self._engine.connect() as connection:
            head = summary.head(connection, assessment)
        found = self.since(assessment)
        if head not in {entry.hash for entry in found}:
            raise InputError(
                _(
                    "the ledger of assessment {assessment} lacks its last entries; restore the database from "
                    "a backup",
                    assessment=assessment,
                )
            )
        return found

    def history(self, assessment: str) -> list[Entry]:
        """Every entry with the names of people in place of their keys."""
        found = self.entries(assessment)
        names = self.names(people.keys_in(found))
        return [people.named(entry, names) for entry in found]

    def head(self, assessment: str) -> Entry:
        """The last entry."""
        with self._errors(), self._engine.connect() as connection:
            found = rows.last(connection, assessment)
            deleted = None if found else removal.deletion_of(connection, assessment)
        if deleted is not None:
            raise InputError(
                _(
                    "the assessment {assessment} was deleted on {day}, after {seq} entries; choose another "
                    "one from the list",
                    assessment=assessment,
                    day=wording.day(deleted.at.date()),
                    seq=str(deleted.seq),
                )
            )
        if found is None:
            raise InputError(
                _(
                    "there is no assessment {assessment} in {place}; choose one from the list",
                    assessment=assessment,
                    place=self.place,
                )
            )
        return found

    def summaries(self) -> list[Summary]:
        """Every assessment, the last changed one first."""
        with self._errors(), self._engine.connect() as connection:
            return summary.summaries(connection)

    def archive(self, assessment: str, *, away: bool = True) -> None:
        """Take an assessment out of the list, or bring it back; nothing else of it changes."""
        self.head(assessment)
        with self._errors(), self._engine.begin() as connection:
            (removal.archive if away else removal.bring_back)(connection, assessment)

    def delete(self, assessment: str, *, actor: str = "", after: int) -> None:
        """Delete an assessment for good; that it was there, how far and until when, stays on record.

        Raises ConflictError if its ledger has grown beyond entry number `after`: nobody saw what is lost.
        """
        with self._errors(), self._engine.begin() as connection:
            last = rows.last(connection, assessment)
            if last is not None and last.seq == after:
                removal.delete(connection, last, actor)
                return
        self.head(assessment)  # which says so where it is gone
        raise self._conflict(assessment, after)

    def holding(self, text: str) -> frozenset[str]:
        """The assessments that have this text anywhere in their history."""
        with self._errors(), self._engine.connect() as connection:
            return removal.holding(connection, text)

    def erase_person(self, name: str) -> bool:
        """Forget the name of a person everywhere; whether it was known."""
        with self._errors(), self._engine.begin() as connection:
            drafts.erase(connection, name)
            return bool(
                connection.execute(sa.delete(tables.people).where(tables.people.c.name == name)).rowcount
            )

    def drafts(self, assessment: str) -> dict[str, str]:
        """What was typed about an assessment and is not on record yet, by field."""
        with self._errors(), self._engine.connect() as connection:
            return drafts.drafts(connection, assessment)

    def keep_draft(self, assessment: str, field: str, text: str) -> None:
        """Keep what was typed into a field."""
        with self._errors(), self._engine.begin() as connection:
            drafts.keep(connection, assessment, field, text)

    def drop_drafts(self, assessment: str, fields: Sequence[str]) -> None:
        """Forget what was typed into these fields."""
        with self._errors(), self._engine.begin() as connection:
            drafts.drop(connection, assessment, fields)

    def begun(self) -> str:
        """An id to keep the drafts of an assessment under that is not created yet; old ones are forgotten."""
        with self._errors(), self._engine.begin() as connection:
            drafts.forget_begun(connection)
        return f"{drafts.BEGUN}{uuid.uuid4().hex[:12]}"

    def names(self, keys: frozenset[str]) -> dict[str, str]:
        """The names that are known of these people, by their keys."""
        with self._errors(), self._engine.connect() as connection:
            return people.names_of(connection, keys)

    def _conflict(self, assessment: str, after: int) -> ConflictError:
        return ConflictError(
            _(
                "assessment {assessment} was changed by somebody else after entry {after}, and nothing "
                "was written over it; look at the newer state and record yours again",
                assessment=assessment,
                after=str(after),
            )
        )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise ConflictError(_("somebody else recorded first")) from error
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise InputError(
                _(
                    "the database {place} cannot be used: {reason}; check that it is a Phase 2 ledger that "
                    "you may write to, or name another one in {environment}",
                    place=self.place,
                    reason=reason,
                    environment=ENVIRONMENT,
                )
            ) from error


class _Loaded(NamedTuple):
    people: frozenset[str]
    names: dict[str, str]
    last: Entry
    state: Body
    content: Assessment
