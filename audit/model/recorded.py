"""What an inspection recorded, said in the language that is spoken now.

An inspection is written once, in English, and kept as it was written. Its sentences are made from patterns of
ours with what was seen in their places: where a catalogue has the pattern, the sentence is said in its
language. What was seen (names, paths, commands) stays as it is.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache

from audit.model.speech import day, grouped, spoken

NUMBERS = {"count", "total"}
"""Places of a pattern that hold a number and nothing else."""
_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d[\d,]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_JOINT = "; "
_DEEP = 6
"""Sentences within sentences: more than ours have, and few enough that no repository can make it slow."""


def recorded(text: str) -> str:
    """A sentence of an inspection in the language spoken now; one that is not known stays as it is."""
    known = spoken().inspected
    return _said(text, known, _DEEP) if known else text


def _said(text: str, known: Mapping[str, str], deep: int) -> str:
    if _NUMBER.fullmatch(text):
        return grouped(text)
    if _DAY.fullmatch(text):
        with suppress(ValueError):  # digits that are no day
            return day(date.fromisoformat(text))
    if text in known:
        return known[text]
    if not deep:
        return text
    several = _JOINT in text
    for pattern, translation in known.items():
        if "{" in pattern and (_JOINT in pattern) is several and (found := _form(pattern).fullmatch(text)):
            return translation.format(
                **{name: _said(seen, known, deep - 1) for name, seen in found.groupdict().items()}
            )
    return _JOINT.join(_said(part, known, deep - 1) for part in text.split(_JOINT)) if several else text


@lru_cache(maxsize=512)
def _form(pattern: str) -> re.Pattern[str]:
    """What a sentence of this pattern looks like."""
    parts = _PLACE.split(pattern)
    for n in range(1, len(parts), 2):
        parts[n] = f"(?P<{parts[n]}>{_NUMBER.pattern if parts[n] in NUMBERS else '.+?'})"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts), re.DOTALL)
