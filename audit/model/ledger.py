"""The ledger: an append-only, hash-chained list of entries, and the pure fold of it into an assessment."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import ValidationError

from audit.model.assessment import Assessment
from audit.model.base import InputError, Value

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
_KEYS = {collection.field: collection.key for collection in COLLECTIONS.values()}

_PHRASES = {
    "respondents": "description of",
    "answers": "answer to",
    "claims": "claim about",
    "ratings": "rating of",
    "rulings": "ruling on",
    "accepted": "acceptance for",
    "waivers": "waiver of",
    "commitments": "commitment on",
    "responses": "reply to",
    "partner": "score of",
    "buildability": "score of",
    "evidence": "item of evidence",
    "repositories": "repository",
    "inspections": "inspection of",
    "milestones": "milestone",
    "earlier": "earlier run",
    "events": "event of",
    "signatures": "signature of",
}

# Where the names of people stand, so that storage can keep them apart from the entries.
_NAMES: dict[str, tuple[str, ...]] = {
    "respondents": ("name",),
    "answers": ("second_person",),
    "claims": ("second_person",),
    "ratings": ("by",),
    "accepted": ("by",),
    "waivers": ("owner",),
    "commitments": ("owner",),
    "partner": ("by",),
    "buildability": ("by",),
    "evidence": ("seen_by",),
    "inspections": ("history", "authors", "name"),
    "signatures": ("name",),
}


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
                f"the ledger of assessment {entry.assessment} was changed at entry {number}: its content "
                "does not fit its hash or the entry before; restore the database from a backup"
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
            raise InputError(f"the ledger of assessment {entry.assessment} does not begin with its opening")
        apply(new, Step(entry.kind, entry.body))
    return new


def assessment_of(state: Body) -> Assessment:
    """The assessment that a state stands for."""
    if not state:
        raise InputError("an assessment without entries cannot be read; open it first")
    try:
        return Assessment.model_validate(state)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"the ledger holds a bad {place}: {first['msg']}") from error


def apply(state: Body, step: Step) -> None:
    """Carry one step out on the state, a mapping from field to JSON value."""
    if step.kind in COLLECTIONS:
        field = COLLECTIONS[step.kind].field
        state[field] = _with(state.get(field, []), step.body, _KEYS[field])
    elif step.kind is Kind.WITHDRAWN:
        field = step.body["field"]
        gone = _key(step.body["item"], _KEYS[field])
        state[field] = [item for item in state.get(field, []) if _key(item, _KEYS[field]) != gone]
    else:
        state.update(step.body)


def _with(items: list[Body], new: Body, key: tuple[str, ...]) -> list[Body]:
    wanted = _key(new, key)
    if any(_key(item, key) == wanted for item in items):
        return [new if _key(item, key) == wanted else item for item in items]
    return [*items, new]


def _key(item: Body, key: tuple[str, ...]) -> tuple[object, ...]:
    values = (item.get(part) for part in key)
    return tuple(canonical(value) if isinstance(value, dict) else value for value in values)


def _subject(step: Step) -> tuple[str, tuple[object, ...] | None]:
    """The field that a step changes and the key of the item in it; no key for the field as a whole."""
    if step.kind in COLLECTIONS:
        field = COLLECTIONS[step.kind].field
        return field, _key(step.body, _KEYS[field])
    if step.kind is Kind.WITHDRAWN:
        field = step.body["field"]
        return field, _key(step.body["item"], _KEYS[field])
    return "", None


def overlap(one: Step, other: Step) -> bool:
    """Whether two steps change the same thing: the same item, the same list as a whole, the same setting."""
    (field, key), (other_field, other_key) = _subject(one), _subject(other)
    fields, other_fields = (
        ({field} if field else set(one.body)),
        ({other_field} if other_field else set(other.body)),
    )
    return not fields.isdisjoint(other_fields) and (key is None or other_key is None or key == other_key)


def about(step: Step) -> str:
    """What a step is about, in words: `the answer to EVAL-01`, `the profile`."""
    field, key = _subject(step)
    if key is None:
        return f"the {' and '.join(sorted(step.body))}"
    return f"the {_PHRASES[field]} {key[0]}"


def step_of(kind: Kind, value: Value) -> Step:
    """The step that adds this value to its list."""
    return Step(kind, value.model_dump(mode="json"))


def held_item(assessment: Assessment, kind: Kind, item: Value) -> Value | None:
    """The item of the assessment that has the same key as this one."""
    field, key = COLLECTIONS[kind]
    held: tuple[Value, ...] = getattr(assessment, field)
    wanted = [getattr(item, part) for part in key]
    return next((one for one in held if [getattr(one, part) for part in key] == wanted), None)


def find_item(state: Body, kind: Kind, item: Body) -> Body | None:
    """The item of a state that has the same key as this one, both as JSON values."""
    field, key = COLLECTIONS[kind]
    wanted = _key(item, key)
    return next((one for one in state.get(field, []) if _key(one, key) == wanted), None)


def withdrawal(kind: Kind, item: Value) -> Step:
    """The step that takes an item back."""
    return Step(Kind.WITHDRAWN, {"field": COLLECTIONS[kind].field, "item": item.model_dump(mode="json")})


def steps_between(old: Assessment | None, new: Assessment) -> tuple[Step, ...]:
    """The steps that lead from one assessment to another; none if they are the same."""
    wanted: Body = new.model_dump(mode="json")
    steps: list[Step] = []
    if old is None:
        opening = {field: wanted[field] for field in SETTINGS[Kind.DESCRIBED]}
        steps.append(Step(Kind.OPENED, opening))
        old = Assessment.model_validate_json(canonical(opening))
    state: Body = old.model_dump(mode="json")
    for kind, fields in SETTINGS.items():
        changed = {field: wanted[field] for field in fields if state[field] != wanted[field]}
        if changed:
            steps.append(Step(kind, changed))
    for kind in COLLECTIONS:
        steps.extend(_list_steps(kind, state, wanted))
    return tuple(steps)


def _list_steps(kind: Kind, state: Body, wanted: Body) -> list[Step]:
    """The steps that make one list of the state equal to the wanted one; carries them out."""
    field, key = COLLECTIONS[kind]
    if state[field] == wanted[field]:
        return []
    held = {_key(item, key): item for item in state[field]}
    kept = {_key(item, key) for item in wanted[field]}
    gone = [item for name, item in held.items() if name not in kept]
    steps = [Step(Kind.WITHDRAWN, {"field": field, "item": item}) for item in gone]
    steps += [Step(kind, item) for item in wanted[field] if held.get(_key(item, key)) != item]
    for step in steps:
        apply(state, step)
    if state[field] != wanted[field]:
        # Another order, or two answers of one respondent to one criterion: keep it as it was given.
        steps.append(Step(Kind.IMPORTED, {field: wanted[field]}))
    return steps


def with_names(step: Step, translate: Callable[[str], str]) -> Step:
    """The step with every name of a person in it translated; the step itself if it names nobody."""
    if step.kind in COLLECTIONS:
        field = COLLECTIONS[step.kind].field
        return Step(step.kind, _translated(step.body, _NAMES.get(field, ()), translate))
    if step.kind is Kind.WITHDRAWN:
        path = _NAMES.get(step.body["field"], ())
        return Step(step.kind, {**step.body, "item": _translated(step.body["item"], path, translate)})
    body = dict(step.body)
    for field, value in body.items():
        if field == "auditor" and value:
            body[field] = translate(value)
        elif field in _NAMES:
            body[field] = [_translated(item, _NAMES[field], translate) for item in value]
    return Step(step.kind, body)


def _translated(item: Body, path: tuple[str, ...], translate: Callable[[str], str]) -> Body:
    if not path or path[0] not in item:
        return item
    value, rest = item[path[0]], path[1:]
    new: Any
    if not rest:
        new = translate(value) if value else value
    elif isinstance(value, list):
        new = [_translated(part, rest, translate) for part in value]
    else:
        new = _translated(value, rest, translate)
    return {**item, path[0]: new}
