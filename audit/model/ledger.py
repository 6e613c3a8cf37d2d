"""The ledger: an append-only, hash-chained list of entries, and the pure fold of it into an assessment."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import ValidationError

from audit.model import complaint
from audit.model.assessment import Assessment
from audit.model.base import InputError, Value
from audit.model.speech import _

Body = dict[str, Any]
FIRST_HASH = "0" * 64


class Kind(StrEnum):
    """What an entry records."""

    OPENED = "opened"
    DESCRIBED = "described"
    PROFILE_SET = "profile_set"
    DEMO_SET = "demo_set"
    OPERATION_SET = "operation_set"
    COSTS_SET = "costs_set"
    BUSINESS_SET = "business_set"
    SYMPTOMS_SEEN = "symptoms_seen"
    IMPORTED = "imported"
    RESPONDENT_NAMED = "respondent_named"
    ANSWERED = "answered"
    RESPONDED = "responded"
    PARTNER_RATED = "partner_rated"
    BUILDABILITY_RATED = "buildability_rated"
    CLAIMED = "claimed"
    RATED = "rated"
    RULED = "ruled"
    ACCEPTED = "accepted"
    WAIVED = "waived"
    COMMITTED = "committed"
    EVIDENCE_REGISTERED = "evidence_registered"
    REPOSITORY_ADDED = "repository_added"
    INSPECTED = "inspected"
    MILESTONE = "milestone"
    RUN_KEPT = "run_kept"
    EVENT_TOLD = "event_told"
    IMPRINT_SET = "imprint_set"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class Collection(NamedTuple):
    """A list of an assessment: where its items go, and which parts of an item make it that very item."""

    field: str
    key: tuple[str, ...]


# A second item with the same key replaces the first: his newer answer, the newer inspection.
COLLECTIONS: dict[Kind, Collection] = {
    Kind.RESPONDENT_NAMED: Collection("respondents", ("id",)),
    Kind.ANSWERED: Collection("answers", ("criterion", "by")),
    Kind.CLAIMED: Collection("claims", ("criterion", "by", "asserts", "quote", "place")),
    Kind.RATED: Collection("ratings", ("criterion",)),
    Kind.RESPONDED: Collection("responses", ("question", "by")),
    Kind.PARTNER_RATED: Collection("partner", ("question",)),
    Kind.BUILDABILITY_RATED: Collection("buildability", ("item",)),
    Kind.RULED: Collection("rulings", ("criterion", "check", "by")),
    Kind.ACCEPTED: Collection("accepted", ("criterion", "check")),
    Kind.WAIVED: Collection("waivers", ("criterion",)),
    Kind.COMMITTED: Collection("commitments", ("criterion", "title")),
    Kind.EVIDENCE_REGISTERED: Collection("evidence", ("id",)),
    Kind.REPOSITORY_ADDED: Collection("repositories", ("path", "name")),
    Kind.INSPECTED: Collection("inspections", ("repository", "path")),
    Kind.MILESTONE: Collection("milestones", ("name",)),
    Kind.RUN_KEPT: Collection("earlier", ("name",)),
    Kind.EVENT_TOLD: Collection("events", ("at", "what")),
    Kind.SIGNED: Collection("signatures", ("name", "role")),
}
# The body of these entries holds fields of the assessment, each as it is from then on.
SETTINGS: dict[Kind, tuple[str, ...]] = {
    Kind.DESCRIBED: ("subject", "purpose", "as_of", "auditor", "auditor_role", "interests", "story"),
    Kind.PROFILE_SET: ("profile",),
    Kind.DEMO_SET: ("demo",),
    Kind.OPERATION_SET: ("operation",),
    Kind.COSTS_SET: ("costs",),
    Kind.BUSINESS_SET: ("business",),
    Kind.SYMPTOMS_SEEN: ("symptoms",),
    Kind.IMPRINT_SET: ("imprint",),
}
KEYS = {collection.field: collection.key for collection in COLLECTIONS.values()}


class Step(NamedTuple):
    """What is to be recorded next, before it has a place in the chain."""

    kind: Kind
    body: Body


class Entry(Value):
    """One thing that happened to an assessment; the hash covers all of it and the entry before."""

    assessment: str
    seq: int
    at: datetime
    actor: str
    kind: Kind
    body: Body
    previous_hash: str
    hash: str

    @classmethod
    def following(
        cls, last: "Entry | None", step: Step, *, assessment: str, at: datetime, actor: str
    ) -> "Entry":
        """The entry that records this step behind the last one."""
        entry = cls(
            assessment=assessment,
            seq=last.seq + 1 if last else 1,
            at=at,
            actor=actor,
            kind=step.kind,
            body=step.body,
            previous_hash=last.hash if last else FIRST_HASH,
            hash="",
        )
        return entry.model_copy(update={"hash": entry.digest()})

    def digest(self) -> str:
        """SHA-256 over everything but the hash itself."""
        content = [self.assessment, self.seq, self.at.isoformat(), self.actor, self.kind.value, self.body]
        return hashlib.sha256(canonical([*content, self.previous_hash]).encode()).hexdigest()


def canonical(body: object) -> str:
    """The one JSON text of a value: sorted, without blanks, ASCII."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def verify_chain(entries: Sequence[Entry], after: Entry | None = None) -> None:
    """Raise an error that names the first entry that was changed, removed or slipped in behind `after`."""
    seq, previous = (after.seq, after.hash) if after else (0, FIRST_HASH)
    for number, entry in enumerate(entries, start=seq + 1):
        if entry.seq != number or entry.previous_hash != previous or entry.hash != entry.digest():
            raise InputError(
                _(
                    "the ledger of assessment {assessment} was changed at entry {number}: its content does "
                    "not fit its hash or the entry before; restore the database from a backup",
                    assessment=entry.assessment,
                    number=str(number),
                )
            )
        previous = entry.hash


