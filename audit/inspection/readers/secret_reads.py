"""Program text → the places where it reads a secret from its environment or a secret store."""

import re

from audit.inspection import knowledge
from audit.inspection.patterns import Pattern
from audit.inspection.readers.text import Text

_LENGTH = 240
"""The longest read of a secret, in characters."""
_LINE = 400
_COMMENT = Pattern(r"[ \t]*(?:\"[ \t]*#|#|//|/\*|\*[ \t]|--[ \t]|<!--|%)|[^\"'`\n]*[ \t;](?:#|//)[ \t]")
_TESTS = Pattern(r"^[ \t]*#\[cfg\((?:[^)\n]{0,80}\b)?test\b", re.MULTILINE)
_OF_PYDANTIC = "BaseSettings"


def find_reads(sheet: Text) -> tuple[tuple[str, int], ...]:
    """The name of what is read, or what reads it, with its line; what every page shows is no secret."""
    known = knowledge.secret_reads()
    tests = _TESTS.search(sheet.text) if sheet.kind.language == "Rust" else None
    end = tests.start() if tests is not None else len(sheet.text)
    found = []
    for match in sheet.matches(known.pattern, known.words, _LENGTH):
        name = (match.lastgroup and match.group(match.lastgroup)) or match.group()
        if match.start() >= end or known.public.match(name) or _said(sheet.text, match.start(), name):
            continue
        found.append((name, sheet.line(match.start())))
    return tuple(found)


def _said(text: str, at: int, name: str) -> bool:
    """Whether a match is only a comment, or a class of another library that has the same name."""
    if name == _OF_PYDANTIC and "pydantic" not in text:
        return True
    start = max(at - _LINE, text.rfind("\n", 0, at) + 1)
    return _COMMENT.match(text, start, at) is not None
