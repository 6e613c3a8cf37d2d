"""A language made for tests: every word that is translated, or written by people, is in circled letters.

What stands in plain letters on a page then is a word of ours that nobody marked, or an id.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from audit import rubric as rubrics
from audit.model.assessment import Assessment
from audit.model.base import Value
from audit.model.rubric import Rubric
from audit.model.speech import BETWEEN, Row, Speech
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
    "Subject.name", "Respondent.role", "Asked.text", "Finding.title", "Finding.remediation", "TaskGroup.name",
    "Commitment.title", "Release.name", "Assessment.symptoms", "Assessment.auditor_role",
}  # fmt: skip
"""Keys that are words all the same."""
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
    if not isinstance(given, Value):
        return given
    changes = {}
    for name, content in given:
        kind = kind_of(type(given), name)
        if kind is None:
            changes[name] = written(content)
        elif kind not in {Kind.KEY, Kind.SPEAKER} or f"{type(given).__name__}.{name}" in WRITTEN:
            changes[name] = _text(content, kind)
    return given.model_copy(update=changes)


def _text(content: Any, kind: Kind) -> Any:
    match content:
        case str():
            return content if kind is Kind.REPLY and " " not in content else circled(content)
        case tuple():
            return tuple(_text(one, kind) for one in content)
        case dict():
            return {key: _text(one, kind) for key, one in content.items()}
    return content


def assessment(given: Assessment) -> Assessment:
    """An assessment whose texts are in circled letters."""
    found: Assessment = written(given)
    return found


def plain_words(html: str) -> Iterator[tuple[str, str]]:
    """Every text of a page that has a word in plain letters, with the id of the section it stands in."""
    yield from _plain(parse(html), "page")


def _plain(element: Element, section: str) -> Iterator[tuple[str, str]]:
    if element.tag in {"style", "script", "code"}:
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
