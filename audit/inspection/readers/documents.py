"""Documentation → headings that announce guidance for whoever runs the system."""

import re
from collections.abc import Iterator

from audit.inspection import knowledge
from audit.inspection.patterns import Pattern
from audit.inspection.readers.lines import Lines

# each begins with a break, which is found many times as fast as the beginning of a line
_HEADING = Pattern(r"\n(?:#{1,5}[ \t]+|={1,5}[ \t]+)(.{3,120}?)[ \t#=]*$", re.MULTILINE)
_UNDERLINED = Pattern(r"\n(\S.{2,100})\n(?:={3,}|-{3,}|~{3,}|\^{3,})[ \t]*$", re.MULTILINE)
_REPORTING = Pattern(
    r"(?i)\b(?:(?<!content )security (?:issue|vulnerability|policy|problem|bug)s?"
    r"|report\w* (?:a |an )?(?:security|vulnerabilit)\w*|vulnerability disclosure)"
)
_REPORTED = ("security", "vulnerabilit")
_FENCES = ("```", "~~~")


def operating_headings(path: str, text: str) -> tuple[tuple[str, int], ...]:
    """Headings of operating guidance, with their lines, in a file where documentation is kept."""
    known = knowledge.operations()
    if not known.files.search(path):
        return ()
    plain = _prose(text)
    return _chosen(plain, known.certain) or _of_subjects(plain, tuple(known.subjects.values()))


def reporting_headings(text: str) -> tuple[tuple[str, int], ...]:
    """Headings that say how to report a security problem."""
    low = text.lower()
    return _chosen(_prose(text), _REPORTING) if any(word in low for word in _REPORTED) else ()


def _chosen(plain: str, *wanted: Pattern) -> tuple[tuple[str, int], ...]:
    """The headings in which something wanted stands, with their lines."""
    lines = Lines(plain)
    return tuple(
        (match.group(1).strip(), lines.at(match.start()))
        for match in _titles(plain)
        if any(form.search(match.group(1)) for form in wanted)
    )


def _of_subjects(plain: str, subjects: tuple[Pattern, ...]) -> tuple[tuple[str, int], ...]:
    """The headings of a document that treats two subjects of operation; one alone may be a feature."""
    treated = {
        number
        for match in _titles(plain)
        for number, form in enumerate(subjects)
        if form.search(match.group(1))
    }
    return _chosen(plain, *subjects) if len(treated) > 1 else ()


def _titles(plain: str) -> Iterator[re.Match[str]]:
    begun = f"\n{plain}"
    for form in (_HEADING, _UNDERLINED):
        yield from form.finditer(begun)


def _prose(text: str) -> str:
    """A text with empty lines in place of its code blocks; a block that never ends is none."""
    if not any(fence in text for fence in _FENCES):
        return text
    lines = text.split("\n")
    begun: int | None = None
    for number, line in enumerate(lines):
        if not line.startswith(_FENCES):
            continue
        if begun is None:
            begun = number
        elif not line[3:].strip(" \t"):
            lines[begun : number + 1] = [""] * (number + 1 - begun)
            begun = None
    return "\n".join(lines)
