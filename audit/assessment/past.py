"""What an assessment was earlier: at a milestone, and what was rated before."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from audit.model.assessment import Assessment, Rating
from audit.model.base import InputError
from audit.model.ledger import Entry, Kind, fold


class Rated(NamedTuple):
    """A rating of the past: when it was given, by whom on record, and what it said."""

    at: datetime
    actor: str
    rating: Rating


def at_milestone(entries: Sequence[Entry], name: str) -> Assessment:
    """The assessment as it stood when this milestone was set."""
    marked = [entry for entry in entries if entry.kind is Kind.MILESTONE]
    found = next((entry for entry in marked if entry.body["name"] == name), None)
    if found is None:
        names = ", ".join(entry.body["name"] for entry in marked)
        raise InputError(
            f"there is no milestone {name!r}; {f'there are: {names}' if names else 'set one first'}"
        )
    return fold(entries[: found.seq])


def ratings_of(entries: Sequence[Entry], criterion: str) -> Iterator[Rated]:
    """Every rating that this criterion was ever given, first to last."""
    for entry in entries:
        if entry.kind is Kind.RATED and entry.body["criterion"] == criterion:
            yield Rated(entry.at, entry.actor, Rating.model_validate(entry.body))
        elif entry.kind is Kind.IMPORTED:
            for body in entry.body.get("ratings", []):
                if body["criterion"] == criterion:
                    yield Rated(entry.at, entry.actor, Rating.model_validate(body))
