"""Text of code and settings → the limit of tokens that it sets or speaks of."""

from collections.abc import Iterator

from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern

_WORDS = r"(?:max_?(?:output_?|completion_?|new_?|gen_?)?tokens|token_?(?:limit|budget|quota)|num_predict)"
_TOLD = (
    Pattern("token"),
    Pattern("num_predict"),
)  # each for itself is found many times as fast as one of both
_COMMENT = ("#", "//", "*", "--", "<!--")
_SPOKEN = Pattern(
    rf"{_WORDS}|tokens?_?over_?limit|over_?token_?limit|exceeds?_?tokens?"
    r"|(?:trim|truncate|cut|fit)_?(?:messages_?)?(?:to|by)_?tokens?"
)
_SET = Pattern(
    _WORDS + r"[\"']?(?:[ \t]*:[ \t]*(?:int|number|optional\[int\]|int32|int64)(?![\w.]))?"
    r"[ \t]*(?::=|[:=])[ \t]*(?P<number>[1-9][\d_]{1,8})(?![\w.])"
)


class TokenLimit(Value, frozen=True):
    """The first place of a file that speaks of a limit of tokens; `number` where one is set there."""

    line: int
    number: str = ""


def find_limit(text: str) -> TokenLimit | None:
    """The limit that a text sets, else where it speaks of one."""
    low = text.lower()
    spoken: TokenLimit | None = None
    for begin, line in _telling_lines(low):
        found = _SET.search(line)
        if found is not None and not line.lstrip().startswith(_COMMENT):
            return TokenLimit(low.count("\n", 0, begin) + 1, found.group("number"))
        if spoken is None and _SPOKEN.search(line):
            spoken = TokenLimit(low.count("\n", 0, begin) + 1)
    return spoken


def _telling_lines(low: str) -> Iterator[tuple[int, str]]:
    """The lines that may speak of a limit, each with the place where it begins."""
    end = -1
    for place in sorted(told.start() for form in _TOLD for told in form.finditer(low)):
        if place > end:
            begin = low.rfind("\n", 0, place) + 1
            end = low.find("\n", place)
            end = len(low) if end < 0 else end
            yield begin, low[begin:end]