def fold(entries: Iterable[Entry]) -> Assessment:
    """The assessment that the entries add up to."""
    return assessment_of(replay({}, entries))


def replay(state: Body, entries: Iterable[Entry]) -> Body:
    """The state that the entries lead to from this one: a mapping from field to JSON value."""
    new = dict(state)
    for entry in entries:
        if not new and entry.kind is not Kind.OPENED:
            raise InputError(
                _(
                    "the ledger of assessment {assessment} does not begin with its opening",
                    assessment=entry.assessment,
                )
            )
        apply(new, Step(entry.kind, entry.body))
    return new


def assessment_of(state: Body) -> Assessment:
    """The assessment that a state stands for."""
    if not state:
        raise InputError(_("an assessment without entries cannot be read; open it first"))
    try:
        return Assessment.model_validate(state)
    except ValidationError as error:
        place, why = complaint.first(error)
        raise InputError(_("the ledger holds a bad {place}: {first}", place=place, first=why)) from error


def apply(state: Body, step: Step) -> None:
    """Carry one step out on the state, a mapping from field to JSON value."""
    if step.kind in COLLECTIONS:
        field = COLLECTIONS[step.kind].field
        state[field] = _with(state.get(field, []), step.body, KEYS[field])
    elif step.kind is Kind.WITHDRAWN:
        field = step.body["field"]
        gone = item_key(step.body["item"], KEYS[field])
        state[field] = [item for item in state.get(field, []) if item_key(item, KEYS[field]) != gone]
    else:
        state.update(step.body)


def _with(items: list[Body], new: Body, key: tuple[str, ...]) -> list[Body]:
    wanted = item_key(new, key)
    if any(item_key(item, key) == wanted for item in items):
        return [new if item_key(item, key) == wanted else item for item in items]
    return [*items, new]


def item_key(item: Body, key: tuple[str, ...]) -> tuple[object, ...]:
    """What makes an item that very item: its values at these parts."""
    values = (item.get(part) for part in key)
    return tuple(canonical(value) if isinstance(value, dict) else value for value in values)
