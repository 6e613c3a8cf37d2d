"""What a table for those who go on calculating is made of: columns, rows, and numbers as numbers."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from audit.model import wording
from audit.model.score import Interval

Value = str | int | float | date | None
NARROW, MIDDLE, WIDE = 11, 22, 52


class Column(NamedTuple):
    """A column: its title, and its width in characters."""

    title: str
    width: int = MIDDLE


class Sheet(NamedTuple):
    """A table with a name, what it holds in a sentence, and its rows."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def figure(value: float | None) -> float | None:
    """A number rounded as it is worded, so that no form shows another digit."""
    return (
        None
        if value is None
        else float(Decimal(repr(float(value))).quantize(Decimal("0.1"), ROUND_HALF_EVEN, wording.EVERY_DIGIT))
    )


def bounds(interval: Interval | tuple[float, float] | None) -> tuple[float | None, float | None]:
    """Both ends of an interval, rounded; none where there is none."""
    return (None, None) if interval is None else (figure(interval[0]), figure(interval[1]))
