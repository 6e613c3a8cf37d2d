"""Values that cross processes by the hundred thousand, and lie in the cache."""

import copyreg
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

K = TypeVar("K", bound=type)
V = TypeVar("V")


def sent_by_values(kind: K) -> K:
    """Pickle a data class as its class and field values; one with slots would look them up each time."""
    names = [one.name for one in fields(kind)]
    values = attrgetter(*names)

    def reduced(value: Any) -> tuple[type, tuple[Any, ...]]:
        return kind, values(value) if len(names) > 1 else (values(value),)

    copyreg.pickle(kind, reduced)
    return kind


def sent_once(kind: type[V], field: str, made: Callable[[Any], V]) -> None:
    """Pickle values of one field, of which few differ, by the function that makes equal ones one value."""
    value_of = attrgetter(field)

    def reduced(value: V) -> tuple[Callable[[Any], V], tuple[Any]]:
        return made, (value_of(made(value_of(value))),)

    copyreg.pickle(kind, reduced)
