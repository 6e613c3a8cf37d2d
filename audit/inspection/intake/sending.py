"""Values that cross processes by the hundred thousand, and lie in the cache."""

import copyreg
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Struct

V = TypeVar("V")


class Value(Struct, frozen=True, gc=False):
    """A value of a few fields that is made, sent and compared without a step of Python.

    Such values hold each other only from outside to inside, so there is no circle for a collector to find.
    """


def sent_once(kind: type[V], field: str, made: Callable[[Any], V]) -> None:
    """Pickle values of one field, of which few differ, by the function that makes equal ones one value."""
    value_of = attrgetter(field)

    def reduced(value: V) -> tuple[Callable[[Any], V], tuple[Any]]:
        return made, (value_of(made(value_of(value))),)

    copyreg.pickle(kind, reduced)
