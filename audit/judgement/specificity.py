"""Reads how specific an answer in words is, with the words that led to it; suggested, never scored."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from audit.model.specificity import Sign, SignKind, Specificity, Vocabulary
from audit.model.speech import _, marked

LONGEST = 20_000
MOST_AGAINST = 3
MOST_BY_NAMES = 1
BEFORE = 28
"""Letters before a word within which a negation belongs to it."""

_WHY = {
    SignKind.NUMBER: marked("a number with what it counts or measures"),
    SignKind.SHARE: marked("a share without the number of cases behind it"),
    SignKind.DATE: marked("a day or a span of time that can be checked"),
    SignKind.LINK: marked("a link, a path or an identifier that can be opened"),
    SignKind.ARTEFACT: marked("a document or a record by its name"),
    SignKind.CONTROL: marked("a part of the system, or what is done to it, by its name"),
    SignKind.ROLE: marked("somebody by role"),
    SignKind.FAILURE: marked("something that went wrong, or was refused"),
    SignKind.PROMISE: marked("speaks of what is to come"),
    SignKind.DENIAL: marked("says that nothing ever went wrong"),
    SignKind.HEDGE: marked("leaves open when it holds"),
    SignKind.PRAISE: marked("praises instead of describing"),
    SignKind.ABSOLUTE: marked("claims everything, and so nothing that could be looked up"),
}
_LISTS = (
    SignKind.ARTEFACT,
    SignKind.CONTROL,
    SignKind.ROLE,
    SignKind.FAILURE,
    SignKind.PROMISE,
    SignKind.HEDGE,
    SignKind.PRAISE,
    SignKind.ABSOLUTE,
)
_NEGATED = (SignKind.ARTEFACT, SignKind.CONTROL, SignKind.FAILURE, SignKind.ROLE)
_CHECKABLE = (SignKind.NUMBER, SignKind.DATE, SignKind.LINK, SignKind.FAILURE)
_LINK = re.compile(
    r"https?://\S+|\b[\w.-]+/[\w./-]*\w|\b[\w-]+\.(?:md|pdf|py|ts|js|ya?ml|json|csv|xlsx?|docx?|txt|sql|ipynb)\b"
    r"|\b[A-Z]{2,10}-\d{2,6}\b|#\d{2,7}\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b"
)
_NUMBER = r"\d{1,3}(?:[,.  ]\d{3})+|\d+(?:[.,]\d+)?"
_SHARE = re.compile(rf"(?<![\w.])(?:{_NUMBER})\s?(?:%|percent|per cent|Prozent)", re.IGNORECASE)
_OUT_OF = re.compile(rf"\b(?:{_NUMBER})\s(?:of|out of|von)\s(?:the\s)?(?:{_NUMBER})\b", re.IGNORECASE)
_MONEY = re.compile(rf"(?:[$€£]\s?|\b(?:USD|EUR|GBP|CHF)\s)(?:{_NUMBER})")
_MEASURE = re.compile(
    rf"\b(?:limit|cap|sample|threshold|precision|recall|kappa|n)\s?(?:of|=|is)\s?(?:{_NUMBER})", re.IGNORECASE
)
_YEAR_DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b|\b\d{1,2}\.\d{1,2}\.20\d\d\b|\bQ[1-4]\s20\d\d\b")
_WORD = re.compile(r"\w+")
_END = re.compile(r"[!?;\n]|\.(?!\d)")


def read_specificity(answer: str, vocabulary: Vocabulary, question: str = "") -> Specificity:
    """The reading of an answer, 0 to 3; what stands in the question already is no sign of anything.

    Kinds of signs count, not how often they occur, so that neither length nor a list of names flatters.
    """
    text = answer[:LONGEST]
    asked = question.casefold()
    signs = [one for one in _signs(text, vocabulary) if one.word.casefold() not in asked]
    sentence = _Sentences(text)
    to_come = {sentence.span(one.start) for one in signs if one.kind is SignKind.PROMISE}
    there = [one for one in signs if sentence.span(one.start) not in to_come]
    strength = _for(there, vocabulary) - _against(signs, vocabulary) - _thin(text, there, vocabulary)
    level = sum(strength >= band for band in vocabulary.bands)
    if not any(sign.kind in _CHECKABLE for sign in there):
        level = min(level, MOST_BY_NAMES)
    return Specificity(level=level, signs=tuple(sorted(signs, key=lambda one: (one.start, one.end))))


class _Sentences:
    """Where the sentences of a text begin and end."""

    def __init__(self, text: str) -> None:
        self.ends = [*(match.end() for match in _END.finditer(text)), len(text)]

    def span(self, at: int) -> tuple[int, int]:
        """The sentence that a place lies in."""
        n = bisect_right(self.ends, at)
        return (self.ends[n - 1] if n else 0), self.ends[min(n, len(self.ends) - 1)]


def _for(signs: Iterable[Sign], vocabulary: Vocabulary) -> float:
    words: dict[SignKind, set[str]] = {}
    for sign in signs:
        words.setdefault(sign.kind, set()).add(sign.word.casefold())
    several = {kind for kind, said in words.items() if len(said) > 1}
    return sum(vocabulary.weights.get(kind, 0) for kind in words) + sum(
        more for kind, more in vocabulary.several.items() if kind in several
    )


def _against(signs: Iterable[Sign], vocabulary: Vocabulary) -> float:
    words = {(sign.kind, sign.word.casefold()) for sign in signs}
    total = 0.0
    for kind, weight in vocabulary.against.items():
        total += weight * min(MOST_AGAINST, sum(one == kind for one, _ in words))
    return total


def _thin(text: str, signs: Iterable[Sign], vocabulary: Vocabulary) -> float:
    said, helpful = len(_WORD.findall(text)), sum(sign.kind in vocabulary.weights for sign in signs)
    thin = said > vocabulary.thin.words and helpful * vocabulary.thin.words < said
    return vocabulary.thin.less if thin else 0.0


def _signs(text: str, vocabulary: Vocabulary) -> Iterator[Sign]:
    taken = bytearray(len(text))
    found = [*_links(text), *_dates(text, vocabulary), *_numbers(text, vocabulary), *_words(text, vocabulary)]
    for sign in found:
        if not any(taken[sign.start : sign.end]):
            taken[sign.start : sign.end] = b"\1" * (sign.end - sign.start)
            yield sign


def _sign(match: re.Match[str], kind: SignKind) -> Sign:
    word = match[0].rstrip(".,;:)")
    return Sign(start=match.start(), end=match.start() + len(word), word=word, kind=kind, why=_(_WHY[kind]))


def _links(text: str) -> Iterator[Sign]:
    return (_sign(match, SignKind.LINK) for match in _LINK.finditer(text) if _is_link(match[0]))


def _is_link(word: str) -> bool:
    """A slash alone joins words as well: `and/or`, `prompts/index`."""
    return "/" not in word or "." in word or word.count("/") > 1 or "://" in word


def _dates(text: str, vocabulary: Vocabulary) -> Iterator[Sign]:
    yield from (_sign(match, SignKind.DATE) for match in _YEAR_DATE.finditer(text))
    for pattern in (_month_date(vocabulary), _pattern(vocabulary, "spells")):
        yield from (_sign(match, SignKind.DATE) for match in pattern.finditer(text))


def _numbers(text: str, vocabulary: Vocabulary) -> Iterator[Sign]:
    counted = _counted(vocabulary)
    boast = _joined(rf"(?:{_NUMBER})\+?\s{_pattern(vocabulary, 'boast').pattern}")
    yield from (_sign(match, SignKind.PRAISE) for match in boast.finditer(text))
    for pattern in (_OUT_OF, _MONEY, _MEASURE, counted):
        yield from (_sign(match, SignKind.NUMBER) for match in pattern.finditer(text))
    sentences, based = _Sentences(text), dict[tuple[int, int], bool]()
    limits = _pattern(vocabulary, "limits")
    for match in _SHARE.finditer(text):
        span = sentences.span(match.start())
        if span not in based:
            rest = _SHARE.sub(" ", text[span[0] : span[1]])
            based[span] = any(one.search(rest) for one in (counted, _OUT_OF, limits))
        yield _sign(match, SignKind.NUMBER if based[span] else SignKind.SHARE)


def _words(text: str, vocabulary: Vocabulary) -> Iterator[Sign]:
    negator = _pattern(vocabulary, "negator")
    for kind in _LISTS:
        for match in _pattern(vocabulary, kind.value).finditer(text):
            before = re.split(r"[.!?;,:]", text[max(0, match.start() - BEFORE) : match.start()])[-1]
            if kind in _NEGATED and negator.search(before):
                if kind is SignKind.FAILURE:
                    yield _sign(match, SignKind.DENIAL)
                continue
            yield _sign(match, kind)


@cache
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    forms = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


def _pattern(vocabulary: Vocabulary, field: str) -> re.Pattern[str]:
    return _compiled(_all(vocabulary, field))


def _all(vocabulary: Vocabulary, field: str) -> tuple[str, ...]:
    return tuple(word for words in getattr(vocabulary, field).values() for word in words)


def _counted(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A number, up to two words, and what it counts: `300 of your cases`, `40 minutes`, `two tables`."""
    units = _compiled(_all(vocabulary, "units")).pattern
    words = "|".join(_all(vocabulary, "words_for_numbers"))
    return _joined(rf"(?<![\w.,-])(?:{_NUMBER}|{words})[\s-](?:[a-zäöüß]+\s){{0,2}}?{units}")


def _month_date(vocabulary: Vocabulary) -> re.Pattern[str]:
    months = "|".join(dict.fromkeys(_all(vocabulary, "months")))
    return _joined(rf"\b(?:\d{{1,2}}\.?\s)?(?:{months})\s(?:\d{{1,2}},\s)?20\d\d\b")


@cache
def _joined(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
