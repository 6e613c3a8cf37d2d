"""Whether the quotations of claims stand in the documents that they are taken from."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from audit.model.assessment import Answer, Assessment
from audit.model.speech import _
from audit.yamlfile import Document

Texts = Callable[[Assessment, str], tuple[str, ...]]
"""The texts that go by the name of a document: beside the assessment file, and in the repositories."""

MOST_PLACES = 1000
"""In more places no quotation is looked for: one that stands a thousand times cites nothing."""
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
    spans = [span for text in texts for span in islice(_spans(claim.quote, text), MOST_PLACES)]
    if not spans:
        yield (
            "quote",
            _(
                "does not stand in {name}; quote it word for word, with … where something is left out",
                name=name,
            ),
        )
    elif claim.place and claim.place.line:
        line = claim.place.line
        if not any(span.first <= line <= span.last for span in spans):
            where = " or ".join(str(span.first) for span in spans[:3])
            yield (
                "place",
                _(
                    "the quotation stands in line {where} of {name}, not in line {line}",
                    where=where,
                    name=name,
                    line=str(line),
                ),
            )


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _spans(quote: str, text: str) -> Iterator[_Span]:
    """Where a quotation stands in a text; its parts follow each other."""
    parts = [words for part in _LEFT_OUT.split(quote) if (words := _words(part))]
    if not parts:
        yield _Span(1, max(1, len(text.splitlines())))
        return
    lines, starts, size = list[int](), list[int](), 0
    kept: list[str] = []
    for line, one in enumerate(text.splitlines(), start=1):
        for word in _words(one):
            lines.append(line)
            starts.append(size)
            kept.append(word)
            size += len(word) + 1
    whole = f" {' '.join(kept)} "
    begin = 0
    while (first := _find(whole, parts[0], begin)) is not None:
        start, end = first
        for part in parts[1:]:
            following = _find(whole, part, end)
            if following is None:
                return
            end = following[1]
        yield _Span(lines[bisect_left(starts, start)], lines[bisect_left(starts, end) - 1])
        begin = start + 1


def _find(whole: str, words: list[str], begin: int) -> tuple[int, int] | None:
    """Where these words stand from there on: their beginning and end in the text of all words."""
    wanted = f" {' '.join(words)} "
    at = whole.find(wanted, begin)
    return None if at < 0 else (at, at + len(wanted) - 1)
