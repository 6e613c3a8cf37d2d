"""Text of code and settings → the limit of tokens that it sets or speaks of."""

import re
from dataclasses import dataclass

_WORDS = r"(?:max_?(?:output_?|completion_?|new_?|gen_?)?tokens|token_?(?:limit|budget|quota)|num_predict)"
_SPOKEN = re.compile(_WORDS)
_SET = re.compile(
    _WORDS + r"[\"']?(?:[ \t]*:[ \t]*(?:int|number|optional\[int\]|int32|int64)(?![\w.]))?"
    r"[ \t]*(?::=|[:=])[ \t]*(?P<number>[1-9][\d_]{1,8})(?![\w.])"
)


@dataclass(frozen=True, slots=True)
class TokenLimit:
    """The first place of a file that speaks of a limit of tokens; `number` where one is set there."""

    line: int
    number: str = ""


def find_limit(text: str) -> TokenLimit | None:
    """The limit that a text sets, else where it speaks of one."""
    low = text.lower()
    if "token" not in low and "num_predict" not in low:
        return None
    found = _SET.search(low) or _SPOKEN.search(low)
    if found is None:
        return None
    return TokenLimit(low.count("\n", 0, found.start()) + 1, found.groupdict().get("number") or "")
