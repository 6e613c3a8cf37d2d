"""Knowledge brought into its forms, with what a user adds to it; every error says which entry is wrong.

What is added is named by the environment, so that worker processes see the same knowledge.
"""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import msgspec

from audit.inspection.edition import OVERLAY
from audit.inspection.knowledge import compiled
from audit.inspection.knowledge.entry import ours, tried
from audit.model.errors import InputError

T = TypeVar("T")
P = ParamSpec("P")
VARIABLE = OVERLAY
_REMEMBERED = 100_000
_WORDS = {
    "Object missing required field": "a field is missing:",
    "Object contains unknown field": "there is no field",
}
_remembered: list[Any] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function makes of the knowledge until other knowledge is used."""
    kept = lru_cache(maxsize=_REMEMBERED)(function)
    _remembered.append(kept)
    return cast("Callable[P, T]", kept)


def use(overlay: Path | None) -> None:
    """Add the knowledge of a file to our own from now on, or of none; raises `InputError` if it is wrong."""
    os.environ.pop(VARIABLE, None)
    if overlay is not None:
        os.environ[VARIABLE] = str(overlay.resolve())
    for kept in _remembered:
        kept.cache_clear()
    _added()


def fingerprint() -> str:
    """A short hash of all knowledge in use."""
    return hashlib.sha256(compiled.digest() + repr(_added()).encode()).hexdigest()[:8]


def names() -> tuple[str, ...]:
    """The names of the files of knowledge."""
    return tuple(compiled.texts())


def load(name: str, kind: type[T]) -> T:
    """The checked content of one file of this folder, with what an overlay adds to it."""
    own, added = compiled.data()[name], _added().get(name)
    try:
        if added is None:
            return msgspec.msgpack.decode(own, type=kind, dec_hook=ours)
        from audit.inspection.knowledge import overlay

        both = overlay.merged(msgspec.msgpack.decode(own), added)
        return msgspec.convert(both, kind, dec_hook=tried)
    except msgspec.ValidationError as error:
        place = f"{compiled.FOLDER / name}.yaml" if added is None else f"{os.environ[VARIABLE]}: {name}"
        raise InputError(f"{place}: {_reason(error)}") from error


def parse(text: str, kind: type[T], name: str) -> T:
    """Check one text of knowledge; the error says which field of which entry is wrong and why."""
    from audit.inspection.knowledge import overlay

    try:
        return msgspec.convert(overlay.parsed(text, name), kind, dec_hook=tried)
    except msgspec.ValidationError as error:
        raise InputError(f"{name}: {_reason(error)}") from error


def _reason(error: msgspec.ValidationError) -> str:
    """Where it is wrong and what: `0.source: Expected ...`; msgspec says the place last, as `$[0].source`."""
    said, _, place = str(error).partition(" - at `")
    for theirs, words in _WORDS.items():
        said = said.replace(theirs, words)
    place = re.sub(r"\[(.+?)\]", r".\1", place.rstrip("`").removeprefix("key in ")).lstrip("$.")
    return f"{place}: {said}" if place else said


@remembered
def _added() -> Mapping[str, Any]:
    """What a user adds, by the name of the file of knowledge."""
    path = os.environ.get(VARIABLE)
    if not path:
        return {}
    from audit.inspection.knowledge import overlay  # brings YAML, which our own knowledge does not need

    return overlay.read(path, names())
