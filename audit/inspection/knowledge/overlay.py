"""What a user adds to the knowledge: one YAML file, refused if it is larger than any knowledge is.

Its headings are the names of the files of this folder, and what stands below is added: an entry with the `id`
of a known one replaces it, other entries come before the known ones, and a text replaces a text.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from audit.model.errors import InputError

_NODES, _DEPTH, _BYTES = 200_000, 50, 4_000_000


def read(path: str, names: tuple[str, ...]) -> Mapping[str, Any]:
    """The content of a file by the names of knowledge that it adds to; raises `InputError` if it is wrong."""
    try:
        if not Path(path).is_file():  # a pipe would be waited for, a device read for ever
            raise InputError(f"{path}: there is no such file; give the path of knowledge in YAML")
        if Path(path).stat().st_size > _BYTES:
            raise InputError(f"{path}: larger than {_BYTES:,} bytes, which no knowledge is")
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: this file of knowledge cannot be read: {error}") from error
    data = _bounded(text, path)
    if not isinstance(data, Mapping):
        raise InputError(f"{path}: a file of knowledge begins with headings: {', '.join(names)}")
    unknown = [name for name in data if name not in names]
    if unknown:
        raise InputError(f"{path}: there is no knowledge {unknown[0]!r}; known are {', '.join(names)}")
    return data


def merged(own: Any, added: Any) -> Any:
    """What is added before what is there; entries with the same id are replaced."""
    if isinstance(own, list) and isinstance(added, list):
        ids = {entry.get("id") for entry in added if isinstance(entry, Mapping)} - {None}
        return [*added, *(e for e in own if not (isinstance(e, Mapping) and e.get("id") in ids))]
    if isinstance(own, Mapping) and isinstance(added, Mapping):
        return {
            **own,
            **{key: merged(own[key], value) if key in own else value for key, value in added.items()},
        }
    return added


def parsed(text: str, name: str) -> Any:
    """The data of YAML; raises `InputError` where it is none."""
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
    data = parsed(text, name)
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
