"""Dates of what was said and seen; none may lie after the day that evidence is dated against."""

from collections.abc import Iterator
from datetime import date

from audit.model.assessment import Assessment
from audit.model.base import AnyValue
from audit.model.speech import _

_LISTS = ("answers", "claims", "ratings", "rulings", "accepted", "evidence", "responses", "events")
_SINGLE = (("operation", "spend_since"), ("operation", "last_accepted_output"), ("costs", "priced_on"))


def dated(value: AnyValue) -> tuple[str, date] | None:
    """The field and the day on which something was said, seen or decided."""
    for field in ("at", "date"):
        if isinstance(when := getattr(value, field, None), date):
            return field, when
    return None


def too_late(when: date, as_of: date) -> str:
    """Why a day is refused, and the way out."""
    return _(
        "{when} lies after the as-of day of this audit, {as_of}; mend it, or date the audit later",
        when=str(when),
        as_of=str(as_of),
    )


def after_as_of(assessment: Assessment) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every date that lies after the as-of day: its place in the assessment, and why it is refused."""
    for name in _LISTS:
        for n, value in enumerate(getattr(assessment, name)):
            known = dated(value)
            if known and known[1] > assessment.as_of:
                yield (name, n, known[0]), too_late(known[1], assessment.as_of)
    for group, field in _SINGLE:
        when = getattr(getattr(assessment, group), field, None)
        if when and when > assessment.as_of:
            yield (group, field), too_late(when, assessment.as_of)
