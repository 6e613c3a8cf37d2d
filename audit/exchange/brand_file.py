"""The file of a brand: YAML with the line of everything wrong in it, and the picture that it names."""

from pathlib import Path
from typing import Any, NamedTuple

from audit import yamlfile
from audit.model import wording
from audit.model.base import InputError
from audit.model.brand import Brand
from audit.model.speech import _

MOST_BYTES = 1_000_000


class Given(NamedTuple):
    """A brand as it was given: its logo is still the file, to be made a picture; none where there is none."""

    brand: Brand
    logo: bytes | None
    place: str
    """What a complaint about the logo begins with."""


def read(path: Path) -> Given:
    """Read a brand; raises InputError with file, line and field where something is wrong."""
    document = yamlfile.parse(_bytes(path, str(path)).decode("utf-8-sig", "replace"), str(path))
    if not isinstance(document.data, dict):
        raise InputError(
            _("{path}:1 file: has to hold a brand, such as `name: Harbour Audit`", path=str(path))
        )
    data = {**document.data, "colours": _lower(document.data.get("colours", {}))}
    named = data.pop("logo", None)
    brand = yamlfile.build(Brand, document, data)
    place = f"{path}:{document.line(('logo',))} logo"
    if named is None:
        return Given(brand, None, place)
    if not isinstance(named, str) or not named.strip():
        raise InputError(
            _("{place}: has to be the name of a file beside this one, such as logo.svg", place=place)
        )
    return Given(brand, _bytes(path.parent / named, f"{place}: {named[:120]}"), place)


def schema() -> dict[str, Any]:
    """The JSON Schema of the file, as editors complete it."""
    found = Brand.model_json_schema()
    found["properties"]["logo"] = {
        "type": "string",
        "description": "a file beside this one: SVG, PNG or JPEG of at most 1 MB",
    }
    return found


def _lower(colours: object) -> object:
    """Colours as people write them: in capitals, too."""
    if not isinstance(colours, dict):
        return colours
    return {key: value.lower() if isinstance(value, str) else value for key, value in colours.items()}


def _bytes(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise InputError(_("{name}: there is no such file", name=name))
        if path.stat().st_size > MOST_BYTES:
            raise InputError(
                _(
                    "{name}: is larger than {most} bytes; give a smaller one",
                    name=name,
                    most=wording.count(MOST_BYTES),
                )
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(_("{name}: cannot be read: {error}", name=name, error=str(error))) from error
