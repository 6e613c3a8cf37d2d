"""The names of people in a step, so that storage can keep them apart from what is recorded."""

from collections.abc import Callable
from typing import Any

from audit.model.ledger import COLLECTIONS, Body, Kind, Step

_PLACES: dict[str, tuple[str, ...]] = {
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


def with_names(step: Step, translate: Callable[[str], str]) -> Step:
    """The step with every name of a person in it translated; the step itself if it names nobody."""
    if step.kind in COLLECTIONS:
        field = COLLECTIONS[step.kind].field
        return Step(step.kind, _translated(step.body, _PLACES.get(field, ()), translate))
    if step.kind is Kind.WITHDRAWN:
        path = _PLACES.get(step.body["field"], ())
        return Step(step.kind, {**step.body, "item": _translated(step.body["item"], path, translate)})
    body = dict(step.body)
    for field, value in body.items():
        if field == "auditor" and value:
            body[field] = translate(value)
        elif field in _PLACES:
            body[field] = [_translated(item, _PLACES[field], translate) for item in value]
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
