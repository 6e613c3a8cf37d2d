"""The list of assessments: which of them are looked for, and in which order."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from audit.storage import Summary

__all__ = ["Order", "Sought", "Standing", "Summary", "listed", "standing"]


class Standing(StrEnum):
    """How far an assessment is."""

    OPEN = "nothing concluded yet"
    CONCLUDED = "concluded"
    OUTDATED = "changed since it was concluded"


class Order(StrEnum):
    """In which order they are listed."""

    CHANGED = "last changed first"
    NAME = "by name"
    CONCLUSION = "by conclusion"


class Sought(NamedTuple):
    """What is looked for; what is empty leaves nothing out. `days` counts back from now."""

    text: str = ""
    purposes: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    conclusions: tuple[str, ...] = ()
    days: int | None = None
    order: Order = Order.CHANGED
    archived: bool = False
    """Whether what is archived is looked for, or what is not."""


def standing(one: Summary) -> Standing:
    """How far an assessment is, by its summary."""
    if not one.conclusion:
        return Standing.OPEN
    return Standing.OUTDATED if one.outdated else Standing.CONCLUDED


def listed(summaries: Iterable[Summary], sought: Sought, now: datetime) -> list[Summary]:
    """The assessments that fit, in order; every word of the text has to occur in name or conclusion."""
    wanted = sought.text.casefold().split()
    since = now - timedelta(days=sought.days) if sought.days is not None else None
    found = [
        one
        for one in summaries
        if one.archived == sought.archived
        if all(word in f"{one.name} {one.conclusion}".casefold() for word in wanted)
        if not sought.purposes or one.purpose in sought.purposes
        if not sought.standings or standing(one) in sought.standings
        if not sought.conclusions or one.conclusion in sought.conclusions
        if since is None or one.updated >= since
    ]
    match sought.order:
        case Order.NAME:
            found.sort(key=lambda one: one.name.casefold())
        case Order.CONCLUSION:
            found.sort(key=lambda one: (not one.conclusion, one.conclusion, one.name.casefold()))
        case Order.CHANGED:
            found.sort(key=lambda one: one.updated, reverse=True)
    return found
