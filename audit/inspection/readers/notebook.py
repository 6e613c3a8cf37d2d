"""Notebooks → the Python of their code cells, and for each of its lines the line of the file."""

import json
from functools import lru_cache

from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern
from audit.inspection.readers.lines import Lines

_MAGIC = Pattern(r"^\s*[%!?]")
_MISSES = 200  # every line that is not found was looked for to the end of the file


class Script(Value, frozen=True):
    """The code of a notebook: `lines[i]` is the line of the file in which code line `i` stands."""

    text: str
    lines: tuple[int, ...]
    language: str


def code_alone(text: str) -> str:
    """The text of a notebook with only the lines of its code cells; places stay the same.

    What is told between the cells, and what they printed, is no code and switches nothing on.
    """
    script = read_notebook(text)
    if script is None:
        return text
    kept = set(script.lines)
    return "\n".join(line if n in kept else "" for n, line in enumerate(text.split("\n"), start=1))


@lru_cache(maxsize=2)
def read_notebook(text: str) -> Script | None:
    """The code cells in order; none if the file is no notebook."""
    try:
        notebook = json.loads(text)
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
        language = str(notebook.get("metadata", {}).get("kernelspec", {}).get("language", "python"))
        code = [_source(cell) for cell in cells if cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
    line_at = Lines(text).at
    position, number, misses = 0, 1, 0
    lines: list[str] = []
    places: list[int] = []
    for cell in code:
        whole = any(line.startswith("%%") for line in cell[:1]) and not cell[0].startswith(
            ("%%time", "%%capture")
        )
        for line in cell:
            position, found = _locate(text, line, position) if misses < _MISSES else (position, False)
            if found:
                number = line_at(position)
            elif line.strip():
                misses += 1
            lines.append("" if whole or _MAGIC.match(line) else line)
            places.append(number)
        lines.append("")
        places.append(number)
    return Script("\n".join(lines), tuple(places), language.lower())


def _source(cell: dict[str, object]) -> list[str]:
    source = cell.get("source", cell.get("input", ""))
    joined = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return joined.split("\n")


def _locate(text: str, line: str, position: int) -> tuple[int, bool]:
    """Where a line of code stands in the JSON text, after a position."""
    if not line.strip():
        return position, False
    for form in (json.dumps(line)[1:-1], json.dumps(line, ensure_ascii=False)[1:-1]):
        at = text.find(form, position)
        if at >= 0:
            return at + len(form), True
    return position, False
