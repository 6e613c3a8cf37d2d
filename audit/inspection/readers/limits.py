"""Text of code and settings → the limit of tokens that it sets or speaks of."""

from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern

_WORDS = r"(?:max_?(?:output_?|completion_?|new_?|gen_?)?tokens|token_?(?:limit|budget|quota)|num_predict)"
_TELLING = ("token", "num_predict")
_COMMENT = ("#", "//", "*", "--", "<!--")
_SPOKEN = Pattern(_WORDS)
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
    if not any(word in low for word in _TELLING):
        return None
    spoken: TokenLimit | None = None
    for number, line in enumerate(low.split("\n"), start=1):
        if not any(word in line for word in _TELLING):
            continue
        found = _SET.search(line)
        if found is not None and not line.lstrip().startswith(_COMMENT):
            return TokenLimit(number, found.group("number"))
        if spoken is None and _SPOKEN.search(line):
            spoken = TokenLimit(number)
    return spoken
