"""What pydantic refuses of what people wrote: the field, why, and what would be right, in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.model.speech import Words, _, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationError


_GROUP, _DAY = (
    marked("has to be a group of fields, such as {name: value}"),
    marked("has to be a date such as 2026-10-31"),
)
_ALWAYS = Words(
    {
        "missing": marked("is required"),
        "extra_forbidden": marked("is not a field that is known here; check the spelling"),
        "too_short": marked("needs at least one entry"),
        "model_type": _GROUP,
        "dict_type": _GROUP,
        "date_from_datetime_parsing": _DAY,
        "date_parsing": _DAY,
        "date_type": _DAY,
    }
)
"""What is told in the same words whatever was given."""


class Complaint(NamedTuple):
    """A field that is wrong, and why."""

    place: str
    why: str


def first(error: ValidationError) -> Complaint:
    """What is wrong first."""
    detail = error.errors(include_url=False)[0]
    return Complaint(dotted(detail["loc"]), explain(detail))


def dotted(path: Iterable[str | int]) -> str:
    """A field by the names that lead to it: `answers.0.level`; in words for the whole."""
    return ".".join(map(str, path)) or _("file")


def explain(detail: Mapping[str, Any]) -> str:
    """Why a field is refused, and what would be right, in plain words."""
    given = detail.get("input")
    match detail["type"]:
        case simple if simple in _ALWAYS:
            return _ALWAYS[simple]
        case "json_invalid":
            return _not_json(str(detail["msg"]))
        case "tuple_type" | "list_type":
            return _("has to be a list, such as [{given}]", given=given if isinstance(given, str) else "a, b")
        case "int_parsing" | "int_type" | "int_from_float":
            return _("has to be a whole number, not {given}", given=repr(str(given)[:60]))
        case "float_parsing" | "float_type":
            return _("has to be a number, not {given}", given=repr(str(given)[:60]))
        case "value_error":
            return _(str(detail["msg"]).removeprefix("Value error, "))
        case _:
            shown = repr(given) if isinstance(given, str | int | float | bool | None) else ""
            text = str(detail["msg"])
            return f"{text[:1].lower()}{text[1:]}{f', not {shown[:80]}' if shown else ''}"


def _not_json(said: str) -> str:
    """That it is no JSON, and where the parser gave up if it tells a line."""
    found = re.search(r"\bline (\d+)", said)
    return _("is not valid JSON in line {line}", line=found[1]) if found else _("is not valid JSON")
