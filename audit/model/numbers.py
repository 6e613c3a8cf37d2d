"""How numbers, shares, amounts and dates are written, in the language that is spoken now."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from audit.model import speech
from audit.model.speech import _, counted

if TYPE_CHECKING:
    from audit.model.score import Interval

DASH = "\N{EN DASH}"
EVERY_DIGIT = Context(prec=400)


def _rounded(value: float, places: str) -> str:
    # From the shortest decimal text, so that 0.25 and 0.35 round as they are written.
    exact = Decimal(repr(float(value))).quantize(Decimal(places), ROUND_HALF_EVEN, EVERY_DIGIT)
    return f"{EVERY_DIGIT.add(exact, 0):,}"


def score(value: float | None) -> str:
    """A score or measure with one decimal, half to even: `1,234.5`."""
    return DASH if value is None else speech.grouped(_rounded(value, "0.1"))


def count(value: float | None) -> str:
    """A whole number with thousands separators."""
    return DASH if value is None else speech.grouped(_rounded(value, "1"))


def short(value: float) -> str:
    """A number with one decimal, left out where it is zero: `2`, `0.5`."""
    return speech.grouped(_rounded(value, "0.1").removesuffix(".0"))


def percent(share: float | None) -> str:
    """A share from 0 to 1 as a percentage: `33.6%`, `94%`."""
    return DASH if share is None else _percent(short(share * 100))


def _percent(number: str) -> str:
    return speech.spoken().percent.format(number=number)


def exact(share: float) -> str:
    """A share as a percentage with as many digits as it was given with, up to eight."""
    return _percent(speech.grouped(f"{100 * share:.8g}"))


def span(low: str, high: str) -> str:
    """Two bounds as they are printed, once if they are the same."""
    return low if low == high else f"{low}{DASH}{high}"


def interval(bounds: Interval | tuple[float, float] | None) -> str:
    """An interval of scores: `1.0-29.0`."""
    return DASH if bounds is None else span(*(score(bound) for bound in bounds))


def counts(interval: Interval) -> str:
    """An interval of whole numbers: `1,733-5,097`."""
    return span(count(interval.low), count(interval.high))


def percents(interval: Interval) -> str:
    """An interval of shares: `89.8-96.5%`."""
    return _percent(span(short(interval.low * 100), short(interval.high * 100)))


def levels(low: int, high: int) -> str:
    """The levels that a criterion may be at: `0`, or `0-4`."""
    return span(str(low), str(high))


def days(taken: Interval | tuple[float, float]) -> str:
    """An effort without its unit: `2-5`."""
    return span(*(short(bound) for bound in taken))


def effort(taken: Interval | tuple[float, float] | None) -> str:
    """An effort: `2-5 person-days`."""
    if taken is None:
        return DASH
    many = 1 if taken[0] == taken[1] == 1 else 2
    return counted("{days} person-day", "{days} person-days", many, days=days(taken))


def money(amount: float, currency: str) -> str:
    """An amount with its currency, with cents only where they matter."""
    number = count(amount) if abs(amount) >= 100 else speech.grouped(_rounded(amount, "0.01"))
    return speech.spoken().money.format(currency=currency, number=number)


def amounts(bounds: Interval, currency: str) -> str:
    """A range of money: `EUR 12,000 to EUR 20,000`; one amount where both ends are the same."""
    low, high = (money(bound, currency) for bound in bounds)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def plural(number: float, one: str, many: str = "") -> str:
    """A number and its English noun: `1 gate`, `3 gates`; `no gates` for zero. On paper: `speech.counted`."""
    noun = one if number == 1 else (many or f"{one}s")
    return f"{count(number) if number else 'no'} {noun}"


def day(when: date | None) -> str:
    """A date as it is written out: `22 November 2026`."""
    return DASH if when is None else speech.day(when)


def short_day(when: date) -> str:
    """A date in figures, `2026-11-22`, in a language that has it so; else written out."""
    return f"{when:%Y-%m-%d}" if speech.spoken().language == speech.ENGLISH else speech.day(when)
