"""Whether the quotations of claims stand in the documents that they are taken from."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from audit.model.assessment import Answer, Assessment
from audit.yamlfile import Document

Texts = Callable[[Assessment, str], tuple[str, ...]]
"""The texts that go by the name of a document: beside the assessment file, and in the repositories."""

_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}")


class _Span(NamedTuple):
    """The lines, from 1, on which a quotation begins and ends."""

    first: int
    last: int


def check(document: Document, assessment: Assessment, texts: Texts, complaints: list[str]) -> Assessment:
    """The assessment with what is known of each quotation; one that is not in its document is complained of.

    Words are compared, not signs: emphasis, line breaks and punctuation make no difference, and what is
    left out is marked by an ellipsis.
    """
    claims = []
    for n, claim in enumerate(assessment.claims):
        found: bool | None = None
        if claim.quote and claim.place and (held := texts(assessment, claim.place.document)):
            found = True
            complaints += [document.error(("claims", n, field), why) for field, why in _wrong(claim, held)]
        claims.append(claim.model_copy(update={"quote_found": found}))
    return assessment.model_copy(update={"claims": tuple(claims)})


def _wrong(claim: Answer, texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    name = claim.place.document if claim.place else ""
    spans = [span for text in texts for span in _spans(claim.quote, text)]
    if not spans:
        yield "quote", f"does not stand in {name}; quote it word for word, with … where something is left out"
    elif claim.place and claim.place.line:
        line = claim.place.line
        if not any(span.first <= line <= span.last for span in spans):
            where = " or ".join(str(span.first) for span in spans[:3])
            yield "place", f"the quotation stands in line {where} of {name}, not in line {line}"


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _spans(quote: str, text: str) -> Iterator[_Span]:
    """Where a quotation stands in a text; its parts follow each other."""
    parts = [words for part in _LEFT_OUT.split(quote) if (words := _words(part))]
    placed = [(word, line) for line, one in enumerate(text.splitlines(), start=1) for word in _words(one)]
    if not parts:
        yield _Span(1, max(1, len(text.splitlines())))
        return
    plain = [word for word, _ in placed]
    for start in _starts(plain, parts[0], 0):
        end = start + len(parts[0])
        for part in parts[1:]:
            following = next(_starts(plain, part, end), None)
            if following is None:
                return
            end = following + len(part)
        yield _Span(placed[start][1], placed[end - 1][1])


def _starts(words: list[str], wanted: list[str], begin: int) -> Iterator[int]:
    at = begin
    while True:
        try:
            at = words.index(wanted[0], at)
        except ValueError:
            return
        if words[at : at + len(wanted)] == wanted:
            yield at
        at += 1
