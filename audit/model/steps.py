"""Steps: what is recorded next, what it is about, and which of them lead from one assessment to another."""

from audit.model.assessment import Assessment
from audit.model.base import AnyValue
from audit.model.ledger import COLLECTIONS, KEYS, SETTINGS, Body, Kind, Step, apply, canonical, item_key
from audit.model.speech import _, listed, marked

_PHRASES = {
    "respondents": marked("the description of {item}"),
    "answers": marked("the answer to {item}"),
    "claims": marked("the claim about {item}"),
    "ratings": marked("the rating of {item}"),
    "rulings": marked("the ruling on {item}"),
    "accepted": marked("the acceptance for {item}"),
    "waivers": marked("the waiver of {item}"),
    "commitments": marked("the commitment on {item}"),
    "responses": marked("the reply to {item}"),
    "partner": marked("the score of {item}"),
    "buildability": marked("the score of {item}"),
    "evidence": marked("the item of evidence {item}"),
    "repositories": marked("the repository {item}"),
    "inspections": marked("the inspection of {item}"),
    "milestones": marked("the milestone {item}"),
    "earlier": marked("the earlier run {item}"),
    "events": marked("the event of {item}"),
    "signatures": marked("the signature of {item}"),
}


def step_of(kind: Kind, value: AnyValue) -> Step:
    """The step that adds this value to its list."""
    return Step(kind, value.model_dump(mode="json"))


def held_item(assessment: Assessment, kind: Kind, item: AnyValue) -> AnyValue | None:
    """The item of the assessment that has the same key as this one."""
    field, key = COLLECTIONS[kind]
    held: tuple[AnyValue, ...] = getattr(assessment, field)
    wanted = [getattr(item, part) for part in key]
    return next((one for one in held if [getattr(one, part) for part in key] == wanted), None)


def find_item(state: Body, kind: Kind, item: Body) -> Body | None:
    """The item of a state that has the same key as this one, both as JSON values."""
    field, key = COLLECTIONS[kind]
    wanted = item_key(item, key)
    return next((one for one in state.get(field, []) if item_key(one, key) == wanted), None)


def withdrawal(kind: Kind, item: AnyValue) -> Step:
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
    held = {item_key(item, key): item for item in state[field]}
    kept = {item_key(item, key) for item in wanted[field]}
    gone = [item for name, item in held.items() if name not in kept]
    steps = [Step(Kind.WITHDRAWN, {"field": field, "item": item}) for item in gone]
    steps += [Step(kind, item) for item in wanted[field] if held.get(item_key(item, key)) != item]
    for step in steps:
        apply(state, step)
    if state[field] != wanted[field]:
        # Another order, or two answers of one respondent to one criterion: keep it as it was given.
        steps.append(Step(Kind.IMPORTED, {field: wanted[field]}))
    return steps


def _subject(step: Step) -> tuple[str, tuple[object, ...] | None]:
    """The field that a step changes and the key of the item in it; no key for the field as a whole."""
    if step.kind in COLLECTIONS:
        field = COLLECTIONS[step.kind].field
        return field, item_key(step.body, KEYS[field])
    if step.kind is Kind.WITHDRAWN:
        field = step.body["field"]
        return field, item_key(step.body["item"], KEYS[field])
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
        return _("the {fields}", fields=listed(sorted(step.body)))
    return _(_PHRASES[field], item=str(key[0]))
