"""Python source → the same lines without what stands under a condition that is never true."""

import re

from audit.inspection.patterns import Pattern

_NEVER = Pattern(
    r"^([ \t]*)(?:if|while)[ \t]+\(?(?:False|0|not True|None|\"\"|'')\)?[ \t]*:[ \t]*(?:#.*)?$", re.MULTILINE
)


def without_dead(text: str) -> str:
    """The text; lines that never run are emptied, so that places stay the same."""
    if _NEVER.search(text) is None:
        return text
    lines = text.split("\n")
    depth, first = -1, False
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if depth >= 0 and line.strip() and indent <= depth:
            depth = -1
        if depth >= 0:
            lines[number] = f"{line[:indent]}pass" if first and line.strip() else ""
            first = first and not line.strip()
            continue
        never = _NEVER.match(line)
        if never is not None:
            depth, first = len(never.group(1)), True
    return "\n".join(lines)
