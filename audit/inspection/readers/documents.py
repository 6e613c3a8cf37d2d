"""Documentation → headings that announce guidance for whoever runs the system."""

import re

from audit.inspection import knowledge

_HEADING = re.compile(r"^(?:#{1,5}[ \t]+|={1,5}[ \t]+)(.{3,120}?)[ \t#=]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(\S.{2,100})\n(?:={3,}|-{3,}|~{3,}|\^{3,})[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$", re.MULTILINE | re.DOTALL)


def operating_headings(path: str, text: str) -> tuple[tuple[str, int], ...]:
    """Headings of operating guidance, with their lines, in a file where documentation is kept."""
    known = knowledge.operations()
    if not known.files.search(path):
        return ()
    plain = _FENCE.sub(lambda m: "\n" * m.group().count("\n"), text)
    found = []
    for form in (_HEADING, _UNDERLINED):
        for match in form.finditer(plain):
            if known.certain.search(match.group(1)):
                found.append((match.group(1).strip(), plain.count("\n", 0, match.start()) + 1))
    return tuple(found)
