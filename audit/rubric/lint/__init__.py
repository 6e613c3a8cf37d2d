"""The linter of questionnaires, of their translations, and of the rubric that they ask about."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from audit import yamlfile
from audit.model.base import InputError
from audit.model.lint import Flaw, Remark
from audit.model.rubric import Rubric
from audit.rubric import packs, read
from audit.rubric.lint import questions, tables
from audit.rubric.translate import Translation, missing, unknown
from audit.yamlfile import Document

TABLES = ("failure_patterns", "stages", "decisions")
_NEEDS = "is a gate and needs gate_min_level and gate_min_evidence"


def lint_shipped(rubric: Rubric) -> tuple[Remark, ...]:
    """Everything that is wrong with what ships with this version."""
    folder = files("questionnaires")
    found = [*lint_rubric(folder)]
    for name in packs.names():
        found += lint_file(packs.shipped(name), rubric)
    for inner in sorted(folder.iterdir(), key=lambda one: one.name):
        if inner.is_dir() and len(inner.name) in (2, 5):  # de, pt-BR
            for file in sorted(inner.iterdir(), key=lambda one: one.name):
                found += lint_file(file, rubric)
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
    name = translation.translates
    beside = name.endswith((".yaml", ".yml")) and isinstance(file, Path)
    of = file.parent / name if beside and isinstance(file, Path) else packs.shipped(name)
    pack = packs.finished(packs.draft(of, rubric))
    for key in missing(pack, translation.texts):
        why = f"{key} is not translated to {translation.language}"
        yield Remark(flaw=Flaw.MISSING_TRANSLATION, text=document.error(("texts",), why))
    for key in unknown(pack, translation.texts):
        why = f"{pack.id} has no text {key}"
        yield Remark(flaw=Flaw.UNKNOWN_ID, text=document.error(("texts", key), why))
