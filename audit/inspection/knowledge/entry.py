"""What every entry of knowledge has in common, and how its texts become what they mean."""

import re
from typing import Annotated, Any

from msgspec import Meta, Struct

from audit.inspection.patterns import Pattern

SourceUrl = Annotated[str, Meta(pattern=r"^https://\S+$")]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """An entry of knowledge; it has the fields that its form declares, and no others."""


class Sourced(Entry, frozen=True, kw_only=True):
    """An entry of knowledge that says where it was learned."""

    source: SourceUrl


def ours(kind: type, value: object) -> Any:
    """A regular expression of our own YAML; tests try them all."""
    return _pattern(kind, value)


def tried(kind: type, value: object) -> Any:
    """A regular expression that nobody tried yet; tried now, to say where it is wrong."""
    form = _pattern(kind, value)
    try:
        re.compile(form.text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return form


def _pattern(kind: type, value: object) -> Pattern:
    if kind is not Pattern:
        raise NotImplementedError(f"knowledge has no values of the kind {kind.__name__}")
    if not isinstance(value, str):
        raise ValueError("a regular expression is a text")
    return Pattern(value)
