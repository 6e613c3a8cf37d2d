"""Knowledge read from YAML and checked, with what a user adds to it; every error says which entry is wrong.

An overlay is one YAML file. Its headings are the names of the files of this folder, and what stands
below is added: an entry with the `id` of a known one replaces it, other entries come before the
known ones, and a text replaces a text. It is named by the environment, so that worker processes
see the same knowledge.
"""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from audit.inspection.edition import OVERLAY
from audit.model.base import InputError

T = TypeVar("T")
P = ParamSpec("P")
VARIABLE = OVERLAY
TRIED = {"tried": True}  # what knowledge is checked with whose regular expressions are known to be some
_REMEMBERED = 100_000
_NODES, _DEPTH = 200_000, 50
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
    _overlay()


def fingerprint() -> str:
    """A short hash of all knowledge in use."""
    whole = hashlib.sha256()
    for name in names():
        whole.update(_own(name).encode())
    whole.update(repr(_overlay()).encode())
    return whole.hexdigest()[:8]


def names() -> tuple[str, ...]:
    """The names of the files of knowledge."""
    files = (file.name for file in resources.files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))


def load(name: str, kind: Any) -> Any:
    """The checked content of one file of this folder, with what an overlay adds to it."""
    place = f"audit/inspection/knowledge/{name}.yaml"
    own, added = _yaml(_own(name), place), _overlay().get(name)
    if added is None:
        return checked(own, kind, place, TRIED)
    return checked(_merged(own, added), kind, f"{os.environ[VARIABLE]}: {name}")


def parse(text: str, kind: type[T], name: str) -> T:
    """Check one text of knowledge; every error says which field of which entry is wrong and why."""
    return checked(_yaml(text, name), kind, name)


def checked(data: Any, kind: type[T], name: str, context: Mapping[str, bool] | None = None) -> T:
    """Check knowledge that was read; every error says which field of which entry is wrong and why.

    The regular expressions in it are compiled, unless they are `TRIED`, as those of our own are by the tests.
    """
    try:
        return TypeAdapter(kind).validate_python(data, context=context)
    except (ValidationError, re.error) as error:
        raise InputError(f"{name}: {_reasons(error)}") from error


def _yaml(text: str, name: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError(f"{name}: not valid YAML: {error}") from error


def _bounded(text: str, name: str) -> Any:
    """The data of YAML that people wrote; refused if it is deeper or longer than any knowledge is."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            opens = isinstance(event, yaml.CollectionStartEvent)
            depth += opens - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH:
                raise InputError(f"{name}: lists and headings stand more than {_DEPTH} deep in each other")
    except yaml.YAMLError as error:
        raise InputError(f"{name}: not valid YAML: {error}") from error
    data = _yaml(text, name)
    if _is_endless(data):
        raise InputError(f"{name}: more than {_NODES:,} values; write out what its aliases (`*name`) repeat")
    return data


def _is_endless(data: Any) -> bool:
    """Whether aliases make a text larger, written out, than any knowledge is."""
    waiting = [data]
    for _ in range(_NODES):
        if not waiting:
            return False
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return True


def _reasons(error: ValidationError | re.error) -> str:
    if isinstance(error, re.error):
        return f"not a regular expression: {error}"
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())


def _own(name: str) -> str:
    return resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


@remembered
def _overlay() -> Mapping[str, Any]:
    path = os.environ.get(VARIABLE)
    if not path:
        return {}
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: this file of knowledge cannot be read: {error}") from error
    data = _bounded(text, path)
    if not isinstance(data, Mapping):
        raise InputError(f"{path}: a file of knowledge begins with headings: {', '.join(names())}")
    unknown = [name for name in data if name not in names()]
    if unknown:
        raise InputError(f"{path}: there is no knowledge {unknown[0]!r}; known are {', '.join(names())}")
    return data


def _merged(own: Any, added: Any) -> Any:
    """What is added before what is there; entries with the same id are replaced."""
    if isinstance(own, list) and isinstance(added, list):
        ids = {entry.get("id") for entry in added if isinstance(entry, Mapping)} - {None}
        return [*added, *(e for e in own if not (isinstance(e, Mapping) and e.get("id") in ids))]
    if isinstance(own, Mapping) and isinstance(added, Mapping):
        return {
            **own,
            **{key: _merged(own[key], value) if key in own else value for key, value in added.items()},
        }
    return added
