"""Reads questionnaires: those that ship with this version, those of one's own, and overlays over both."""

import re
import stat
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from audit import yamlfile
from audit.model.assessment import Party
from audit.model.base import InputError, Value
from audit.model.questionnaire import Pack
from audit.model.rubric import Rubric
from audit.rubric.conditions import circles, strangers
from audit.rubric.draft import Draft
from audit.rubric.pack_file import PackFile
from audit.rubric.translate import Translation, translated
from audit.yamlfile import Document

MOST_OVERLAYS = 5
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


class _Layer(NamedTuple):
    file: PackFile
    document: Document
    source: Traversable


class _Names(Value):
    packs: tuple[str, ...] = Field(min_length=1)


@cache
def names() -> tuple[str, ...]:
    """The questionnaires that ship with this version."""
    return yamlfile.build(_Names, parsed(_folder().joinpath("packs.yaml"))).packs


def load(name: str, rubric: Rubric, party: Party | None = None, language: str = "en") -> Pack:
    """A questionnaire that ships with this version; `party` words it for another side."""
    pack = finished(draft(shipped(name), rubric, party))
    if language == pack.language:
        return pack
    file = _folder().joinpath(language, f"{name}.yaml")
    if not LANGUAGE.fullmatch(language) or not file.is_file():
        raise InputError(
            f"questionnaire {name} is not translated to {language[:20]!r}; leave the language out"
        )
    return translated(pack, yamlfile.build(Translation, parsed(file)))


def read(path: Path, rubric: Rubric, party: Party | None = None) -> Pack:
    """A questionnaire or an overlay of one's own; raises InputError with `file:line field: why`."""
    return finished(draft(path, rubric, party))


def _folder() -> Traversable:
    return files("questionnaires")


def shipped(name: str) -> Traversable:
    """The file of a questionnaire that ships with this version."""
    if name not in names():
        near = get_close_matches(name, names(), n=1)
        way_out = f"did you mean {near[0]}?" if near else f"there are {', '.join(names())}"
        raise InputError(f"there is no questionnaire {name[:60]!r}; {way_out}")
    return _folder().joinpath(f"{name}.yaml")


def draft(file: Traversable, rubric: Rubric, party: Party | None = None) -> Draft:
    """A questionnaire with all that is wrong with it; raises InputError where it cannot be read."""
    layers = _layers(file)
    stated = [layer.file for layer in layers]
    made = Draft(rubric=rubric, party=party or next(one.party for one in reversed(stated) if one.party))
    for layer in layers:
        made.put(layer.file, layer.document)
        ours = not isinstance(layer.source, Path) or layer.source.is_relative_to(str(_folder()))
        if layer.file.id in names() and not ours:
            why = f"{layer.file.id} ships with this version; give your questionnaire another id"
            made.complaints.append(layer.document.error(("id",), why))
    return made


def finished(made: Draft) -> Pack:
    """The questionnaire of a draft; raises InputError if anything in it cannot be asked."""
    complaints = [*made.complaints, *made.unknown]
    for key, other in strangers(made.questions):
        complaints.append(made.places[key].error(f"there is no question {other}", "when"))
    for circle in circles(made.questions):
        why = f"asked only after itself: {' → '.join((*circle, circle[0]))}"
        complaints.append(made.places[circle[0]].error(why, "when"))
    if not made.questions:
        complaints.append(made.top.error("has no question"))
    if complaints:
        raise InputError(yamlfile.listed(complaints))
    return made.pack()


def _layers(file: Traversable) -> list[_Layer]:
    """The file and what it extends, the first one first."""
    layers: list[_Layer] = []
    here = file
    while True:
        document = parsed(here)
        layers.insert(0, _Layer(yamlfile.build(PackFile, document), document, here))
        base = layers[0].file.extends
        if base is None:
            return layers
        if len(layers) > MOST_OVERLAYS:
            raise InputError(
                document.error(
                    ("extends",), f"more than {MOST_OVERLAYS} files over each other, or one over itself"
                )
            )
        try:
            here = _extended(base, here)
        except InputError as error:
            raise InputError(document.error(("extends",), str(error))) from error


def _extended(base: str, here: Traversable) -> Traversable:
    if not base.endswith((".yaml", ".yml")):
        return shipped(base)
    return here.parent / base if isinstance(here, Path) else _folder().joinpath(base)


def parsed(file: Traversable, name: str = "") -> Document:
    """The document in a file; raises InputError where it cannot be read."""
    if not name:
        ours = isinstance(file, Path) and file.is_relative_to(str(_folder()))
        name = file.name if ours or not isinstance(file, Path) else str(file)
    try:
        if isinstance(file, Path):
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                raise InputError(f"{name}: is no regular file; give the path of a questionnaire in YAML")
            if status.st_size > yamlfile.MAX_BYTES:
                raise InputError(f"{name}: is larger than {yamlfile.MAX_BYTES:,} bytes")
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read: {error}; give the path of a file in YAML") from error
    document = yamlfile.parse(text.removeprefix("\ufeff"), name)
    if not isinstance(document.data, dict):
        raise InputError(f"{name}:1 file: has to hold fields such as `id:` and `sections:`")
    return document
