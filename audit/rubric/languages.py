"""The languages that a rubric is translated to: its files of texts, and the rubric worded by them."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from audit import yamlfile
from audit.model.base import InputError
from audit.model.rubric import Rubric
from audit.model.speech import _
from audit.rubric import phrases, texts
from audit.rubric.phrases import Phrases
from audit.rubric.translate import Translation

ENGLISH = "en"
PHRASES = "wording"
"""The file of the words with which the questions of the rubric are asked."""
_NAME = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@cache
def spoken() -> tuple[str, ...]:
    """The languages that ship with this version, English first."""
    found = (one.name for one in files("questionnaires").iterdir() if one.is_dir())
    return (ENGLISH, *sorted(name for name in found if _NAME.fullmatch(name)))


def folder(language: str) -> Traversable:
    """Where the translations to a language lie; raises InputError where there are none."""
    if not _NAME.fullmatch(language) or language not in spoken():
        raise InputError(
            _(
                "there is no translation to {language}; choose one of {spoken}",
                language=repr(language[:20]),
                spoken=", ".join(spoken()),
            )
        )
    return files("questionnaires").joinpath(language)


def part_names(rubric: Rubric) -> tuple[str, ...]:
    """The files with texts that a translation of a rubric consists of."""
    return (*texts.part_names(rubric), PHRASES)


def part_texts(rubric: Rubric, part: str) -> dict[str, str]:
    """Every text of one file, by key."""
    if part != PHRASES:
        return texts.texts(rubric, part)
    found: dict[str, str] = {}
    texts.reworded(phrases.load(), found.setdefault)
    return found


@cache
def _said(language: str, part: str) -> Mapping[str, str]:
    """What a file of a translation says; nothing where it is not there."""
    file = folder(language).joinpath(*f"{part}.yaml".split("/"))
    if not file.is_file():
        return {}
    name = f"{language}/{part}.yaml"
    return yamlfile.build(Translation, yamlfile.parse(file.read_text("utf-8"), name)).texts


def worded(rubric: Rubric, language: str) -> Rubric:
    """The rubric in another language; what is not translated stays English.

    It is judged by as before, and keeps its hash: only words differ. `translation_hash` names the words.
    Raises InputError for a language that there is no translation to.
    """
    if language == rubric.language:
        return rubric
    said = {part: _said(language, part) for part in texts.part_names(rubric)}
    named = json.dumps({part: dict(held) for part, held in said.items()}, sort_keys=True)
    found = texts.with_texts(rubric, {key: text for held in said.values() for key, text in held.items()})
    digest = hashlib.sha256(named.encode()).hexdigest()
    return found.model_copy(update={"language": language, "translation_hash": digest})


@cache
def phrases_in(language: str) -> Phrases:
    """The words with which the questions of the rubric are asked in a language."""
    if language == ENGLISH:
        return phrases.load()
    said = _said(language, PHRASES)
    return texts.reworded(phrases.load(), lambda key, text: said.get(key) or text)
