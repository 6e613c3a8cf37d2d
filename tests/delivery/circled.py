"""A language made for tests: every word that is translated, or written by people, is in circled letters.

What stands in plain letters on a page then is a word of ours that nobody marked, or an id.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from audit import rubric as rubrics
from audit.assessment import questionnaires
from audit.model.assessment import Assessment
from audit.model.base import AnyValue
from audit.model.questionnaire import Column, Option, Question
from audit.model.response import Response
from audit.model.rubric import Rubric
from audit.model.speech import BETWEEN, INSPECTION, Row, Speech
from audit.rubric import texts
from reports.content_kinds import Kind, kind_of
from reports.elements import Element, parse
from tests.tools.messages import messages

LETTERS = {
    **{ord("a") + n: 0x24D0 + n for n in range(26)},
    **{ord("A") + n: 0x24B6 + n for n in range(26)},
}
PLACE = re.compile(r"(\{[^{}]*\})")
WRITTEN = {
    "Subject.name", "Respondent.role", "Asked.text", "Finding.remediation", "TaskGroup.name",
    "Commitment.title", "Release.name", "Assessment.symptoms", "Assessment.auditor_role",
}  # fmt: skip
"""Keys that are words all the same."""
RECORDED = {"Finding.title", "Finding.reason", "Finding.searched", "Evidence.note", "Limitation.reason"}
"""Sentences that an inspection wrote, which are said in another language where they are printed."""
ID = re.compile(r"[^\W\d_]*[\d_/.:@=#§<>()\[\]*|-]\S*|[A-Z]{2,5}s?")
"""No word of a sentence: it has a digit or a sign within, or is an abbreviation."""
SIGNS = "()[]“”‘’\"',.;:!?…–-%$€✓✗"
NAMES = {"Phase", "Audit", "phase2", "WeasyPrint", "Pango"}


def circled(text: str) -> str:
    """The text in circled letters; its places stay."""
    parts = PLACE.split(text)
    return "".join(part if n % 2 else part.translate(LETTERS) for n, part in enumerate(parts))


@cache
def speech() -> Speech:
    """Every message that is marked, in circled letters."""
    found = {
        f"{sense}{BETWEEN}{forms[0]}" if sense else forms[0]: tuple(map(circled, forms))
        for forms, sense in messages()
    }
    return Speech(
        language="xx",
        messages=found,
        decimal=",",
        group=".",
        months=tuple(circled(name) for name in Speech().months),
        all_of=Row(pair="{0} ⓐⓝⓓ {1}", end="{0} ⓐⓝⓓ {1}"),
        one_of=Row(pair="{0} ⓞⓡ {1}", end="{0} ⓞⓡ {1}"),
    )


def inspected(given: Any) -> Iterator[str]:
    """Every sentence that an inspection wrote."""
    if isinstance(given, tuple):
        for one in given:
            yield from inspected(one)
    elif isinstance(given, AnyValue):
        for name, content in given:
            if f"{type(given).__name__}.{name}" in RECORDED:
                yield content
            else:
                yield from inspected(content)


def speech_about(given: Assessment) -> Speech:
    """Every message that is marked, and every sentence of its inspections, in circled letters."""
    known = speech()
    said = {f"{INSPECTION}{BETWEEN}{text}": (circled(text),) for text in inspected(given.inspections)}
    return Speech(**{**dict(known), "messages": {**known.messages, **said}})


@cache
def rubric() -> Rubric:
    """The rubric with every text in circled letters."""
    own = rubrics.load()
    parts = texts.part_names(own)
    said = {key: circled(text) for part in parts for key, text in texts.texts(own, part).items()}
    return texts.with_texts(own, said).model_copy(update={"language": "xx"})


def written(given: Any) -> Any:
    """A value with all that people wrote and that an inspection noted in circled letters; ids stay."""
    if isinstance(given, tuple):
        return tuple(written(one) for one in given)
    if not isinstance(given, AnyValue):
        return given
    changes: dict[str, Any] = {}
    for name, content in given:
        kind = kind_of(type(given), name)
        if f"{type(given).__name__}.{name}" in RECORDED:
            continue
        if kind is None:
            changes[name] = written(content)
        elif kind not in {Kind.KEY, Kind.SPEAKER} or f"{type(given).__name__}.{name}" in WRITTEN:
            changes[name] = _text(content)
    if isinstance(given, Response):
        changes["value"] = _reply(given)
    return given.model_copy(update=changes)


def _reply(given: Response) -> Any:
    """What somebody replied, with all that he wrote in circled letters; what he chose stays."""
    asked = questionnaires.questions().get(given.question)
    match given.value:
        case str():
            return given.value if asked and asked.options else circled(given.value)
        case tuple() if asked:
            chosen = {column.id for column in asked.columns if column.options}
            return tuple(
                {key: text if key in chosen else circled(text) for key, text in row.items()}
                for row in given.value
                if isinstance(row, dict)
            )
    return given.value


def _text(content: Any) -> Any:
    match content:
        case str():
            return circled(content)
        case tuple():
            return tuple(map(_text, content))
        case dict():
            return {key: _text(one) for key, one in content.items()}
    return content


def questions(given: Iterable[Question]) -> tuple[Question, ...]:
    """Questions with all that a respondent reads in circled letters."""

    def options(held: Iterable[Option]) -> tuple[Option, ...]:
        return tuple(one.model_copy(update={"text": circled(one.text)}) for one in held)

    def column(held: Column) -> Column:
        return held.model_copy(update={"text": circled(held.text), "options": options(held.options)})

    return tuple(
        one.model_copy(
            update={
                "text": circled(one.text),
                "unit": circled(one.unit),
                "original": one.wording,
                "options": options(one.options),
                "columns": tuple(map(column, one.columns)),
            }
        )
        for one in given
    )


def assessment(given: Assessment) -> Assessment:
    """An assessment whose texts are in circled letters."""
    found: Assessment = written(given)
    return found


def plain_words(html: str) -> Iterator[tuple[str, str]]:
    """Every text of a page that has a word in plain letters, with the id of the section it stands in."""
    yield from _plain(parse(html), "page")


def _plain(element: Element, section: str) -> Iterator[tuple[str, str]]:
    if element.tag in {"style", "script", "code"} or element.attributes.get("class") == "key":
        return
    if element.tag == "section" and "id" in element.attributes:
        section = element.attributes["id"]
    for said in (*map(element.attributes.get, ("alt", "title", "aria-label", "content")), *element.children):
        if isinstance(said, str) and plain_parts(said):
            yield section, " ".join(said.split())
        elif isinstance(said, Element):
            yield from _plain(said, section)


def plain_parts(text: str) -> tuple[str, ...]:
    """The words of a text that are in plain letters, without the signs around them."""
    return tuple(one.strip(SIGNS) for one in text.split() if _is_word(one))


def _is_word(given: str) -> bool:
    word = given.strip(SIGNS)
    return bool(re.search("[A-Za-z]{2}", word)) and not ID.fullmatch(word) and word not in NAMES
