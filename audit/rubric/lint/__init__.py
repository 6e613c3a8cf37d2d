"""The linter of questionnaires, of their translations, and of the rubric that they ask about."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from audit import yamlfile
from audit.model.base import InputError
from audit.model.lint import Flaw, Remark
from audit.model.rubric import Rubric
from audit.rubric import languages, packs, read
from audit.rubric.lint import questions, tables
from audit.rubric.lint.anchors import unobservable
from audit.rubric.translate import Translation, misplaced, missing, texts
from audit.yamlfile import Document

TABLES = ("failure_patterns", "stages", "decisions")
_NEEDS = "is a gate and needs gate_min_level and gate_min_evidence"


def lint_shipped(rubric: Rubric) -> tuple[Remark, ...]:
    """Everything that is wrong with what ships with this version."""
    folder = files("questionnaires")
    found = [*lint_rubric(folder)]
    for name in packs.names():
        found += lint_file(packs.shipped(name), rubric)
    for language in languages.spoken()[1:]:
        found += lint_language(languages.folder(language), rubric)
    return tuple(found)


def lint_language(folder: Traversable, rubric: Rubric) -> tuple[Remark, ...]:
    """Everything that is wrong with the translations to one language, and every file that there is not."""
    found: list[Remark] = []
    for name in (*languages.part_names(rubric), *packs.names()):
        file = folder.joinpath(*f"{name}.yaml".split("/"))
        if file.is_file():
            found += lint_file(file, rubric)
        else:
            why = f"{folder.name}/{name}.yaml:1 file: {name} is not translated to {folder.name}"
            found.append(Remark(flaw=Flaw.MISSING_TRANSLATION, text=why))
    return tuple(found)


def lint_file(file: Traversable, rubric: Rubric) -> tuple[Remark, ...]:
    """Everything that is wrong with a questionnaire, an overlay or a translation."""
    try:
        document = packs.parsed(file)
        if "translates" in document.data:
            return tuple(_translation(file, document, rubric))
        return tuple(questions.lint(packs.draft(file, rubric)))
    except InputError as error:
        return _invalid(error)


def lint_rubric(folder: Traversable) -> tuple[Remark, ...]:
    """Everything that is wrong with a rubric: the folder with `rubric.yaml` and what belongs to it."""
    try:
        documents = _documents(folder)
    except InputError as error:
        return _invalid(error)
    found = [remark for document in documents.values() for remark in tables.gates(document)]
    try:
        rubric = read(folder)
    except InputError as error:
        return (*found, *(one for one in _invalid(error) if _NEEDS not in one.text))
    return (*found, *tables.lint(rubric, documents))


def _documents(folder: Traversable) -> dict[str, Document]:
    index = packs.parsed(folder.joinpath("rubric.yaml"), "rubric.yaml")
    dimensions = index.data.get("dimensions")
    names: list[Any] = dimensions if isinstance(dimensions, list) else []
    paths = [f"rubric/{name}.yaml" for name in names] + [f"{name}.yaml" for name in TABLES]
    return {path: packs.parsed(folder.joinpath(*path.split("/")), path) for path in paths}


def _invalid(error: InputError) -> tuple[Remark, ...]:
    return tuple(Remark(flaw=Flaw.INVALID, text=line) for line in str(error).splitlines())


def _translation(file: Traversable, document: Document, rubric: Rubric) -> Iterator[Remark]:
    translation = yamlfile.build(Translation, document)
    name, said = translation.translates, translation.texts
    if name in languages.part_names(rubric):
        owed = known = languages.part_texts(rubric, name)
        told = name
    else:
        beside = name.endswith((".yaml", ".yml")) and isinstance(file, Path)
        of = file.parent / name if beside and isinstance(file, Path) else packs.shipped(name)
        pack = packs.finished(packs.draft(of, rubric))
        ours = translation.language in languages.spoken()
        elsewhere = packs.rubric_texts(rubric, pack.party) if ours else {}
        known, told = texts(pack), pack.id
        owed = dict.fromkeys(missing(pack, {}, elsewhere), "")
    for key in owed:
        if not said.get(key):
            why = f"{key} is not translated to {translation.language}"
            yield Remark(flaw=Flaw.MISSING_TRANSLATION, text=document.error(("texts",), why))
    for key, text in said.items():
        yield from _text(document, key, text, known, told)


def _text(document: Document, key: str, text: str, known: Mapping[str, str], told: str) -> Iterator[Remark]:
    """What is wrong with one text of a translation."""
    at = ("texts", key)
    if key not in known:
        yield Remark(flaw=Flaw.UNKNOWN_ID, text=document.error(at, f"{told} has no text {key}"))
        return
    if wrong := misplaced(known[key], text):
        why = f"has to have the same placeholders as the original: {', '.join(wrong)}"
        yield Remark(flaw=Flaw.INVALID, text=document.error(at, why))
    _, _, level = key.rpartition(".levels.L")
    if level.isdigit() and (why := unobservable(text, int(level))):
        yield Remark(flaw=Flaw.LEVEL_WITHOUT_ANCHOR, text=document.error(at, f"level {level} {why}"))
