"""Program text of languages that are not parsed → what it imports, by line."""

import re
from collections.abc import Callable

from audit.inspection.patterns import Pattern
from audit.inspection.readers.lines import Lines

_FORMS = {
    "script": Pattern(
        r"""^[ \t]*(?:import\s+(?!type\b)(?:[^'"\n;]*?(?:\n[^'"\n;]*?){0,40}?\bfrom\s+)?"""
        r"""|export\s+[^'"\n]*\bfrom\s+"""
        r"""|(?:const|let|var)\s[^=\n]+=\s*(?:await\s+)?(?:require|import)\(\s*|\}\s*from\s+|require\(\s*)['"]([^'"\n]+)['"]""",
        re.MULTILINE,
    ),
    "Go": Pattern(
        r"""^[ \t]*(?:import[ \t]+)?(?:[\w.]++[ \t]+)?"([\w.\-]+\.[a-z]+/[^"\s]+)"[ \t]*$""", re.MULTILINE
    ),
    "jvm": Pattern(r"^[ \t]*import\s+(?:static\s+)?([\w.]+)", re.MULTILINE),
    "Rust": Pattern(r"^[ \t]*(?:pub\s+)?use\s+([\w:]+)", re.MULTILINE),
    "C#": Pattern(r"^[ \t]*using\s+([\w.]+)\s*;", re.MULTILINE),
    "Ruby": Pattern(r"""^[ \t]*require\s+['"]([^'"]+)['"]""", re.MULTILINE),
    "PHP": Pattern(r"^[ \t]*use\s+\\?([A-Z][\w\\]+)", re.MULTILINE),
    "Swift": Pattern(r"^[ \t]*import[ \t]+(\w+)", re.MULTILINE),
    "Dart": Pattern(r"""^[ \t]*import\s+['"]package:(\w+)/""", re.MULTILINE),
    "Elixir": Pattern(r"^[ \t]*(?:alias|import|use)[ \t]+([A-Z][\w.]+)", re.MULTILINE),
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
    lines = Lines(text)
    return tuple((m.group(1), lines.at(m.start(1))) for m in form.finditer(text))


_NAME = Pattern(r"[A-Za-z_$][\w$]*")
_WORDS = frozenset(
    {"import", "export", "const", "let", "var", "await", "require", "from", "as", "type", "default"}
)
_COMMENT = Pattern(r"^[ \t]*(?://|\*).*$", re.MULTILINE)


def idle_imports(language: str, text: str, wanted: Callable[[str], object]) -> tuple[str, ...]:
    """The wanted modules that a script imports by names which then stand nowhere but in comments."""
    if _FAMILY.get(language) != "script":
        return ()
    found = []
    for match in _FORMS["script"].finditer(text):
        names = set(_NAME.findall(text[match.start() : match.start(1)])) - _WORDS
        if not names or not wanted(match.group(1)):
            continue
        rest = _COMMENT.sub("", text[: match.start()] + text[match.end() :])
        if names.isdisjoint(_NAME.findall(rest)):
            found.append(match.group(1))
    return tuple(found)
