"""Questionnaires in other languages: every text has a key, and a translation gives some or all of them."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import Field

from audit.model.base import Value
from audit.model.questionnaire import Column, Option, Pack, Question

V = TypeVar("V", bound=Value)
_PLACE = re.compile(r"\{\w*\}")


class Translation(Value):
    """The texts of a questionnaire in another language, by key."""

    translates: str = Field(min_length=1, description="the questionnaire: its name, or a file beside")
    language: str = Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$", description="such as de, or pt-BR")
    texts: dict[str, str]


def texts(pack: Pack) -> dict[str, str]:
    """Every text of a questionnaire that a respondent reads, by key."""
    found = {"title": pack.title, "intro": pack.intro}
    for section in pack.sections:
        found[f"sections.{section.id}.title"] = section.title
        found[f"sections.{section.id}.intro"] = section.intro
        for question in section.questions:
            key = f"questions.{question.id}"
            found |= {
                f"{key}.text": question.text,
                f"{key}.help": question.help,
                f"{key}.unit": question.unit,
            }
            found |= {f"{key}.options.{one.value}": one.text for one in question.options}
            for column in question.columns:
                found[f"{key}.columns.{column.id}"] = column.text
                found |= {f"{key}.columns.{column.id}.{one.value}": one.text for one in column.options}
    return {key: text for key, text in found.items() if text}


def translated(pack: Pack, translation: Translation) -> Pack:
    """The questionnaire in another language; what is not translated stays in the language that it has."""
    said = translation.texts

    def options(held: tuple[Option, ...], key: str) -> tuple[Option, ...]:
        return tuple(_with(one, text=said.get(f"{key}.{one.value}")) for one in held)

    def column(held: Column, key: str) -> Column:
        return _with(held, text=said.get(key), options=options(held.options, key))

    def question(held: Question) -> Question:
        key = f"questions.{held.id}"
        own = {name: said.get(f"{key}.{name}") for name in ("text", "help", "unit")}
        columns = tuple(column(one, f"{key}.columns.{one.id}") for one in held.columns)
        return _with(held, **own, options=options(held.options, f"{key}.options"), columns=columns)

    sections = tuple(
        _with(
            section,
            title=said.get(f"sections.{section.id}.title"),
            intro=said.get(f"sections.{section.id}.intro"),
            questions=tuple(question(one) for one in section.questions),
        )
        for section in pack.sections
    )
    own = {name: said[name] for name in ("title", "intro") if name in said}
    return pack.changed(sections=sections, language=translation.language, **own).hashed()


def _with(held: V, **fields: Any) -> V:
    return held.model_copy(update={name: value for name, value in fields.items() if value is not None})


def missing(pack: Pack, given: Mapping[str, str], worded: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys that a translation lacks, in the order of the questionnaire.

    `worded` are texts that are translated elsewhere, with the rubric that they come from.
    """
    elsewhere = worded or {}
    return tuple(
        key for key, text in texts(pack).items() if not given.get(key) and elsewhere.get(key) != text
    )


def misplaced(original: str, text: str) -> tuple[str, ...]:
    """The placeholders, such as `{n}`, that one of two texts has and the other has not."""
    there, here = set(_PLACE.findall(original)), set(_PLACE.findall(text))
    return tuple(sorted(there ^ here))
