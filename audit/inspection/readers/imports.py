"""Program text of languages that are not parsed → what it imports, by line."""

import re
from collections.abc import Callable, Iterable

from audit.inspection.patterns import Pattern
from audit.inspection.readers.lines import Lines

# each begins with a break, which is found many times as fast as the beginning of a line
_FORMS = {
    "script": Pattern(
        r"""\n[ \t]*+(?:import\s+(?!type\b)(?:[^'"\n;]*?(?:\n[^'"\n;]*?){0,40}?\bfrom\s+)?"""
        r"""|export\s+[^'"\n]*\bfrom\s+"""
        r"""|(?:const|let|var)\s[^=\n]+=\s*(?:await\s+)?(?:require|import)\(\s*|\}\s*from\s+|require\(\s*)['"]([^'"\n]+)['"]"""
    ),
    "Go": Pattern(
        r"""\n[ \t]*+(?:import[ \t]++)?(?:[\w.]++[ \t]++)?"([\w.\-]+\.[a-z]+/[^"\s]+)"[ \t]*$""", re.MULTILINE
    ),
    "jvm": Pattern(r"\n[ \t]*+import\s+(?:static\s+)?([\w.]+)"),
    "Rust": Pattern(r"\n[ \t]*+(?:pub\s+)?use\s+([\w:]+)"),
    "C#": Pattern(r"\n[ \t]*+using\s+([\w.]+)\s*;"),
    "Ruby": Pattern(r"""\n[ \t]*+require\s+['"]([^'"]+)['"]"""),
    "PHP": Pattern(r"\n[ \t]*+use\s+\\?([A-Z][\w\\]+)"),
    "Swift": Pattern(r"\n[ \t]*+import[ \t]+(\w+)"),
    "Dart": Pattern(r"""\n[ \t]*+import\s+['"]package:(\w+)/"""),
    "Elixir": Pattern(r"\n[ \t]*+(?:alias|import|use)[ \t]+([A-Z][\w.]+)"),
}
_FAMILY = {
    "TypeScript": "script", "JavaScript": "script", "Vue": "script", "Svelte": "script",
    "Java": "jvm", "Kotlin": "jvm", "Scala": "jvm",
}  # fmt: skip


def find_imports(language: str, text: str) -> tuple[tuple[str, int], ...]:
    """The modules that a file imports, and where."""
    form = _FORMS.get(_FAMILY.get(language, language))
    if form is None:
        return ()
    begun = f"\n{text}"
    lines = Lines(begun)
    return tuple((m.group(1), lines.at(m.start(1)) - 1) for m in form.finditer(begun))


_NAME = Pattern(r"[A-Za-z_$][\w$]*")
_WORDS = frozenset(
    {"import", "export", "const", "let", "var", "await", "require", "from", "as", "type", "default"}
)
_COMMENT = Pattern(r"^[ \t]*(?://|\*).*$", re.MULTILINE)


def idle_imports(
    language: str, text: str, imports: Iterable[tuple[str, int]], wanted: Callable[[str], object]
) -> tuple[str, ...]:
    """The wanted modules that a script imports by names which then stand nowhere but in comments."""
    if _FAMILY.get(language) != "script" or not any(wanted(name) for name, _ in imports):
        return ()
    found, begun = [], f"\n{text}"
    for match in _FORMS["script"].finditer(begun):
        names = set(_NAME.findall(begun[match.start() : match.start(1)])) - _WORDS
        if not names or not wanted(match.group(1)):
            continue
        rest = _COMMENT.sub("", begun[: match.start()] + begun[match.end() :])
        if names.isdisjoint(_NAME.findall(rest)):
            found.append(match.group(1))
    return tuple(found)
