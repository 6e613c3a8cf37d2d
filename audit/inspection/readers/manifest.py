"""Lists of Python dependencies → how many there are and how many name one exact version."""

import re

_EXACT = re.compile(r"===?\s*[\w.!+]+(?![\w.*])")


def count_requirements(text: str) -> tuple[int, int]:
    """The direct dependencies of a requirements file, and those that are exact."""
    lines = [line.partition(" #")[0].strip() for line in text.splitlines()]
    listed = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]
    pinned = [
        line
        for line in listed
        if _EXACT.search(line.partition(";")[0]) or re.search(r"@\s*git\+\S+@[0-9a-f]{40}", line)
    ]
    return len(listed), len(pinned)
