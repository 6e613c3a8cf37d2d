"""Program text → the same lines without what stands under a condition that is never true."""

import re

from audit.inspection.patterns import Pattern
from audit.inspection.readers.notebook import code_alone

# what may be meant begins with a word, which is found many times as fast as what is meant
_NEVER = Pattern(
    r"^([ \t]*)(?:if|while)[ \t]+\(?(?:False|0|not True|None|\"\"|'')\)?[ \t]*:[ \t]*(?:#.*)?$", re.MULTILINE
)
_MAY_NEVER = tuple(
    Pattern(rf"{word}[ \t]+\(?(?:False|0|not True|None|\"\"|'')\)?[ \t]*:") for word in ("if", "while")
)
_BRACED = Pattern(r"(?:\bif|\bwhile)\s{0,9}(?:\(\s{0,9}(?:false|!true|0)\s{0,9}\)|(?:false|!true))\s{0,9}\{")
_SHORT = Pattern(r"(?<![\w.)\]])\(?(?:false|!true)\s{0,9}&&[^\n]*")
_MAY_SHORT = (Pattern(r"false\s{0,9}&&"), Pattern(r"!true\s{0,9}&&"))
_MAY_BRACED = (
    Pattern(r"false\s{0,9}\)?\s{0,9}\{"),
    Pattern(r"!true\s{0,9}\)?\s{0,9}\{"),
    Pattern(r"\(\s{0,9}0\s{0,9}\)\s{0,9}\{"),
)
_BRACES = Pattern(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|[{}]")
_MOST = 50  # blocks of one file: more were not written by a person
_BY_BRACES = frozenset(
    {"TypeScript", "JavaScript", "Vue", "Svelte", "Go", "Java", "Kotlin", "Scala", "C#", "Rust", "PHP",
     "Swift", "Dart"}
)  # fmt: skip


def alive(language: str, text: str) -> str:
    """A text without the lines that never run, as far as they can be told; places stay the same.

    Of a notebook only the code is left.
    """
    if language == "Jupyter Notebook":
        return without_dead(code_alone(text))
    if language == "Python":
        return without_dead(text)
    if language not in _BY_BRACES or ("false" not in text and "!true" not in text):
        return text
    if any(may.search(text) for may in _MAY_SHORT):
        text = _SHORT.sub(lambda found: " " * len(found.group()), text)
    if not any(may.search(text) for may in _MAY_BRACED):
        return text
    place = 0
    for _ in range(_MOST):
        never = _BRACED.search(text, place)
        if never is None:
            break
        place = _closed(text, never.end())
        text = text[: never.end()] + re.sub(r"[^\n]", " ", text[never.end() : place]) + text[place:]
    return text


def _closed(text: str, start: int) -> int:
    """Where the block that is open at a place ends; the place itself if it never does."""
    depth = 1
    for found in _BRACES.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if not depth:
            return found.start()
    return start


def without_dead(text: str) -> str:
    """A text of Python; lines that never run are emptied, so that places stay the same."""
    if not any(may.search(text) for may in _MAY_NEVER) or _NEVER.search(text) is None:
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
