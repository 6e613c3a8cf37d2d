"""Reads questionnaires: those that ship with this version, those of one's own, and overlays over both."""

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
from audit.rubric.languages import ENGLISH, spoken, worded
from audit.rubric.pack_file import EVERY, PackFile, SectionFile
from audit.rubric.translate import Translation, texts, translated
from audit.yamlfile import Document

MOST_OVERLAYS = 5


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


def load(name: str, rubric: Rubric, party: Party | None = None, language: str = ENGLISH) -> Pack:
    """A questionnaire that ships with this version; `party` words it for another side."""
    return _in_language(shipped(name), rubric, party, language)


def read(path: Path, rubric: Rubric, party: Party | None = None, language: str = ENGLISH) -> Pack:
    """A questionnaire or an overlay of one's own; raises InputError with `file:line field: why`.

    In another language, its translation lies beside it: `own.de.yaml` beside `own.yaml`.
    """
    return _in_language(path, rubric, party, language)


def _in_language(file: Traversable, rubric: Rubric, party: Party | None, language: str) -> Pack:
    pack = finished(draft(file, rubric, party))
    if language == pack.language:
        return pack
    said = _said(file, pack, rubric, party, language)
    again = finished(draft(file, worded(rubric, language), party))
    made = translated(again, Translation(translates=pack.id, language=language, texts=said))
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update={"original": pack.by_id[one.id].wording})
                    for one in section.questions
                )
            }
        )
        for section in made.sections
    )
    return made.changed(sections=sections)


def _said(
    file: Traversable, pack: Pack, rubric: Rubric, party: Party | None, language: str
) -> dict[str, str]:
    """What the translations of a questionnaire say, and of what it extends where that was left as it is."""
    own, said = texts(pack), dict[str, str]()
    layers = _layers(file)
    for layer in layers:
        there = _translation_of(layer.source, language)
        if there is None and layer is layers[-1]:
            raise InputError(_not_translated(layer.source, pack, language))
        if there is None:
            continue
        found = yamlfile.build(Translation, parsed(there))
        if found.language != language:
            raise InputError(f"{there.name}: is a translation to {found.language}, not to {language}")
        before = own if layer is layers[-1] else texts(finished(draft(layer.source, rubric, party)))
        said |= {key: text for key, text in found.texts.items() if before.get(key) == own.get(key)}
    return said


def _translation_of(file: Traversable, language: str) -> Traversable | None:
    """The file that translates a questionnaire; none where there is none."""
    if _is_ours(file):
        there = _folder().joinpath(language, file.name)
        return there if language in spoken() and there.is_file() else None
    beside = Path(str(file)).with_suffix(f".{language}.yaml")
    return beside if language in spoken() and beside.is_file() else None


def _not_translated(file: Traversable, pack: Pack, language: str) -> str:
    if language not in spoken():
        there = ", ".join(spoken())
        return f"questionnaire {pack.id} is not translated to {language[:20]!r}; choose one of {there}"
    beside = Path(str(file)).with_suffix(f".{language}.yaml").name
    return (
        f"{file.name} is not translated to {language!r}: write {beside} beside it, or leave the language out"
    )


def _is_ours(file: Traversable) -> bool:
    return not isinstance(file, Path) or file.is_relative_to(str(_folder()))


def rubric_texts(rubric: Rubric, party: Party) -> dict[str, str]:
    """The texts of every question that the rubric words, by key; its own translation has them."""
    everything = Draft(rubric=rubric, party=party)
    place = SectionFile(
        id="all", title="All", criteria=EVERY, partner_questions=EVERY, buildability=EVERY, symptoms=EVERY
    )
    everything.put(
        PackFile(id="all", title="All", minutes=1, sections=(place,), party=party), Document("", {})
    )
    return {key: text for key, text in texts(everything.pack()).items() if key.startswith("questions.")}


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
        if layer.file.id in names() and not _is_ours(layer.source):
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
        name = file.name if _is_ours(file) else str(file)
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
